//! What happens to resources, as a picture shows it.

use std::borrow::Cow;

use crate::diff::{Action, Certainty, Difference, Options, ResourceChange, compare};
use crate::graph::{Change, Graph, Mark, written_out};
use crate::model::Node;

/// A picture of more resources than these shows only those around changes.
pub(in crate::cli) const MOST_RESOURCES: usize = 60;

/// The picture of two templates that were compared.
pub(in crate::cli) fn graph(old: &Node, new: &Node, difference: &Difference, options: &Options) -> Graph {
    let (old, new) = (written_out(old), written_out(new));
    // What happens to the resources of loops is known once the loops are written out.
    let has_loops = matches!(old, Cow::Owned(_)) || matches!(new, Cow::Owned(_));
    let of_loops = has_loops.then(|| compare(&old, &new, options));
    let difference = of_loops.as_ref().unwrap_or(difference);
    Graph::between(&old, &new, difference.resources.iter().map(change))
}

fn change(change: &ResourceChange) -> Change<'_> {
    let mark = match change.action {
        Action::Add => Mark::Added,
        Action::Remove => Mark::Removed,
        Action::Replace(Certainty::Yes) => Mark::Replaced,
        Action::Replace(Certainty::Maybe) => Mark::MaybeReplaced,
        Action::Update => Mark::Updated,
        Action::MayUpdate => Mark::MaybeUpdated,
        Action::Rename => Mark::Renamed,
        Action::Nothing | Action::Absent => Mark::Unchanged,
    };
    Change { logical_id: &change.logical_id, old_id: change.old_id.as_deref(), mark }
}
