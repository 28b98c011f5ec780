//! What a comparison comes to.

use super::budgets::BudgetChange;
use super::edit::{Edit, Step};
use super::replacement::{Certainty, Rule};
use crate::model::Section;

/// All that differs between two templates, and what follows from it.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// What follows that somebody should know before all else, the gravest first.
    pub consequences: Vec<Consequence>,
    /// What happens to resources, in the order of the new template, those that go last.
    pub resources: Vec<ResourceChange>,
    /// Resources that only changed their logical ID.
    pub renames: Vec<Rename>,
    /// Resources that may have changed their logical ID, if it could be told which is which.
    pub ambiguous: Vec<Ambiguity>,
    /// What differs in the other sections.
    pub sections: Vec<SectionChange>,
    /// The limits of AWS of which more or less is taken, once [`Difference::add_budgets`] has compared them. They are no
    /// difference by themselves: a comment moves them, too.
    pub budgets: Vec<BudgetChange>,
}

/// What happens to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It is new.
    Add,
    /// It leaves the stack.
    Remove,
    /// A new one takes its place.
    Replace(Certainty),
    /// It is changed in place.
    Update,
    /// Something that it uses changes, and it may be changed with that.
    MayUpdate,
    /// It only has another logical ID.
    Rename,
    /// The template says something else, and nothing is done.
    Nothing,
    /// A condition keeps it out of the stack, as it did before.
    Absent,
}

impl Action {
    /// The action in few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Replace(Certainty::Yes) => "replace",
            Self::Replace(Certainty::Maybe) => "maybe replace",
            Self::Update => "update",
            Self::MayUpdate => "may update",
            Self::Rename => "rename",
            Self::Nothing => "none",
            Self::Absent => "absent",
        }
    }
}

/// What becomes of the thing itself when its resource is removed or replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It is deleted.
    Deleted,
    /// It stays, and belongs to no stack.
    Kept,
    /// It is deleted after a snapshot.
    Snapshot,
    /// A function says it.
    Unknown,
}

impl Fate {
    /// What becomes of it, in few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Kept => "kept",
            Self::Snapshot => "deleted after a snapshot",
            Self::Unknown => "unknown",
        }
    }
}

/// What happens to one resource, and why.
#[derive(Clone, Debug)]
pub struct ResourceChange {
    /// Its logical ID; in the old template if it leaves the stack.
    pub logical_id: String,
    /// Its logical ID in the old template, where that was another one.
    pub old_id: Option<String>,
    /// Its type.
    pub resource_type: String,
    /// Its type in the old template, where that was another one.
    pub old_type: Option<String>,
    /// What happens to it.
    pub action: Action,
    /// What the template says differently, from the attributes of the resource on.
    pub edits: Vec<Edit>,
    /// What changes although its text does not.
    pub causes: Vec<Cause>,
    /// What makes CloudFormation replace it.
    pub reasons: Vec<Reason>,
    /// What becomes of the old one, if it is removed or replaced.
    pub fate: Option<Fate>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

impl ResourceChange {
    /// Whether it stays in the template, and its condition may take it out of the stack.
    #[must_use]
    pub fn may_go(&self) -> bool {
        let stays = matches!(self.action, Action::Nothing | Action::Update | Action::MayUpdate);
        stays && self.fate.is_some() && self.old_id.is_none()
    }
}

/// A change that comes from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What it reaches: a path from the attributes of the resource on.
    pub path: Vec<Step>,
    /// What reads it: `Ref`, `GetAtt`, or the section of what has changed.
    pub through: &'static str,
    /// What has changed: a logical ID.
    pub source: String,
    /// How sure it is.
    pub certainty: Certainty,
}

/// Why a resource is replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The property that is changed.
    pub property: String,
    /// The fact that decides.
    pub rule: Rule,
    /// How sure it is.
    pub certainty: Certainty,
    /// On what it depends, where that is known.
    pub condition: Option<String>,
    /// The resources that are replaced or changed before and bring this about, the first cause first.
    pub chain: Vec<String>,
}

