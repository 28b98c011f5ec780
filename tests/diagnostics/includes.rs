use synth::model::Section;
use synth::prelude::*;

pub(crate) fn stacks() -> [Stack; 1] {
    let mut stack = Stack::new("includes");
    let file = || value!({ "Location": "s3://templates/common.yaml" });
    stack.include(Section::Resources, "AWS::Include", file());
    stack.include(Section::Resources, "AWS::Include", file());
    stack.include(Section::Description, "AWS::Include", file());
    [stack]
}
