//! End to end: the blueprint `slurm-api`, deployed with the real AWS command line, and its API called.
//!
//! The endpoint has no nodes for Systems Manager, so no command of Slurm is run here: requests get as far as the answer
//! that the head node is none. `tests/slurm_front_end.rs` has what comes behind that.
#![cfg(all(unix, feature = "blueprints"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests fail by panicking")]

#[path = "e2e/mod.rs"]
#[allow(dead_code, reason = "the workshop's tests use all of it")]
mod harness;
mod support;

use harness::cloudformation::{describe, output};
use harness::terminal::Terminal;
use serde_json::{Value, json};

const CREATE: &str = "aws cloudformation create-stack --stack-name slurm-api --template-body file://slurm-api.yaml \
     --parameters ParameterKey=HeadNode,ParameterValue=${HEAD_NODE} --capabilities CAPABILITY_IAM";
const CREATED: &str = "aws cloudformation wait stack-create-complete --stack-name slurm-api";
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/e2e_slurm_api");

#[test]
fn the_api_takes_requests() {
    let Some(mut terminal) = deployed("the_api_takes_requests") else { return };
    let stack = describe(&terminal, "slurm-api");
    assert_eq!(stack["StackStatus"], "CREATE_COMPLETE", "{stack:#}");
    let made = resources(&terminal);
    let (api, bucket) = (id(&made, "SlurmApi"), id(&made, "JobBucket"));
    let url = format!("https://{api}.execute-api.us-east-1.amazonaws.com/prod/slurm");
    assert_eq!(output(&stack, "InvokeUrl"), url);
    assert_eq!(output(&stack, "PclusterPolicy"), id(&made, "pclusterSSM"));
    assert_eq!(output(&stack, "S3Bucket"), bucket);

    let methods = terminal.json(&format!("aws apigateway get-resources --rest-api-id {api} --embed methods"));
    let path = methods["items"].as_array().unwrap().iter().find(|path| path["path"] == "/slurm").unwrap();
    assert_eq!(path["resourceMethods"]["ANY"]["authorizationType"], "AWS_IAM", "{path:#}");

    // The Python of Lambda has boto3, and that of the endpoint only what boto3 is made of.
    terminal.run(&format!(
        "mkdir python && cp {FOLDER}/boto3.py python && python -m zipfile -c boto3.zip python"
    ));
    let publish = "aws lambda publish-layer-version --layer-name boto3 --zip-file fileb://boto3.zip";
    let layer = terminal.json(&format!("{publish} --query LayerVersionArn"));
    let update = "aws lambda update-function-configuration --layers";
    terminal.run(&format!("{update} {layer} --function-name {}", id(&made, "SlurmFrontEnd")));

    let (status, body) = call(&terminal, api, "function=sudo", "");
    assert_eq!((status, &body["error"].to_string().contains("must be one of")), (400, &true), "{body}");
    let (status, body) = call(&terminal, api, "function=job_details&jobid=17%3Breboot", "");
    assert_eq!((status, &body["error"].to_string().contains("jobid")), (400, &true), "{body}");
    let script = format!("function=submit_job&jobscript_location={bucket}/job.sh");
    let (status, body) = call(&terminal, api, &script, "'submitopts: --wrap=id'");
    assert_eq!((status, &body["error"].to_string().contains("submitopts")), (400, &true), "{body}");

    // What this endpoint knows of `ssm:SendCommand` has no resources, so the role as it is does not do here.
    let (status, body) = call(&terminal, api, &script, "'submitopts: --nodes=2'");
    assert_eq!((status, &body["error"].to_string().contains("AccessDenied")), (502, &true), "{body}");
    let put = format!("put-role-policy --role-name {}", id(&made, "SlurmFrontEndRole"));
    allow(&terminal, &put, "ssm:SendCommand", "*");
    let (status, body) = call(&terminal, api, &script, "'submitopts: --nodes=2'");
    assert_eq!((status, &body["error"].to_string().contains("InvalidInstanceId")), (502, &true), "{body}");

    // Callers need credentials that may call it.
    terminal.run("aws iam create-user --user-name guest");
    let key = terminal.json("aws iam create-access-key --user-name guest")["AccessKey"].clone();
    let other = format!("arn:aws:execute-api:us-east-1:{}:{api}/prod/GET/other", terminal.account());
    allow(&terminal, "put-user-policy --user-name guest", "execute-api:Invoke", &other);
    terminal.export("AWS_ACCESS_KEY_ID", key["AccessKeyId"].as_str().unwrap());
    terminal.export("AWS_SECRET_ACCESS_KEY", key["SecretAccessKey"].as_str().unwrap());
    let (status, body) = call(&terminal, api, "function=list_jobs", "");
    assert_eq!((status, &body["message"].to_string().contains("not authorized")), (403, &true), "{body}");
}

