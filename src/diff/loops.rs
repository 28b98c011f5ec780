//! Loops: what they make is compared as if it was written out, as CloudFormation knows nothing else of them.

use std::borrow::Cow;

use crate::analysis::{expand_loops, is_loop};
use crate::model::{Node, Value};

/// Both templates with their loops written out, if the collections of all loops are lists of texts. What only a deployment
/// knows is on neither side, as half of it would look like resources that come and go.
pub(super) fn written_out<'t>(old: &'t Node, new: &'t Node) -> (Cow<'t, Node>, Cow<'t, Node>) {
    let as_written = (Cow::Borrowed(old), Cow::Borrowed(new));
    let (Some(old_loops), Some(new_loops)) = (plain_loops(old), plain_loops(new)) else { return as_written };
    let expand = |root: &'t Node, has_loops: bool| match has_loops {
        true => expand_loops(root, "us-east-1").ok().map(Cow::Owned),
        false => Some(Cow::Borrowed(root)),
    };
    match (expand(old, old_loops), expand(new, new_loops)) {
        (Some(old), Some(new)) => (old, new),
        _ => as_written,
    }
}

/// Whether there are loops; nothing if the collection of one is no list of texts.
fn plain_loops(node: &Node) -> Option<bool> {
    match &node.value {
        Value::List(items) => any(items.iter().map(plain_loops)),
        Value::Object(object) => any(object.iter().map(|entry| {
            let inside = plain_loops(&entry.node)?;
            Some(inside | (is_loop(&entry.key) && is_plain(&entry.node)?))
        })),
        _ => Some(false),
    }
}

fn any(mut found: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    found.try_fold(false, |any, one| Some(any | one?))
}

fn is_plain(repeated: &Node) -> Option<bool> {
    let collection = repeated.as_list()?.get(1)?.as_list()?;
    collection.iter().all(|item| item.as_str().is_some()).then_some(true)
}
