use synth::prelude::*;

pub(crate) fn stacks() -> Vec<Stack> {
    let mut only_parameters = Stack::new("only-parameters");
    only_parameters.parameter("Env", Parameter::string());

    vec![
        only_parameters,
        Stack::new(""),
        Stack::new("1st"),
        Stack::new("my_stack"),
        Stack::new("große-stadt"),
        Stack::new(format!("a{}", "-long".repeat(30))),
    ]
}
