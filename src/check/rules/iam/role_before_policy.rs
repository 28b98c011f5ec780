use std::collections::BTreeSet;

use crate::check::engine::policy::{allows, fits, items, statements};
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{CUSTOM_RESOURCE, Check, Resource};
use crate::model::{Node, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "role-before-policy",
    title: "A role is used before its policy is there",
    about: "A policy that is a resource of its own comes after its role, and nothing says that what uses the role comes after the \
            policy: some deployments fail, and others do not. Name the policy in DependsOn of what uses the role, or put it into \
            Policies of the role. Looked at are types that use a role while they are created.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    wrong: "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: \
            '2012-10-17'\n        Statement: {Effect: Allow, Principal: {Service: codedeploy.amazonaws.com}, Action: \
            sts:AssumeRole}\n  Rights:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyName: rights\n      Roles: [!Ref \
            Role]\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement: {Effect: Allow, Action: 'ec2:Describe*', \
            Resource: '*'}\n  Group:\n    Type: AWS::CodeDeploy::DeploymentGroup\n    Properties: {ApplicationName: jobs, \
            ServiceRoleArn: !GetAtt Role.Arn}\n",
    right: "Resources:\n  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: \
            '2012-10-17'\n        Statement: {Effect: Allow, Principal: {Service: codedeploy.amazonaws.com}, Action: \
            sts:AssumeRole}\n  Rights:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyName: rights\n      Roles: [!Ref \
            Role]\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement: {Effect: Allow, Action: 'ec2:Describe*', \
            Resource: '*'}\n  Group:\n    Type: AWS::CodeDeploy::DeploymentGroup\n    DependsOn: Rights\n    Properties: \
            {ApplicationName: jobs, ServiceRoleArn: !GetAtt Role.Arn}\n",
    hooks: &[Hook::Template(races)],
}];

