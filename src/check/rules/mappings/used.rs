use crate::check::Check;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W7001",
    title: "A mapping that nothing uses",
    about: "No `Fn::FindInMap` looks into this mapping. Remove it, or use it where it was meant to be used.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
    wrong: r"Mappings:
  Names:
    eu-west-1:
      topic: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
    right: r"Mappings:
  Names:
    eu-west-1:
      topic: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !FindInMap [Names, eu-west-1, topic]
",
    hooks: &[Hook::Template(unused)],
}];

fn unused(check: &Check<'_>, findings: &mut Findings) {
    let Some(mappings) = check.section(Section::Mappings) else { return };
    let mut used: Vec<&str> = Vec::new();
    for function in check.uses_as_written().of_function("Fn::FindInMap") {
        let name = match function.node.as_list() {
            Some(arguments) => arguments.first(),
            None => Some(function.node),
        };
        // A name that a function makes can be that of any mapping.
        if name.is_some_and(|name| name.as_object().is_some()) {
            return;
        }
        used.extend(name.and_then(Node::as_str));
    }
    for entry in mappings {
        let name = entry.key.as_ref();
        // What a transform puts there has no name yet.
        if name != "Fn::Transform" && !used.contains(&name) {
            findings.add(steps(["Mappings", name]), format!("nothing looks into the mapping '{name}'"));
        }
    }
}
