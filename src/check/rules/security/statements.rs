use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::from_json;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::{Node, Object};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "security-open-trust",
        title: "Roles that everyone may assume",
        about: "A trust policy that names '*' as principal lets every account of AWS assume the role. Name who may, or add a Condition.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
        wrong: "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: \
                '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Principal: {AWS: '*'}\n            Action: \
                sts:AssumeRole\n",
        right: "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: \
                '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Principal: {AWS: '111122223333'}\n            \
                Action: sts:AssumeRole\n",
        hooks: &[Hook::At(&["Resources/AWS::IAM::Role/Properties/AssumeRolePolicyDocument"], open_trust)],
    },
    Rule {
        id: "security-allow-all",
        title: "Policies that allow everything",
        about: "A statement that allows the action '*' on the resource '*' makes an administrator. Name the actions that are needed.",
        source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
        wrong: "Resources:\n  Working:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \
                '2012-10-17'\n        Statement: {Effect: Allow, Action: '*', Resource: '*'}\n",
        right: "Resources:\n  Working:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \
                '2012-10-17'\n        Statement: {Effect: Allow, Action: 'sqs:*', Resource: '*'}\n",
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
    allowing(scope, node, &mut |statement, at| {
        let Some(principal) = statement.get("Principal") else { return };
        let accounts = principal.as_object().and_then(|principal| principal.get("AWS"));
        if has(Some(principal), &["*"]) || has(accounts, &["*"]) {
            faults.push(
                at.fault_at(Part::Key("Principal"), "everyone may assume the role: the principal is '*'"),
            );
        }
    });
}

fn allow_all(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    allowing(scope, node, &mut |statement, at| {
        if has(statement.get("Action"), &["*", "*:*"]) && has(statement.get("Resource"), &["*"]) {
            faults.push(
                at.fault_at(Part::Key("Action"), "the statement allows every action on every resource"),
            );
        }
    });
}

/// Shows the statements of a policy that allow something whatever the circumstances.
fn allowing(scope: &Scope<'_, '_>, node: &Node, see: &mut dyn FnMut(&Object, &Scope<'_, '_>)) {
    let parsed = node.as_str().and_then(from_json);
    let Some(policy) = parsed.as_ref().unwrap_or(node).as_object() else { return };
    let Some(statements) = policy.get("Statement") else { return };
    let path = scope.path.with(Part::Key("Statement"));
    let steps: &[&str] = if statements.as_list().is_some() { &["*"] } else { &[] };
    let _ = Scope { path: &path, ..*scope }.along(Some(statements), steps, &mut |found, at| {
        if let Some(statement) = found.and_then(Node::as_object) {
            let allows = statement.get("Effect").and_then(Node::as_str) == Some("Allow");
            if allows && statement.get("Condition").is_none() {
                see(statement, at);
            }
        }
        NEXT
    });
}

/// Whether a value is one of the texts, or a list with one of them.
fn has(node: Option<&Node>, wanted: &[&str]) -> bool {
    let items = node.map_or(&[][..], |node| node.as_list().unwrap_or(std::slice::from_ref(node)));
    items.iter().filter_map(Node::as_str).any(|text| wanted.contains(&text))
}
