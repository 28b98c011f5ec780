use crate::check::engine::fault::Faults;
use crate::check::engine::patterns;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "I2003",
    title: "An AllowedPattern that is no regular expression",
    about: "`AllowedPattern` has to be a regular expression as Java has them. What is not understood here may still be one.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    wrong: r"Parameters:
  Name:
    Type: String
    AllowedPattern: '[a-z'
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
    right: r"Parameters:
  Name:
    Type: String
    AllowedPattern: '[a-z]+'
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
    hooks: &[Hook::At(&["Parameters/*/AllowedPattern"], expression)],
}];

fn expression(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if let Some(pattern) = node.as_str().filter(|pattern| !patterns::is_expression(pattern)) {
        faults.push(scope.fault(format!("'{pattern}' is not understood as a regular expression")));
    }
}
