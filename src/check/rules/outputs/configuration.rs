use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::Node;

const OUTPUTS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html";
const LIMITS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E6001",
        title: "The section Outputs and the attributes of outputs",
        about: "An output has a value, and besides only a description, a condition and the name under which it is exported.",
        source: OUTPUTS,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Exports:
      Name: topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: topic
",
        hooks: &[Hook::At(&["Outputs"], outputs)],
    },
    Rule {
        id: "E6002",
        title: "An output without a value",
        about: "An output has a `Value`, and an export a `Name`.",
        source: OUTPUTS,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Description: The topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Description: The topic
    Value: !Ref Topic
",
        hooks: &[],
    },
    Rule {
        id: "E6003",
        title: "The types of an output's attributes",
        about: "Outputs and exports are objects; a description and the name of a condition are text.",
        source: OUTPUTS,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic: topic
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
",
        hooks: &[],
    },
    Rule {
        id: "E6004",
        title: "Names of outputs are letters and digits",
        about: "The logical ID of an output has letters and digits only. Take out what else is in it.",
        source: OUTPUTS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E6010",
        title: "At most 200 outputs",
        about: "A template has at most 200 outputs. Divide the stack, or leave out what nobody asks for.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E6011",
        title: "The length of outputs' names and descriptions",
        about: "An output's name has at most 255 characters, and its description at most 1,024 bytes.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];

fn outputs(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, rules_in_entries: true, strict: false, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/outputs/configuration")));
    for fault in &mut found {
        claim("E6001", fault);
    }
    faults.append(&mut found);
}
