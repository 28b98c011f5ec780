//! What a change set says of an update, what comes of it, and what `synth diff` foretells.
//!
//! The endpoint knows which properties replace for some types; of all others it says that a change replaces
//! conditionally, as it does of what only reads an attribute of something that stays. Where it knows, both must say the
//! same. What it does then counts for those types: what is replaced has another physical ID afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};
use synth::diff::{Action, Certainty, Difference, Options, compare};
use synth::model::Node;
use synth::parse::parse;

use super::endpoint::Endpoint;
use crate::support::python::Python;
use crate::support::{self, process};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e/change_sets.py");

/// An update: its name, the resources (and other sections) before and after it, and the parameters' values.
type Update = (&'static str, &'static str, &'static str, Values, Values);
type Values = &'static [(&'static str, &'static str)];

const UPDATES: [Update; 16] = [
    (
        "in-place",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}}",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}}",
        &[],
        &[],
    ),
    (
        "create-only",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: first}}}",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: second}}}",
        &[],
        &[],
    ),
    (
        "create-only-removed",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: q.fifo, FifoQueue: true}}}",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 60}}}",
        &[],
        &[],
    ),
    (
        "add-and-remove",
        "Resources: {A: {Type: AWS::SNS::Topic}, B: {Type: AWS::SQS::Queue}}",
        "Resources: {C: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: v}}, B: {Type: AWS::SQS::Queue}}",
        &[],
        &[],
    ),
    (
        "tags",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: a, Value: b}]}}}",
        "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: a, Value: c}]}}}",
        &[],
        &[],
    ),
    (
        "parameter-in-place",
        "Parameters: {N: {Type: Number}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref N}}}",
        "Parameters: {N: {Type: Number}}\nResources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !Ref N}}}",
        &[("N", "1")],
        &[("N", "2")],
    ),
    (
        "parameter-create-only",
        "Parameters: {N: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref N}}}",
        "Parameters: {N: {Type: String}}\nResources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: !Ref N}}}",
        &[("N", "one")],
        &[("N", "two")],
    ),
    (
        "chain-of-three",
        "
Resources:
  Files: {Type: AWS::EFS::FileSystem, Properties: {PerformanceMode: generalPurpose}}
  Access: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Files}}
  Note: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Access}}
  Other: {Type: AWS::SQS::Queue}
",
        "
Resources:
  Files: {Type: AWS::EFS::FileSystem, Properties: {PerformanceMode: maxIO}}
  Access: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Files}}
  Note: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Access}}
  Other: {Type: AWS::SQS::Queue}
",
        &[],
        &[],
    ),
    (
        "in-other-words",
        "
Resources:
  Dead: {Type: AWS::SQS::Queue}
  Q:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 30, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}
  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Q}}
",
        "
Resources:
  P: {Properties: {Value: !Ref Q, Type: String}, Type: AWS::SSM::Parameter}
  Q:
    Properties: {RedrivePolicy: {maxReceiveCount: 3, deadLetterTargetArn: {'Fn::GetAtt': [Dead, Arn]}}, VisibilityTimeout: 40}
    Type: AWS::SQS::Queue
  Dead: {Type: AWS::SQS::Queue}
",
        &[],
        &[],
    ),
    (
        "condition",
        "
Parameters: {Stage: {Type: String}}
Conditions: {Live: !Equals [!Ref Stage, live]}
Resources:
  Q: {Type: AWS::SQS::Queue, Condition: Live}
  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !If [Live, real, test]}}
",
        "
Parameters: {Stage: {Type: String}}
Conditions: {Live: !Equals [!Ref Stage, live]}
Resources:
  Q: {Type: AWS::SQS::Queue, Condition: Live}
  T: {Type: AWS::SNS::Topic, Properties: {DisplayName: !If [Live, real, test]}}
",
        &[("Stage", "test")],
        &[("Stage", "live")],
    ),
    (
        "it-depends",
        "
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: a, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: a, AttributeType: S}]
",
        "
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      KeySchema: [{AttributeName: b, KeyType: HASH}]
      AttributeDefinitions: [{AttributeName: b, AttributeType: S}]
",
        &[],
        &[],
    ),
    (
        "renamed",
        "Resources: {Old: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 7}}, T: {Type: AWS::SNS::Topic}}",
        "Resources: {New: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 7}}, T: {Type: AWS::SNS::Topic}}",
        &[],
        &[],
    ),
    (
        "reads-an-attribute",
        "
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 7}}
  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Q.Arn}}
",
        "
Resources:
  Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 8}}
  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !GetAtt Q.Arn}}
",
        &[],
        &[],
    ),
    (
        "kept",
        "
Resources:
  S: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: false}, UpdateReplacePolicy: Retain}
  R: {Type: AWS::IAM::Role, Properties: {Path: /a/, AssumeRolePolicyDocument: {Statement: []}}}
  I: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref R]}}
",
        "
Resources:
  S: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}, UpdateReplacePolicy: Retain}
  R: {Type: AWS::IAM::Role, Properties: {Path: /b/, AssumeRolePolicyDocument: {Statement: []}}}
  I: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref R]}}
",
        &[],
        &[],
    ),
    (
        "unknown-to-the-endpoint",
        "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: first-of-two}}}",
        "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: second-of-two}}}",
        &[],
        &[],
    ),
    (
        "policies-of-the-lifecycle",
        "Resources: {Q: {Type: AWS::SQS::Queue}, T: {Type: AWS::SNS::Topic, Properties: {DisplayName: a}}}",
        "Resources: {Q: {Type: AWS::SQS::Queue, DeletionPolicy: Retain}, T: {Type: AWS::SNS::Topic, Properties: {DisplayName: b}}}",
        &[],
        &[],
    ),
];

