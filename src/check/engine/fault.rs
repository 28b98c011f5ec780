//! What a validation finds, before it is known which rule says so.

use crate::diag::Origin;
use crate::model::Step;

/// What one keyword, function or rule found wrong with one value.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The keyword of the schema, or the function in the form `fn_sub`; empty as long as nothing has claimed it.
    pub(crate) keyword: &'static str,
    /// The rule that says so; `None` leaves it to the rules around to say which of them it is.
    pub(crate) rule: Option<&'static str>,
    /// What is wrong, in one line.
    pub(crate) message: String,
    /// The steps from the template's root.
    pub(crate) path: Vec<Step<'static>>,
    /// Where the last key of the path was written, for values to which the path does not lead in the template.
    pub(crate) key_origin: Origin,
    /// The place in the template that gave the value, where that is what to mend.
    pub(crate) given_at: Option<Vec<Step<'static>>>,
    /// Why each branch of a union was refused.
    pub(crate) context: Vec<Fault>,
    /// Values of parameters under which it is so, where it is not always.
    pub(crate) when: Option<String>,
    /// Whether this only says that a function keeps the answer open.
    pub(crate) unknown: bool,
    /// Whether the value has one of the types that the schema wants; `None` before the schema has been asked.
    pub(crate) type_fits: Option<bool>,
}

/// What a validation found.
pub(crate) type Faults = Vec<Fault>;

impl Fault {
    /// How near a fault is to what the author meant: the fault of the greatest value explains a refusal best. The shorter
    /// its path, the more of the value is wrong; a union says less than any other keyword.
    fn relevance(&self) -> (isize, bool, bool) {
        let depth = isize::try_from(self.path.len()).unwrap_or(isize::MAX);
        (-depth, !matches!(self.keyword, "anyOf" | "oneOf"), !self.type_fits.unwrap_or(false))
    }

    /// The fault itself and all in its context whatever their depth, by reference.
    pub(crate) fn for_each_mut(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        for inner in &mut self.context {
            inner.for_each_mut(change);
        }
    }
}

/// The fault that explains a refusal best: the nearest to the root, and below a union the deepest of its branches'.
pub(crate) fn best_match(faults: Faults) -> Option<Fault> {
    let mut best: Option<Fault> = None;
    for fault in faults {
        if best.as_ref().is_none_or(|best| fault.relevance() > best.relevance()) {
            best = Some(fault);
        }
    }
    let mut best = best?;
    loop {
        let mut smallest: Option<usize> = None;
        let mut ties = 0_usize;
        for (index, fault) in best.context.iter().enumerate() {
            match smallest.and_then(|at| best.context.get(at)) {
                Some(least) if fault.relevance() == least.relevance() => ties += 1,
                Some(least) if fault.relevance() > least.relevance() => {}
                _ => {
                    smallest = Some(index);
                    ties = 0;
                }
            }
        }
        match smallest {
            Some(index) if ties == 0 => best = best.context.swap_remove(index),
            _ => return Some(best),
        }
    }
}

/// Drops what only says that the answer is open.
pub(crate) fn decided(mut faults: Faults) -> Faults {
    faults.retain(|fault| !fault.unknown);
    faults
}
