use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("names");
    stack.add("Custom", Resource::custom("Custom::Right_@-1"));
    stack.add("Module", Resource::custom("My::Own::Type::MODULE"));
    stack.add("Short", Resource::custom("AWS::Thing"));
    stack.add("Lower", Resource::custom("aws:s3:bucket"));
    stack.add("Empty", Resource::custom(""));
    stack.add("Unnamed", Resource::custom("Custom::"));
    stack.add("Long", Resource::custom(format!("Custom::{}", "a".repeat(60))));

    stack.output("First", "a").export("shared");
    stack.output("Second", "b").export("shared");
    stack.output("Third", "c").export("");

    // Only one of these is ever there.
    let is_home = stack.condition("IsHome", pseudo::region().equals("eu-central-1"));
    let is_abroad = stack.condition("IsAbroad", !is_home);
    stack.output("Home", "a").export("where").condition(is_home);
    stack.output("Abroad", "b").export("where").condition(is_abroad);

    stack.output("Fourth", "d").export(sub!("${AWS::StackName}-shared")).description("d".repeat(1025));
    [stack]
}
