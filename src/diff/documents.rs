//! Policies that are written as text: what they allow is read like that of any other.

use std::borrow::Cow;

use super::function::Function;
use crate::model::{Node, Object, Value};
use crate::parse::{Format, parse};

/// The template, with its policy documents as objects where they are texts of JSON, with or without variables.
pub(super) fn as_objects(root: &Node) -> Cow<'_, Node> {
    if has_text(root) { Cow::Owned(rewritten(root)) } else { Cow::Borrowed(root) }
}

fn is_document(text: &str) -> bool {
    text.trim_start().starts_with('{') && text.contains("\"Statement\"")
}

fn has_text(node: &Node) -> bool {
    match &node.value {
        Value::String(text) => is_document(text),
        Value::List(items) => items.iter().any(has_text),
        Value::Object(object) => object.iter().any(|entry| has_text(&entry.node)),
        _ => false,
    }
}

fn rewritten(node: &Node) -> Node {
    let value = match &node.value {
        Value::String(text) => return json(text).unwrap_or_else(|| node.clone()),
        Value::List(items) => Value::List(items.iter().map(rewritten).collect()),
        Value::Object(object) => {
            if let Some(Function { key: "Fn::Sub", argument }) = Function::of(node) {
                return argument
                    .as_str()
                    .and_then(json)
                    .map_or_else(|| node.clone(), |json| with_variables(&json));
            }
            let mut object = object.clone();
            for entry in object.iter_mut() {
                entry.node = rewritten(&entry.node);
            }
            Value::Object(object)
        }
        other => other.clone(),
    };
    Node { value, origin: node.origin }
}

fn json(text: &str) -> Option<Node> {
    let document = is_document(text).then(|| parse("", text.as_bytes()))?;
    (document.format == Format::Json && document.problems.is_empty()).then_some(document.root)?
}

/// The variables of the whole text are those of each text in it.
fn with_variables(node: &Node) -> Node {
    let value = match &node.value {
        Value::String(text) if text.contains("${") => {
            Value::Object(Object::from_iter([("Fn::Sub", node.clone())]))
        }
        Value::List(items) => Value::List(items.iter().map(with_variables).collect()),
        Value::Object(object) => {
            let mut object = object.clone();
            for entry in object.iter_mut() {
                entry.node = with_variables(&entry.node);
            }
            Value::Object(object)
        }
        other => other.clone(),
    };
    Node { value, origin: node.origin }
}
