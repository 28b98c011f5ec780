//! Values of parameters, from the command line and from files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::{Node, Value};
use crate::parse::parse;

/// The sets of values that are to be checked with: one for each file, with what the command line says on top; or else what
/// the command line says alone.
pub(in crate::cli) fn read(given: &[String], files: &[PathBuf]) -> Result<Vec<BTreeMap<String, String>>, String> {
    let given: BTreeMap<String, String> = given
        .iter()
        .map(|text| {
            let (name, value) = text.split_once('=').ok_or_else(|| {
                format!("`{text}` is not NAME=VALUE: that is how a parameter gets its value")
            })?;
            Ok((name.trim_start_matches("ParameterKey=").to_owned(), value.to_owned()))
        })
        .collect::<Result<_, String>>()?;
    let mut sets = files.iter().map(|path| read_file(path)).collect::<Result<Vec<_>, String>>()?;
    if sets.is_empty() && !given.is_empty() {
        sets.push(BTreeMap::new());
    }
    for set in &mut sets {
        set.extend(given.clone());
    }
    Ok(sets)
}

fn read_file(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let name = path.display();
    let bytes =
        std::fs::read(path).map_err(|error| format!("cannot read the parameters in `{name}`: {error}"))?;
    let document = parse(&name.to_string(), &bytes);
    if let Some(problem) = document.problems.first() {
        return Err(format!("the file of parameters is broken: {}", document.source.in_one_line(problem)));
    }
    document.root.as_ref().and_then(values).ok_or_else(|| {
        format!(
            "`{name}` holds no parameters: a list of {{\"ParameterKey\": …, \"ParameterValue\": …}}, \
             of \"NAME=VALUE\", or an object with \"Parameters\" is read"
        )
    })
}

/// The values in the forms that the AWS CLI and CodePipeline take.
fn values(root: &Node) -> Option<BTreeMap<String, String>> {
    match &root.value {
        Value::List(items) => items.iter().map(item).collect(),
        Value::Object(object) => {
            let parameters = match object.get("Parameters") {
                Some(parameters) => parameters.as_object()?,
                None => object,
            };
            parameters.iter().map(|entry| Some((entry.key.to_string(), text(&entry.node)?))).collect()
        }
        _ => None,
    }
}

fn item(node: &Node) -> Option<(String, String)> {
    if let Some(text) = node.as_str() {
        let (name, value) = text.split_once('=')?;
        return Some((name.to_owned(), value.to_owned()));
    }
    let object = node.as_object()?;
    let name = object.get("ParameterKey")?.as_str()?.to_owned();
    let value = match object.get("ParameterValue") {
        Some(value) => text(value)?,
        // The value that the stack already has is known to AWS only.
        None => object.get("UsePreviousValue").map(|_| String::new())?,
    };
    Some((name, value))
}

fn text(node: &Node) -> Option<String> {
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