#[test]
fn the_role_has_what_it_needs_and_no_more() {
    let Some(terminal) = deployed("the_role_has_what_it_needs_and_no_more") else { return };
    let made = resources(&terminal);
    let role = format!("arn:aws:iam::{}:role/{}", terminal.account(), id(&made, "SlurmFrontEndRole"));
    let bucket = format!("arn:aws:s3:::{}", id(&made, "JobBucket"));
    let instances = format!("arn:aws:ec2:us-east-1:{}:instance", terminal.account());
    let documents = "arn:aws:ssm:us-east-1::document";
    let (yes, no) = ("allowed", "implicitDeny");
    for (actions, resource, decisions) in [
        ("ssm:SendCommand ssm:StartSession", format!("{instances}/${{HEAD_NODE}}"), [yes, no]),
        ("ssm:SendCommand ssm:StartSession", format!("{instances}/i-0123456789abcdef0"), [no, no]),
        ("ssm:SendCommand ssm:GetDocument", format!("{documents}/AWS-RunShellScript"), [yes, no]),
        ("ssm:SendCommand ssm:GetDocument", format!("{documents}/AWS-RunPatchBaseline"), [no, no]),
        ("ssm:GetCommandInvocation ssm:SendCommand", "*".into(), [yes, no]),
        ("s3:GetObject s3:PutObject", format!("{bucket}/ssm/command/stdout"), [yes, no]),
        ("s3:GetObject s3:PutObject", format!("{bucket}/job.sh"), [no, no]),
        ("s3:ListBucket s3:DeleteBucket", bucket.clone(), [no, no]),
    ] {
        let simulate = format!("aws iam simulate-principal-policy --policy-source-arn {role}");
        let query = "--query EvaluationResults[].EvalDecision";
        let line = format!("{simulate} --action-names {actions} --resource-arns \"{resource}\" {query}");
        assert_eq!(terminal.json(&line), json!(decisions), "{actions} {resource}");
    }
}

#[test]
fn a_new_deployment_reaches_the_stage_and_all_goes_but_the_bucket() {
    let Some(terminal) = deployed("a_new_deployment_reaches_the_stage") else { return };
    let made = resources(&terminal);
    let (api, bucket) = (id(&made, "SlurmApi"), id(&made, "JobBucket"));
    let stage =
        format!("aws apigateway get-stage --rest-api-id {api} --stage-name prod --query deploymentId");
    let first = terminal.json(&stage);

    terminal.edit("slurm-api.yaml", "DeploymentV1", "DeploymentV2");
    terminal.run(&CREATE.replace("create-stack", "update-stack"));
    terminal.run("aws cloudformation wait stack-update-complete --stack-name slurm-api");
    let second = terminal.json(&stage);
    assert_ne!(first, second);
    assert_eq!(second, id(&resources(&terminal), "DeploymentV2"));

    terminal.run(&format!("echo data | aws s3 cp - s3://{bucket}/data"));
    terminal.run("aws cloudformation delete-stack --stack-name slurm-api");
    terminal.run("aws cloudformation wait stack-delete-complete --stack-name slurm-api");
    assert_eq!(terminal.json("aws apigateway get-rest-apis")["items"], json!([]));
    assert_eq!(terminal.json("aws lambda list-functions")["Functions"], json!([]));
    assert_eq!(terminal.json("aws iam list-roles")["Roles"], json!([]));
    assert_eq!(terminal.run(&format!("aws s3 cp s3://{bucket}/data -")), "data\n");
}

/// A terminal where there is an instance `${HEAD_NODE}`, and the stack for it.
fn deployed(test: &str) -> Option<Terminal> {
    let mut terminal = Terminal::open(test)?;
    let image = terminal.json("aws ec2 describe-images --query Images[0].ImageId");
    let run = "aws ec2 run-instances --instance-type t3.micro --query Instances[0].InstanceId";
    let instance = terminal.json(&format!("{run} --image-id {image}"));
    terminal.export("HEAD_NODE", instance.as_str().unwrap());
    terminal.run("synth slurm-api > slurm-api.yaml");
    terminal.run(CREATE);
    terminal.run(CREATED);
    Some(terminal)
}

/// The stack's resources.
#[track_caller]
fn resources(terminal: &Terminal) -> Value {
    terminal.json("aws cloudformation describe-stack-resources --stack-name slurm-api")["StackResources"]
        .take()
}

/// The physical ID of one of them.
#[track_caller]
fn id<'r>(resources: &'r Value, logical_id: &str) -> &'r str {
    let mut resources = resources.as_array().unwrap().iter();
    let resource = resources.find(|resource| resource["LogicalResourceId"] == logical_id);
    resource.unwrap_or_else(|| panic!("no {logical_id}"))["PhysicalResourceId"].as_str().unwrap()
}

/// The API's answer to a signed request: its status and its body.
#[track_caller]
fn call(terminal: &Terminal, api: &str, query: &str, headers: &str) -> (u64, Value) {
    let url = format!("{}/_aws/execute-api/{api}/prod/slurm?{query}", terminal.endpoint().url());
    let mut answer = terminal.json(&format!("python {FOLDER}/call.py '{url}' {headers}"));
    (answer["status"].as_u64().unwrap(), answer["body"].take())
}

/// Puts an inline policy that allows the action.
#[track_caller]
fn allow(terminal: &Terminal, put: &str, action: &str, resource: &str) {
    let statement = json!({"Effect": "Allow", "Action": action, "Resource": resource});
    let policy = json!({"Version": "2012-10-17", "Statement": [statement]});
    terminal.run(&format!("aws iam {put} --policy-name more --policy-document '{policy}'"));
}
