//! What happens to outputs that say the same, and what follows from changed exports.

use super::cascade::OutputCauses;
use super::change::{Cause, Consequence, Kind, SectionChange};
use super::edit::{Comparison, Edit, EditKind, Sides, Step, last};
use super::form::{AsWritten, Form, Names, Part, form};
use super::place::Place;
use super::replacement::Certainty;
use super::resource::Context;
use super::side::{Known, Renamed, Side};
use crate::model::{Node, Object, Section};

/// Adds what happens to outputs although their texts do not change: by resources that are replaced, and by parameters,
/// conditions and mappings.
pub(super) fn add_changes(
    context: &Context<'_, '_>,
    mut causes: OutputCauses,
    changes: &mut Vec<SectionChange>,
) {
    for entry in context.new.entries(Section::Outputs) {
        let name = entry.key.as_ref();
        let of_resources = causes.remove(name).unwrap_or_default();
        let before = context.old.entry(Section::Outputs, name).and_then(Node::as_object);
        let (Some(before), Some(after)) = (before, entry.node.as_object()) else { continue };
        let index = changes.iter().position(|known| is_of(known, name));
        let edits = index.and_then(|index| changes.get(index)).map_or(&[][..], |known| &known.edits);
        let mut change = SectionChange {
            section: Some(Section::Outputs),
            name: name.to_owned(),
            edits: Vec::new(),
            causes: of_resources,
            notes: Vec::new(),
        };
        if context.looks_behind_names {
            look_behind(context, (before, after), edits, &mut change);
        }
        if change.edits.is_empty() && change.causes.is_empty() && change.notes.is_empty() {
            continue;
        }
        match index.and_then(|index| changes.get_mut(index)) {
            Some(known) => {
                known.edits.extend(change.edits);
                known.causes.extend(change.causes);
                known.notes.extend(change.notes);
            }
            None => changes.push(change),
        }
    }
}

fn is_of(change: &SectionChange, output: &str) -> bool {
    change.section == Some(Section::Outputs) && change.name == output
}

/// What parameters, conditions and mappings change in an output.
fn look_behind(
    context: &Context<'_, '_>,
    (before, after): (&Object, &Object),
    edits: &[Edit],
    change: &mut SectionChange,
) {
    let condition =
        |output: &Object| last(output, CONDITION).and_then(Node::as_str).unwrap_or_default().to_owned();
    let whole = |kind, old: Option<&Object>, new: Option<&Object>| Edit {
        path: [Section::Outputs.as_str(), &change.name].map(|key| Step::Key(key.to_owned())).to_vec(),
        kind,
        old: old.map(|object| object.clone().into()),
        new: new.map(|object| object.clone().into()),
    };
    let presence = (is_there(Some(before), context.old_known), is_there(Some(after), context.new_known));
    match presence {
        (Some(true), Some(false)) => {
            change.notes.push(format!("the condition {} does not hold any more", condition(after)));
            change.edits = vec![whole(EditKind::Remove, Some(before), None)];
        }
        (Some(false), Some(true)) => {
            change.notes.push(format!("the condition {} holds now", condition(before)));
            change.edits = vec![whole(EditKind::Add, None, Some(after))];
        }
        (Some(false), Some(false)) => change.causes.clear(),
        _ => {
            let sides = Sides { old: context.old_known, new: context.new_known };
            let mut comparison = Comparison::new(sides, Vec::new());
            comparison.objects(before, after, Place::Unknown);
            let known: Vec<&[Step]> = edits.iter().filter_map(|edit| edit.path.get(2..)).collect();
            change.causes.extend(context.causes(&known, comparison.edits));
            let name = condition(after);
            let is_changed = context.changed.get(&name) == Some(&Section::Conditions.as_str());
            if is_changed && name == condition(before) && presence != (Some(true), Some(true)) {
                change.causes.push(Cause {
                    path: vec![Step::Key(CONDITION.to_owned())],
                    through: Section::Conditions.as_str(),
                    source: name,
                    certainty: Certainty::Maybe,
                });
            }
        }
    }
}

