use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::facts::{is_list_parameter_type, is_single_parameter_type};
use crate::check::registry::{Hook, Rule};
use crate::check::suggest;
use crate::model::Node;

const TYPES: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E2002",
        title: "Types of parameters",
        about: "A parameter's type is one that CloudFormation knows, such as `String`, `Number`, `CommaDelimitedList` or \
                `AWS::EC2::VPC::Id`.",
        source: TYPES,
        wrong: r"Parameters:
  Name:
    Type: Text
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
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
        hooks: &[Hook::At(&["Parameters/*/Type"], known)],
    },
    Rule {
        id: "W2002",
        title: "A type of parameters that CloudFormation does not check",
        about: "CloudFormation takes any list or Parameter Store type, but holds values only to those that it documents. \
                Use one of these, so that a wrong value is found before anything is deployed.",
        source: TYPES,
        wrong: r"Parameters:
  Names:
    Type: List<AWS::SNS::Topic::Name>
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Select [0, !Ref Names]
",
        right: r"Parameters:
  Names:
    Type: List<String>
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Select [0, !Ref Names]
",
        hooks: &[Hook::At(&["Parameters/*/Type"], documented)],
    },
];

fn is_documented(kind: &str) -> bool {
    is_single_parameter_type(kind) || is_list_parameter_type(kind)
}

fn is_taken_as_it_is(kind: &str) -> bool {
    kind.starts_with("AWS::SSM::Parameter::Value<") || kind.starts_with("List<")
}

fn known(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(kind) = node.as_str().filter(|kind| !is_documented(kind) && !is_taken_as_it_is(kind)) else {
        return;
    };
    let mut message = format!("'{kind}' is not a type of parameters");
    let types = crate::check::facts::list("parameter-types", Some("single"))
        .chain(crate::check::facts::list("parameter-types", Some("list")));
    suggest::add(&mut message, kind, types);
    faults.push(scope.fault(message));
}

fn documented(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if let Some(kind) = node.as_str().filter(|kind| !is_documented(kind) && is_taken_as_it_is(kind)) {
        faults.push(scope.fault(format!("CloudFormation takes '{kind}', but does not check values of it")));
    }
}
