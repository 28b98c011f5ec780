use crate::analysis::SERVERLESS;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section, Step, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "I3042",
    title: "An ARN that holds in one partition only",
    about: "Write ${AWS::Partition} instead of aws, and the template works in China and for the \
            government too.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Sub 'arn:aws:s3:::${AWS::StackName}'}
",
    right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Sub 'arn:${AWS::Partition}:s3:::${AWS::StackName}'}
",
    hooks: &[Hook::Template(arns)],
}];

fn arns(check: &Check<'_>, findings: &mut Findings) {
    if check.is_off("I3042") || check.has_transform(SERVERLESS) {
        return;
    }
    for section in [Section::Resources, Section::Globals] {
        let mut path = steps(["Resources"]);
        for entry in check.section(section).into_iter().flatten() {
            path.push(Step::Key(entry.key.clone()));
            walk(&entry.node, entry.key == SUB, &mut path, findings);
            path.pop();
        }
    }
}

const SUB: &str = "Fn::Sub";

fn walk(node: &Node, in_sub: bool, path: &mut Vec<Step<'static>>, findings: &mut Findings) {
    match &node.value {
        Value::String(text) if in_sub => {
            for partition in partitions(text) {
                if !is_open(partition) {
                    let message = format!("an ARN here is in the partition '{partition}' only");
                    findings.add(path.clone(), message);
                }
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Index(index));
                walk(item, in_sub, path, findings);
                path.pop();
            }
        }
        Value::Object(object) => {
            for entry in object {
                path.push(Step::Key(entry.key.clone()));
                walk(&entry.node, in_sub || entry.key == SUB, path, findings);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Intrinsic(_) => {}
    }
}

/// Whether a partition is a variable or none.
fn is_open(partition: &str) -> bool {
    let variable = partition.strip_prefix("${").and_then(|rest| rest.split_once('}'));
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    partition.is_empty()
        || partition.starts_with('*')
        || variable.is_some_and(|(name, _)| name == "AWS::Partition" || is_name(name))
}

/// The partitions of the ARNs in a text.
fn partitions(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("arn:") {
        rest = after;
        let Some((partition, behind)) = part(after) else { continue };
        let service = behind.find([':', ' ', '\t', '\n', '\r']).filter(|end| *end > 0);
        let Some(behind) = service.and_then(|end| behind.get(end..)?.strip_prefix(':')) else { continue };
        let Some((_, behind)) = part(behind) else { continue };
        found.push(partition);
        rest = behind;
    }
    found
}

/// A part of an ARN, which may be a pseudo parameter with colons in it, and what is behind the colon after it.
fn part(text: &str) -> Option<(&str, &str)> {
    if let Some((name, behind)) = text.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
        let is_pseudo = name.split("::").collect::<Vec<_>>().len() == 2 && !name.contains(['\r', '\n']);
        if let (true, Some(behind)) = (is_pseudo, behind.strip_prefix(':')) {
            return Some((text.get(..name.len() + 3)?, behind));
        }
    }
    let end = text.find([':', ' ', '\t', '\n', '\r'])?;
    Some((text.get(..end)?, text.get(end..)?.strip_prefix(':')?))
}
