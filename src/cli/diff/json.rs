//! Differences for other programs.

use super::Compared;
use crate::diff::{
    BudgetChange, Cause, Certainty, Edit, EditKind, Fate, Reason, ResourceChange, SectionChange, Step,
};
use crate::emit::{self, node_to_string};
use crate::model::{Node, Object};

pub(super) fn json(compared: &[Compared]) -> String {
    let all = Node::list(compared.iter().map(comparison));
    let whole = object([("version", Node::from(1_i64)), ("comparisons", all)]);
    node_to_string(&whole, emit::Format::Json)
}

fn object<const N: usize>(entries: [(&'static str, Node); N]) -> Node {
    Object::from_iter(entries).into()
}

fn text(text: &str) -> Node {
    text.to_owned().into()
}

fn optional(value: Option<&str>) -> Node {
    value.map_or_else(Node::default, text)
}

fn texts(items: &[String]) -> Node {
    Node::list(items.iter().map(|item| text(item)))
}

fn comparison(compared: &Compared) -> Node {
    let difference = &compared.difference;
    let consequences = difference.consequences.iter().map(|consequence| {
        object([
            ("kind", text(consequence.kind.as_str())),
            ("certain", is_certain(consequence.certainty)),
            ("name", text(&consequence.name)),
            ("text", text(&consequence.text)),
            ("help", optional(consequence.help.as_deref())),
        ])
    });
    let renames = difference.renames.iter().map(|rename| {
        object([
            ("from", text(&rename.from)),
            ("to", text(&rename.to)),
            ("type", text(&rename.resource_type)),
        ])
    });
    let ambiguous = difference.ambiguous.iter().map(|alike| {
        object([("from", texts(&alike.from)), ("to", texts(&alike.to)), ("type", text(&alike.resource_type))])
    });
    object([
        ("old", text(&compared.old)),
        ("new", text(&compared.new)),
        ("equal", difference.is_empty().into()),
        ("remarks", texts(&compared.remarks)),
        ("consequences", Node::list(consequences)),
        ("resources", Node::list(difference.resources.iter().map(resource))),
        ("renames", Node::list(renames)),
        ("ambiguous", Node::list(ambiguous)),
        ("sections", Node::list(difference.sections.iter().map(section))),
        ("budgets", Node::list(difference.budgets.iter().map(budget))),
    ])
}

fn is_certain(certainty: Certainty) -> Node {
    (certainty == Certainty::Yes).into()
}

fn resource(change: &ResourceChange) -> Node {
    object([
        ("logicalId", text(&change.logical_id)),
        ("oldLogicalId", optional(change.old_id.as_deref())),
        ("type", text(&change.resource_type)),
        ("oldType", optional(change.old_type.as_deref())),
        ("action", text(change.action.as_str())),
        ("old", optional(change.fate.map(Fate::as_str))),
        ("reasons", Node::list(change.reasons.iter().map(reason))),
        ("causes", Node::list(change.causes.iter().map(cause))),
        ("notes", texts(&change.notes)),
        ("edits", Node::list(change.edits.iter().map(edit))),
    ])
}

fn reason(reason: &Reason) -> Node {
    object([
        ("property", text(&reason.property)),
        ("rule", text(reason.rule.as_str())),
        ("certain", is_certain(reason.certainty)),
        ("condition", optional(reason.condition.as_deref())),
        ("chain", texts(&reason.chain)),
    ])
}

fn cause(cause: &Cause) -> Node {
    object([
        ("path", path(&cause.path)),
        ("through", text(cause.through)),
        ("source", text(&cause.source)),
        ("certain", is_certain(cause.certainty)),
    ])
}

fn section(change: &SectionChange) -> Node {
    object([
        ("section", optional(change.section.map(|section| section.as_str()))),
        ("name", text(&change.name)),
        ("causes", Node::list(change.causes.iter().map(cause))),
        ("notes", texts(&change.notes)),
        ("edits", Node::list(change.edits.iter().map(edit))),
    ])
}

fn budget(change: &BudgetChange) -> Node {
    let number = |number: usize| Node::from(i64::try_from(number).unwrap_or(i64::MAX));
    let after = &change.after;
    object([
        ("what", after.what.into()),
        ("unit", after.unit.into()),
        ("logicalId", optional(after.logical_id.as_deref())),
        ("before", number(change.before)),
        ("after", number(after.used)),
        ("atLeast", after.at_least.into()),
        ("limit", number(after.limit)),
        ("exceeds", change.crosses().into()),
        ("source", after.source.into()),
    ])
}

fn edit(edit: &Edit) -> Node {
    let kind = match edit.kind {
        EditKind::Add => "add",
        EditKind::Remove => "remove",
        EditKind::Change => "change",
        EditKind::Order => "order",
    };
    let mut entries = Object::from_iter([
        ("kind", text(kind)),
        ("path", path(&edit.path)),
        ("shown", text(&edit.path_text())),
    ]);
    for (key, value) in [("old", &edit.old), ("new", &edit.new)] {
        if let Some(value) = value {
            entries.push(key, value.clone());
        }
    }
    entries.into()
}

/// The keys and indexes of the new template, or of the old one for what is only there.
fn path(steps: &[Step]) -> Node {
    Node::list(steps.iter().map(|step| match step {
        Step::Key(key) => text(key),
        Step::Item(item) => i64::try_from(item.index()).unwrap_or(i64::MAX).into(),
    }))
}
