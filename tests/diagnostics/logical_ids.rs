use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("logical-ids");
    stack.parameter("", Parameter::string());
    let env = stack.parameter("env-name", Parameter::string());
    stack.condition("IsProd?", env.equals("prod"));
    stack.mapping("Größe", Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    stack.rule("A rule", Rule::new().assert(env.equals("prod"), "only prod"));
    stack.hook("blue/green", Hook::new("AWS::CodeDeploy::BlueGreen"));
    stack.add("Buc\nket", Resource::custom("AWS::New::Thing"));
    stack.add(
        "A".repeat(256),
        Resource::custom("AWS::New::Thing"),
    );
    let later = stack.declare("Later_");
    stack.define(later, Resource::custom("AWS::New::Thing"));
    stack.for_each("Red and blue", "Name", ["Red", "Blue"], "Thing${Name}", |_| Resource::custom("AWS::New::Thing"));
    stack.output("Bucket::Arn", pseudo::region());
    [stack]
}
