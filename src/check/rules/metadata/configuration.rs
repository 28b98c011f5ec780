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
        wrong: "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroup: []\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        right: "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups: []\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E4002",
        title: "The section Metadata",
        about: "Metadata is an object, and there is no null in it.",
        source: METADATA,
        wrong: "Metadata:\n  Owner: null\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        right: "Metadata:\n  Owner: nobody\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W4001",
        title: "A parameter in the console's interface that there is not",
        about: "`AWS::CloudFormation::Interface` groups or labels a parameter that the template does not declare.",
        source: INTERFACE,
        wrong: "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n      - Parameters: [Name]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        right: "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n      - Parameters: [Name]\nParameters:\n  Name:\n    Type: String\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Ref Name\n",
        hooks: &[Hook::At(&["cfnParameter"], parameter)],
    },
    Rule {
        id: "W4005",
        title: "The settings of cfn-lint in the metadata",
        about: "`cfn-lint` in the metadata holds `config`, whose entries have to be those that the linter reads, such as \
                `ignore_checks`.",
        source: METADATA,
        wrong: "Metadata:\n  cfn-lint:\n    config:\n      ignore: [W2001]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        right: "Metadata:\n  cfn-lint:\n    config:\n      ignore_checks: [W2001]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
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
