use crate::check::Check;
use crate::check::engine::dynamic_reference;
use crate::check::engine::functions::only_entry;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W2501",
    title: "A password that can be read",
    about: "A password in the template is known to whoever can read the template, and one from a parameter without \
            `NoEcho` to whoever can describe the stack. Use a dynamic reference to Secrets Manager, or `NoEcho`.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html#creds",
    wrong: r"Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: correct-horse
",
    right: r"Resources:
  User:
    Type: AWS::IAM::User
    Properties:
      LoginProfile:
        Password: '{{resolve:secretsmanager:login}}'
",
    hooks: &[Hook::Template(passwords)],
}];

fn passwords(check: &Check<'_>, findings: &mut Findings) {
    for used in &check.uses().passwords {
        if used.at(0) != Some("Resources") || !matches!(used.at(2), Some("Properties")) {
            continue;
        }
        match &used.node.value {
            // A reference that is well-formed is looked at elsewhere.
            Value::String(text) if !dynamic_reference::occurs(text) => {
                findings.add(used.key_steps(), format!("the password in {} is written out", used.key));
            }
            Value::String(text) if is_plain_parameter(text) => {
                let message =
                    format!("the password in {} comes from a parameter that is not secure", used.key);
                findings.add(used.key_steps(), message);
            }
            Value::Object(object) if object.len() != 1 => {
                findings.add(used.key_steps(), format!("{} holds no password, but an object", used.key));
            }
            Value::Object(_) => {
                let Some(("Ref", name)) = only_entry(used.node) else { continue };
                let Some(name) = name.as_str() else { continue };
                let parameter = check.section(Section::Parameters).and_then(|all| all.get(name));
                if parameter.is_some_and(|parameter| !is_masked(parameter)) {
                    let message =
                        format!("the parameter '{name}' is used as {}, so NoEcho should be true", used.key);
                    findings.add(steps(["Parameters", name]), message);
                }
            }
            _ => {}
        }
    }
}

/// Whether the text refers to a parameter of the Parameter Store that is not secure.
fn is_plain_parameter(text: &str) -> bool {
    text.split("{{resolve:ssm:").skip(1).any(|rest| {
        let Some((reference, _)) = rest.split_once("}}") else { return false };
        let (name, version) = reference.split_once(':').unwrap_or((reference, "1"));
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-/".contains(&byte);
        !name.is_empty() && name.bytes().all(is_part) && version.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether `NoEcho` is something else than false.
fn is_masked(parameter: &Node) -> bool {
    match parameter.as_object().and_then(|parameter| parameter.get("NoEcho")).map(|node| &node.value) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(_) => true,
    }
}
