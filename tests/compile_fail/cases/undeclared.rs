use synth::aws::s3::Bucket;
use synth::aws::sqs::Queue;
use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("undeclared");

    // What is not declared has no handle, and a logical ID is not one.
    stack.output("Arn", bucket.arn());
    stack.add("Jobs", Queue::new().condition("IsProd"));
    stack.add("More", Queue::new().depends_on("Data"));
    stack.output("Location", sub!("s3://${Data}/jobs"));

    // A handle cannot be made up.
    let bucket = Handle::<Bucket>::new("Data");
    let stage = Param::<String>::new("Stage");
    let is_prod = Condition::new("IsProd");

    // Nor can it be used before its declaration.
    stack.output("Name", later.reference());
    let later = stack.add("Later", Bucket::new());
}
