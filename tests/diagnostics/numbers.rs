use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("numbers");
    stack.parameter("Share", Parameter::number().default(0.5).max_value(f64::INFINITY));
    stack.mapping("Shares", Mapping::<f64>::new().row("dev", [("Spot", -f64::NAN)]));
    stack.add(
        "Thing",
        Resource::custom("AWS::New::Thing")
            .property("Size", 1.5)
            .property("Share", f64::NAN)
            .property("Deep", [[1.5], [f64::NEG_INFINITY]]),
    );
    [stack]
}
