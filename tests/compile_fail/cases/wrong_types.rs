use synth::aws::iam::{InstanceProfile, LoginProfile, ManagedPolicy};
use synth::aws::s3::Bucket;
use synth::aws::sqs::Queue;
use synth::prelude::*;

fn main() {
    let mut stack = Stack::new("wrong-types");
    let name = stack.parameter("Name", Parameter::string());
    let nodes = stack.parameter("Nodes", Parameter::number());

    // A list takes a list, of the right items.
    InstanceProfile::new("role");
    InstanceProfile::new([["role"]]);

    // A text takes no list.
    Queue::new().queue_name(["jobs"]);

    // A number takes no text, not even from a parameter, and a whole number no fraction.
    Queue::new().delay_seconds("5");
    Queue::new().delay_seconds(name);
    Queue::new().delay_seconds(0.5);

    // A boolean takes no text.
    LoginProfile::new("secret").password_reset_required("true");

    // A property type takes that type.
    Bucket::new().versioning_configuration("Enabled");
    Bucket::new().versioning_configuration(LoginProfile::new("secret"));

    // A policy is no text.
    ManagedPolicy::new("{}");

    // Both sides of a condition are of the type.
    let is_prod = stack.condition("IsProd", name.equals("prod"));
    Queue::new().delay_seconds(is_prod.if_else(0, "5"));
    stack.condition("IsLarge", nodes.equals("many"));

    // Only resources are waited for.
    Queue::new().depends_on(name);
}
