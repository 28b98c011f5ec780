use synth::aws::iam::ManagedPolicy;
use synth::aws::s3::Bucket;
use synth::aws::sqs::Queue;
use synth::prelude::*;

fn main() {
    Queue::new().delay_secnds(5);
    Queue::new().queue_nam("jobs");

    // What AWS sets can be read, and not written.
    Bucket::new().arn("arn:aws:s3:::data");
    ManagedPolicy::new(PolicyDocument::new()).policy_id("ANPA");

    // What has no such attribute, has no such method.
    let mut stack = Stack::new("unknown");
    let bucket = stack.add("Data", Bucket::new());
    stack.output("Arn", bucket.queue_url());
}
