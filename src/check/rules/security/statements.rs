use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::policy::{allows, is_open, is_restricted, items, statements};
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "security-open-trust",
        title: "Roles that everyone may assume",
        about: "A trust policy that names '*' as principal lets every account of AWS assume the role. Name who may, or add a Condition.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        wrong: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '*'}
            Action: sts:AssumeRole
",
        right: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {AWS: '111122223333'}
            Action: sts:AssumeRole
",
        hooks: &[Hook::At(&["Resources/AWS::IAM::Role/Properties/AssumeRolePolicyDocument"], open_trust)],
    },
    Rule {
        id: "security-allow-all",
        title: "Policies that allow everything",
        about: "A statement that allows the action '*' on the resource '*' makes an administrator. Name the actions that are needed.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        wrong: r"Resources:
  Working:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: '*', Resource: '*'}
",
        right: r"Resources:
  Working:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}
",
        hooks: &[Hook::At(
            &[
                "Resources/AWS::IAM::Group/Properties/Policies/*/PolicyDocument",
                "Resources/AWS::IAM::GroupPolicy/Properties/PolicyDocument",
                "Resources/AWS::IAM::ManagedPolicy/Properties/PolicyDocument",
                "Resources/AWS::IAM::Policy/Properties/PolicyDocument",
                "Resources/AWS::IAM::Role/Properties/Policies/*/PolicyDocument",
                "Resources/AWS::IAM::RolePolicy/Properties/PolicyDocument",
                "Resources/AWS::IAM::User/Properties/Policies/*/PolicyDocument",
                "Resources/AWS::IAM::UserPolicy/Properties/PolicyDocument",
                "Resources/AWS::SSO::PermissionSet/Properties/InlinePolicy",
            ],
            allow_all,
        )],
    },
];

fn open_trust(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    statements(scope, node, &mut |statement, at| {
        if is_open(statement) {
            faults.push(
                at.fault_at(Part::Key("Principal"), "everyone may assume the role: the principal is '*'"),
            );
        }
    });
}

fn allow_all(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let has = |node: Option<&Node>, wanted: &[&str]| {
        node.is_some_and(|node| {
            items(node).iter().filter_map(Node::as_str).any(|text| wanted.contains(&text))
        })
    };
    statements(scope, node, &mut |statement, at| {
        let is_all = has(statement.get("Action"), &["*", "*:*"]) && has(statement.get("Resource"), &["*"]);
        if allows(statement) && is_all && !is_restricted(statement) {
            faults.push(
                at.fault_at(Part::Key("Action"), "the statement allows every action on every resource"),
            );
        }
    });
}
