use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("interface");
    let env = stack.parameter("Env", Parameter::string());
    let data = stack.add("Data", Resource::custom("AWS::New::Thing"));
    stack.interface(Interface::new().label(env, "Stage").label(data, "Data"));
    [stack]
}
