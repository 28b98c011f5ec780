//! The blueprints, as the program prints them. `snapshots/` holds exactly those bytes: they are what people review, and
//! what they have deployed. After a change that is meant, `make review` shows the differences and keeps them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests fail by panicking, and say why"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Map, Value as Json, json};
use yaml_serde::Value as Yaml;

/// The blueprint that is printed without a name.
const DEFAULT: &str = "pc-serverless-policy";

const SNAPSHOTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");

/// What the program prints. It has to succeed, and to say nothing else.
fn synth(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_synth")).args(arguments).output().expect("synth starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    output.stdout
}

fn blueprints() -> Vec<String> {
    let list = String::from_utf8(synth(&["list"])).unwrap();
    list.lines().map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn each_prints_its_snapshot() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for name in blueprints() {
        settings.bind(|| {
            let template = synth(&[&name]);
            say_difference(&format!("{name}.snap.yaml"), &template);
            insta::assert_binary_snapshot!(&format!("{name}.yaml"), template);
        });
        // The two would otherwise share the file that says what kind of snapshot it is.
        settings.set_snapshot_suffix("json");
        settings.bind(|| {
            let template = synth(&[&name, "--format", "json"]);
            say_difference(&format!("{name}@json.snap.json"), &template);
            insta::assert_binary_snapshot!(&format!("{name}.json"), template);
        });
        settings.remove_snapshot_suffix();
    }
}

/// Shows where the template leaves its snapshot: of binary ones, insta says only that they differ.
fn say_difference(file: &str, printed: &[u8]) {
    let Ok(kept) = fs::read(Path::new(SNAPSHOTS).join(file)) else { return };
    let lines = |bytes: &'_ [u8]| -> Vec<String> {
        bytes.split_inclusive(|byte| *byte == b'\n').map(|line| line.escape_ascii().to_string()).collect()
    };
    let (kept, printed) = (lines(&kept), lines(printed));
    let longest = kept.len().max(printed.len());
    if let Some(line) = (0..longest).find(|line| kept.get(*line) != printed.get(*line)) {
        let show = |lines: &[String]| lines.get(line).cloned().unwrap_or_else(|| "(the end)".to_owned());
        println!("{file}:{}\n  kept:    {}\n  printed: {}", line + 1, show(&kept), show(&printed));
    }
}

#[test]
fn each_snapshot_has_its_blueprint() {
    let expected: BTreeSet<String> = blueprints()
        .into_iter()
        .flat_map(|name| ["", "@json"].map(|suffix| format!("{name}{suffix}.snap")))
        .flat_map(|snapshot| {
            let format = if snapshot.ends_with("@json.snap") { "json" } else { "yaml" };
            [format!("{snapshot}.{format}"), snapshot]
        })
        .collect();
    let mut stale = Vec::new();
    for entry in fs::read_dir(SNAPSHOTS).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let is_pending = file.contains(".snap.new");
        if !is_pending && !expected.contains(&file) {
            stale.push(file);
        }
    }
    assert!(stale.is_empty(), "no blueprint prints these any more, so delete them: {stale:?}");
}

#[test]
fn the_default_one_is_printed_without_a_name() {
    assert_eq!(synth(&[]), synth(&[DEFAULT]));
}

/// The template of the AWS HPC workshop's page "Create IAM policy for SSM endpoints", fact by fact, with all functions in
/// their long form. It differs in one thing: there, four spaces stand before "output of SSM".
fn workshop_template() -> Json {
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "This template deploys the ParallelCluster additional policies required to use SSM.",
        "Parameters": {
            "S3Bucket": {
                "Description": "Choose an existing S3 bucket used to store the input/output data from jobs and \
                    save the output of SSM execution commands.",
                "Type": "String",
            },
        },
        "Resources": {
            "pclusterSSM": {
                "Type": "AWS::IAM::ManagedPolicy",
                "Properties": {
                    "ManagedPolicyName": "pclusterSSM",
                    "Path": "/",
                    "PolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Action": [
                                    "ssm:DescribeAssociation",
                                    "ssm:GetDeployablePatchSnapshotForInstance",
                                    "ssm:GetDocument",
                                    "ssm:DescribeDocument",
                                    "ssm:GetManifest",
                                    "ssm:GetParameter",
                                    "ssm:GetParameters",
                                    "ssm:ListAssociations",
                                    "ssm:ListInstanceAssociations",
                                    "ssm:PutInventory",
                                    "ssm:PutComplianceItems",
                                    "ssm:PutConfigurePackageResult",
                                    "ssm:UpdateAssociationStatus",
                                    "ssm:UpdateInstanceAssociationStatus",
                                    "ssm:UpdateInstanceInformation",
                                    "ssmmessages:CreateControlChannel",
                                    "ssmmessages:CreateDataChannel",
                                    "ssmmessages:OpenControlChannel",
                                    "ssmmessages:OpenDataChannel",
                                    "ec2messages:AcknowledgeMessage",
                                    "ec2messages:DeleteMessage",
                                    "ec2messages:FailMessage",
                                    "ec2messages:GetEndpoint",
                                    "ec2messages:GetMessages",
                                    "ec2messages:SendReply",
                                ],
                                "Resource": "*",
                            },
                            {
                                "Effect": "Allow",
                                "Action": ["s3:*"],
                                "Resource": { "Fn::Sub": "arn:aws:s3:::${S3Bucket}/*" },
                            },
                        ],
                    },
                },
            },
        },
        "Outputs": {
            "PclusterPolicy": {
                "Description": "PclusterPolicy",
                "Value": { "Fn::Sub": "${pclusterSSM}" },
            },
        },
    })
}

#[test]
fn the_default_one_means_what_the_workshop_s_template_means() {
    let from_json: Json = serde_json::from_slice(&synth(&["--format", "json"])).unwrap();
    assert_eq!(from_json, workshop_template());

    let yaml: Yaml = yaml_serde::from_slice(&synth(&[])).unwrap();
    assert_eq!(long_form(yaml), workshop_template());
}

/// What YAML says, with the long form of each function for its short tag.
fn long_form(yaml: Yaml) -> Json {
    match yaml {
        Yaml::Null => Json::Null,
        Yaml::Bool(value) => value.into(),
        Yaml::Number(number) => serde_json::to_value(number).unwrap(),
        Yaml::String(text) => text.into(),
        Yaml::Sequence(items) => items.into_iter().map(long_form).collect(),
        Yaml::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| match key {
                Yaml::String(key) => (key, long_form(value)),
                key => panic!("{key:?} is no key of a template"),
            });
            Json::Object(entries.collect())
        }
        Yaml::Tagged(tagged) => {
            let tag = tagged.tag.to_string();
            let function = match tag.trim_start_matches('!') {
                "Ref" => "Ref".to_owned(),
                "Condition" => "Condition".to_owned(),
                name => format!("Fn::{name}"),
            };
            let argument = match long_form(tagged.value) {
                Json::String(dotted) if function == "Fn::GetAtt" => {
                    dotted.splitn(2, '.').map(Json::from).collect()
                }
                argument => argument,
            };
            Json::Object(Map::from_iter([(function, argument)]))
        }
    }
}
