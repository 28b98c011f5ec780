use crate::check::engine::dynamic_reference;
use crate::check::engine::functions::only_entry;
use crate::check::facts::list;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section, Step, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W2501",
    title: "A password that can be read",
    about: "Whoever sees the template or the stack sees a password that is written out, or that a parameter without NoEcho has. \
            Take it from AWS Secrets Manager, with {{resolve:secretsmanager:…}}, or from a parameter with NoEcho.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html",
    wrong: "Resources:\n  User:\n    Type: AWS::IAM::User\n    Properties:\n      LoginProfile: {Password: topsecret}\n",
    right: "Resources:\n  User:\n    Type: AWS::IAM::User\n    Properties:\n      LoginProfile: {Password: \
            '{{resolve:secretsmanager:user:SecretString:password}}'}\n",
    hooks: &[Hook::Template(passwords)],
}];

fn passwords(check: &Check<'_>, findings: &mut Findings) {
    let mut parameters = Vec::new();
    for entry in check.section(Section::Resources).into_iter().flatten() {
        let properties = entry.node.as_object().and_then(|resource| resource.get("Properties"));
        if let Some(properties) = properties {
            let mut path = steps(["Resources", entry.key.as_ref(), "Properties"]);
            walk(check, properties, &mut path, &mut parameters, findings);
        }
    }
    for (parameter, property) in parameters {
        findings.add(
            steps(["Parameters", parameter]),
            format!("'{parameter}' is used as {property} and can be read: it needs NoEcho"),
        );
    }
}

fn walk<'t>(
    check: &Check<'t>,
    node: &'t Node,
    path: &mut Vec<Step<'static>>,
    parameters: &mut Vec<(&'t str, &'static str)>,
    findings: &mut Findings,
) {
    match &node.value {
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if matches!(item.value, Value::List(_) | Value::Object(_)) {
                    path.push(Step::Index(index));
                    walk(check, item, path, parameters, findings);
                    path.pop();
                }
            }
        }
        Value::Object(object) => {
            for entry in object {
                let property = list("password-properties", None).find(|name| *name == entry.key);
                let deeper = matches!(entry.node.value, Value::List(_) | Value::Object(_));
                if property.is_none() && !deeper {
                    continue;
                }
                path.push(Step::Key(entry.key.clone()));
                if let Some(property) = property {
                    password(check, property, &entry.node, path, parameters, findings);
                }
                walk(check, &entry.node, path, parameters, findings);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Intrinsic(_) => {}
    }
}

fn password<'t>(
    check: &Check<'t>,
    property: &'static str,
    node: &'t Node,
    path: &[Step<'static>],
    parameters: &mut Vec<(&'t str, &'static str)>,
    findings: &mut Findings,
) {
    match &node.value {
        Value::String(text) if dynamic_reference::occurs(text) => {
            if text.contains("{{resolve:ssm:") {
                findings.add(path.to_vec(), format!("{property} is taken from where it is not encrypted"));
            }
        }
        Value::String(_) => findings.add(path.to_vec(), format!("{property} is written out")),
        Value::Object(object) => match only_entry(node) {
            Some(("Ref", name)) => {
                let Some(name) = name.as_str() else { return };
                let hides = |node: &Node| !matches!(node.value, Value::Bool(false) | Value::Null);
                let Some(parameter) = check.parameter(name) else { return };
                if !parameter.attribute("NoEcho").is_some_and(hides) {
                    parameters.push((name, property));
                }
            }
            Some(_) => {}
            None => {
                let keys: Vec<&str> = object.iter().map(|entry| entry.key.as_ref()).collect();
                let message = format!("{property} is no text but an object of {}", keys.join(", "));
                findings.add(path.to_vec(), message);
            }
        },
        _ => {}
    }
}
