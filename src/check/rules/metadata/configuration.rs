use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::suggest;
use crate::model::Node;

const INTERFACE: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-interface.html";
const METADATA: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/metadata-section-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E4001",
        title: "How the console shows parameters",
        about: "`AWS::CloudFormation::Interface` has groups of parameters, `ParameterGroups`, and labels for them, \
                `ParameterLabels`, and nothing else.",
        source: INTERFACE,
        wrong: r"Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroup: []
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: []
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E4002",
        title: "The section Metadata",
        about: "Metadata is an object, and there is no null in it.",
        source: METADATA,
        wrong: r"Metadata:
  Owner: null
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Metadata:
  Owner: nobody
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W4001",
        title: "A parameter in the console's interface that there is not",
        about: "`AWS::CloudFormation::Interface` groups or labels a parameter that the template does not declare.",
        source: INTERFACE,
        wrong: r"Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Name]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Name]
Parameters:
  Name:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
        hooks: &[Hook::At(&["cfnParameter"], parameter)],
    },
    Rule {
        id: "W4005",
        title: "The settings of cfn-lint in the metadata",
        about: "`cfn-lint` in the metadata holds `config`, whose entries have to be those that the linter reads, such as \
                `ignore_checks`.",
        source: METADATA,
        wrong: r"Metadata:
  cfn-lint:
    config:
      ignore: [W2001]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Metadata:
  cfn-lint:
    config:
      ignore_checks: [W2001]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Carried],
    },
];

fn parameter(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(name) = node.as_str() else { return };
    if scope.check.parameter(name).is_some() {
        return;
    }
    let mut message = format!("there is no parameter '{name}'");
    suggest::add(&mut message, name, scope.check.parameter_names());
    faults.push(Fault { rule: Some("W4001"), ..scope.fault(message) });
}
