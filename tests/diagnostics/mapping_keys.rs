use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("mapping-keys");
    stack.add("Thing", Resource::custom("AWS::New::Thing"));
    stack.mapping(
        "Subnets",
        Mapping::<String>::new()
            .row("us-east-1", [("A", "subnet-1")])
            .row("eu-west-1.old", [("A", "subnet-1")])
            .row("10.0.0.0/16", [("A", "subnet-2")])
            .row("", [("A", "subnet-3")])
            .row("a".repeat(256), [("A", "subnet-4")])
            .row("eu-central-1", [("Zone-A", "subnet-5"), ("ZoneB", "subnet-6"), ("zone.c", "subnet-7")]),
    );
    stack.mapping("Nothing", Mapping::<String>::new());
    stack.mapping("Empty", Mapping::<String>::new().row("us-east-1", [("A", "x"); 0]));
    [stack]
}
