use std::collections::BTreeMap;

use crate::analysis::sub_variables;
use crate::check::engine::functions::{Function, function, is_no_value, ref_name};
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "policy-size",
    title: "Policies that are too long",
    about: "A managed policy has at most 6,144 characters, all policies within a role at most 10,240, within a group 5,120 and within a \
            user 2,048, spaces not counted. What functions add is not counted here: the policies are longer still. Join statements, use \
            wildcards, or make several managed policies.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    wrong: "",
    right: "",
    hooks: &[Hook::Template(sizes)],
}];

/// How many characters there may be.
const MANAGED: usize = 6_144;
const OF_ROLE: usize = 10_240;
const OF_GROUP: usize = 5_120;
const OF_USER: usize = 2_048;
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html>
const OF_BUCKET: usize = 20 * 1_024;
/// <https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html>
const OF_KEY: usize = 32 * 1_024;

fn sizes(check: &Check<'_>, findings: &mut Findings) {
    let attached = attached(check);
    for resource in check.resources() {
        let (most, properties): (usize, &[&str]) = match resource.kind {
            "AWS::IAM::ManagedPolicy" => (MANAGED, &["PolicyDocument"]),
            "AWS::IAM::Role" | "AWS::IAM::Group" | "AWS::IAM::User" => {
                let inline = resource.property("Policies").and_then(Node::as_list).unwrap_or_default();
                let documents = inline.iter().filter_map(|policy| policy.as_object()?.get("PolicyDocument"));
                let own: usize = documents.map(least).sum();
                let others = attached.get(resource.name.as_ref()).copied().unwrap_or_default();
                let most = match resource.kind {
                    "AWS::IAM::Role" => OF_ROLE,
                    "AWS::IAM::Group" => OF_GROUP,
                    _ => OF_USER,
                };
                if own + others > most {
                    let path = match inline {
                        [] => steps(["Resources", &resource.name]),
                        _ => steps(["Resources", &resource.name, "Properties", "Policies"]),
                    };
                    let count = own + others;
                    findings.add(
                        path,
                        format!("the policies within have {count} characters or more, and at most {most} are allowed"),
                    );
                }
                continue;
            }
            "AWS::S3::BucketPolicy" => (OF_BUCKET, &["PolicyDocument"]),
            "AWS::KMS::Key" => (OF_KEY, &["KeyPolicy"]),
            _ => continue,
        };
        for property in properties {
            let count = resource.property(property).map_or(0, least);
            if count > most {
                findings.add(
                    steps(["Resources", &resource.name, "Properties", property]),
                    format!("the policy has {count} characters or more, and at most {most} are allowed"),
                );
            }
        }
    }
}

/// The lengths of policies that are resources of their own, by the role, group or user that they are put in, if they are
/// there in any case.
fn attached<'c>(check: &'c Check<'_>) -> BTreeMap<&'c str, usize> {
    let mut lengths = BTreeMap::new();
    for resource in check.resources().filter(|resource| resource.condition.is_none()) {
        let holders: &[&str] = match resource.kind {
            "AWS::IAM::Policy" => &["Roles", "Groups", "Users"],
            "AWS::IAM::RolePolicy" => &["RoleName"],
            "AWS::IAM::GroupPolicy" => &["GroupName"],
            "AWS::IAM::UserPolicy" => &["UserName"],
            _ => continue,
        };
        for name in holders.iter().flat_map(|holder| names(resource, holder)) {
            *lengths.entry(name).or_default() += resource.property("PolicyDocument").map_or(0, least);
        }
    }
    lengths
}

fn names<'c>(resource: &Resource<'c>, property: &str) -> impl Iterator<Item = &'c str> {
    let holders = resource.property(property);
    let items = holders.map_or(&[][..], |node| node.as_list().unwrap_or(std::slice::from_ref(node)));
    items.iter().filter_map(ref_name)
}

/// How many characters a policy has at least, without white space.
fn least(policy: &Node) -> usize {
    match &policy.value {
        Value::String(text) => characters(text),
        _ => json(policy),
    }
}

