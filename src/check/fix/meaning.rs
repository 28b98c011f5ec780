//! What a change must leave as it is: what CloudFormation makes of the template.

use super::Change;
use crate::analysis::{References, Through, sub_variables};
use crate::check::scalars;
use crate::model::{Node, Section, Step, Value};

/// Whether the change of a value leaves what is deployed as it is.
///
/// # Errors
/// Why it might not.
pub(super) fn may_change(
    root: &Node,
    node: &Node,
    path: &[Step<'_>],
    change: Change,
) -> Result<(), &'static str> {
    match change {
        Change::Unwrap => may_unwrap(node),
        Change::Remove => may_remove(root, node, path),
        Change::Quote => may_quote(node),
        Change::Replace(_) => may_renew(root, path),
    }
}

fn may_unwrap(argument: &Node) -> Result<(), &'static str> {
    match argument.as_str() {
        None => Err("it has variables that nothing uses, and what they refer to would be lost"),
        Some(text) if text.contains("${!") => Err("`${!` stands for `${` in it, and only there"),
        Some(_) => Ok(()),
    }
}

fn may_remove(root: &Node, node: &Node, path: &[Step<'_>]) -> Result<(), &'static str> {
    let [Step::Key(_), Step::Key(own), ..] = path else { return Err("it is in no resource") };
    let kind = at_type(root, own);
    if kind.is_some_and(|kind| kind.starts_with("AWS::Serverless::")) {
        return Err("SAM makes several resources of this one, and another may hold the reference");
    }
    let references = References::new(root);
    let is_always_there = references.of(own).any(|reference| {
        Some(reference.to) == node.as_str()
            && reference.through != Through::DependsOn
            && reference.path.first() == Some(&Step::Key("Properties".into()))
            && !reference.path.contains(&Step::Key("Fn::If".into()))
    });
    if is_always_there { Ok(()) } else { Err("the reference is not there whenever the resource is") }
}

fn at_type<'n>(root: &'n Node, resource: &str) -> Option<&'n str> {
    [Section::Resources.as_str(), resource, "Type"]
        .into_iter()
        .try_fold(root, |node, key| node.as_object()?.get(key))?
        .as_str()
}

fn may_quote(node: &Node) -> Result<(), &'static str> {
    match &node.value {
        Value::String(text) if scalars::meanings(text).is_some() => Ok(()),
        Value::Number(_) | Value::Bool(_) => {
            Err("CloudFormation reads no text there, and only its author knows what is meant")
        }
        _ => Err("it is about a key"),
    }
}

/// Whether a policy means the same in the later version of its language: it does unless it has policy variables, which are
/// plain text in the earlier one.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
fn may_renew(root: &Node, path: &[Step<'_>]) -> Result<(), &'static str> {
    let policy = path.split_last().and_then(|(_, outer)| super::at(root, outer));
    match policy.is_some_and(|policy| has_no_variables(root, policy)) {
        true => Ok(()),
        false => Err("it has policy variables, or may have some, which are plain text in this version only"),
    }
}

/// Whether no text of a policy can have a policy variable in it, whatever its functions yield: of those, names and ARNs are
/// known to have none.
fn has_no_variables(root: &Node, node: &Node) -> bool {
    let is_known = |name: &str| name.starts_with("AWS::") || at_type(root, name).is_some();
    match &node.value {
        Value::String(text) => !text.contains("${") && !text.ends_with('$'),
        Value::List(items) => items.iter().all(|item| has_no_variables(root, item)),
        Value::Object(object) => object.iter().all(|entry| match (entry.key.as_ref(), entry.node.as_str()) {
            ("Ref", Some(name)) => is_known(name),
            ("Fn::Sub", Some(text)) => {
                !text.contains("${!")
                    && sub_variables(text).all(|name| is_known(name.strip_suffix(".Arn").unwrap_or(name)))
            }
            ("Fn::GetAtt", Some(name)) => name.ends_with(".Arn"),
            ("Fn::GetAtt", None) => {
                entry.node.as_list().is_some_and(|parts| parts.get(1).and_then(Node::as_str) == Some("Arn"))
            }
            ("Fn::If" | "Fn::Join", _) => has_no_variables(root, &entry.node),
            (key, _) => {
                !key.starts_with("Fn::") && !key.contains("${") && has_no_variables(root, &entry.node)
            }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Intrinsic(_) => true,
    }
}
