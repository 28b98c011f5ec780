//! What the nodes of an AWS ParallelCluster need to be reached by AWS Systems Manager: a managed policy that lets them
//! register and take commands, and use the bucket of the jobs.

use synth::aws::iam::ManagedPolicy;
use synth::prelude::*;

/// The stack's name.
pub(crate) const NAME: &str = "pc-serverless-policy";

/// What the agent of Systems Manager does to register a node and report on it.
const SYSTEMS_MANAGER: [&str; 15] = [
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
];

/// What the agent does to take commands and open sessions.
const MESSAGES: [&str; 10] = [
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
];

/// The stack.
pub(crate) fn stack() -> Stack {
    let mut stack = Stack::new(NAME)
        .description("This template deploys the ParallelCluster additional policies required to use SSM.");
    let bucket = stack.parameter(
        "S3Bucket",
        Parameter::string().description(
            "Choose an existing S3 bucket used to store the input/output data from jobs and save the output of SSM \
             execution commands.",
        ),
    );
    let policy = stack.add(
        "pclusterSSM",
        policy(sub!("arn:aws:s3:::${bucket}/*")).managed_policy_name("pclusterSSM").path("/"),
    );
    stack.output("PclusterPolicy", sub!("${policy}")).description("PclusterPolicy");
    stack
}

/// The policy, for `objects`: the ARN of what is in the bucket of the jobs.
pub(crate) fn policy(objects: Val<String>) -> ManagedPolicy {
    ManagedPolicy::new(
        PolicyDocument::new()
            .statement(Statement::allow([SYSTEMS_MANAGER.as_slice(), &MESSAGES].concat()).on("*"))
            .statement(Statement::allow(["s3:*"]).on(objects)),
    )
}