#[test]
fn a_change_set_says_the_same() {
    let Some(python) = Python::for_part("change sets") else { return };
    let folder = support::target().join("e2e").join("change_sets");
    fs::create_dir_all(&folder).unwrap();
    let endpoint = Endpoint::start(&python, &folder);
    let updates: Vec<Value> = UPDATES.iter().map(as_json).collect();
    let file = folder.join("updates.json");
    fs::write(&file, Value::from(updates).to_string()).unwrap();
    let mut script = python.command();
    script
        .arg(SCRIPT)
        .arg(&file)
        .env("AWS_ENDPOINT_URL", endpoint.url())
        .env("AWS_EC2_METADATA_DISABLED", "true");
    let ran = process::run(&mut script, &folder, Duration::from_secs(150)).unwrap();
    assert!(ran.status.success(), "{}\n{}", ran.stderr, endpoint.end_of_log());
    let found: Value = serde_json::from_str(&ran.stdout).unwrap();

    let (mut wrong, mut known) = (Vec::new(), 0);
    for update in &UPDATES {
        known += compared(update, &found[update.0], &mut |what| wrong.push(format!("{}: {what}", update.0)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Of so many resources the endpoint knows what happens to them.
    assert!(known >= 20, "{known}");
}

fn as_json((name, before, after, old_values, new_values): &Update) -> Value {
    let values = |values: Values| -> BTreeMap<&str, &str> { values.iter().copied().collect() };
    json!({"name": name, "before": before, "after": after, "old_values": values(old_values), "new_values": values(new_values)})
}

fn template(text: &str) -> Node {
    parse("template.yaml", text.as_bytes()).root.unwrap()
}

fn foretold((_, before, after, old_values, new_values): &Update) -> Difference {
    let values = |values: Values| {
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let options = Options {
        old_parameters: values(old_values),
        new_parameters: values(new_values),
        ..Options::default()
    };
    compare(&template(before), &template(after), &options)
}

/// What happens to a resource, as change sets say it: the action, and whether it is replaced.
type Said = BTreeMap<String, (&'static str, Option<&'static str>)>;

fn said_by_us(difference: &Difference) -> Said {
    let mut said = Said::new();
    for change in &difference.resources {
        let name = change.logical_id.clone();
        match change.action {
            Action::Add => said.insert(name, ("Add", None)),
            Action::Remove => said.insert(name, ("Remove", None)),
            Action::Replace(Certainty::Yes) => said.insert(name, ("Modify", Some("True"))),
            Action::Replace(Certainty::Maybe) => said.insert(name, ("Modify", Some("Conditional"))),
            // Of another policy of the lifecycle it says that the resource is modified, and we that nothing is done.
            Action::Update | Action::MayUpdate | Action::Nothing => {
                said.insert(name, ("Modify", Some("False")))
            }
            // Without a refactoring of the stack a new logical ID is another resource.
            Action::Rename => {
                said.insert(change.old_id.clone().unwrap(), ("Remove", None));
                said.insert(name, ("Add", None))
            }
            Action::Absent => None,
        };
    }
    said
}

/// Reports where the endpoint says or does something else; returns of how many resources it knows what happens.
fn compared(update: &Update, found: &Value, wrong: &mut dyn FnMut(String)) -> usize {
    let ours = said_by_us(&foretold(update));
    let changes = found["changes"].as_array().unwrap();
    if found["ended"] != "UPDATE_COMPLETE" {
        wrong(format!("{}", found["ended"]));
    }
    let mut known = 0;
    let mut listed = BTreeSet::new();
    for change in changes {
        let (name, action) = (text(&change["LogicalResourceId"]), text(&change["Action"]));
        listed.insert(name);
        let Some((our_action, our_replacement)) = ours.get(name) else {
            if !only_may_change(change) {
                wrong(format!("{name} is not foretold: {change}"));
            }
            continue;
        };
        if *our_action != action {
            wrong(format!("{name}: {our_action}, and not {action}"));
        }
        match (*our_replacement, change["Replacement"].as_str()) {
            // It does not know, or it depends.
            (_, Some("Conditional")) => continue,
            (ours, theirs) if ours == theirs => known += 1,
            (ours, theirs) => wrong(format!("{name}: replacement {ours:?}, and not {theirs:?}")),
        }
        let changed = found["before"][name] != found["after"][name];
        let changes = action != "Modify" || *our_replacement == Some("True");
        if changed != changes {
            wrong(format!("{name}: {} becomes {}", found["before"][name], found["after"][name]));
        }
    }
    for (name, (action, _)) in ours.iter().filter(|(name, _)| !listed.contains(name.as_str())) {
        if !has_condition(update.2, name) {
            wrong(format!("{name} is foretold, and not listed"));
        } else if found["after"].get(name).is_none() != (*action == "Remove") {
            wrong(format!("{name}: {action}, and it becomes {}", found["after"][name]));
        }
    }
    for (name, id) in found["before"].as_object().unwrap() {
        if !listed.contains(name.as_str()) && found["after"][name] != *id {
            wrong(format!("{name} is another one, and was not listed"));
        }
    }
    known
}

/// The endpoint's change sets leave out what a condition brings or takes.
fn has_condition(text: &str, name: &str) -> bool {
    let template = template(text);
    let resources = template.as_object().and_then(|root| root.get("Resources")?.as_object());
    resources.and_then(|all| all.get(name)?.as_object()?.get("Condition")).is_some()
}

/// Whether all that the change set has against it is that it reads an attribute of what is changed in place.
fn only_may_change(change: &Value) -> bool {
    change["Details"]
        .as_array()
        .unwrap()
        .iter()
        .all(|detail| detail["Evaluation"] == "Dynamic" && detail["ChangeSource"] == "ResourceAttribute")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}
