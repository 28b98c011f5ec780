use crate::check::engine::fault::Faults;
use crate::check::engine::patterns;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3511",
        title: "ARNs of roles",
        about: "The ARN of a role is arn:aws:iam::ACCOUNT:role/NAME, with the path of the role before its name.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        wrong: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: arn:aws:iam::111122223333:user/tasks
",
        right: r"Resources:
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ExecutionRoleArn: arn:aws:iam::111122223333:role/tasks
",
        hooks: &[Hook::At(&[], role)],
    },
    Rule {
        id: "E3514",
        title: "Resources in the policies of resources",
        about: "What a policy is about is named by an ARN, or is '*', which the policy of a bucket does not take.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
        wrong: r"Resources:
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: s3:GetObject
            Resource: shared/*
",
        right: r"Resources:
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: shared
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: s3:GetObject
            Resource: arn:aws:s3:::shared/*
",
        hooks: &[Hook::At(&[], resource)],
    },
];

fn role(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    const ROLE: &str = r"^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/[a-zA-Z_0-9+=,.@\-_/]+$";
    if node.as_str().is_some_and(|text| !patterns::is_found(ROLE, text)) {
        faults.push(scope.fault(format!("{} is not the ARN of a role", show(node))));
    }
}

fn resource(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    const ARN: &str = r"^arn:aws[A-Za-z\-]*?:[^:]+:[^:]*(:(?:\d{12}|\*|aws)?:.+|)$";
    let Some(text) = node.as_str() else { return };
    let may_be_any = scope.resource_kind() != Some("AWS::S3::BucketPolicy");
    let is_any = may_be_any && text == "*";
    if !is_any && !patterns::is_found(ARN, text) {
        faults.push(scope.fault(format!("'{text}' is not the ARN of a resource")));
    }
}
