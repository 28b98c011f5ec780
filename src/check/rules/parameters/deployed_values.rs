//! The values that deployments give to parameters.

use crate::check::engine::patterns;
use crate::check::engine::values::{as_number, equal, show};
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{Check, Parameter};
use crate::check::{Deployment, suggest};
use crate::model::{Node, Section, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E2900",
    title: "A deployment gives parameters values that they can have",
    about: "A stack is created with a value for each parameter that has no default, with no value for what is no parameter, and \
            with values that the parameters' declarations allow. This looks at the values of the command line and of files \
            of parameters.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    wrong: "",
    right: "",
    hooks: &[Hook::Template(run)],
}];

const PARAMETERS: &str = Section::Parameters.as_str();

fn run(check: &Check<'_>, findings: &mut Findings) {
    for deployment in &check.options.deployments {
        for (name, value) in &deployment.values {
            match check.parameter(name) {
                Some(parameter) => value_of(parameter, value, deployment, findings),
                None => {
                    let mut message =
                        format!("{} gives a value to '{name}', which is no parameter", deployment.source);
                    suggest::add(&mut message, name, check.parameter_names());
                    findings.add(steps([PARAMETERS]), message);
                }
            }
        }
        for parameter in check.parameters() {
            let is_given = deployment.values.contains_key(parameter.name);
            if !is_given && parameter.attribute("Default").is_none() {
                let message = format!(
                    "'{}' has no default, and {} gives it no value",
                    parameter.name, deployment.source
                );
                findings.add(steps([PARAMETERS, parameter.name]), message);
            }
        }
    }
}

/// Holds a value against what the declaration of its parameter says.
fn value_of(parameter: &Parameter<'_>, value: &Node, deployment: &Deployment, findings: &mut Findings) {
    if value.value == Value::Null {
        return;
    }
    let items: Vec<Node> = match value.as_str() {
        Some(text) if parameter.is_list() => {
            text.split(',').map(|item| item.trim().to_owned().into()).collect()
        }
        _ => vec![value.clone()],
    };
    let is_secret = parameter.attribute("NoEcho").is_some_and(|secret| equal(secret, &true.into()));
    for item in &items {
        if let Some(wrong) = objection(parameter, item) {
            let shown = if is_secret { "the value".to_owned() } else { show(item) };
            let message = format!("{shown} in {} {wrong}", deployment.source);
            findings.add(steps([PARAMETERS, parameter.name]), message);
        }
    }
}

/// What the declaration has against a value.
fn objection(parameter: &Parameter<'_>, value: &Node) -> Option<String> {
    let allowed = parameter.attribute("AllowedValues").and_then(Node::as_list).unwrap_or_default();
    if !allowed.is_empty() && !allowed.iter().any(|allowed| equal(allowed, value)) {
        let values: Vec<String> = allowed.iter().map(show).collect();
        return Some(format!("is not one of {}", values.join(", ")));
    }
    let text = value.as_str()?;
    if let Some(pattern) = parameter.attribute("AllowedPattern").and_then(Node::as_str)
        && !patterns::is_whole(pattern, text)
    {
        return Some(format!("does not match the pattern {pattern}"));
    }
    let bound = |name| parameter.attribute(name).and_then(as_number);
    let length = text.chars().count() as f64;
    if bound("MinLength").is_some_and(|least| length < least) {
        return Some(format!("has {length} characters, and {} are the least", bound("MinLength")?));
    }
    if bound("MaxLength").is_some_and(|most| length > most) {
        return Some(format!("has {length} characters, and {} are the most", bound("MaxLength")?));
    }
    if matches!(parameter.kind, "Number" | "List<Number>") {
        let Some(number) = as_number(value) else { return Some("is no number".to_owned()) };
        if bound("MinValue").is_some_and(|least| number < least) {
            return Some(format!("is less than {}", bound("MinValue")?));
        }
        if bound("MaxValue").is_some_and(|most| number > most) {
            return Some(format!("is greater than {}", bound("MaxValue")?));
        }
    }
    None
}
