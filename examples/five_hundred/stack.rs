//! Groups of a bucket, a queue, a topic, a role and a function that refer to one another.

use std::borrow::Cow;
use std::ops::Range;

use synth::aws::iam::{PolicyProperty, Role};
use synth::aws::lambda::{Code, Environment, Function};
use synth::aws::s3::{
    Bucket, BucketEncryption, ServerSideEncryptionByDefault, ServerSideEncryptionRule,
    VersioningConfiguration,
};
use synth::aws::sns::{SubscriptionProperty, Topic};
use synth::aws::sqs::{Queue, QueueRedrivePolicy};
use synth::prelude::*;

/// The most groups of a stack: CloudFormation takes 500 resources.
pub(crate) const MOST_GROUPS: usize = 100;

const HANDLER: &str = "def handler(event, context):\n    return {\"ok\": True}\n";

/// A stack of the groups of these numbers. What a queue's consumer fails at goes to the queue of the first group.
pub(crate) fn stack(name: impl Into<Cow<'static, str>>, groups: Range<usize>) -> Stack {
    let mut stack = Stack::new(name).description("anchor w2 rev-0001");
    let mut dead_letters = None;
    for group in groups {
        let queue = add_group(&mut stack, &format!("{group:03}"), dead_letters);
        dead_letters.get_or_insert(queue);
    }
    stack
}

fn add_group(stack: &mut Stack, group: &str, dead_letters: Option<Handle<Queue>>) -> Handle<Queue> {
    let bucket = stack.add(
        format!("Bucket{group}"),
        Bucket::new()
            .bucket_encryption(BucketEncryption::new([ServerSideEncryptionRule::new()
                .bucket_key_enabled(true)
                .server_side_encryption_by_default(ServerSideEncryptionByDefault::new("aws:kms"))]))
            .versioning_configuration(VersioningConfiguration::new("Enabled"))
            .tag("Group", group)
            .tag("Owner", "anchors")
            .tag("Stack", pseudo::stack_name()),
    );

    let mut queue =
        Queue::new().message_retention_period(345_600).sqs_managed_sse_enabled(true).visibility_timeout(180);
    if let Some(dead_letters) = dead_letters {
        queue = queue.redrive_policy(
            QueueRedrivePolicy::new().dead_letter_target_arn(dead_letters.arn()).max_receive_count(5),
        );
    }
    let queue = stack.add(format!("Queue{group}"), queue);

    let topic = stack.add(
        format!("Topic{group}"),
        Topic::new()
            .display_name(format!("topic {group} rev-0001"))
            .subscription([SubscriptionProperty::new(queue.arn(), "sqs")]),
    );

    let trust = Statement::allow(["sts:AssumeRole"]).principal(Principal::service("lambda.amazonaws.com"));
    let access = PolicyDocument::new()
        .statement(Statement::allow(["s3:GetObject", "s3:PutObject"]).on([sub!("${bucket.arn()}/*")]))
        .statement(Statement::allow(["sqs:SendMessage"]).on([queue.arn()]))
        .statement(Statement::allow(["sns:Publish"]).on([topic.reference()]));
    let logs = sub!("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole");
    let role = stack.add(
        format!("Role{group}"),
        Role::new(PolicyDocument::new().statement(trust))
            .managed_policy_arns([logs])
            .policies([PolicyProperty::new(access, "inline")]),
    );

    stack.add(
        format!("Fn{group}"),
        Function::new(Code::new().zip_file(HANDLER), role.arn())
            .handler("index.handler")
            .runtime("python3.12")
            .memory_size(256)
            .timeout(30)
            .environment(Environment::new().variables([
                ("BUCKET", bucket.reference()),
                ("BUCKET_ARN", bucket.arn()),
                ("QUEUE_URL", queue.reference()),
                ("TOPIC_ARN", topic.reference()),
                ("LABEL", sub!("${AWS::StackName}-fn-${group}")),
            ])),
    );
    queue
}
