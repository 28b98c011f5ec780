use synth::prelude::*;

pub(crate) fn stacks() -> Vec<Stack> {
    let thing = || Resource::custom("AWS::New::Thing");

    let mut stack = Stack::new("declarations");
    let never = stack.declare("Never");
    let twice = stack.declare("Twice");
    let added = stack.add("Added", thing().property("Peer", never.reference()).depends_on(twice));
    stack.define(twice, thing());
    stack.define(twice, thing());
    stack.define(added, thing());
    // Its type is known from nothing but the declaration.
    let _: Handle<Resource> = never;
    vec![stack]
}
