//! Writes functions out as the objects that they are in JSON.

use super::{Arg, Arguments, Entry, Intrinsic, Name, NameText, Node, Object, Value, own_entry};
use crate::diag::Origin;

/// The value with its functions as objects of one entry: the inverse of [`recognise`](super::recognise()).
#[must_use]
pub fn plain(node: &Node) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(plain).collect()),
        Value::Object(object) => Value::Object(plain_object(object)),
        Value::Intrinsic(function) => {
            let argument = Node { value: arguments(function), origin: node.origin };
            let key = function.key().into_owned().into();
            Value::Object(Object::from_iter([Entry { key, key_origin: node.origin, node: argument }]))
        }
        value => value.clone(),
    };
    Node { value, origin: node.origin }
}

/// The object with the functions in it as objects of one entry.
#[must_use]
pub fn plain_object(object: &Object) -> Object {
    let entries = object.iter().map(|entry| {
        let node = match own_entry(entry) {
            Some(function) => Node { value: arguments(function), origin: entry.node.origin },
            None => plain(&entry.node),
        };
        Entry { key: entry.key.clone(), key_origin: entry.key_origin, node }
    });
    entries.collect()
}

fn arguments(function: &Intrinsic) -> Value {
    match function.arguments() {
        Arguments::One(argument) => self::argument(&argument).value,
        Arguments::List(list) => Value::List(list.iter().map(argument).collect()),
        Arguments::Nodes(nodes) => Value::List(nodes.iter().map(plain).collect()),
        Arguments::Map(entries) => Value::Object(entries.into_iter().map(entry).collect()),
        Arguments::Dotted(name, attribute) => Value::List(vec![self::name(name), plain(attribute)]),
    }
}

fn argument(argument: &Arg<'_>) -> Node {
    match argument {
        Arg::Node(node) => plain(node),
        Arg::Name(name) => self::name(name),
        Arg::Text(text) => text.clone().into_owned().into(),
        Arg::Object(object) => plain_object(object).into(),
        Arg::Entry(key, node) => Object::from_iter([entry((*key, *node))]).into(),
    }
}

fn entry((key, node): (&'static str, &Node)) -> Entry {
    Entry { key: key.into(), key_origin: Origin::Unknown, node: plain(node) }
}

fn name(name: &Name) -> Node {
    match &name.text {
        NameText::Literal(text) => Node { value: Value::String(text.clone()), origin: name.origin },
        NameText::Computed(node) => plain(node),
    }
}
