//! End to end: the workshop's steps, with the real AWS command line, against an endpoint on this machine.
#![cfg(all(unix, feature = "cli", feature = "iam"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

#[path = "e2e/mod.rs"]
mod harness;
mod support;

use harness::cloudformation::{describe, output, resolved};
use harness::terminal::Terminal;
use serde_json::{Value, json};

const CREATE: &str = "aws cloudformation create-stack --stack-name pc-serverless-policy \
     --parameters ParameterKey=S3Bucket,ParameterValue=serverless-${BUCKET_POSTFIX} \
     --capabilities CAPABILITY_NAMED_IAM";
const CREATED: &str = "aws cloudformation wait stack-create-complete --stack-name pc-serverless-policy";
const LIST_POLICIES: &str = "aws iam list-policies --query 'Policies[?PolicyName==`pclusterSSM`]'";

#[test]
fn the_page_from_a_file() {
    let Some(terminal) = newcomer("the_page_from_a_file") else { return };

    terminal.run("synth > serverless-template.yaml");
    terminal.run(&format!("{CREATE} --template-body file://serverless-template.yaml"));
    terminal.run(CREATED);
    the_policy_is_there(&terminal);

    terminal.edit("serverless-template.yaml", "This template deploys", "This changed template deploys");
    terminal.edit("serverless-template.yaml", "Description: PclusterPolicy", "Description: The policy's ARN");
    let update = CREATE.replace("create-stack", "update-stack");
    terminal.run(&format!("{update} --template-body file://serverless-template.yaml"));
    terminal.run("aws cloudformation wait stack-update-complete --stack-name pc-serverless-policy");
    let stack = describe(&terminal, "pc-serverless-policy");
    assert_eq!(stack["StackStatus"], "UPDATE_COMPLETE", "{stack:#}");
    assert_eq!(stack["Outputs"][0]["Description"], "The policy's ARN", "{stack:#}");
    // The endpoint's `describe-stacks` keeps the stack's own first description; this one reads the template in force.
    let summary = terminal.json("aws cloudformation get-template-summary --stack-name pc-serverless-policy");
    let description = summary["Description"].as_str().unwrap();
    assert!(description.starts_with("This changed template deploys"), "{description}");

    terminal.run("aws cloudformation delete-stack --stack-name pc-serverless-policy");
    terminal.run("aws cloudformation wait stack-delete-complete --stack-name pc-serverless-policy");
    assert_eq!(terminal.json(LIST_POLICIES), json!([]));
    let gone = terminal.fails("aws cloudformation describe-stacks --stack-name pc-serverless-policy");
    assert!(gone.contains("does not exist"), "{gone}");
}

#[test]
fn the_page_from_the_pipe() {
    let Some(terminal) = newcomer("the_page_from_the_pipe") else { return };
    terminal.run(&format!("synth | {CREATE} --template-body file:///dev/stdin"));
    terminal.run(CREATED);
    the_policy_is_there(&terminal);
}

#[test]
fn the_page_as_json() {
    let Some(terminal) = newcomer("the_page_as_json") else { return };
    terminal.run("synth --format json -o serverless-template.json");
    terminal.run(&format!("{CREATE} --template-body file://serverless-template.json"));
    terminal.run(CREATED);
    the_policy_is_there(&terminal);
}

#[test]
fn deploy_creates_and_updates() {
    let Some(terminal) = newcomer("deploy_creates_and_updates") else { return };
    let deploy = "aws cloudformation deploy --stack-name pc-serverless-policy \
         --template-file serverless-template.yaml --parameter-overrides S3Bucket=serverless-${BUCKET_POSTFIX} \
         --capabilities CAPABILITY_NAMED_IAM";
    terminal.run("synth -o serverless-template.yaml");
    terminal.run(deploy);
    the_policy_is_there(&terminal);

    terminal.edit("serverless-template.yaml", "ssm:GetManifest", "ssm:GetOtherManifest");
    terminal.run(deploy);
    assert_eq!(describe(&terminal, "pc-serverless-policy")["StackStatus"], "UPDATE_COMPLETE");
    let actions = policy_document(&terminal)["Statement"][0]["Action"].to_string();
    assert!(actions.contains("ssm:GetOtherManifest"), "{actions}");
}

#[test]
fn a_missing_parameter_is_refused() {
    let Some(terminal) = newcomer("a_missing_parameter_is_refused") else { return };
    let create =
        CREATE.replace("--parameters ParameterKey=S3Bucket,ParameterValue=serverless-${BUCKET_POSTFIX}", "");
    let refused = terminal.fails(&format!("synth | {create} --template-body file:///dev/stdin"));
    assert!(refused.contains("ValidationError") && refused.contains("S3Bucket"), "{refused}");
    assert_eq!(terminal.json(LIST_POLICIES), json!([]));
}

#[test]
fn a_policy_needs_the_capability() {
    let Some(terminal) = newcomer("a_policy_needs_the_capability") else { return };
    let create = CREATE.replace("--capabilities CAPABILITY_NAMED_IAM", "");
    let refused = terminal.fails(&format!("synth | {create} --template-body file:///dev/stdin"));
    assert!(refused.contains("Requires capabilities : [CAPABILITY_NAMED_IAM]"), "{refused}");
}

#[test]
fn nothing_is_left_running_when_a_test_fails() {
    let mut port = None;
    let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let Some(terminal) = Terminal::open("nothing_is_left_running") else { return };
        port = Some(terminal.endpoint().port());
        terminal.run("false");
    }));
    let Some(port) = port else { return failed.unwrap() };
    assert!(failed.is_err());
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err(), "the endpoint still answers");
}

/// A terminal after the page's first step: there is a bucket, and its postfix is exported.
fn newcomer(test: &str) -> Option<Terminal> {
    let mut terminal = Terminal::open(test)?;
    terminal.export("BUCKET_POSTFIX", "4f0c2a1b");
    let made = terminal.run("aws s3 mb s3://serverless-${BUCKET_POSTFIX}");
    assert_eq!(made, "make_bucket: serverless-4f0c2a1b\n");
    Some(terminal)
}

/// The page's last step, and what it does not look at: the stack's output and what the policy says.
#[track_caller]
fn the_policy_is_there(terminal: &Terminal) {
    let policies = terminal.json(LIST_POLICIES);
    let arn = format!("arn:aws:iam::{}:policy/pclusterSSM", terminal.account());
    assert_eq!(policies.as_array().map(Vec::len), Some(1), "{policies:#}");
    assert_eq!(policies[0]["Arn"], arn);
    assert_eq!(policies[0]["Path"], "/");

    let stack = describe(terminal, "pc-serverless-policy");
    assert_eq!(stack["StackStatus"], "CREATE_COMPLETE", "{stack:#}");
    assert_eq!(output(&stack, "PclusterPolicy"), arn);

    let template = terminal.json("synth --format json");
    let written = &template["Resources"]["pclusterSSM"]["Properties"]["PolicyDocument"];
    assert_eq!(policy_document(terminal), resolved(written, &[("S3Bucket", "serverless-4f0c2a1b")]));
}

/// The default version of the policy's document.
#[track_caller]
fn policy_document(terminal: &Terminal) -> Value {
    let policy = &terminal.json(LIST_POLICIES)[0];
    let (arn, version) = (policy["Arn"].as_str().unwrap(), policy["DefaultVersionId"].as_str().unwrap());
    let line = format!("aws iam get-policy-version --policy-arn {arn} --version-id {version}");
    terminal.json(&line)["PolicyVersion"]["Document"].clone()
}
