//! Keywords about one value: its type, its text, its size.

use std::borrow::Cow;

use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::{Function, function};
use crate::check::engine::schema::{FactSchema, texts};
use crate::check::engine::scope::{Scope, TakenFrom};
use crate::check::engine::values::{
    as_number, equal, equals_fact, from_json, is_loosely, is_strictly, json, number, show,
};
use crate::check::engine::{gathered, patterns};
use crate::check::registry;
use crate::model::{Node, Object, Step, SubPiece, Value, sub_pieces};
use crate::schema::{Fact, FactValue};

/// The types that a value may have.
pub(in crate::check::engine) fn check_kinds(
    scope: &Scope<'_, '_>,
    kinds: &[&'static str],
    node: &Node,
    faults: &mut Faults,
) {
    let mut strict = scope.strict;
    let has_own_rule = scope.properties && !scope.in_rule;
    if has_own_rule {
        if matches!(node.value, Value::String(_)) && !scope.strict && registry::is_templated(scope.place) {
            return;
        }
        strict = scope.strict && !scope.resolved;
    }
    let fits = if strict { is_strictly } else { is_loosely };
    if kinds.iter().any(|kind| fits(node, kind)) || (has_own_rule && matches!(node.value, Value::Null)) {
        return;
    }
    let kinds = match kinds {
        [one] => one.to_string(),
        several => format!("any of {}", several.join(", ")),
    };
    faults.push(scope.fault_by(|| format!("{} is not of type {kinds}", show(node))));
}

/// `const`
pub(super) fn constant(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    // What is compared most often are texts, where nothing has to be copied.
    if value.as_str().is_some() && equals_fact(node, value) {
        return;
    }
    let Some(expected) = gathered::value(scope, value, faults) else { return };
    if !equal(node, &expected) {
        faults.push(scope.fault_by(|| format!("{} was expected, not {}", show(&expected), show(node))));
    }
}

/// As `enum`, of texts.
pub(in crate::check::engine) fn check_texts(
    scope: &Scope<'_, '_>,
    texts: &[&'static str],
    node: &Node,
    faults: &mut Faults,
) {
    if node.as_str().is_some_and(|text| texts.contains(&text)) {
        return;
    }
    let fault = scope.fault_by(|| {
        let allowed: Vec<Node> = texts.iter().map(|text| Node::from(*text)).collect();
        not_one_of(node, &allowed)
    });
    faults.push(parameter_rule(scope, "W2030", fault));
}

/// `enum` and `enumCaseInsensitive`
pub(super) fn enumeration(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    any_case: bool,
    faults: &mut Faults,
) {
    let fits = if matches!(value.value(), FactValue::List(_)) {
        value.items().any(|allowed| match (any_case, &node.value, allowed.as_str()) {
            // Only what is written as a truth there is one here.
            (_, Value::Bool(truth), _) => allowed.as_bool() == Some(*truth),
            (true, Value::String(text), Some(allowed)) => text.to_lowercase() == allowed.to_lowercase(),
            _ => equals_fact(node, allowed),
        })
    } else {
        let Some(allowed) = gathered::value(scope, value, faults) else { return };
        allowed.as_list().is_some_and(|items| items.iter().any(|item| equal(node, item)))
    };
    if fits {
        return;
    }
    let fault = scope.fault_by(|| not_one_of(node, Node::from(value).as_list().unwrap_or_default()));
    faults.push(parameter_rule(scope, "W2030", fault));
}

/// Says that a value is none of those allowed, and which it may have been meant to be.
fn not_one_of(node: &Node, allowed: &[Node]) -> String {
    const SHOWN: usize = 12;
    let mut texts: Vec<String> = allowed.iter().take(SHOWN).map(show).collect();
    if allowed.len() > SHOWN {
        texts.push(format!("… ({} in all)", allowed.len()));
    }
    let mut message = format!("{} is not one of {}", show(node), texts.join(", "));
    if let Some(text) = node.as_str() {
        let names = allowed.iter().filter_map(Node::as_str);
        if let Some(meant) = crate::check::suggest::nearest(text, names) {
            message.push_str(&format!(". Did you mean '{meant}'?"));
        }
    }
    message
}

/// What is wrong with a parameter's value where it is used is said of the parameter.
fn parameter_rule(scope: &Scope<'_, '_>, rule: &'static str, fault: Fault) -> Fault {
    match scope.taken_from {
        TakenFrom::Parameter(name, attribute, index) if scope.properties => {
            let mut steps = vec![key("Parameters"), key(name), key(attribute)];
            steps.extend(index.map(Step::Index));
            Fault { rule: Some(rule), given_at: Some(steps), ..fault }
        }
        _ => fault,
    }
}

fn key(key: &str) -> Step<'static> {
    Step::Key(Cow::Owned(key.to_owned()))
}

/// `minimum`, `maximum`, their exclusive forms, and `multipleOf`
pub(super) fn bound(
    scope: &Scope<'_, '_>,
    keyword: &'static str,
    value: Fact,
    node: &Node,
    faults: &mut Faults,
) {
    let Some(limit) = gathered::value(scope, value, faults).as_ref().and_then(as_number) else { return };
    let Some(given) = as_number(node) else { return };
    let broken = match keyword {
        "minimum" => (given < limit).then_some("less than the minimum"),
        "maximum" => (given > limit).then_some("greater than the maximum"),
        "exclusiveMinimum" => (given <= limit).then_some("not greater than"),
        "exclusiveMaximum" => (given >= limit).then_some("not less than"),
        _ => (limit != 0.0 && (given / limit).fract() != 0.0).then_some("not a multiple of"),
    };
    if let Some(broken) = broken {
        let joint = if broken.ends_with("um") { "of " } else { "" };
        let fault = scope.fault_by(|| format!("{} is {broken} {joint}{limit}", show(node)));
        let is_range = matches!(keyword, "minimum" | "maximum");
        faults.push(if is_range { parameter_rule(scope, "W3034", fault) } else { fault });
    }
}

/// `minLength` and `maxLength`
pub(super) fn length(
    scope: &Scope<'_, '_>,
    keyword: &'static str,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(limit) =
        gathered::value(scope, value, faults).as_ref().and_then(number).map(|limit| limit as usize)
    else {
        return;
    };
    let Some(length) = measured_length(scope, node, schema) else { return };
    let least = keyword == "minLength";
    if (least && length < limit) || (!least && length > limit) {
        let (than, bound) = if least { ("shorter", "at least") } else { ("longer", "at most") };
        faults.push(scope.fault_by(|| {
            format!(
                "{} is {than} than it may be: {length} characters where {bound} {limit} are allowed",
                show(node)
            )
        }));
    }
}

/// How long the value is: text by its characters, and what becomes JSON by those of its shortest form.
fn measured_length(scope: &Scope<'_, '_>, node: &Node, schema: FactSchema) -> Option<usize> {
    if let Value::String(text) = &node.value {
        if scope.properties && schema.fact.get("format").and_then(Fact::as_str) == Some("json") {
            let parsed = from_json(text)?;
            return Some(shortest_json(&without_functions(&parsed)));
        }
        return Some(text.chars().count());
    }
    if !scope.properties {
        return None;
    }
    if let Some((Function::Sub, argument)) = function(node) {
        let text = argument.as_str().or_else(|| argument.as_list()?.first()?.as_str())?;
        return Some(without_variables(text).chars().count());
    }
    let kinds = schema.fact.get("type")?;
    texts(kinds).any(|kind| kind == "object").then(|| shortest_json(&without_functions(node)))
}

/// The text without what `Fn::Sub` puts in.
fn without_variables(text: &str) -> String {
    let is_name = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':'))
    };
    let kept = |piece| match piece {
        SubPiece::Text(text) => text.to_owned(),
        SubPiece::Escaped => "${!".to_owned(),
        SubPiece::Variable(name) if is_name(name) => String::new(),
        SubPiece::Variable(text) => format!("${{{text}}}"),
    };
    sub_pieces(text).map(kept).collect()
}