const CONDITION: &str = "Condition";

/// Whether the condition of an output holds, if that is known.
fn is_there(output: Option<&Object>, known: &Known<'_>) -> Option<bool> {
    match output.and_then(|output| last(output, CONDITION)) {
        None => Some(true),
        Some(condition) => known.holds(condition.as_str()?),
    }
}

/// The exports of a side that are there, as far as is known: the output, the name as it is compared, and as it is shown.
fn exports<'t>(side: &Side<'t>, known: &Known<'_>, names: &dyn Names) -> Vec<(&'t str, Form, String)> {
    side.entries(Section::Outputs)
        .filter(|entry| is_there(entry.node.as_object(), known) != Some(false))
        .filter_map(|entry| {
            let name = entry.node.as_object()?.get("Export")?.as_object()?.get("Name")?;
            Some((entry.key.as_ref(), form(name, Place::Unknown, names), super::show::inline(name)))
        })
        .collect()
}

/// What follows from exports that are gone, or whose values change.
pub(super) fn exports_lost(
    context: &Context<'_, '_>,
    importers: &[(String, Node)],
    changes: &[SectionChange],
) -> Vec<Consequence> {
    let renamed = Renamed(&context.renames.mapping);
    let present = exports(context.new, context.new_known, &AsWritten);
    let mut consequences = Vec::new();
    for (output, name, shown) in exports(context.old, context.old_known, &renamed) {
        let kept = present.iter().find(|(_, other, _)| *other == name);
        let what = match kept {
            None => "is gone",
            Some((kept, ..)) if reaches(changes, kept, "Value") => "changes its value",
            Some((kept, ..)) if reaches(changes, kept, CONDITION) => "may go with its condition",
            Some(_) => continue,
        };
        let users: Vec<&str> = importers
            .iter()
            .filter(|(_, root)| imports(root, &name))
            .map(|(file, _)| file.as_str())
            .collect();
        let is_used = !users.is_empty();
        let by = if is_used { format!(", and {} imports it", users.join(", ")) } else { String::new() };
        consequences.push(Consequence {
            kind: if is_used { Kind::Refused } else { Kind::Exports },
            certainty: if is_used { Certainty::Yes } else { Certainty::Maybe },
            name: output.to_owned(),
            text: format!(
                "the export {shown} {what}{by}: CloudFormation refuses that while a stack imports it"
            ),
            help: Some("first deploy what imports it without the import".to_owned()),
        });
    }
    consequences
}

/// Whether something about that part of an output changes.
fn reaches(changes: &[SectionChange], output: &str, part: &str) -> bool {
    let part = Step::Key(part.to_owned());
    changes.iter().filter(|change| is_of(change, output)).any(|change| {
        change.edits.iter().any(|edit| edit.path.get(2) == Some(&part) && edit.new.is_some())
            || change.causes.iter().any(|cause| cause.path.first() == Some(&part))
    })
}

/// Whether a template imports what is exported under that name. Where functions are in the names, what stands between
/// them must be the same.
fn imports(node: &Node, name: &Form) -> bool {
    if let Some(items) = node.as_list() {
        return items.iter().any(|item| imports(item, name));
    }
    node.as_object().into_iter().flatten().any(|entry| {
        (entry.key == "Fn::ImportValue" && may_be_same(&form(&entry.node, Place::Unknown, &AsWritten), name))
            || imports(&entry.node, name)
    })
}

fn may_be_same(import: &Form, export: &Form) -> bool {
    let pattern = |form: &Form| -> Option<Vec<Option<String>>> {
        let Form::Text(parts) = form else { return None };
        Some(
            parts
                .iter()
                .map(|part| match part {
                    Part::Literal(text) => Some(text.clone()),
                    _ => None,
                })
                .collect(),
        )
    };
    match (pattern(import), pattern(export)) {
        (Some(import), Some(export)) => {
            // A name that is nothing but a parameter may be any.
            import == export && import.iter().any(Option::is_some)
        }
        _ => false,
    }
}
