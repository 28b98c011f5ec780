//! What is found: one change, in one sentence.

use std::fmt;

use crate::diag::Origin;
use crate::model::Step;

/// Where something stands in one of the two templates.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// The steps from the root of the template.
    pub path: Vec<Step<'static>>,
    /// Where it was written.
    pub origin: Origin,
}

impl Place {
    pub(super) fn step(&self, step: Step<'static>, origin: Origin) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { path, origin: origin.or(self.origin) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.path.iter().enumerate() {
            if index > 0 {
                f.write_str("/")?;
            }
            step.fmt(f)?;
        }
        Ok(())
    }
}

/// One of the two templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The one before the change.
    Old,
    /// The one after it.
    New,
}

/// How much a change of permissions deserves a look, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Certain actions on certain things.
    Ordinary,
    /// Wildcards alone say which actions or which things.
    Wildcard,
    /// Another account, or one that is known only when the stack is deployed.
    OtherAccount,
    /// As good as everything: all actions, or the power to give oneself more.
    Administrator,
    /// Everyone: no account, or the whole internet.
    Everyone,
}

/// How sure a change is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// There are requests that were refused and are now allowed, or the reverse.
    Certain,
    /// It is so in some cases of the template's conditions: `when condition C is true`.
    Maybe(String),
    /// It cannot be known from the template, and why.
    Unknown(String),
}

/// One thing that somebody may do after the change and could not do before, or the reverse.
#[derive(Clone, Debug)]
pub struct Change {
    /// Whether it is allowed now and was not before; otherwise it was and no longer is.
    pub gained: bool,
    /// Who may do it.
    pub who: String,
    /// The sentence without the case in which it is so.
    pub sentence: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// How much it deserves a look.
    pub weight: Weight,
    /// The resource whose policy or rule it is, by its logical ID.
    pub resource: String,
    /// In which template the statement or rule stands that decides.
    pub side: Side,
    /// Where it stands there.
    pub place: Place,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        match &self.certainty {
            Certainty::Certain => Ok(()),
            Certainty::Maybe(case) => write!(f, " (maybe: {case})"),
            Certainty::Unknown(reason) => write!(f, " ({reason})"),
        }
    }
}