/// The value with what is known of each function's text in its place.
fn without_functions(node: &Node) -> Node {
    match &node.value {
        Value::List(items) => Node::list(items.iter().map(without_functions)),
        Value::Object(object) => match function(node) {
            Some((Function::Sub, argument)) => {
                let text = argument.as_str().or_else(|| argument.as_list()?.first()?.as_str());
                without_variables(text.unwrap_or_default()).into()
            }
            Some(_) => "".into(),
            None => object
                .iter()
                .map(|entry| (entry.key.clone(), without_functions(&entry.node)))
                .collect::<Object>()
                .into(),
        },
        _ => node.clone(),
    }
}

/// The length of the shortest JSON for the value, in characters, with everything outside ASCII escaped.
fn shortest_json(node: &Node) -> usize {
    match &node.value {
        Value::Object(object) => {
            let entries: usize =
                object.iter().map(|entry| quoted_length(&entry.key) + 1 + shortest_json(&entry.node)).sum();
            2 + entries + object.len().saturating_sub(1)
        }
        Value::List(items) => {
            2 + items.iter().map(shortest_json).sum::<usize>() + items.len().saturating_sub(1)
        }
        Value::String(text) => quoted_length(text),
        _ => json(node).len(),
    }
}

fn quoted_length(text: &str) -> usize {
    let length = |character: char| match character {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        ' '..='~' => 1,
        other => 6 * other.len_utf16(),
    };
    2 + text.chars().map(length).sum::<usize>()
}

/// `pattern`
pub(super) fn pattern(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(pattern) = gathered::value(scope, value, faults) else { return };
    let Some(pattern) = pattern.as_str() else { return };
    let text = match &node.value {
        Value::String(text) => Cow::Borrowed(text.as_ref()),
        Value::Number(_) | Value::Bool(_) => Cow::Owned(json(node)),
        _ => return,
    };
    let found = match value.as_str() {
        Some(known) => patterns::is_found(known, &text),
        None => patterns::is_found_once(pattern, &text),
    };
    if found || (scope.properties && scope.check.is_path_of_parameter(&text)) {
        return;
    }
    let fault = scope.fault_by(|| format!("{} does not match {pattern}", show(node)));
    faults.push(parameter_rule(scope, "W2031", fault));
}
