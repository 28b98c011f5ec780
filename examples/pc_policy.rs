use std::process::ExitCode;

use synth::aws::iam::ManagedPolicy;
use synth::prelude::*;

fn stack() -> Stack {
    let mut stack = Stack::new("pc-policy").description("What the nodes of the cluster may do.");
    let bucket = stack.parameter("Bucket", Parameter::string().description("Holds the data of the jobs."));
    let policy = stack.add(
        "NodePolicy",
        ManagedPolicy::new(
            PolicyDocument::new()
                .statement(Statement::allow(["ssm:GetDocument", "ssmmessages:OpenDataChannel"]).on("*"))
                .statement(Statement::allow(["s3:*"]).on(sub!("arn:aws:s3:::${bucket}/*"))),
        )
        .path("/"),
    );
    stack.output("PolicyArn", policy.reference()).description("ARN of the policy.");
    stack
}

fn main() -> ExitCode {
    synth::App::new().stack(stack()).run() // the whole command line comes with it
}
