use synth::prelude::*;

pub(crate) fn stacks() -> Vec<Stack> {
    let mut only_parameters = Stack::new("only-parameters");
    only_parameters.parameter("Env", Parameter::string());

    let names = ["", "1st", "my_stack", "große-stadt", "my stack"].map(Stack::new);
    let mut long = Stack::new(format!("a{}", "-long".repeat(30)));
    long.add("Thing", Resource::custom("AWS::New::Thing"));

    let mut stacks = vec![only_parameters, long];
    stacks.extend(names);
    stacks
}
