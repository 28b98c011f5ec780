//! A REST API for the Slurm of an AWS ParallelCluster: callers list jobs, nodes and partitions, look at a job and submit
//! one, with credentials of AWS and without access to the head node.
//!
//! The API hands its requests to the function `SlurmFrontEnd`, and that has AWS Systems Manager run the commands on the
//! head node, which needs the stack's managed policy for it: `HeadNode/Iam/AdditionalIamPolicies` of the cluster.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment as Templates, UndefinedBehavior, context};
use synth::aws::apigateway::{
    Deployment, Integration, Method, MethodSetting, Resource, RestApi, RestApiEndpointConfiguration, Stage,
};
use synth::aws::iam::{PolicyProperty, Role};
use synth::aws::lambda::{Code, Environment, Function, FunctionLoggingConfig, Permission};
use synth::aws::logs::LogGroup;
use synth::aws::s3::{
    Bucket, BucketEncryption, BucketPolicy, LifecycleConfiguration, OwnershipControls, OwnershipControlsRule,
    PublicAccessBlockConfiguration, Rule, ServerSideEncryptionByDefault, ServerSideEncryptionRule,
};
use synth::prelude::*;

use super::parallelcluster_ssm;

/// The stack's name.
pub(crate) const NAME: &str = "slurm-api";

/// The logical ID of the API's Deployment. A Deployment is a copy of the API as it was, and never changes: after a change
/// to the API's resources or methods, count this up, or the stage goes on with the copy it has.
const DEPLOYMENT: &str = "DeploymentV1";

/// The stage, which callers have in their URLs.
const STAGE: &str = "prod";

/// How long the function may take, in seconds; the API itself would wait for 29.
const TIMEOUT: u32 = 20;

/// The document of Systems Manager that runs commands in a shell.
const DOCUMENT: &str = "AWS-RunShellScript";

/// Where in the bucket Systems Manager keeps what commands wrote, and for how many days.
const OUTPUT_PREFIX: &str = "ssm";
const OUTPUT_DAYS: u32 = 30;

/// How long the function's log is kept.
const LOG_DAYS: u32 = 30;

/// The stack.
pub(crate) fn stack() -> Stack {
    let mut stack = Stack::new(NAME)
        .description("A REST API for the Slurm of an AWS ParallelCluster, by way of AWS Systems Manager.");
    let head_node = stack.parameter(
        "HeadNode",
        Parameter::instance_id().description("The head node, which runs the commands of Slurm."),
    );
    let cluster_user = stack.parameter(
        "ClusterUser",
        Parameter::string()
            .description("The user of the head node that the commands run as, and jobs with them.")
            .default("ec2-user")
            .allowed_pattern("[a-z_][a-z0-9_-]{0,31}")
            .constraint_description("The name of a user of Linux, such as ec2-user, ubuntu or rocky."),
    );

    let bucket = stack.add("JobBucket", job_bucket());
    stack.add("JobBucketPolicy", BucketPolicy::new(bucket.reference(), only_tls(bucket)));
    let policy = stack.add("pclusterSSM", parallelcluster_ssm::policy(sub!("${bucket.arn()}/*")));

    let log = stack.add("SlurmFrontEndLog", LogGroup::new().retention_in_days(LOG_DAYS));
    let role = stack.add(
        "SlurmFrontEndRole",
        Role::new(PolicyDocument::assume_role("lambda.amazonaws.com"))
            .policies([PolicyProperty::new(front_end_policy(bucket, head_node, log), "SlurmFrontEnd")]),
    );
    let front_end = stack.declare("SlurmFrontEnd");
    // The source is compiled in and tested. Were it broken, the function would be reported as declared and not defined.
    if let Ok(source) = front_end_source() {
        let function = Function::new(Code::new().zip_file(source), role.arn())
            .description("Answers the requests of the Slurm API.")
            .runtime("python3.14")
            .handler("index.handler")
            .timeout(TIMEOUT)
            .memory_size(256)
            .environment(Environment::new().variables([
                ("BUCKET", bucket.reference()),
                ("HEAD_NODE", head_node.reference()),
                ("CLUSTER_USER", cluster_user.reference()),
            ]))
            .logging_config(
                FunctionLoggingConfig::new()
                    .log_format("JSON")
                    .application_log_level("INFO")
                    .log_group(log.reference()),
            );
        stack.define(front_end, function);
    }

    let api = add_api(&mut stack, front_end);
    stack
        .output(
            "InvokeUrl",
            sub!("https://${api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${STAGE}/slurm"),
        )
        .description(
            "Where the API takes requests, such as ?function=list_jobs, signed by AWS Signature Version 4.",
        );
    stack
        .output("PclusterPolicy", policy.reference())
        .description("The policy that the head node needs to take commands and use the bucket.");
    stack
        .output("S3Bucket", bucket.reference())
        .description("The bucket of the job scripts and of all output.");
    stack
}

