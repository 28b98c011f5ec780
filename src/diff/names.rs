//! Names that the author has given: new resources with those of what is removed.

use super::change::{Action, Consequence, Kind, ResourceChange};
use super::form::{AsWritten, Form, form};
use super::place::Place;
use super::replacement::Certainty;
use super::resource::Context;
use super::show::inline;
use super::side::Side;
use crate::model::Node;
use crate::schema::naming_properties;

/// New resources whose names are in use: CloudFormation creates before it removes.
pub(super) fn names_in_use(context: &Context<'_, '_>, changes: &[ResourceChange]) -> Vec<Consequence> {
    let of = |action: Action| changes.iter().filter(move |change| change.action == action);
    let removed: Vec<(&ResourceChange, Vec<Form>)> =
        of(Action::Remove).filter_map(|change| Some((change, forms(&names(context.old, change)?)))).collect();
    if removed.is_empty() {
        return Vec::new();
    }
    of(Action::Add)
        .filter_map(|added| {
            let values = names(context.new, added)?;
            let known = forms(&values);
            let is_same = |other: &ResourceChange| other.resource_type == added.resource_type;
            let (taken, _) = removed.iter().find(|(other, forms)| is_same(other) && *forms == known)?;
            let shown = values.iter().map(|value| inline(value)).collect::<Vec<_>>().join(" and ");
            let property = naming_properties(&added.resource_type).join(" and ");
            let id = &added.logical_id;
            // Notes tell of conditions.
            let is_certain = added.notes.is_empty() && taken.notes.is_empty();
            Some(Consequence {
                kind: Kind::Refused,
                certainty: if is_certain { Certainty::Yes } else { Certainty::Maybe },
                name: id.clone(),
                text: format!(
                    "{id} has the {property} {shown} of {}, which is removed only afterwards: it cannot be created beside that",
                    taken.logical_id
                ),
                help: Some(format!("change {property}, or keep the logical ID")),
            })
        })
        .collect()
}

fn names<'t>(side: &Side<'t>, change: &ResourceChange) -> Option<Vec<&'t Node>> {
    let properties = naming_properties(&change.resource_type);
    let values = properties.iter().map(|property| side.property(&change.logical_id, property));
    values.collect::<Option<Vec<&Node>>>().filter(|values| !values.is_empty())
}

fn forms(values: &[&Node]) -> Vec<Form> {
    values.iter().map(|value| form(value, Place::Unknown, &AsWritten)).collect()
}
