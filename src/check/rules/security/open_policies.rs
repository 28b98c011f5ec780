use crate::analysis::permissions::policy_properties;
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::policy::{allows, is_for_everyone, is_open, is_restricted, statements};
use crate::check::engine::scope::{Flow, Scope};
use crate::check::finding::Findings;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::template::{Check, Resource};
use crate::model::Node;

const ID: &str = "security-open-policy";

pub(crate) const RULES: &[Rule] = &[Rule {
    id: ID,
    title: "Resources that are open to everyone",
    about: "A policy of a resource whose principal is '*' lets every account of AWS in, or everybody. Name who may, or add a Condition \
            that does, such as aws:SourceArn or aws:PrincipalOrgID. Conditions that everyone can fulfil, such as \
            aws:SecureTransport, do not count.",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
    wrong: r"Resources:
  Sharing:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ['https://sqs.us-east-1.amazonaws.com/111122223333/jobs']
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: sqs:SendMessage
            Resource: '*'
            Condition: {Bool: {'aws:SecureTransport': true}}
",
    right: r"Resources:
  Sharing:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: ['https://sqs.us-east-1.amazonaws.com/111122223333/jobs']
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: '*'
            Action: sqs:SendMessage
            Resource: '*'
            Condition: {ArnEquals: {'aws:SourceArn': 'arn:aws:sns:us-east-1:111122223333:news'}}
",
    hooks: &[Hook::Template(open)],
}];

/// Types whose policies let everyone in by rights: without one everyone is let through, or calls what is made for everyone.
const PUBLIC: [&str; 3] =
    ["AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::RestApi", "AWS::EC2::VPCEndpoint"];

/// Types that are one permission each, and the properties that say more about whom it is for.
const PERMISSIONS: [(&str, &[&str]); 3] = [
    ("AWS::Events::EventBusPolicy", &["Condition"]),
    ("AWS::Lambda::LayerVersionPermission", &["OrganizationId"]),
    ("AWS::Lambda::Permission", &["EventSourceToken", "PrincipalOrgID", "SourceAccount", "SourceArn"]),
];

fn open(check: &Check<'_>, findings: &mut Findings) {
    if check.is_off(ID) {
        return;
    }
    check.with_root_scope(|scope| {
        for resource in check.resources().filter(|resource| !PUBLIC.contains(&resource.kind)) {
            let _ = scope.in_resource(&resource.name, &[resource.kind], |resource, at| {
                let path = at.path.with(Part::Key("Properties"));
                in_properties(resource, &Scope { path: &path, ..*at }, findings)
            });
        }
    });
}

fn in_properties(resource: &Resource<'_>, scope: &Scope<'_, '_>, findings: &mut Findings) -> Flow {
    let Some(properties) = resource.body.and_then(|body| body.get("Properties")) else { return NEXT };
    for property in policy_properties(resource.kind) {
        let steps: Vec<&str> = property.split('.').collect();
        scope.along(Some(properties), &steps, &mut |policy, at| {
            if let Some(policy) = policy {
                in_policy(policy, at, findings);
            }
            NEXT
        })?;
    }
    let Some((_, restricting)) = PERMISSIONS.iter().find(|(kind, _)| *kind == resource.kind) else {
        return NEXT;
    };
    // The policy of an event bus may be one statement.
    scope.along(Some(properties), &["Statement"], &mut |statement, at| {
        if statement.and_then(Node::as_object).is_some_and(is_open) {
            say(at, findings);
        }
        NEXT
    })?;
    let Some(properties) = properties.as_object() else { return NEXT };
    let names: Vec<&str> = restricting.iter().copied().chain(["Principal"]).collect();
    let mut lets_in = false;
    cases(scope, properties, &names, &mut |case, _| {
        lets_in |= is_for_everyone(case) && restricting.iter().all(|name| case.get(name).is_none());
    });
    if lets_in {
        say(scope, findings);
    }
    NEXT
}

/// Looks at the statements of a policy. What denies something to everyone but some leaves nothing open.
fn in_policy(policy: &Node, scope: &Scope<'_, '_>, findings: &mut Findings) {
    let mut is_narrowed = false;
    statements(scope, policy, &mut |statement, _| {
        is_narrowed |= !allows(statement) && is_for_everyone(statement) && is_restricted(statement);
    });
    statements(scope, policy, &mut |statement, at| {
        if !is_narrowed && is_open(statement) {
            say(at, findings);
        }
    });
}

fn say(scope: &Scope<'_, '_>, findings: &mut Findings) {
    findings.add(
        scope.path.with(Part::Key("Principal")).steps(),
        "everyone is let in: the principal is '*', and no condition says who of them",
    );
}
