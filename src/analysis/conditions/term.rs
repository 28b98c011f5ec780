//! What `Fn::Equals` compares: parameters with the values they can take, and functions whose result is unknown.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::model::{Node, Object, Value};

/// An operand that is not a constant.
#[derive(Debug)]
pub(super) struct Term<'t> {
    /// The name, if it is a `Ref`.
    pub(super) name: Option<&'t str>,
    /// What it can be.
    pub(super) values: Values<'t>,
    /// The texts it is compared with.
    pub(super) literals: Vec<Cow<'t, str>>,
}

/// The values that a parameter can take. Only what can be told without a regular expression is known of them:
/// `AllowedPattern` is not read.
#[derive(Clone, Debug, Default)]
pub(super) struct Values<'t> {
    /// All that it can be, if they are listed.
    pub(super) allowed: Option<Vec<Cow<'t, str>>>,
    /// What it is if nobody says otherwise.
    pub(super) default: Option<Cow<'t, str>>,
    /// It must be a number.
    pub(super) numeric: bool,
    /// From which length or number, up to which.
    least: Option<f64>,
    greatest: Option<f64>,
    /// Whether the two are lengths.
    lengths: bool,
}

impl<'t> Values<'t> {
    /// Reads a declaration in `Parameters`.
    pub(super) fn of(parameter: &'t Node) -> Self {
        let Some(parameter) = parameter.as_object() else { return Self::default() };
        let kind = parameter.get("Type").and_then(Node::as_str).unwrap_or_default();
        // A list's `Ref` is not a text, and that of a parameter of the Parameter Store is not what its declaration is
        // about: both stay free.
        if kind.is_empty()
            || kind == "CommaDelimitedList"
            || kind.starts_with("List<")
            || kind.starts_with("AWS::SSM::Parameter::Value<")
        {
            return Self::default();
        }
        let bound = |name: &str| parameter.get(name).and_then(text)?.parse::<f64>().ok();
        let (numeric, lengths) = (kind == "Number", kind == "String");
        let (least, greatest) = match (numeric, lengths) {
            (true, _) => (bound("MinValue"), bound("MaxValue")),
            (_, true) => (bound("MinLength"), bound("MaxLength")),
            _ => (None, None),
        };
        let mut values = Self {
            default: parameter.get("Default").and_then(text),
            numeric,
            least,
            greatest,
            lengths,
            ..Self::default()
        };
        let allowed = parameter.get("AllowedValues").and_then(Node::as_list).unwrap_or_default();
        let allowed: Option<Vec<_>> = allowed.iter().map(text).collect();
        values.limit(allowed.unwrap_or_default());
        values
    }

    /// Nothing but these values can be taken. If none of them can, the declaration is wrong, and says nothing.
    pub(super) fn limit(&mut self, mut allowed: Vec<Cow<'t, str>>) {
        allowed.retain(|value| self.admits(value));
        allowed.sort_unstable();
        allowed.dedup();
        if !allowed.is_empty() {
            self.allowed = Some(allowed);
        }
    }

    /// Takes further values to be possible, whatever is declared.
    pub(super) fn allow(&mut self, further: &[Cow<'t, str>]) {
        (self.numeric, self.least, self.greatest) = (false, None, None);
        if let Some(allowed) = &mut self.allowed {
            allowed.extend_from_slice(further);
            allowed.sort_unstable();
            allowed.dedup();
        }
    }

    /// Whether this can be the value.
    pub(super) fn admits(&self, value: &str) -> bool {
        if self.allowed.as_ref().is_some_and(|allowed| !allowed.iter().any(|one| one == value)) {
            return false;
        }
        let size = match (self.numeric, self.lengths) {
            (true, _) => match value.parse::<f64>() {
                Ok(number) => number,
                Err(_) => return false,
            },
            // No text is long enough for the conversion to lose anything.
            (_, true) => f64::from(u32::try_from(value.chars().count()).unwrap_or(u32::MAX)),
            _ => return true,
        };
        self.least.is_none_or(|least| size >= least) && self.greatest.is_none_or(|greatest| size <= greatest)
    }

    /// A value that is none of those `taken`: the default if it will do.
    pub(super) fn other(&self, taken: impl Fn(&str) -> bool) -> Option<String> {
        let free = |value: &&str| self.admits(value) && !taken(value);
        let known = self.default.iter().chain(self.allowed.iter().flatten()).map(Cow::as_ref).find(free);
        if known.is_some() || self.allowed.is_some() {
            return known.map(str::to_owned);
        }
        // Among so many candidates one is free, as a template compares with fewer texts.
        let start = self.least.unwrap_or_default();
        (0..1_000_u32)
            .map(|count| match (self.numeric, count) {
                (true, _) => (start + f64::from(count)).to_string(),
                (false, 0) => "other".to_owned(),
                (false, _) => format!("other{count}"),
            })
            .chain((0..1_000_u32).map(|count| count.to_string()))
            .chain((0..16_u8).map(|power| "x".repeat(1 << power)))
            .find(|value| free(&value.as_str()))
    }
}

/// The text by which a constant is compared: CloudFormation makes one of booleans and numbers. (The reference has
/// Python write them, so that its `True` is not equal to the `"true"` of somebody else.)
pub(super) fn text(node: &Node) -> Option<Cow<'_, str>> {
    match &node.value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        Value::Number(number) => Some(number.text()),
        Value::Null | Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => None,
    }
}

/// The one entry of an object that has no more.
pub(super) fn single(node: &Node) -> Option<(&str, &Node)> {
    let mut entries = node.as_object()?.iter();
    let entry = entries.next()?;
    entries.next().is_none().then_some((entry.key.as_ref(), &entry.node))
}

/// The name in `{"Ref": name}`.
pub(super) fn reference(node: &Node) -> Option<&str> {
    single(node).filter(|(name, _)| *name == "Ref").and_then(|(_, name)| name.as_str())
}

/// A text that is the same for nodes that are written alike; the order of an object's names does not matter.
pub(super) fn signature(node: &Node) -> String {
    let mut out = String::new();
    sign(node, &mut out);
    out
}

fn sign(node: &Node, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = match &node.value {
        Value::List(items) => {
            out.push('[');
            items.iter().for_each(|item| sign(item, out));
            out.write_char(']')
        }
        Value::Object(object) => {
            sign_object(object, out);
            Ok(())
        }
        // Not in plain templates; different ones stay different, as their origins are written with them.
        Value::Intrinsic(function) => write!(out, "?{function:?}"),
        Value::Null => out.write_char('~'),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            let text = text(node).unwrap_or_default();
            write!(out, "{}:{text}", text.len())
        }
    };
}

fn sign_object(object: &Object, out: &mut String) {
    let mut entries: Vec<_> = object.iter().collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    out.push('{');
    for entry in entries {
        let _ = write!(out, "{}:{}", entry.key.len(), entry.key);
        sign(&entry.node, out);
    }
    out.push('}');
}
