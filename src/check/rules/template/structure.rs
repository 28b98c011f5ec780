use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

const STRUCTURE: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html";
const DESCRIPTION: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E0000",
        title: "A document that cannot be read",
        about: "What is not YAML or JSON, holds a key twice where that is not allowed, or is no object, is no template.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html",
        wrong: r"Resources: [
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[],
    },
    Rule {
        id: "E1001",
        title: "The sections of a template",
        about: "A template has the section `Resources`, and besides only those that CloudFormation knows.",
        source: STRUCTURE,
        wrong: r"Parameter: {}
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Parameters: {}
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[],
    },
    Rule {
        id: "E1003",
        title: "A description has at most 1,024 bytes",
        about: "A template's description has at most 1,024 bytes. Keep longer texts in the metadata.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E1004",
        title: "A description is text",
        about: "A template's description is text that is written out: no function, and no list.",
        source: DESCRIPTION,
        wrong: r"Description:
  - A topic
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Description: A topic
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "I1003",
        title: "A description that is near its limit",
        about: "A template's description has at most 1,024 bytes, and this one has more than nine tenths of them.",
        source: DESCRIPTION,
        wrong: "",
        right: "",
        hooks: &[Hook::At(&["Description"], near_limit)],
    },
    Rule {
        id: "E1005",
        title: "The section Transform",
        about: "`Transform` names a macro, or lists several; one with parameters is an object with `Name` and `Parameters`.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-section-structure.html",
        wrong: r"Transform:
  Macro: AWS::Include
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Transform:
  Name: AWS::Include
  Parameters:
    Location: s3://templates/part.yaml
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E1101",
        title: "A value that a further check refuses",
        about: "The value does not fit a schema that belongs to its place and to no rule of its own.",
        source: STRUCTURE,
        wrong: "",
        right: "",
        hooks: &[],
    },
];

fn near_limit(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    const MOST: usize = 1_024;
    let length = node.as_str().map_or(0, |text| text.chars().count());
    if length * 10 > MOST * 9 && length <= MOST {
        faults.push(scope.fault(format!("the description has {length} of {MOST} characters")));
    }
}
