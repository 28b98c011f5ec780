//! What a change of a mapping does to the values that are looked up in it.

use std::collections::BTreeSet;

use super::form::{AsWritten, Names, form};
use super::function::Function;
use super::place::Place;
use super::side::Side;
use crate::model::{Node, Object, Section, Value};

/// Whether a value surely changes with the mapping: whichever of the entries is looked up, it is another one.
pub(super) fn surely_changes(value: &Node, mapping: &str, sides: [&Side<'_>; 2], names: &dyn Names) -> bool {
    if let Some(Function { key: "Fn::FindInMap", argument }) = Function::of(value)
        && let Some([name, first, second, ..]) = argument.as_list()
        && name.as_str() == Some(mapping)
    {
        return all_differ(mapping, [first, second], sides, names);
    }
    let inside = |node: &Node| surely_changes(node, mapping, sides, names);
    match &value.value {
        Value::List(items) => items.iter().any(inside),
        Value::Object(object) => object.iter().any(|entry| inside(&entry.node)),
        _ => false,
    }
}

/// Whether all entries that the keys may lead to differ.
fn all_differ(mapping: &str, keys: [&Node; 2], sides: [&Side<'_>; 2], names: &dyn Names) -> bool {
    let mappings = sides.map(|side| side.entry(Section::Mappings, mapping).and_then(Node::as_object));
    let [first, second] = keys.map(|key| form(key, Place::Unknown, names));
    let mut has_any = false;
    for outer in all_keys(mappings, first.as_literal()) {
        let inner = mappings.map(|mapping| mapping?.get(outer)?.as_object());
        for key in all_keys(inner, second.as_literal()) {
            let [old, new] = inner.map(|inner| Some(form(inner?.get(key)?, Place::Unknown, &AsWritten)));
            if old == new {
                return false;
            }
            has_any = true;
        }
    }
    has_any
}

/// The keys of both objects, or the one that is wanted.
fn all_keys<'n>(objects: [Option<&'n Object>; 2], wanted: Option<&str>) -> BTreeSet<&'n str> {
    let keys = objects.into_iter().flatten().flatten().map(|entry| entry.key.as_ref());
    keys.filter(|key| wanted.is_none_or(|wanted| wanted == *key)).collect()
}
