use std::borrow::Cow;

use crate::check::Check;
use crate::check::engine::patterns;
use crate::check::engine::values::{show, text};
use crate::check::facts::is_list_parameter_type;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Parameter;
use crate::model::{Node, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E2015",
    title: "A default value that the parameter itself does not allow",
    about: "A parameter's default has to satisfy its own `AllowedValues`, `AllowedPattern`, lengths and bounds, or every \
            deployment that relies on it fails.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    wrong: r"Parameters:
  Stage:
    Type: String
    Default: live
    AllowedValues: [test, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Stage
",
    right: r"Parameters:
  Stage:
    Type: String
    Default: test
    AllowedValues: [test, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Stage
",
    hooks: &[Hook::Template(defaults)],
}];

fn defaults(check: &Check<'_>, findings: &mut Findings) {
    for parameter in check.parameters() {
        let Some(default) = parameter.attribute("Default").filter(|node| !matches!(node.value, Value::Null))
        else {
            continue;
        };
        let mut broken = broken_by(parameter, default);
        if is_list_parameter_type(parameter.kind) {
            // A list is held to its constraints item by item, and as it is written.
            let whole = text(default).unwrap_or_default();
            let items =
                whole.split(',').flat_map(|item| broken_by(parameter, &item.trim().to_owned().into()));
            let of_items: Vec<Constraint> = items.collect();
            if of_items.is_empty() || broken.is_empty() {
                continue;
            }
            for constraint in of_items {
                if !broken.contains(&constraint) {
                    broken.push(constraint);
                }
            }
        }
        for constraint in broken {
            let message = format!("the default {} {}", show(default), constraint.message());
            findings.add(steps(["Parameters", parameter.name, "Default"]), message);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Constraint {
    Pattern,
    Least,
    Greatest,
    Allowed,
    Shortest,
    Longest,
}

impl Constraint {
    const fn message(self) -> &'static str {
        match self {
            Self::Pattern => "does not match AllowedPattern",
            Self::Least => "is less than MinValue",
            Self::Greatest => "is greater than MaxValue",
            Self::Allowed => "is none of AllowedValues",
            Self::Shortest => "is shorter than MinLength",
            Self::Longest => "is longer than MaxLength",
        }
    }
}

fn broken_by(parameter: &Parameter<'_>, value: &Node) -> Vec<Constraint> {
    let written = text(value).unwrap_or_default();
    let length = written.chars().count() as f64;
    let bound = |name: &str| parameter.attribute(name).and_then(whole_number);
    let number = whole_number(value);
    let exceeds = |bound: Option<f64>, value: Option<f64>, over: fn(&f64, &f64) -> bool| {
        bound.zip(value).is_some_and(|(bound, value)| over(&value, &bound))
    };
    let mut broken = Vec::new();
    let mut check = |is_broken: bool, constraint| {
        if is_broken {
            broken.push(constraint);
        }
    };
    let pattern =
        parameter.attribute("AllowedPattern").and_then(Node::as_str).filter(|text| !text.is_empty());
    let fits = |pattern: &str| patterns::is_at_start(pattern, &written);
    check(pattern.is_some_and(|pattern| !fits(pattern)), Constraint::Pattern);
    check(exceeds(bound("MinValue").filter(|bound| *bound != 0.0), number, f64::lt), Constraint::Least);
    check(exceeds(bound("MaxValue"), number, f64::gt), Constraint::Greatest);
    let allowed = parameter.attribute("AllowedValues").and_then(Node::as_list).unwrap_or_default();
    check(!allowed.is_empty() && !allowed.iter().any(|one| same(one, value)), Constraint::Allowed);
    check(exceeds(bound("MinLength"), Some(length), f64::lt), Constraint::Shortest);
    check(exceeds(bound("MaxLength"), Some(length), f64::gt), Constraint::Longest);
    broken
}

/// A whole number that is written as one, not as text.
fn whole_number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()).filter(|number| number.fract() == 0.0),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        _ => None,
    }
}

/// Whether one is the other, without making text of a number.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::String(one), Value::String(two)) => Cow::as_ref(one) == Cow::as_ref(two),
        (Value::Number(_) | Value::Bool(_), Value::Number(_) | Value::Bool(_)) => loose(one) == loose(other),
        (one, two) => one == two,
    }
}

fn loose(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => Some(number.as_f64()),
        _ => whole_number(node),
    }
}
