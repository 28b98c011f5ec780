//! The statements of a policy.

use super::cases::{Found, cases};
use super::change::Place;
use super::compare::Effect;
use super::condition::When;
use super::parts::{Names, canonical};
use super::pattern::Pattern;
use super::principal;
use super::scope::{Opaque, OpaqueKind};
use crate::model::{Intrinsic, Node};

/// What some patterns match, or all else.
#[derive(Clone, Debug)]
pub(super) struct Set {
    pub(super) patterns: Vec<Pattern>,
    pub(super) not: bool,
}

impl Set {
    pub(super) fn everything() -> Self {
        Self { patterns: vec![Pattern::everything()], not: false }
    }
}

/// A statement, in one case of the template's conditions.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) effect: Effect,
    pub(super) when: When,
    pub(super) who: Set,
    pub(super) actions: Set,
    pub(super) things: Set,
    pub(super) place: Place,
}

/// Where the names of a statement's parts stand.
const PRINCIPAL: (&str, &str) = ("Principal", "NotPrincipal");
const ACTION: (&str, &str) = ("Action", "NotAction");
const RESOURCE: (&str, &str) = ("Resource", "NotResource");

/// Reads a policy document. What cannot be read of it goes to the opaque parts.
pub(super) fn read(document: &Found<'_>, names: &Names, out: &mut Vec<Statement>, opaque: &mut Vec<Opaque>) {
    if let Some(Intrinsic::ToJsonString(function)) = document.node.as_intrinsic() {
        let inner = Found { node: &function.value, ..document.clone() };
        return read(&inner, names, out, opaque);
    }
    if document.node.as_object().is_none() {
        opaque.push(unread(document));
        return;
    }
    for item in document.list("Statement") {
        for (guard, node) in cases(&item) {
            match statement(&node, names) {
                Some(mut statement) => {
                    statement.when.guard = guard;
                    statement.place = item.place.clone();
                    out.push(statement);
                }
                None => opaque.push(unread(&Found { guard, node: &node, place: item.place.clone() })),
            }
        }
    }
}

/// The part as one that is not understood.
pub(super) fn unread(found: &Found<'_>) -> Opaque {
    Opaque {
        kind: OpaqueKind::Unread,
        text: canonical(found.node),
        guard: found.guard.clone(),
        place: found.place.clone(),
    }
}

fn statement(node: &Node, names: &Names) -> Option<Statement> {
    let object = node.as_object()?;
    let effect = match object.get("Effect")?.as_str()? {
        "Allow" => Effect::Allow,
        "Deny" => Effect::Deny,
        _ => return None,
    };
    let either = |(name, not): (&str, &str), read: &dyn Fn(&Node, bool) -> Option<Set>| match (
        object.get(name),
        object.get(not),
    ) {
        (Some(node), _) => Some(read(node, false)),
        (None, Some(node)) => Some(read(node, true)),
        (None, None) => None,
    };
    let actions = |node: &Node, not| patterns(node, not, &|node| Some(names.pattern(node)?.folded()));
    let things = |node: &Node, not| patterns(node, not, &|node| names.pattern(node));
    let mut when = When::default();
    if let Some(condition) = object.get("Condition") {
        when.read(condition, names);
    }
    Some(Statement {
        effect,
        when,
        who: either(PRINCIPAL, &|node, not| Some(principal::read(node, not, names)))
            .unwrap_or_else(|| Some(Set::everything()))?,
        actions: either(ACTION, &actions)??,
        things: either(RESOURCE, &things).unwrap_or_else(|| Some(Set::everything()))?,
        place: Place::default(),
    })
}

fn patterns(node: &Node, not: bool, read: &dyn Fn(&Node) -> Option<Pattern>) -> Option<Set> {
    let one = std::slice::from_ref(node);
    let patterns: Option<Vec<Pattern>> = node.as_list().unwrap_or(one).iter().map(read).collect();
    Some(Set { patterns: patterns?, not })
}