fn characters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// The least that a value has as JSON.
fn json(node: &Node) -> usize {
    if let Some((function, argument)) = function(node) {
        return match function {
            Function::If => branches(argument).map(json).min().unwrap_or(0),
            _ if is_no_value(node) => 0,
            _ => 2 + inside(function, argument),
        };
    }
    match &node.value {
        Value::Null | Value::Bool(true) => 4,
        Value::Bool(false) => 5,
        Value::Number(number) => number.to_string().len(),
        Value::String(text) => 2 + characters(text),
        Value::List(items) => 2 + listed(items.iter().map(json)),
        Value::Object(object) => {
            2 + listed(object.iter().map(|entry| match json(&entry.node) {
                0 => 0,
                length => 3 + characters(&entry.key) + length,
            }))
        }
        Value::Intrinsic(_) => 0,
    }
}

/// What is there, with commas between.
fn listed(lengths: impl Iterator<Item = usize>) -> usize {
    let there = lengths.filter(|length| *length > 0).map(|length| length + 1);
    there.sum::<usize>().saturating_sub(1)
}

fn branches(argument: &Node) -> impl Iterator<Item = &Node> {
    argument.as_list().unwrap_or_default().iter().skip(1)
}

/// The least that the text of a function has.
fn inside(function: Function, argument: &Node) -> usize {
    match function {
        Function::Sub => {
            let template = argument.as_list().and_then(<[Node]>::first).unwrap_or(argument);
            let text = template.as_str().unwrap_or_default();
            // Also `${`, `}` and spaces around the name are gone.
            let variables: usize = sub_variables(text).map(|name| characters(name) + 3).sum();
            characters(text).saturating_sub(variables)
        }
        Function::Join => {
            let Some([delimiter, Node { value: Value::List(items), .. }]) = argument.as_list() else {
                return 0;
            };
            let between = delimiter.as_str().map_or(0, characters) * items.len().saturating_sub(1);
            let item = |item: &Node| item.as_str().map_or(0, characters);
            // An item that is a function may not be there, and its delimiter with it.
            match items.iter().all(|item| item.as_str().is_some()) {
                true => between + items.iter().map(item).sum::<usize>(),
                false => items.iter().map(item).sum(),
            }
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Options, check};
    use crate::parse::parse;

    fn found(resources: &str) -> usize {
        let document = parse("template.yaml", format!("Resources:\n{resources}").as_bytes());
        let findings = check(&document, &Options::default());
        findings.iter().filter(|finding| finding.rule == "policy-size").count()
    }

    fn document(length: usize) -> String {
        let arn = "a".repeat(length);
        format!(
            "PolicyDocument: {{Statement: {{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::{arn}'}}}}\n"
        )
    }

    #[test]
    fn the_least_is_counted() {
        let length = |text: &str| parse("", text.as_bytes()).root.as_ref().map(json);
        assert_eq!(length("{a: [b, 1, true]}"), Some(r#"{"a":["b",1,true]}"#.len()));
        assert_eq!(length("[!If [A, x, !Ref AWS::NoValue], b]"), Some(r#"["b"]"#.len()));
        assert_eq!(length("!Sub 'a ${B} ${!C}'"), Some(r#""a${!C}""#.len()));
        assert_eq!(length("!Join [':', [a, b]]"), Some(r#""a:b""#.len()));
    }

    #[test]
    fn managed_policies_and_those_within_are_held_to_their_limits() {
        let managed = |length| {
            format!("  A:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      {}", document(length))
        };
        assert_eq!((found(&managed(6_000)), found(&managed(6_100))), (0, 1));
        let role = "  R: {Type: AWS::IAM::Role}\n";
        let policy = |name: &str| {
            let document = document(6_000);
            format!(
                "  {name}:\n    Type: AWS::IAM::Policy\n    Properties:\n      Roles: [!Ref R]\n      {document}"
            )
        };
        assert_eq!(found(&format!("{role}{}", policy("A"))), 0);
        assert_eq!(found(&format!("{role}{}{}", policy("A"), policy("B"))), 1);
    }
}
