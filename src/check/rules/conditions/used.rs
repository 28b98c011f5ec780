use crate::check::Check;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W8001",
    title: "A condition that nothing uses",
    about: "No resource, output, function or other condition asks for this condition. Remove it, or use it where it was \
            meant to be used.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
    wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
    right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
",
    hooks: &[Hook::Template(unused)],
}];

fn unused(check: &Check<'_>, findings: &mut Findings) {
    let Some(conditions) = check.section(Section::Conditions).filter(|conditions| !conditions.is_empty())
    else {
        return;
    };
    let mut used: Vec<&str> = Vec::new();
    for function in &check.uses().functions {
        match function.key {
            "Fn::If" => {
                let condition = match function.node.as_list() {
                    Some(arguments) => arguments.first(),
                    None => Some(function.node),
                };
                used.extend(condition.and_then(Node::as_str));
            }
            "Condition" if function.at(0) == Some("Conditions") => used.extend(function.node.as_str()),
            _ => {}
        }
    }
    for (section, needs_type) in [(Section::Resources, true), (Section::Outputs, false)] {
        for entry in check.section(section).into_iter().flatten() {
            let Some(body) = entry.node.as_object() else { continue };
            if !needs_type || body.get("Type").is_some() {
                used.extend(body.get("Condition").and_then(Node::as_str));
            }
        }
    }
    for entry in conditions {
        let name = entry.key.as_ref();
        if !used.contains(&name) {
            findings.add(steps(["Conditions", name]), format!("nothing uses the condition '{name}'"));
        }
    }
}
