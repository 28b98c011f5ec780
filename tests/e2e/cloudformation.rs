//! Reads what CloudFormation says of a stack, and works out what a template means for given parameters.

use serde_json::{Map, Value};

use super::terminal::Terminal;

/// What `describe-stacks` says of one stack.
#[track_caller]
pub fn describe(terminal: &Terminal, stack: &str) -> Value {
    terminal.json(&format!("aws cloudformation describe-stacks --stack-name {stack}"))["Stacks"][0].clone()
}

/// The value of one output in what [`describe`] returned.
pub fn output(stack: &Value, key: &str) -> Value {
    let outputs = stack["Outputs"].as_array().into_iter().flatten();
    let mut found = outputs.filter(|output| output["OutputKey"] == key);
    found.next().map(|output| output["OutputValue"].clone()).unwrap_or_default()
}

/// `value` of a template in JSON, with every `Ref` and `Fn::Sub` of a parameter replaced by the parameter's value.
///
/// Any other intrinsic function stays as it is, and so shows up in a comparison.
pub fn resolved(value: &Value, parameters: &[(&str, &str)]) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| resolved(item, parameters)).collect(),
        Value::Object(entries) => call(entries, parameters).unwrap_or_else(|| {
            let entries = entries.iter().map(|(key, value)| (key.clone(), resolved(value, parameters)));
            Value::Object(entries.collect())
        }),
        scalar => scalar.clone(),
    }
}

fn call(entries: &Map<String, Value>, parameters: &[(&str, &str)]) -> Option<Value> {
    let (function, argument) = entries.iter().next().filter(|_| entries.len() == 1)?;
    let argument = argument.as_str()?;
    match function.as_str() {
        "Ref" => parameters.iter().find(|(name, _)| *name == argument).map(|(_, value)| Value::from(*value)),
        "Fn::Sub" => {
            let replace =
                |text: String, (name, value): &(&str, &str)| text.replace(&format!("${{{name}}}"), value);
            Some(parameters.iter().fold(argument.to_owned(), replace).into())
        }
        _ => None,
    }
}