/// A resource that only changed its logical ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rename {
    /// The old logical ID.
    pub from: String,
    /// The new one.
    pub to: String,
    /// Its type.
    pub resource_type: String,
}

/// Resources that are all alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// Their old logical IDs.
    pub from: Vec<String>,
    /// Their new ones.
    pub to: Vec<String>,
    /// Their type.
    pub resource_type: String,
}

/// What differs in a section other than `Resources`.
#[derive(Clone, Debug)]
pub struct SectionChange {
    /// The section; nothing for one that CloudFormation does not know.
    pub section: Option<Section>,
    /// The parameter, output or so; empty where the section is one value.
    pub name: String,
    /// What the template says differently, from the entry on.
    pub edits: Vec<Edit>,
    /// What changes although its text does not.
    pub causes: Vec<Cause>,
    /// What else is to be said.
    pub notes: Vec<String>,
}

/// What a consequence is about; the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Data is lost.
    DataLoss,
    /// CloudFormation refuses the update, or fails in the middle of it.
    Refused,
    /// Somebody may do what they could not do before, or the reverse.
    Permissions,
    /// A resource is replaced.
    Replacement,
    /// A resource is removed.
    Removal,
    /// An export goes or changes.
    Exports,
    /// What is changed does not take effect.
    Deployment,
    /// A parameter needs a value.
    Parameters,
    /// The deployment needs another capability.
    Capabilities,
    /// A limit of AWS's is exceeded, and there is another way.
    Limits,
    /// A resource only changed its logical ID.
    Renames,
}

impl Kind {
    /// All of them, the gravest first.
    pub const ALL: &'static [Self] = &[
        Self::DataLoss,
        Self::Refused,
        Self::Permissions,
        Self::Replacement,
        Self::Removal,
        Self::Exports,
        Self::Deployment,
        Self::Parameters,
        Self::Capabilities,
        Self::Limits,
        Self::Renames,
    ];

    /// Its name on the command line and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DataLoss => "data-loss",
            Self::Refused => "refused",
            Self::Permissions => "permissions",
            Self::Replacement => "replacement",
            Self::Removal => "removal",
            Self::Exports => "exports",
            Self::Deployment => "deployment",
            Self::Parameters => "parameters",
            Self::Capabilities => "capabilities",
            Self::Limits => "limits",
            Self::Renames => "renames",
        }
    }
}

/// One thing that follows from the differences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// What it is about.
    pub kind: Kind,
    /// How sure it is.
    pub certainty: Certainty,
    /// The resource, output or parameter that it is about.
    pub name: String,
    /// What happens, in one sentence.
    pub text: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Difference {
    /// Adds what the change lets somebody do that they could not do before, or the reverse: a sentence for each, with the
    /// resource that it is about.
    pub fn add_permissions(&mut self, sentences: impl IntoIterator<Item = (String, String)>) {
        self.consequences.extend(sentences.into_iter().map(|(name, text)| Consequence {
            kind: Kind::Permissions,
            certainty: Certainty::Yes,
            name,
            text,
            help: None,
        }));
        self.sort_consequences();
    }

    /// Puts the gravest consequences first.
    pub(super) fn sort_consequences(&mut self) {
        self.consequences
            .sort_by_key(|consequence| (consequence.kind, std::cmp::Reverse(consequence.certainty)));
    }

    /// Whether the templates mean the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
            && self.renames.is_empty()
            && self.ambiguous.is_empty()
            && self.sections.is_empty()
            && self.consequences.is_empty()
    }

    /// Whether something of that kind follows, or happens to a resource.
    #[must_use]
    pub fn has(&self, kind: Kind) -> bool {
        self.consequences.iter().any(|consequence| consequence.kind == kind)
            || match kind {
                Kind::Replacement => {
                    self.resources.iter().any(|change| matches!(change.action, Action::Replace(_)))
                }
                Kind::Removal => {
                    self.resources.iter().any(|change| change.action == Action::Remove || change.may_go())
                }
                Kind::Renames => !self.renames.is_empty(),
                Kind::Limits => self.budgets.iter().any(BudgetChange::crosses),
                _ => false,
            }
    }
}
