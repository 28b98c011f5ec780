//! A user's programs with mistakes in them that the compiler cannot see.

use synth::aws::iam::Role;
use synth::aws::lambda::{Code, Function};
use synth::aws::s3::{Bucket, VersioningConfiguration};
use synth::prelude::*;

/// Five of them.
pub(super) fn stack() -> Stack {
    let mut stack = Stack::new("mistaken");
    let role = stack.add(
        "Role",
        Role::new(PolicyDocument::new().statement(
            Statement::allow(["sts:AssumeRole"]).principal(Principal::service("lambda.amazonaws.com")),
        ))
        .path("jobs")
        .max_session_duration(60),
    );
    stack.add(
        "Function",
        Function::new(Code::new().zip_file("exports.handler = async () => {}"), role.arn())
            .handler("index.handler")
            .runtime("nodejs22.x")
            .memory_size(64)
            .timeout(30)
            .tracing_config(synth::aws::lambda::TracingConfig::new().mode("Activ")),
    );
    stack.add(
        "Data",
        Bucket::new()
            .versioning_configuration(VersioningConfiguration::new("Enabled"))
            .property("AccesControl", "Private"),
    );
    stack
}

/// Nobody says why.
pub(super) fn unexplained() -> Stack {
    let mut stack = Stack::new("unexplained");
    stack.add("Queue", Resource::custom("AWS::SQS::Queue").allow("I3011", " "));
    stack
}

/// A typing mistake.
pub(super) fn unknown_rule() -> Stack {
    let mut stack = Stack::new("unknown");
    stack.add("Queue", Resource::custom("AWS::SQS::Queue").allow("my-own-rule", "the property is new"));
    stack
}
