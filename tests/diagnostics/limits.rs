use synth::prelude::*;

pub(crate) fn stacks() -> Vec<Stack> {
    let thing = || Resource::custom("AWS::New::Thing");

    let mut resources = Stack::new("resources");
    for number in 0..=500 {
        resources.add(format!("Thing{number}"), thing());
    }

    let mut parameters = Stack::new("parameters");
    parameters.add("Thing", thing());
    for number in 0..202 {
        parameters.parameter(format!("Parameter{number}"), Parameter::string());
    }

    let mut mappings = Stack::new("mappings");
    mappings.add("Thing", thing());
    for number in 0..201 {
        mappings.mapping(format!("Mapping{number}"), Mapping::<i64>::new().row("dev", [("Nodes", 1)]));
    }

    let mut outputs = Stack::new("outputs");
    outputs.add("Thing", thing());
    for number in 0..201 {
        outputs.output(format!("Output{number}"), number);
    }

    let mut description = Stack::new("description")
        .description("ä".repeat(513));
    description.add("Thing", thing());

    vec![resources, parameters, mappings, outputs, description]
}
