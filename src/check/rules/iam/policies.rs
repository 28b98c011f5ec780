use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Functions;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::from_json;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3510",
        title: "Policies of users, groups and roles",
        about: "Each statement of a policy that is attached to an identity has an Effect, an Action or NotAction, and a Resource or \
                NotResource. It has no Principal: that is whoever the policy is attached to.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
        wrong: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Action: s3:GetObject
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
        hooks: &[Hook::At(&[], identity)],
    },
    Rule {
        id: "E3512",
        title: "Policies of resources",
        about: "Each statement of a policy that is attached to a resource has an Effect, a Principal or NotPrincipal, an Action or \
                NotAction, and a Resource or NotResource.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html",
        wrong: r"Resources:
  Sending:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: '*'
",
        right: r"Resources:
  Sending:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [jobs]
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: sns.amazonaws.com}
            Action: sqs:SendMessage
            Resource: '*'
",
        hooks: &[Hook::At(&[], resource)],
    },
    Rule {
        id: "E3513",
        title: "Policies of ECR repositories",
        about: "Each statement of a repository's policy has an Effect, a Principal or NotPrincipal, and an Action or NotAction. A \
                Resource is not needed: it is the repository.",
        source: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
        wrong: r"Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: ecr:BatchGetImage
",
        right: r"Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      RepositoryPolicyText:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: ecr:BatchGetImage
",
        hooks: &[Hook::At(&[], repository)],
    },
    Rule {
        id: "E3530",
        title: "Trust policies of roles",
        about: "Each statement of a role's trust policy has an Effect, a Principal or NotPrincipal, and an Action or NotAction. It has \
                no Resource: that is the role.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        wrong: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
            Resource: '*'
",
        right: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
",
        hooks: &[Hook::At(&[], trust)],
    },
];

fn identity(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check("E3510", Schema::named("other/iam/policy_identity"), scope, node, faults);
}

fn resource(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let before = faults.len();
    check("E3512", Schema::named("other/iam/policy_resource"), scope, node, faults);
    // S3 takes statements with the same Sid.
    if scope.resource_kind() == Some("AWS::S3::BucketPolicy") {
        let found = faults.split_off(before);
        faults.extend(found.into_iter().filter(|fault| fault.keyword != "uniqueKeys"));
    }
}

fn repository(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check("E3513", Schema::named("other/iam/policy_resource_ecr"), scope, node, faults);
}

fn trust(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check("E3530", Schema::named("other/iam/policy_trust"), scope, node, faults);
}

/// Holds a policy, or the text of one, against a schema that is the rule's.
fn check(rule: &'static str, schema: Schema, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let before = faults.len();
    match node.as_str() {
        Some(text) => {
            let Some(policy) = from_json(text) else { return };
            // Within text there are no functions, whatever looks like one.
            Scope { functions: Functions::NONE, ..*scope }.validate(&policy, schema, faults);
        }
        None => scope.validate(node, schema, faults),
    }
    for fault in faults.iter_mut().skip(before) {
        claim(rule, fault);
    }
}
