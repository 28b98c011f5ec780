use crate::check::engine::fault::Faults;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W2511",
    title: "The old version of the policy language",
    about: "A policy of version 2008-10-17 takes policy variables such as ${aws:username} for plain text. Use 2012-10-17.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html",
    wrong: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2008-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: '*'
",
    right: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: '*'
",
    hooks: &[Hook::At(&[], version)],
}];

fn version(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if node.as_str() == Some("2008-10-17") {
        faults.push(scope.fault("version 2008-10-17 of the policy language is outdated: use 2012-10-17"));
    }
}
