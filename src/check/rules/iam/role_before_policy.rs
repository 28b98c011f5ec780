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
    wrong: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Principal: {Service: codedeploy.amazonaws.com}, Action: sts:AssumeRole}
  Rights:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: rights
      Roles: [!Ref Role]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: 'ec2:Describe*', Resource: '*'}
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties: {ApplicationName: jobs, ServiceRoleArn: !GetAtt Role.Arn}
",
    right: r"Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Principal: {Service: codedeploy.amazonaws.com}, Action: sts:AssumeRole}
  Rights:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: rights
      Roles: [!Ref Role]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: 'ec2:Describe*', Resource: '*'}
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    DependsOn: Rights
    Properties: {ApplicationName: jobs, ServiceRoleArn: !GetAtt Role.Arn}
",
    hooks: &[Hook::Template(races)],
}];

const ROLE: &str = "AWS::IAM::Role";

/// How a type uses a role while it is created.
struct Use {
    kind: &'static str,
    /// The property that names the role, or something else that does.
    property: &'static str,
    /// That other resource's type and property.
    through: Option<(&'static str, &'static str)>,
    /// A property without which the role is not used yet.
    with: Option<&'static str>,
    /// The actions for which it is used, of which a policy has one; without any, all but writing logs.
    actions: &'static [&'static str],
}

impl Use {
    const fn of(kind: &'static str, property: &'static str, actions: &'static [&'static str]) -> Self {
        Self { kind, property, through: None, with: None, actions }
    }

    const fn with(self, property: &'static str) -> Self {
        Self { with: Some(property), ..self }
    }

    const fn through(self, kind: &'static str, property: &'static str) -> Self {
        Self { through: Some((kind, property)), ..self }
    }
}

const QUEUES: &[&str] =
    &["dynamodb:getrecords", "kafka:describecluster", "kinesis:getrecords", "sqs:receivemessage"];
const LOGS: &[&str] = &["logs:createlogstream", "logs:putlogevents"];
const IMAGES: &[&str] = &["ecr:batchgetimage", "ecr:getauthorizationtoken"];
const MESSAGES: &[&str] = &["sns:publish", "sqs:sendmessage"];
const PLATFORMS: &[&str] = &[
    "autoscaling:describeautoscalinggroups",
    "ec2:describeinstances",
    "ecs:describeservices",
    "lambda:getalias",
];
const NETWORK: &[&str] = &["ec2:createnetworkinterface"];
const RECORDS: &[&str] =
    &["firehose:putrecord", "firehose:putrecordbatch", "kinesis:putrecord", "kinesis:putrecords"];

/// Those whose creation fails, or whose first work does, where the role may not do what it is for yet.
const USES: &[Use] = &[
    Use::of("AWS::ApiGateway::Account", "CloudWatchRoleArn", LOGS),
    Use::of("AWS::AppRunner::Service", "SourceConfiguration", IMAGES),
    Use::of("AWS::AutoScaling::LifecycleHook", "RoleARN", MESSAGES),
    Use::of(CUSTOM_RESOURCE, "ServiceToken", &[]).through("AWS::Lambda::Function", "Role"),
    Use::of("AWS::CloudTrail::Trail", "CloudWatchLogsRoleArn", LOGS),
    Use::of("AWS::CodeBuild::Project", "ServiceRole", &["ec2:describesecuritygroups"]).with("VpcConfig"),
    Use::of("AWS::CodeDeploy::DeploymentGroup", "ServiceRoleArn", PLATFORMS),
    Use::of("AWS::CodePipeline::Pipeline", "RoleArn", &[]),
    Use::of("AWS::Cognito::UserPool", "SmsConfiguration", &["sns:publish"]),
    Use::of("AWS::ECS::Service", "TaskDefinition", IMAGES)
        .through("AWS::ECS::TaskDefinition", "ExecutionRoleArn"),
    Use::of("AWS::EMR::Cluster", "ServiceRole", &["ec2:runinstances"]),
    Use::of(
        "AWS::KinesisFirehose::DeliveryStream",
        "KinesisStreamSourceConfiguration",
        &["kinesis:describestream"],
    ),
    Use::of("AWS::Lambda::EventSourceMapping", "FunctionName", QUEUES)
        .through("AWS::Lambda::Function", "Role")
        .with("EventSourceArn"),
    Use::of("AWS::Lambda::Function", "Role", MESSAGES).with("DeadLetterConfig"),
    Use::of("AWS::Lambda::Function", "Role", NETWORK).with("VpcConfig"),
    Use::of("AWS::Logs::Destination", "RoleArn", RECORDS),
    Use::of("AWS::Logs::SubscriptionFilter", "RoleArn", RECORDS),
    Use::of("AWS::Pipes::Pipe", "RoleArn", QUEUES),
    Use::of("AWS::RDS::DBInstance", "MonitoringRoleArn", LOGS),
    Use::of("AWS::SageMaker::Model", "ExecutionRoleArn", &["ecr:batchgetimage", "s3:getobject"]),
    Use::of("AWS::Serverless::Function", "Role", NETWORK).with("VpcConfig"),
    Use::of("AWS::StepFunctions::StateMachine", "RoleArn", &["logs:createlogdelivery"])
        .with("LoggingConfiguration"),
];

/// The types of policies that are resources of their own, and the property that names the roles.
const POLICIES: [(&str, &str); 3] = [
    ("AWS::IAM::ManagedPolicy", "Roles"),
    ("AWS::IAM::Policy", "Roles"),
    ("AWS::IAM::RolePolicy", "RoleName"),
];

fn races(check: &Check<'_>, findings: &mut Findings) {
    let is_policy = |resource: &Resource<'_>| POLICIES.iter().any(|(kind, _)| *kind == resource.kind);
    if !check.resources().any(is_policy) {
        return;
    }
    for user in check.resources() {
        let has = |property: &str| user.property(property).is_some();
        let is_used =
            |using: &&Use| user.kind == using.kind && has(using.property) && using.with.is_none_or(has);
        for using in USES.iter().filter(is_used) {
            let Some((kind, property)) = using.through else {
                named(check, user, using.property, ROLE)
                    .for_each(|role| find(check, user, using, role, findings));
                continue;
            };
            for other in named(check, user, using.property, kind) {
                named(check, other, property, ROLE).for_each(|role| find(check, user, using, role, findings));
            }
        }
    }
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
    let Use { property, actions, .. } = using;
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
    // A policy about what uses the role comes after it in any case.
    let is_about = |policy: &Resource<'_>| all_before(check, &policy.name).contains(user.name.as_ref());
    for policy in policies {
        if before.contains(policy.name.as_ref()) || is_about(policy) {
            continue;
        }
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
