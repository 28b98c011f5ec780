use synth::prelude::*;

pub(crate) fn stacks() -> Vec<Stack> {
    let thing = || Resource::custom("AWS::New::Thing");

    let mut stack = Stack::new("declarations");
    let never = stack.declare::<Resource>("Never");
    let twice = stack.declare::<Resource>("Twice");
    let added = stack.add("Added", thing().property("Peer", never.reference()).depends_on(twice));
    stack.define(twice, thing());
    stack.define(twice, thing());
    stack.define(added, thing());
    vec![stack]
}