/// The REST API: `/slurm`, which hands all requests with valid credentials to the function.
fn add_api(stack: &mut Stack, front_end: Handle<Function>) -> Handle<RestApi> {
    let api = stack.add(
        "SlurmApi",
        RestApi::new()
            .name(NAME)
            .description("Slurm, by way of AWS Systems Manager.")
            .endpoint_configuration(RestApiEndpointConfiguration::new().types(["REGIONAL"])),
    );
    let path = stack.add("SlurmPath", Resource::new(api.root_resource_id(), "slurm", api.reference()));
    let invocation = sub!(
        "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${front_end.arn()}/invocations"
    );
    let method = stack.add(
        "SlurmMethod",
        Method::new("ANY", path.reference(), api.reference())
            .authorization_type("AWS_IAM")
            .integration(Integration::new("AWS_PROXY").integration_http_method("POST").uri(invocation)),
    );
    let deployment = stack.add(DEPLOYMENT, Deployment::new(api.reference()).depends_on(method));
    stack.add(
        "SlurmStage",
        Stage::new(api.reference())
            .deployment_id(deployment.reference())
            .stage_name(STAGE)
            // Every request is a command on the one head node. API Gateway's own logs are not turned on here: they need
            // a role that is a setting of the whole account. The function's log names each caller and command.
            .method_settings([MethodSetting::new()
                .http_method("*")
                .resource_path("/*")
                .throttling_rate_limit(5)
                .throttling_burst_limit(10)
                .metrics_enabled(true)]),
    );
    stack.add(
        "SlurmPermission",
        Permission::new("lambda:InvokeFunction", front_end.reference(), "apigateway.amazonaws.com")
            .source_arn(sub!(
                "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${api}/${STAGE}/*/slurm"
            )),
    );
    api
}

/// The bucket of the job scripts and of the commands' output: encrypted, not public, and not deleted with the stack.
fn job_bucket() -> Bucket {
    Bucket::new()
        .bucket_encryption(BucketEncryption::new([ServerSideEncryptionRule::new()
            .server_side_encryption_by_default(ServerSideEncryptionByDefault::new("AES256"))]))
        .public_access_block_configuration(
            PublicAccessBlockConfiguration::new()
                .block_public_acls(true)
                .block_public_policy(true)
                .ignore_public_acls(true)
                .restrict_public_buckets(true),
        )
        .ownership_controls(OwnershipControls::new([
            OwnershipControlsRule::new().object_ownership("BucketOwnerEnforced")
        ]))
        .lifecycle_configuration(LifecycleConfiguration::new([Rule::new("Enabled")
            .id("CommandOutput")
            .prefix(format!("{OUTPUT_PREFIX}/"))
            .expiration_in_days(OUTPUT_DAYS)]))
        .retain_except_on_create()
}

/// Refuses requests that are not encrypted.
fn only_tls(bucket: Handle<Bucket>) -> PolicyDocument {
    PolicyDocument::new().statement(
        Statement::deny("s3:*")
            .principal(Principal::anyone())
            .on(list![bucket.arn(), sub!("${bucket.arn()}/*")])
            .condition(ConditionOperator::Bool, "aws:SecureTransport", "false"),
    )
}

/// What the function may do: run that one document on the head node, look how it went, read what was written, and log.
fn front_end_policy(
    bucket: Handle<Bucket>,
    head_node: Param<String>,
    log: Handle<LogGroup>,
) -> PolicyDocument {
    let instance = sub!("arn:${AWS::Partition}:ec2:${AWS::Region}:${AWS::AccountId}:instance/${head_node}");
    let document = sub!("arn:${AWS::Partition}:ssm:${AWS::Region}::document/${DOCUMENT}");
    PolicyDocument::new()
        .statement(Statement::allow("ssm:SendCommand").on([instance, document]))
        // AWS has no resources for this action.
        .statement(Statement::allow("ssm:GetCommandInvocation").on("*"))
        .statement(Statement::allow("s3:GetObject").on(sub!("${bucket.arn()}/${OUTPUT_PREFIX}/*")))
        .statement(Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"]).on(log.arn()))
}

/// The function's source.
///
/// # Errors
/// The asset is no template, or has a name that is not given here.
fn front_end_source() -> Result<String, minijinja::Error> {
    templates()?.render_named_str(
        "slurm_front_end.py.j2",
        include_str!("slurm_front_end.py.j2"),
        context! { document => DOCUMENT, output_prefix => OUTPUT_PREFIX, timeout => TIMEOUT },
    )
}

/// What renders templates of Python: names without a value are errors, and values are written as JSON, whose texts and
/// numbers are Python's, too, whatever is in them.
fn templates() -> Result<Templates<'static>, minijinja::Error> {
    let mut templates = Templates::empty();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|_| AutoEscape::Json);
    templates.set_syntax(SyntaxConfig::builder().keep_trailing_newline(true).build()?);
    Ok(templates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_rendered_completely() {
        let source = front_end_source().unwrap();
        assert!(source.contains("DOCUMENT = \"AWS-RunShellScript\"\n"), "{source}");
        assert!(source.contains("TIMEOUT = 20\n"), "{source}");
        assert!(source.ends_with('\n') && !source.contains("{{"), "{source}");
    }

    #[test]
    fn a_name_without_a_value_is_an_error() {
        assert!(templates().unwrap().render_str("{{ timeout }}", context! { time => TIMEOUT }).is_err());
    }

    #[test]
    fn no_value_gets_out_of_its_quotes() {
        let text = templates().unwrap().render_str("{{ text }}", context! { text => "\"\n\\é" }).unwrap();
        assert_eq!(text, r#""\"\n\\é""#);
    }
}
