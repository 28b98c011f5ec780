//! Outputs that change although their texts do not, by the parameters, mappings and conditions that they name.

use super::cascade::OutputCauses;
use super::change::{Cause, SectionChange};
use super::edit::{Comparison, EditKind, Sides, Step, last};
use super::place::Place;
use super::replacement::Certainty;
use super::resource::Context;
use crate::model::{Node, Section};

/// What of an output matters to whoever reads it.
const READ: [&str; 2] = ["Value", "Export"];

/// Finds them, and why they change.
pub(super) fn causes(context: &Context<'_, '_>, sections: &[SectionChange]) -> OutputCauses {
    let mut causes = OutputCauses::new();
    if !context.looks_behind_names {
        return causes;
    }
    let sides = Sides { old: context.old_known, new: context.new_known };
    for entry in context.new.entries(Section::Outputs) {
        let name = entry.key.as_ref();
        let of = |node: &'_ Node, key: &str| Some(last(node.as_object()?, key)?.clone());
        let Some(before) = context.old.entry(Section::Outputs, name) else { continue };
        let mut comparison = Comparison::new(sides, Vec::new());
        for key in READ {
            let (old, new) = (of(before, key), of(&entry.node, key));
            comparison.within(Step::Key(key.to_owned()), |comparison| match (old, new) {
                (Some(old), Some(new)) => comparison.values(&old, &new, Place::Unknown),
                (old, new) => comparison.push(EditKind::Change, old.as_ref(), new.as_ref()),
            });
        }
        let change =
            sections.iter().find(|change| change.section == Some(Section::Outputs) && change.name == name);
        let known: Vec<&[Step]> = change
            .iter()
            .flat_map(|change| &change.edits)
            .map(|edit| edit.path.get(2..).unwrap_or_default())
            .collect();
        let mut found = context.behind(&known, comparison.edits);
        let condition =
            of(&entry.node, "Condition").filter(|new| of(before, "Condition").as_ref() == Some(new));
        if let Some(condition) = condition.as_ref().and_then(Node::as_str)
            && context.changed.get(condition) == Some(&Section::Conditions.as_str())
        {
            found.push(Cause {
                path: vec![Step::Key("Condition".to_owned())],
                through: Section::Conditions.as_str(),
                source: condition.to_owned(),
                certainty: Certainty::Maybe,
            });
        }
        if !found.is_empty() {
            causes.insert(name.to_owned(), found);
        }
    }
    causes
}
