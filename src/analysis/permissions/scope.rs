//! Whose permissions are compared: one scope for everything whose policies add up.

use std::collections::BTreeSet;

use super::cases::Guard;
use super::change::Place;
use super::compare::Effect;
use super::condition::Fact;
use super::pattern::Letter;
use super::statement::{Set, Statement};

/// What a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// What a role may do.
    Role,
    /// What a user may do.
    User,
    /// What the members of a group may do.
    Group,
    /// What a managed policy gives to whoever has it.
    Managed,
    /// What a permission set gives to whoever has it.
    PermissionSet,
    /// What an IoT policy gives to whatever has it.
    IotPolicy,
    /// Who may take a role on.
    Trust,
    /// Who may do what with a resource.
    Resource,
    /// What gets through an endpoint.
    Endpoint,
}

/// The scope of a kind by the logical ID of what it is about, or by its name if it is no part of the template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) kind: Kind,
    pub(super) id: String,
}

/// Everything that adds up to what may be done.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    pub(super) statements: Vec<Statement>,
    pub(super) opaque: Vec<Opaque>,
    /// Scopes whose statements are among these: managed policies that are attached, groups of a user.
    pub(super) parents: Vec<Key>,
}

/// A part that gives or takes permissions that are not in the template.
#[derive(Clone, Debug)]
pub(super) struct Opaque {
    pub(super) kind: OpaqueKind,
    pub(super) text: String,
    pub(super) guard: Guard,
    pub(super) place: Place,
}

/// What kind of part it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum OpaqueKind {
    /// A managed policy.
    Managed,
    /// A group of users.
    Group,
    /// A permissions boundary.
    Boundary,
    /// A part of a policy that is not understood.
    Unread,
}

impl Key {
    pub(super) fn new(kind: Kind, id: &str) -> Self {
        Self { kind, id: id.to_owned() }
    }

    /// Who may do it, if that is not what the statements say.
    pub(super) fn holder(&self) -> Option<String> {
        let id = &self.id;
        Some(match self.kind {
            Kind::Role => format!("role `{id}`"),
            Kind::User => format!("user `{id}`"),
            Kind::Group => format!("members of group `{id}`"),
            Kind::Managed => format!("whoever has managed policy `{id}`"),
            Kind::PermissionSet => format!("whoever has permission set `{id}`"),
            Kind::IotPolicy => format!("whatever has IoT policy `{id}`"),
            Kind::Trust | Kind::Resource | Kind::Endpoint => return None,
        })
    }

    /// The policies that the scope is made of.
    pub(super) fn policies(&self) -> String {
        let id = &self.id;
        match self.kind {
            Kind::Trust => format!("the trust policy of `{id}`"),
            Kind::Resource | Kind::Endpoint => format!("the policy of `{id}`"),
            Kind::Managed | Kind::PermissionSet | Kind::IotPolicy => format!("`{id}`"),
            Kind::Role | Kind::User | Kind::Group => format!("the policies of `{id}`"),
        }
    }
}

/// What a statement says, without where it stands and in which order.
type Saying = (Effect, Guard, BTreeSet<Vec<(Fact, bool)>>, [(bool, BTreeSet<Vec<Letter>>); 3]);

impl Scope {
    /// What the statements say.
    pub(super) fn sayings(&self) -> BTreeSet<Saying> {
        let set = |set: &Set| {
            let letters = set.patterns.iter().map(|pattern| pattern.letters.clone());
            (set.not, letters.collect::<BTreeSet<_>>())
        };
        let saying = |statement: &Statement| {
            let sets = [set(&statement.who), set(&statement.actions), set(&statement.things)];
            let clauses = statement.when.clauses.iter().cloned().collect();
            (statement.effect, statement.when.guard.clone(), clauses, sets)
        };
        self.statements.iter().map(saying).collect()
    }

    /// The conditions of the template that it depends on.
    pub(super) fn depends_on(&self, conditions: &BTreeSet<String>) -> bool {
        let guards = self.statements.iter().map(|statement| &statement.when.guard);
        guards.flat_map(|guard| guard.keys()).any(|name| conditions.contains(name))
    }

    /// Whether everything is allowed, and nothing denied: then it does not matter what else is attached.
    pub(super) fn allows_everything(&self) -> bool {
        let is_everything =
            |set: &Set| !set.not && set.patterns.iter().any(|pattern| pattern.is_everything());
        let has = |effect: Effect| self.statements.iter().any(|statement| statement.effect == effect);
        !has(Effect::Deny)
            && !has(Effect::Bounded)
            && self.statements.iter().any(|statement| {
                statement.effect == Effect::Allow
                    && statement.when.guard.is_empty()
                    && statement.when.clauses.is_empty()
                    && is_everything(&statement.actions)
                    && is_everything(&statement.things)
            })
    }
}
