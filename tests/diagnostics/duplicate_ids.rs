use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("duplicate-ids");
    let thing = || Resource::custom("AWS::New::Thing");

    let env = stack.parameter("Env", Parameter::string());
    stack.parameter("Env", Parameter::number());
    stack.condition("IsProd", env.equals("prod"));
    stack.condition("IsProd", !env.equals("dev"));
    stack.mapping("Sizes", Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    stack.mapping("Sizes", Mapping::<i64>::new().row("prod", [("Nodes", 8)]));
    stack.rule("Check", Rule::new().assert(env.equals("prod"), "only prod"));
    stack.rule("Check", Rule::new().assert(env.equals("dev"), "only dev"));
    stack.hook("BlueGreen", Hook::new("AWS::CodeDeploy::BlueGreen"));
    stack.hook("BlueGreen", Hook::new("AWS::CodeDeploy::BlueGreen"));
    stack.add("Data", thing());
    stack.add("Data", thing());

    // Parameters and resources are both what `Ref` refers to.
    stack.add("Env", thing());
    stack.parameter("Data", Parameter::string());

    let peer = stack.declare("Data");
    stack.define(peer, thing());
    stack.for_each("Colours", "Name", ["Red"], "A${Name}", |_| thing());
    stack.for_each("Colours", "Name", ["Blue"], "B${Name}", |_| thing());
    stack.output("Arn", env);
    stack
        .output("Arn", env)
        .description("again");
    [stack]
}
