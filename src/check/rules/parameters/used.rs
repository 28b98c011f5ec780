use std::collections::BTreeSet;

use crate::analysis::sub_variables;
use crate::check::Check;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W2001",
    title: "A parameter that nothing uses",
    about: "No function refers to this parameter, so whatever is given for it changes nothing. Remove it, or use it where \
            it was meant to be used.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    wrong: r"Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
    right: r"Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
    hooks: &[Hook::Template(unused)],
}];

fn unused(check: &Check<'_>, findings: &mut Findings) {
    // A transform may use parameters in ways that the template does not show.
    if check.root.as_object().is_some_and(|root| root.get("Transform").is_some()) {
        return;
    }
    let Some(parameters) = check.section(Section::Parameters) else { return };
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for function in &check.uses().functions {
        match function.key {
            "Ref" => used.extend(function.node.as_str()),
            "Fn::Sub" => {
                let text = match function.node.as_list() {
                    Some(arguments) => arguments.first(),
                    None => Some(function.node),
                };
                used.extend(text.and_then(Node::as_str).into_iter().flat_map(sub_variables));
            }
            _ => {}
        }
    }
    for entry in parameters {
        let name = entry.key.as_ref();
        if !used.contains(name) {
            findings.add(steps(["Parameters", name]), format!("nothing uses the parameter '{name}'"));
        }
    }
}
