//! The consistent ways in which conditions can come out.

use super::{Basis, Conditions, Facts};

/// How many cases are told apart.
const CASES: usize = 256;

/// Of how many conditions all pairs are looked at when there are too many cases.
const PAIRED: usize = 128;

/// Ways in which conditions can come out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases<'t> {
    /// The facts of each case. What they say of the conditions differs, and is possible.
    pub facts: Vec<Facts<'t>>,
    /// Whether these are all of them. If not, every value of a condition that is possible together with a value of
    /// another one is so in one of the cases, as far as the bound allows: what two properties do to one another still
    /// shows.
    pub complete: bool,
}

impl<'t> Conditions<'t> {
    /// The cases of these conditions that are possible under the facts; conditions that are not declared are left out.
    /// First comes the one in which all are true, and the last condition changes fastest.
    #[must_use]
    pub fn scenarios_for_conditions<'n>(
        &self,
        names: impl IntoIterator<Item = &'n str>,
        facts: &Facts<'t>,
    ) -> Cases<'t> {
        let mut declared: Vec<&'n str> = Vec::new();
        for name in names {
            if self.contains(name) && !declared.contains(&name) {
                declared.push(name);
            }
        }
        let undecided =
            |facts: &Facts<'t>| declared.iter().copied().find(|name| facts.status(name).is_none());
        match self.all_cases(facts, undecided) {
            Some(facts) => Cases { facts, complete: true },
            None => Cases { facts: self.paired_cases(facts, &declared), complete: false },
        }
    }

    /// All cases of the conditions that `undecided` names, one after the other, until there is none left to decide.
    /// Nothing if there are too many cases.
    pub(super) fn all_cases<'n>(
        &self,
        facts: &Facts<'t>,
        undecided: impl Fn(&Facts<'t>) -> Option<&'n str>,
    ) -> Option<Vec<Facts<'t>>> {
        let mut cases = Vec::new();
        let mut open = vec![facts.clone()];
        // Each of the open ones leads to a case at least, so this takes no more steps than there are cases, times the
        // conditions in each.
        while let Some(facts) = open.pop() {
            match undecided(&facts) {
                Some(name) => {
                    let either = [false, true].map(|value| self.assume(&facts, name, value, Basis::Supposed));
                    open.extend(either.into_iter().flatten());
                }
                None => cases.push(facts),
            }
            if cases.len() + open.len() > CASES {
                return None;
            }
        }
        Some(cases)
    }

    /// Some cases, in which all pairs of values occur that can.
    pub(super) fn paired_cases(&self, facts: &Facts<'t>, names: &[&str]) -> Vec<Facts<'t>> {
        let paired = names.len().min(PAIRED);
        let mut pairs = Pairs::of(paired);
        let mut cases = Vec::new();
        let orders = (0..paired).flat_map(|second| (0..second).map(move |first| (first, second)));
        let values = [(true, true), (true, false), (false, true), (false, false)];
        for ((first, second), (a, b)) in orders.flat_map(|order| values.map(|values| (order, values))) {
            if !pairs.is_missing((first, a), (second, b)) {
                continue;
            }
            if cases.len() == CASES {
                break;
            }
            cases.extend(self.paired_case(facts, names, &mut pairs, [(first, a), (second, b)]));
        }
        cases
    }

    /// A case that has this pair, and as many that are missing as can be had one by one.
    fn paired_case(
        &self,
        facts: &Facts<'t>,
        names: &[&str],
        pairs: &mut Pairs,
        pair: [Valued; 2],
    ) -> Option<Facts<'t>> {
        let mut case = facts.clone();
        for (index, value) in pair {
            case = self.assume(&case, names.get(index)?, value, Basis::Supposed)?;
        }
        let mut values = pair.to_vec();
        let others =
            names.iter().enumerate().filter(|(index, _)| pair.iter().all(|(known, _)| known != index));
        for (index, name) in others {
            let preferred = pairs.gain(&values, (index, true)) >= pairs.gain(&values, (index, false));
            let mut either = [preferred, !preferred].into_iter();
            let (next, value) =
                either.find_map(|value| Some((self.assume(&case, name, value, Basis::Supposed)?, value)))?;
            case = next;
            values.push((index, value));
        }
        pairs.seen(&values);
        Some(case)
    }
}

/// A condition by its number, and its value.
type Valued = (usize, bool);

/// Which pairs of values no case has yet.
struct Pairs {
    /// For each value of each condition those of all conditions, at its number times two, and one more if it is true.
    missing: Vec<Vec<bool>>,
}

impl Pairs {
    fn of(conditions: usize) -> Self {
        Self { missing: vec![vec![true; 2 * conditions]; 2 * conditions] }
    }

    fn place((condition, value): Valued) -> usize {
        2 * condition + usize::from(value)
    }

    fn is_missing(&self, one: Valued, other: Valued) -> bool {
        let row = self.missing.get(Self::place(one));
        row.and_then(|row| row.get(Self::place(other)).copied()).unwrap_or_default()
    }

    /// How many missing pairs there are of one value with the others.
    fn gain(&self, others: &[Valued], one: Valued) -> usize {
        let Some(row) = self.missing.get(Self::place(one)) else { return 0 };
        others.iter().filter(|other| row.get(Self::place(**other)).copied().unwrap_or_default()).count()
    }

    fn seen(&mut self, values: &[Valued]) {
        for one in values {
            let Some(row) = self.missing.get_mut(Self::place(*one)) else { continue };
            for other in values {
                if let Some(missing) = row.get_mut(Self::place(*other)) {
                    *missing = false;
                }
            }
        }
    }
}
