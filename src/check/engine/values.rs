//! Values as the reference compares and writes them, which CloudFormation does much alike: a number is its text.

use std::borrow::Cow;

use crate::model::{Node, Value};
use crate::schema::{Fact, FactValue};

/// Whether the value itself has a type of JSON schema; a number without a fraction is an `integer`.
pub(crate) fn is_strictly(node: &Node, kind: &str) -> bool {
    match (&node.value, kind) {
        (Value::Null, "null")
        | (Value::Bool(_), "boolean")
        | (Value::Number(_), "number")
        | (Value::String(_), "string")
        | (Value::List(_), "array")
        | (Value::Object(_) | Value::Intrinsic(_), "object") => true,
        (Value::Number(_), "integer") => number(node).is_some_and(|number| number.fract() == 0.0),
        // A date that is not quoted: the parser leaves it a string.
        (Value::String(text), "date") => is_date(text),
        _ => false,
    }
}

fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    text.len() == 10 && digits(0..4) && digits(5..7) && digits(8..10)
}

/// Whether CloudFormation takes the value for the type: it turns text, numbers and truths into each other.
pub(crate) fn is_loosely(node: &Node, kind: &str) -> bool {
    match (&node.value, kind) {
        (Value::Null, _) | (_, "object" | "array" | "null" | "date") => is_strictly(node, kind),
        (Value::Bool(_) | Value::Number(_) | Value::String(_), "string") | (Value::Bool(_), "boolean") => {
            true
        }
        (Value::Number(_), "number" | "integer") => true,
        (Value::String(text), "number") => python_float(text).is_some(),
        (Value::String(text), "integer") => python_int(text).is_some(),
        (Value::String(text), "boolean") => {
            matches!(text.as_ref(), "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
        }
        _ => false,
    }
}

/// A number from text, with spaces around it and underscores between digits.
pub(crate) fn python_float(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain: Cow<'_, str> =
        if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
    plain.parse().ok()
}

/// A whole number from text, with spaces around it and underscores between digits.
pub(crate) fn python_int(text: &str) -> Option<i128> {
    let text = text.trim();
    let plain: Cow<'_, str> =
        if text.contains('_') { Cow::Owned(text.replace('_', "")) } else { Cow::Borrowed(text) };
    plain.parse().ok()
}

/// The number, if this is one.
pub(crate) fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}

/// The number that this is or that its text writes.
pub(crate) fn as_number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()),
        Value::String(text) => python_float(text),
        _ => None,
    }
}

/// The text of a value that is one: a string, a number or a truth.
pub(crate) fn text(node: &Node) -> Option<Cow<'_, str>> {
    match &node.value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(value) => Some(Cow::Borrowed(if *value { "True" } else { "False" })),
        Value::Null | Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => None,
    }
}

/// The truth that a value is for whoever compares it with a truth; every other text is false.
fn truth(node: &Node) -> Option<bool> {
    match &node.value {
        Value::Bool(value) => Some(*value),
        Value::String(text) => Some(text.eq_ignore_ascii_case("true")),
        _ => None,
    }
}

fn is_truth_text(node: &Node) -> bool {
    match &node.value {
        Value::Bool(_) => true,
        Value::String(text) => text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
        _ => false,
    }
}

/// Whether two values are the same to CloudFormation.
pub(crate) fn equal(one: &Node, two: &Node) -> bool {
    if let (Some(first), Some(second)) = (truth(one), truth(two))
        && (is_truth_text(one) || is_truth_text(two))
    {
        return first == second;
    }
    match (&one.value, &two.value) {
        (Value::String(_), _) | (_, Value::String(_)) => text(one).is_some() && text(one) == text(two),
        (Value::List(one), Value::List(two)) => {
            one.len() == two.len() && one.iter().zip(two).all(|(one, two)| equal(one, two))
        }
        (Value::Object(one), Value::Object(two)) => {
            one.len() == two.len()
                && one.iter().all(|entry| two.get(&entry.key).is_some_and(|other| equal(&entry.node, other)))
        }
        (Value::Number(one), Value::Number(two)) => one.as_f64() == two.as_f64(),
        (Value::Bool(one), Value::Bool(two)) => one == two,
        (Value::Null, Value::Null) => true,
        _ => false,
    }
}

/// Whether a value is that of a schema, as [`equal`].
pub(crate) fn equals_fact(node: &Node, fact: Fact) -> bool {
    match (&node.value, fact.value()) {
        (Value::String(one), FactValue::Text(two)) => {
            let truth = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
            if truth(one) || truth(two) {
                one.eq_ignore_ascii_case("true") == two.eq_ignore_ascii_case("true")
            } else {
                one == two
            }
        }
        _ => equal(node, &fact.into()),
    }
}

/// The value for a message, in one line: text in quotes, long values cut.
pub(crate) fn show(node: &Node) -> String {
    const LONGEST: usize = 120;
    let text = match &node.value {
        Value::String(text) => format!("'{}'", text.replace('\r', "\\r").replace('\n', "\\n")),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => number.to_string(),
        Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => json(node),
    };
    if text.chars().count() <= LONGEST {
        return text;
    }
    let mut cut: String = text.chars().take(LONGEST).collect();
    cut.push('…');
    cut
}

/// The value as JSON in one line.
pub(crate) fn json(node: &Node) -> String {
    crate::emit::node_to_string(node, crate::emit::Format::Json)
        .trim_end()
        .split('\n')
        .map(str::trim_start)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The value that JSON text stands for, if it is that of an object or a list.
pub(crate) fn from_json(text: &str) -> Option<Node> {
    let document = crate::parse::parse("", text.as_bytes());
    let is_json = document.format == crate::parse::Format::Json && document.problems.is_empty();
    document.root.filter(|_| is_json).map(|root| without_places(&root))
}

/// The value without where it is written: places in a text within the template are none of the template.
fn without_places(node: &Node) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(without_places).collect()),
        Value::Object(object) => {
            let entries = object.iter().map(|entry| (entry.key.clone(), without_places(&entry.node)));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    };
    value.into()
}
