use std::cell::OnceCell;

use crate::analysis::{Basis, Conditions};
use crate::check::Check;
use crate::check::engine::path::text;
use crate::check::finding::Findings;
use crate::check::registry::{Hook, Rule};
use crate::check::uses::Use;
use crate::model::{Node, Section, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W1001",
    title: "A reference to a resource that may not be there",
    about: "The resource has a condition, and what refers to it can be there when the resource is not. Give both the same \
            condition, or refer to it within `Fn::If`.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
    wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
Outputs:
  Topic:
    Value: !Ref Topic
",
    right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
Outputs:
  Topic:
    Condition: IsIreland
    Value: !Ref Topic
",
    hooks: &[Hook::Template(unavailable)],
}];

fn unavailable(check: &Check<'_>, findings: &mut Findings) {
    let conditional = |name: &str| condition(check, Section::Resources, name);
    if !check.section(Section::Resources).into_iter().flatten().any(|entry| conditional(&entry.key).is_some())
    {
        return;
    }
    // Here a comparison of two constants is what it is.
    let exact: OnceCell<Conditions<'_>> = OnceCell::new();
    for used in &check.uses().functions {
        if !matches!(used.at(0), Some("Resources" | "Outputs")) || used.path.len() < 2 {
            continue;
        }
        for (function, resource) in referred_to(used) {
            let Some(needed) = condition(check, Section::Resources, resource) else { continue };
            let around = conditions_around(check, used);
            let exact = || exact.get_or_init(|| Conditions::new(check.root));
            if is_there(exact, &around, needed) {
                continue;
            }
            let mut when = format!("'{needed}' is false");
            for (name, value) in around.iter().filter(|(name, _)| *name != needed) {
                when.push_str(&format!(" and '{name}' is {value}"));
            }
            let steps = used.steps();
            let at = text(&steps);
            let message = format!("{function} to '{resource}', which is not there when {when}, at {at}");
            findings.add(steps, message);
        }
    }
}

/// What a function refers to, and whether to the resource or to an attribute of it.
fn referred_to<'t>(used: &Use<'t>) -> Vec<(&'static str, &'t str)> {
    let one = |function, resource: Option<&'t str>| {
        resource.map(|resource| (function, resource)).into_iter().collect()
    };
    match (used.key, used.node.as_list()) {
        ("Ref", None) => one("Ref", used.node.as_str()),
        ("Fn::GetAtt", Some([resource, _])) => one("GetAtt", resource.as_str()),
        ("Fn::GetAtt", None) => {
            one("GetAtt", used.node.as_str().and_then(|text| Some(text.split_once('.')?.0)))
        }
        ("Fn::Sub", None) => in_text(used.node, None),
        ("Fn::Sub", Some([text])) => in_text(text, None),
        ("Fn::Sub", Some([text, variables, ..])) => in_text(text, Some(variables)),
        _ => Vec::new(),
    }
}

fn in_text<'t>(text: &'t Node, variables: Option<&Node>) -> Vec<(&'static str, &'t str)> {
    let variables = variables.and_then(Node::as_object);
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    let parts = text.as_str().into_iter().flat_map(|text| text.split("${").skip(1));
    let names =
        parts.filter_map(|part| Some(part.split_once('}')?.0)).filter(|name| name.bytes().all(is_part));
    names
        .filter(|name| variables.is_none_or(|variables| variables.get(name).is_none()))
        .map(|name| match name.split_once('.') {
            Some((resource, _)) => ("GetAtt", resource),
            None => ("Ref", name),
        })
        .collect()
}

/// The condition of a resource or output.
fn condition<'t>(check: &Check<'t>, section: Section, name: &str) -> Option<&'t str> {
    let body = check.section(section)?.get(name)?.as_object()?;
    body.get("Condition").and_then(Node::as_str)
}

/// Whether a resource whose condition is `needed` is there whenever the conditions around are so.
fn is_there<'c, 't: 'c>(
    exact: impl FnOnce() -> &'c Conditions<'t>,
    around: &[(&str, bool)],
    needed: &str,
) -> bool {
    if around.contains(&(needed, true)) {
        return true;
    }
    if around.is_empty() || around.contains(&(needed, false)) {
        return false;
    }
    // Where a condition is both true and false, nothing is.
    if around.iter().any(|(name, value)| around.contains(&(name, !value))) {
        return true;
    }
    let conditions = exact();
    if !conditions.contains(needed) || around.iter().any(|(name, _)| !conditions.contains(name)) {
        return true;
    }
    let around = around.iter().try_fold(conditions.unconstrained(), |facts, (name, value)| {
        conditions.assume(&facts, name, *value, Basis::Known)
    });
    around.is_none_or(|facts| conditions.assume(&facts, needed, false, Basis::Known).is_none())
}

/// The conditions of the resource or output, and of the branches of `Fn::If`, in which a function stands.
fn conditions_around<'u>(check: &'u Check<'_>, used: &'u Use<'_>) -> Vec<(&'u str, bool)> {
    let mut around: Vec<(&str, bool)> = Vec::new();
    let section = if used.at(0) == Some("Outputs") { Section::Outputs } else { Section::Resources };
    around.extend(used.at(1).and_then(|name| condition(check, section, name)).map(|name| (name, true)));
    let mut node = check.root;
    for (depth, step) in used.path.iter().enumerate() {
        let next = match step {
            Step::Key(key) => node.as_object().and_then(|object| object.get(key)),
            Step::Index(index) => node.as_list().and_then(|items| items.get(*index)),
        };
        let Some(next) = next else { break };
        if matches!(step, Step::Key(key) if key == "Fn::If") {
            let name = match next.as_list() {
                Some([name, _, _]) => name.as_str(),
                _ => None,
            };
            let values: &[bool] = match used.path.get(depth + 1) {
                Some(Step::Index(1)) => &[true],
                Some(Step::Index(2)) => &[false],
                Some(_) => &[],
                None => &[true, false],
            };
            for pair in name.into_iter().flat_map(|name| values.iter().map(move |value| (name, *value))) {
                if !around.contains(&pair) {
                    around.push(pair);
                }
            }
        }
        node = next;
    }
    around
}
