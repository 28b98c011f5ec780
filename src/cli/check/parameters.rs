//! Values of parameters, from the command line and from files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::check::Deployment;
use crate::model::{Node, Value};
use crate::parse::parse;

/// The deployments that are to be checked: one for each file, with what the command line says on top; or else what the
/// command line says alone.
pub(in crate::cli) fn read(
    given: &[String],
    files: &[impl AsRef<Path>],
    mut deployments: Vec<Deployment>,
) -> Result<Vec<Deployment>, String> {
    let given: BTreeMap<String, Node> = given
        .iter()
        .map(|text| {
            let (name, value) = text.split_once('=').ok_or_else(|| {
                format!("`{text}` is not NAME=VALUE: that is how a parameter gets its value")
            })?;
            Ok((name.trim().to_owned(), value.to_owned().into()))
        })
        .collect::<Result<_, String>>()?;
    for path in files {
        deployments.push(read_file(path.as_ref())?);
    }
    if deployments.is_empty() && !given.is_empty() {
        deployments.push(Deployment { source: "the command line".to_owned(), values: BTreeMap::new() });
    }
    for deployment in &mut deployments {
        deployment.values.extend(given.clone());
    }
    Ok(deployments)
}

fn read_file(path: &Path) -> Result<Deployment, String> {
    let name = path.display();
    let bytes =
        std::fs::read(path).map_err(|error| format!("cannot read the parameters in `{name}`: {error}"))?;
    let document = parse(&name.to_string(), &bytes);
    if let Some(problem) = document.problems.first() {
        return Err(format!("the file of parameters is broken: {}", document.source.in_one_line(problem)));
    }
    let values = document.root.as_ref().and_then(values).ok_or_else(|| {
        format!(
            "`{name}` holds no parameters: a list of {{\"ParameterKey\": …, \"ParameterValue\": …}}, \
             of \"NAME=VALUE\", or an object with \"Parameters\" is read"
        )
    })?;
    Ok(Deployment { source: name.to_string(), values })
}

/// The values in the forms that the AWS CLI, CodePipeline and Git sync take.
pub(super) fn values(root: &Node) -> Option<BTreeMap<String, Node>> {
    match &root.value {
        Value::List(items) => items.iter().map(item).collect(),
        Value::Object(object) => {
            let parameters = match object.get("Parameters").or_else(|| object.get("parameters")) {
                Some(parameters) => parameters.as_object()?,
                None => object,
            };
            parameters.iter().map(|entry| Some((entry.key.to_string(), value(&entry.node)?))).collect()
        }
        _ => None,
    }
}

fn item(node: &Node) -> Option<(String, Node)> {
    if let Some(text) = node.as_str() {
        let (name, value) = text.split_once('=')?;
        return Some((name.to_owned(), value.to_owned().into()));
    }
    let object = node.as_object()?;
    let name = object.get("ParameterKey")?.as_str()?.to_owned();
    let value = match object.get("ParameterValue") {
        Some(given) => value(given)?,
        // The value that the stack already has is known to AWS only.
        None => object.get("UsePreviousValue").map(|_| Node::default())?,
    };
    Some((name, value))
}

/// A value as text, which is what a deployment takes; null for what only the pipeline knows (`Fn::GetArtifactAtt`).
fn value(node: &Node) -> Option<Node> {
    match &node.value {
        Value::Object(object) if object.iter().any(|entry| entry.key.starts_with("Fn::Get")) => {
            Some(Node::default())
        }
        _ => text(node).map(Node::from),
    }
}

/// The text of a value; nothing of null.
pub(in crate::cli) fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::List(items) => {
            let items: Option<Vec<String>> = items.iter().map(text).collect();
            Some(items?.join(","))
        }
        Value::Null | Value::Object(_) | Value::Intrinsic(_) => None,
    }
}
