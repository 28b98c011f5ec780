//! The form in which two values are equal when CloudFormation makes the same of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::function::{self, Function};
use super::place::Place;
use crate::model::{Node, Number, Object, Value};
use crate::parse::{Format, parse};

/// A value, freed of how it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// Nothing.
    Null,
    /// A text, a number or a boolean, in the parts that functions yield.
    Text(Vec<Part>),
    /// A number or a boolean where that is not the same as its text.
    Exact(String),
    /// A list; sorted, if its order means nothing.
    List(Vec<Form>),
    /// An object.
    Object(BTreeMap<String, Form>),
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// Characters.
    Literal(String),
    /// What a `Ref` yields.
    Ref(String),
    /// What a `Fn::GetAtt` yields.
    Attribute(String, String),
    /// What any other function yields.
    Call(String, Box<Form>),
}

impl Form {
    /// A text without functions.
    pub(super) fn literal(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Text(if text.is_empty() { Vec::new() } else { vec![Part::Literal(text)] })
    }

    /// The text, if no function is in it.
    pub(super) fn as_literal(&self) -> Option<&str> {
        match self {
            Self::Text(parts) => match parts.as_slice() {
                [] => Some(""),
                [Part::Literal(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What names stand for on one side of a comparison.
pub(super) trait Names {
    /// The logical ID by which that resource is compared.
    fn resource(&self, name: &str) -> Option<String> {
        let _ = name;
        None
    }

    /// What a parameter yields, where it is known.
    fn parameter(&self, name: &str) -> Option<Form> {
        let _ = name;
        None
    }

    /// Whether a condition holds, where it is known, and else what it depends on.
    fn condition(&self, name: &str) -> (Option<bool>, Option<Form>) {
        let _ = name;
        (None, None)
    }

    /// What stands in a mapping.
    fn mapping(&self, name: &str) -> Option<&Node> {
        let _ = name;
        None
    }
}

/// Takes every name as it is written.
pub(super) struct AsWritten;

impl Names for AsWritten {}

/// The form of a value.
pub(super) fn form(node: &Node, place: Place, names: &dyn Names) -> Form {
    let form = form_of_value(node, place, names);
    if place.is_identity() { with_short_account(form) } else { form }
}

fn form_of_value(node: &Node, place: Place, names: &dyn Names) -> Form {
    match &node.value {
        Value::Null => Form::Null,
        Value::Bool(value) if place.is_exact() => Form::Exact(value.to_string()),
        Value::Bool(value) => one(Form::literal(value.to_string()), place),
        Value::Number(number) if place.is_exact() => Form::Exact(canonical_number(number)),
        Value::Number(number) => {
            let text = if place.is_number() { canonical_number(number) } else { number.python_text() };
            one(Form::literal(text), place)
        }
        // Everybody is everybody whom AWS knows.
        Value::String(text) if place.is_principal() && text == "*" => {
            Form::Object([("AWS".to_owned(), Form::List(vec![Form::literal("*")]))].into())
        }
        Value::String(text) if matches!(place, Place::Names | Place::Name) => {
            one(Form::literal(names.resource(text).unwrap_or_else(|| text.to_string())), place)
        }
        Value::String(text) => match json_in(node, place) {
            Some(json) => form(&json, place, names),
            None => one(Form::literal(canonical_text(text, place)), place),
        },
        Value::List(items) => {
            let inner = place.item();
            let forms = items.iter().filter(|item| !is_no_value(item)).map(|item| form(item, inner, names));
            let mut forms: Vec<Form> = forms.collect();
            if place.is_unordered() {
                forms.sort();
            }
            Form::List(forms)
        }
        Value::Object(object) => match Function::of(node) {
            Some(function) => match function::form(&function, place, names) {
                // A function may yield the whole list.
                form @ Form::Text(_) if is_own_list(&function) => form,
                form => one(form, place),
            },
            None => one(Form::Object(entries(object, place.for_value(node), names)), place),
        },
        // Templates are plain here.
        Value::Intrinsic(_) => form(&crate::model::plain(node), place, names),
    }
}

/// The ARN of an account's root user means the account, as its number does.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
fn with_short_account(form: Form) -> Form {
    match form {
        Form::List(items) => {
            let mut items: Vec<Form> = items.into_iter().map(with_short_account).collect();
            items.sort();
            Form::List(items)
        }
        Form::Text(parts) => Form::Text(account(&parts).unwrap_or(parts)),
        other => other,
    }
}

/// The account in the ARN of its root user.
fn account(parts: &[Part]) -> Option<Vec<Part>> {
    let is_partition = |part: &Part| matches!(part, Part::Ref(name) if name == "AWS::Partition");
    let behind = match parts {
        [Part::Literal(arn), partition, rest @ ..] if arn == "arn:" && is_partition(partition) => {
            rest.to_vec()
        }
        [Part::Literal(first), rest @ ..] => {
            let (_, service) = first.strip_prefix("arn:aws")?.split_once(':')?;
            [&[Part::Literal(format!(":{service}"))], rest].concat()
        }
        _ => return None,
    };
    match behind.as_slice() {
        [Part::Literal(text)] => {
            let number = text.strip_prefix(":iam::")?.strip_suffix(":root")?;
            number.bytes().all(|byte| byte.is_ascii_digit()).then(|| vec![Part::Literal(number.to_owned())])
        }
        [Part::Literal(service), account @ Part::Ref(_), Part::Literal(root)]
            if service == ":iam::" && root == ":root" =>
        {
            Some(vec![account.clone()])
        }
        _ => None,
    }
}

/// What stands alone where a list may stand is that list.
fn one(form: Form, place: Place) -> Form {
    if place.takes_one_for_a_list() && !matches!(form, Form::List(_)) { Form::List(vec![form]) } else { form }
}

/// Whether a function yields a list by its nature.
fn is_own_list(function: &Function<'_>) -> bool {
    matches!(function.key, "Fn::Split" | "Fn::GetAZs" | "Fn::Cidr")
}

fn entries(object: &Object, place: Place, names: &dyn Names) -> BTreeMap<String, Form> {
    let mut forms = BTreeMap::new();
    for entry in object {
        if is_no_value(&entry.node) {
            continue;
        }
        let inner = place.entry(&entry.key);
        let value = form(&entry.node, inner, names);
        if is_default(&value, inner) {
            continue;
        }
        forms.insert(entry.key.to_string(), value);
    }
    forms
}

/// Whether the value is the one that the place has without it.
pub(super) fn is_default(value: &Form, place: Place) -> bool {
    place.default().is_some_and(|default| form(&default.into(), place, &AsWritten) == *value)
}

/// Whether this is `Ref: AWS::NoValue`, with which a property or an item is as if it was not there.
pub(super) fn is_no_value(node: &Node) -> bool {
    let object = node.as_object().filter(|object| object.len() == 1);
    object.and_then(|object| object.get("Ref")).and_then(Node::as_str) == Some("AWS::NoValue")
}

/// The JSON that a text holds, where it could stand instead.
pub(super) fn json_in(node: &Node, place: Place) -> Option<Node> {
    let text = node.as_str()?;
    if !place.takes_json_text() || !text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    let document = parse("", text.as_bytes());
    (document.format == Format::Json && document.problems.is_empty()).then_some(document.root)?
}

fn canonical_number(number: &Number) -> String {
    match number.as_i64() {
        Some(whole) => whole.to_string(),
        None => number.as_f64().to_string(),
    }
}

fn canonical_text(text: &str, place: Place) -> Cow<'_, str> {
    if place.is_number() {
        if let Ok(number) = text.trim().parse::<i64>() {
            return Cow::Owned(number.to_string());
        }
        if let Ok(number) = text.trim().parse::<f64>() {
            return Cow::Owned(number.to_string());
        }
    }
    if (place.is_boolean() && (text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")))
        || place.ignores_case()
    {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}
