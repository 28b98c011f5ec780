use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("duplicate-keys");
    let env = stack.parameter("Env", Parameter::string());
    stack.metadata("Owner", "hpc");
    stack.metadata("Owner", "web");
    stack.interface(Interface::new().label(env, "Stage").label(env, "Environment"));
    stack.mapping(
        "Sizes",
        Mapping::<i64>::new()
            .row("dev", [("Nodes", 1)])
            .row("prod", [("Nodes", 8), ("Disks", 2), ("Nodes", 9)])
            .row("dev", [("Nodes", 2)]),
    );
    let variables: Val<Map<String>> = [("BUCKET", "a"), ("BUCKET", "b")].into_val();
    stack.add("Thing", Resource::custom("AWS::New::Thing").property("Variables", variables.into_node()));
    let mixed: Val<Map<String>> = map! { "BUCKET" => env, "NODES" => 8, "BUCKET" => "b" }.into_val();
    stack.add("Mixed", Resource::custom("AWS::New::Thing").property("Variables", mixed.into_node()));
    let guard = Statement::allow("s3:*")
        .on("*")
        .condition(ConditionOperator::StringEquals, "aws:PrincipalTag/Team", "hpc")
        .condition(ConditionOperator::StringEquals, "aws:PrincipalTag/Team", "web");
    stack.add("Policy", Resource::custom("AWS::New::Policy").property("Policy", PolicyDocument::new().statement(guard)));
    [stack]
}
