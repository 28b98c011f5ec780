//! The stack that the benchmarks build is the one that other programs were measured with: its facts, written out.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use synth::emit::{Format, to_string};

#[path = "../examples/five_hundred/stack.rs"]
mod five_hundred;

#[test]
fn the_stack_has_exactly_these_resources() {
    let template = template();
    let mut resources = Map::new();
    for group in 0..100 {
        resources.extend(expected(&format!("{group:03}")));
    }
    assert_eq!(resources.len(), 500);
    for (id, resource) in &resources {
        assert_eq!(template["Resources"][id], *resource, "{id}");
    }
    let whole = json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "anchor w2 rev-0001",
        "Resources": resources,
    });
    assert!(template == whole, "there is more in the template than these resources");
}

/// Where the file lies beside the checkout that the others were measured with, it says the same.
#[test]
fn the_stack_equals_the_measured_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench/500-resources.json");
    let Ok(text) = fs::read_to_string(&file) else {
        println!("not compared: {} is not there", file.display());
        return;
    };
    let measured: Value = serde_json::from_str(&text).unwrap();
    assert!(template() == measured, "the template differs from {}", file.display());
}

fn template() -> Value {
    let stack = five_hundred::stack("five-hundred", 0..five_hundred::MOST_GROUPS);
    serde_json::from_str(&to_string(&stack.synthesize().unwrap(), Format::Json)).unwrap()
}

/// The resources of a group. Each queue but the first has that one for its dead letters.
fn expected(group: &str) -> Map<String, Value> {
    let [bucket, queue, topic, role] =
        ["Bucket", "Queue", "Topic", "Role"].map(|kind| format!("{kind}{group}"));
    let mut resources = json!({
        &bucket: {
            "Type": "AWS::S3::Bucket",
            "Properties": {
                "BucketEncryption": {
                    "ServerSideEncryptionConfiguration": [
                        { "BucketKeyEnabled": true, "ServerSideEncryptionByDefault": { "SSEAlgorithm": "aws:kms" } },
                    ],
                },
                "Tags": [
                    { "Key": "Group", "Value": group },
                    { "Key": "Owner", "Value": "anchors" },
                    { "Key": "Stack", "Value": { "Ref": "AWS::StackName" } },
                ],
                "VersioningConfiguration": { "Status": "Enabled" },
            },
        },
        &queue: {
            "Type": "AWS::SQS::Queue",
            "Properties": {
                "MessageRetentionPeriod": 345_600,
                "SqsManagedSseEnabled": true,
                "VisibilityTimeout": 180,
            },
        },
        &topic: {
            "Type": "AWS::SNS::Topic",
            "Properties": {
                "DisplayName": format!("topic {group} rev-0001"),
                "Subscription": [{ "Endpoint": { "Fn::GetAtt": [&queue, "Arn"] }, "Protocol": "sqs" }],
            },
        },
        &role: {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [{
                        "Effect": "Allow",
                        "Principal": { "Service": "lambda.amazonaws.com" },
                        "Action": ["sts:AssumeRole"],
                    }],
                },
                "ManagedPolicyArns": [
                    { "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
                ],
                "Policies": [{
                    "PolicyName": "inline",
                    "PolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                            {
                                "Effect": "Allow",
                                "Action": ["s3:GetObject", "s3:PutObject"],
                                "Resource": [{ "Fn::Sub": format!("${{{bucket}.Arn}}/*") }],
                            },
                            {
                                "Effect": "Allow",
                                "Action": ["sqs:SendMessage"],
                                "Resource": [{ "Fn::GetAtt": [&queue, "Arn"] }],
                            },
                            { "Effect": "Allow", "Action": ["sns:Publish"], "Resource": [{ "Ref": &topic }] },
                        ],
                    },
                }],
            },
        },
        format!("Fn{group}"): {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": { "ZipFile": "def handler(event, context):\n    return {\"ok\": True}\n" },
                "Environment": {
                    "Variables": {
                        "BUCKET": { "Ref": &bucket },
                        "BUCKET_ARN": { "Fn::GetAtt": [&bucket, "Arn"] },
                        "LABEL": { "Fn::Sub": format!("${{AWS::StackName}}-fn-{group}") },
                        "QUEUE_URL": { "Ref": &queue },
                        "TOPIC_ARN": { "Ref": &topic },
                    },
                },
                "Handler": "index.handler",
                "MemorySize": 256,
                "Role": { "Fn::GetAtt": [&role, "Arn"] },
                "Runtime": "python3.12",
                "Timeout": 30,
            },
        },
    });
    if group != "000" {
        resources[&queue]["Properties"]["RedrivePolicy"] =
            json!({ "deadLetterTargetArn": { "Fn::GetAtt": ["Queue000", "Arn"] }, "maxReceiveCount": 5 });
    }
    match resources {
        Value::Object(resources) => resources,
        _ => unreachable!("it is written as an object"),
    }
}