/// A type that uses a role while it is created, the property that says which, a property without which it does not, and
/// the actions for which it does, of which one is enough; none of them where it is any but writing logs.
type Use = (&'static str, &'static str, Option<&'static str>, &'static [&'static str]);

const QUEUES: &[&str] =
    &["dynamodb:getrecords", "kafka:describecluster", "kinesis:getrecords", "sqs:receivemessage"];
const LOGS: &[&str] = &["logs:createlogstream", "logs:putlogevents"];
const NETWORK: &[&str] = &["ec2:createnetworkinterface"];
const RECORDS: &[&str] =
    &["firehose:putrecord", "firehose:putrecordbatch", "kinesis:putrecord", "kinesis:putrecords"];

/// Those that take the role, or fail, on their creation already.
const USES: &[Use] = &[
    ("AWS::ApiGateway::Account", "CloudWatchRoleArn", None, LOGS),
    (
        "AWS::AppRunner::Service",
        "SourceConfiguration",
        None,
        &["ecr:batchgetimage", "ecr:getauthorizationtoken"],
    ),
    ("AWS::AutoScaling::LifecycleHook", "RoleARN", None, &["sns:publish", "sqs:sendmessage"]),
    ("AWS::CloudTrail::Trail", "CloudWatchLogsRoleArn", None, LOGS),
    ("AWS::CodeBuild::Project", "ServiceRole", Some("VpcConfig"), &["ec2:describesecuritygroups"]),
    ("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", None, &[]),
    ("AWS::CodePipeline::Pipeline", "RoleArn", None, &[]),
    ("AWS::Cognito::UserPool", "SmsConfiguration", None, &["sns:publish"]),
    ("AWS::EMR::Cluster", "ServiceRole", None, &["ec2:runinstances"]),
    (
        "AWS::KinesisFirehose::DeliveryStream",
        "KinesisStreamSourceConfiguration",
        None,
        &["kinesis:describestream"],
    ),
    ("AWS::Lambda::Function", "Role", Some("DeadLetterConfig"), &["sns:publish", "sqs:sendmessage"]),
    ("AWS::Lambda::Function", "Role", Some("VpcConfig"), NETWORK),
    ("AWS::Logs::Destination", "RoleArn", None, RECORDS),
    ("AWS::Logs::SubscriptionFilter", "RoleArn", None, RECORDS),
    ("AWS::Pipes::Pipe", "RoleArn", None, QUEUES),
    ("AWS::RDS::DBInstance", "MonitoringRoleArn", None, LOGS),
    ("AWS::SageMaker::Model", "ExecutionRoleArn", None, &["ecr:batchgetimage", "s3:getobject"]),
    ("AWS::Serverless::Function", "Role", Some("VpcConfig"), NETWORK),
    (
        "AWS::StepFunctions::StateMachine",
        "RoleArn",
        Some("LoggingConfiguration"),
        &["logs:createlogdelivery"],
    ),
];

/// Those that use the role of the function that a property names.
const USES_BY_FUNCTION: &[Use] = &[
    (CUSTOM_RESOURCE, "ServiceToken", None, &[]),
    ("AWS::Lambda::EventSourceMapping", "FunctionName", Some("EventSourceArn"), QUEUES),
];

/// The types of policies that are resources of their own, and the property that names the roles.
const POLICIES: [(&str, &str); 3] = [
    ("AWS::IAM::ManagedPolicy", "Roles"),
    ("AWS::IAM::Policy", "Roles"),
    ("AWS::IAM::RolePolicy", "RoleName"),
];

fn races(check: &Check<'_>, findings: &mut Findings) {
    for user in check.resources() {
        for using in USES.iter().filter(|using| is_used(user, using)) {
            for role in named(check, user, using.1, "AWS::IAM::Role") {
                find(check, user, using, role, findings);
            }
        }
        for using in USES_BY_FUNCTION.iter().filter(|using| is_used(user, using)) {
            for function in named(check, user, using.1, "AWS::Lambda::Function") {
                for role in named(check, function, "Role", "AWS::IAM::Role") {
                    find(check, user, using, role, findings);
                }
            }
        }
    }
}

fn is_used(user: &Resource<'_>, (kind, property, with, _): &Use) -> bool {
    user.kind == *kind
        && user.property(property).is_some()
        && with.is_none_or(|with| user.property(with).is_some())
}

/// The resources of a type that a property refers to.
fn named<'c, 't>(
    check: &'c Check<'t>,
    resource: &Resource<'t>,
    property: &str,
    kind: &str,
) -> impl Iterator<Item = &'c Resource<'t>> {
    let references =
        check.references().of(&resource.name).filter(move |reference| is_at(&reference.path, property));
    let names: BTreeSet<&str> = references.map(|reference| reference.to).collect();
    names.into_iter().filter_map(|name| check.resource(name)).filter(move |resource| resource.kind == kind)
}

fn is_at(path: &[Step<'_>], property: &str) -> bool {
    matches!(path, [Step::Key(properties), Step::Key(key), ..] if properties == "Properties" && key == property)
}

/// Says which policies of the role may come after what uses it.
fn find(check: &Check<'_>, user: &Resource<'_>, using: &Use, role: &Resource<'_>, findings: &mut Findings) {
    let (_, property, _, actions) = using;
    let policies: Vec<&Resource<'_>> = policies(check, &role.name)
        .filter(|policy| policy.condition.is_none_or(|condition| user.condition == Some(condition)))
        .filter(|policy| {
            policy.property("PolicyDocument").is_some_and(|policy| grants(check, policy, actions))
        })
        .collect();
    if policies.is_empty() || (!actions.is_empty() && may_already(check, role, actions)) {
        return;
    }
    let before = all_before(check, &user.name);
    for policy in policies.iter().filter(|policy| !before.contains(policy.name.as_ref())) {
        let (user, role, policy) = (&user.name, &role.name, &policy.name);
        findings.add(
            steps(["Resources", user, "Properties", property]),
            format!(
                "'{user}' uses the role '{role}' when it is created, and the policy '{policy}' of the role may not be there yet: \
                 add it to DependsOn"
            ),
        );
    }
}

/// The policies that are resources of their own and are put into the role.
fn policies<'c, 't>(check: &'c Check<'t>, role: &'c str) -> impl Iterator<Item = &'c Resource<'t>> {
    let names: BTreeSet<&str> = check.references().to(role).map(|reference| reference.from).collect();
    names.into_iter().filter_map(|name| check.resource(name)).filter(move |policy| {
        let property = POLICIES.iter().find(|(kind, _)| *kind == policy.kind);
        property.is_some_and(|(_, property)| {
            let references = check.references().of(&policy.name);
            references
                .filter(|reference| reference.to == role)
                .any(|reference| is_at(&reference.path, property))
        })
    })
}

/// Whether a policy allows one of the actions; without any, whether it allows something else than to write logs.
fn grants(check: &Check<'_>, policy: &Node, actions: &[&str]) -> bool {
    let is_meant = |action: &str| {
        let action = action.to_ascii_lowercase();
        match actions {
            [] => !action.starts_with("logs:"),
            actions => actions.iter().any(|needed| fits(&action, needed)),
        }
    };
    let mut grants = false;
    check.with_root_scope(|scope| {
        statements(scope, policy, &mut |statement, _| {
            let named = statement.get("Action").map(items).unwrap_or_default();
            grants |= allows(statement) && named.iter().filter_map(Node::as_str).any(is_meant);
        });
    });
    grants
}

/// What every function that writes logs has, and no more than that.
const ONLY_LOGS: &str = "service-role/AWSLambdaBasicExecutionRole";

/// Whether the role may be allowed one of the actions without the policies that are resources of their own.
fn may_already(check: &Check<'_>, role: &Resource<'_>, actions: &[&str]) -> bool {
    let listed = |property| role.property(property).map(items).unwrap_or_default();
    let documents = listed("Policies").iter().map(|policy| policy.as_object()?.get("PolicyDocument"));
    let mut inline =
        documents.map(|document| document.is_none_or(|document| grants(check, document, actions)));
    let has_only_logs = |policy: &Node| {
        let text = policy.as_str().or_else(|| policy.as_object()?.get("Fn::Sub")?.as_str());
        text.is_some_and(|text| text.ends_with(ONLY_LOGS))
    };
    inline.any(|grants| grants) || !listed("ManagedPolicyArns").iter().all(has_only_logs)
}

/// All resources that are there before one is created.
fn all_before<'c>(check: &'c Check<'_>, name: &'c str) -> BTreeSet<&'c str> {
    let mut known = BTreeSet::new();
    let mut open = vec![name];
    while let Some(next) = open.pop() {
        for reference in check.references().of(next) {
            if known.insert(reference.to) {
                open.push(reference.to);
            }
        }
    }
    known
}
