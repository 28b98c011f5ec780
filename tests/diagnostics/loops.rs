use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("loops");
    let thing = |_| Resource::custom("AWS::New::Thing");
    stack.for_each("Right", "Name", ["Red", "Blue"], "Thing${Name}&{Name}", thing);
    stack.for_each("Same", "Name", ["Red", "Blue"], "Thing", thing);
    stack.for_each("Other", "Name", ["Red", "Blue"], "Thing${Colour}", thing);
    stack.for_each("Hyphen", "Name", ["Red", "Blue"], "Thing-${Name}", thing);
    stack.for_each("Item", "The name", ["Red", "Blue"], "Thing${The name}", thing);
    [stack]
}
