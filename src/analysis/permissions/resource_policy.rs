//! Policies that say who may do what with a resource.

use super::cases::{Found, both};
use super::change::Place;
use super::compare::Effect;
use super::condition::When;
use super::identity::Scopes;
use super::parts::Names;
use super::principal;
use super::resources::Resource;
use super::scope::{Key, Kind};
use super::statement::{self, Set, Statement};
use crate::model::{Node, Object};

/// A type of resource, the property with its policy, and the property that says what the policy is for; without one it is
/// for the resource itself. Properties inside others are written with a full stop.
type Policy = (&'static str, &'static str, Option<&'static str>);

/// The types whose properties hold a policy for a resource.
const POLICIES: &[Policy] = &[
    ("AWS::ApiGateway::DomainNameV2", "Policy", None),
    ("AWS::ApiGateway::RestApi", "Policy", None),
    ("AWS::Backup::BackupVault", "AccessPolicy", None),
    ("AWS::Backup::LogicallyAirGappedBackupVault", "AccessPolicy", None),
    ("AWS::Bedrock::ResourcePolicy", "PolicyDocument", Some("ResourceArn")),
    ("AWS::CloudTrail::ResourcePolicy", "ResourcePolicy", Some("ResourceArn")),
    ("AWS::CodeArtifact::Domain", "PermissionsPolicyDocument", None),
    ("AWS::CodeArtifact::Repository", "PermissionsPolicyDocument", None),
    ("AWS::DSQL::Cluster", "PolicyDocument", None),
    ("AWS::DynamoDB::Table", "ResourcePolicy.PolicyDocument", None),
    ("AWS::DynamoDB::Table", "StreamSpecification.ResourcePolicy.PolicyDocument", None),
    ("AWS::EC2::VPCEndpoint", "PolicyDocument", None),
    ("AWS::ECR::PublicRepository", "RepositoryPolicyText", None),
    ("AWS::ECR::RegistryPolicy", "PolicyText", None),
    ("AWS::ECR::Repository", "RepositoryPolicyText", None),
    ("AWS::EFS::FileSystem", "FileSystemPolicy", None),
    ("AWS::Elasticsearch::Domain", "AccessPolicies", None),
    ("AWS::EventSchemas::RegistryPolicy", "Policy", Some("RegistryName")),
    ("AWS::Events::EventBus", "Policy", None),
    ("AWS::KMS::Key", "KeyPolicy", None),
    ("AWS::KMS::ReplicaKey", "KeyPolicy", None),
    ("AWS::Kinesis::ResourcePolicy", "ResourcePolicy", Some("ResourceArn")),
    ("AWS::Lambda::ResourcePolicy", "PolicyDocument", Some("ResourceArn")),
    ("AWS::Logs::Destination", "DestinationPolicy", None),
    ("AWS::Logs::LogGroup", "ResourcePolicyDocument", None),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument", None),
    ("AWS::MSK::ClusterPolicy", "Policy", Some("ClusterArn")),
    ("AWS::MediaStore::Container", "Policy", None),
    ("AWS::Oam::Sink", "Policy", None),
    ("AWS::OpenSearchService::Domain", "AccessPolicies", None),
    ("AWS::Organizations::ResourcePolicy", "Content", None),
    ("AWS::Redshift::Cluster", "NamespaceResourcePolicy", None),
    ("AWS::RedshiftServerless::Namespace", "NamespaceResourcePolicy", None),
    ("AWS::S3::AccessPoint", "Policy", None),
    ("AWS::S3::BucketPolicy", "PolicyDocument", Some("Bucket")),
    ("AWS::S3::MultiRegionAccessPointPolicy", "Policy", Some("MrapName")),
    ("AWS::S3Express::AccessPoint", "Policy", None),
    ("AWS::S3Express::BucketPolicy", "PolicyDocument", Some("Bucket")),
    ("AWS::S3ObjectLambda::AccessPointPolicy", "PolicyDocument", Some("ObjectLambdaAccessPoint")),
    ("AWS::S3Outposts::AccessPoint", "Policy", None),
    ("AWS::S3Outposts::BucketPolicy", "PolicyDocument", Some("Bucket")),
    ("AWS::S3Tables::TableBucketPolicy", "ResourcePolicy", Some("TableBucketARN")),
    ("AWS::S3Tables::TablePolicy", "ResourcePolicy", Some("TableARN")),
    ("AWS::SNS::TopicInlinePolicy", "PolicyDocument", Some("TopicArn")),
    ("AWS::SNS::TopicPolicy", "PolicyDocument", Some("Topics")),
    ("AWS::SQS::QueueInlinePolicy", "PolicyDocument", Some("Queue")),
    ("AWS::SQS::QueuePolicy", "PolicyDocument", Some("Queues")),
    ("AWS::SSM::ResourcePolicy", "Policy", Some("ResourceArn")),
    ("AWS::SageMaker::ModelPackageGroup", "ModelPackageGroupPolicy", None),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy", Some("SecretId")),
    ("AWS::VpcLattice::AuthPolicy", "Policy", Some("ResourceIdentifier")),
    ("AWS::VpcLattice::ResourcePolicy", "Policy", Some("ResourceArn")),
    ("AWS::XRay::ResourcePolicy", "PolicyDocument", None),
];

/// The types that are one permission each, without a policy document.
const PERMISSION: &str = "AWS::Lambda::Permission";
const LAYER_PERMISSION: &str = "AWS::Lambda::LayerVersionPermission";
const BUS_POLICY: &str = "AWS::Events::EventBusPolicy";

/// What such a permission's properties are in a policy: the operator and the key of a condition.
const TESTS: &[(&str, &str, &str)] = &[
    ("SourceArn", "ArnLike", "aws:SourceArn"),
    ("SourceAccount", "StringEquals", "aws:SourceAccount"),
    ("PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"),
    ("OrganizationId", "StringEquals", "aws:PrincipalOrgID"),
    ("EventSourceToken", "StringEquals", "lambda:EventSourceToken"),
    ("FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"),
    ("InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"),
];

/// Whether resources of the type say who may do something with a resource.
pub(super) fn matters(kind: &str) -> bool {
    [PERMISSION, LAYER_PERMISSION, BUS_POLICY].contains(&kind) || POLICIES.iter().any(|(of, ..)| *of == kind)
}

/// The properties of a type that hold a policy for a resource. Properties inside others are written with a full stop.
pub fn policy_properties(kind: &str) -> impl Iterator<Item = &'static str> {
    POLICIES.iter().filter(move |(of, ..)| *of == kind).map(|(_, property, _)| *property)
}

/// Reads the policies for resources.
pub(super) fn read(resources: &[Resource], names: &Names, scopes: &mut Scopes) {
    for resource in resources {
        let properties = resource.properties();
        match resource.kind.as_str() {
            PERMISSION => permission(&properties, "FunctionName", names, scopes),
            LAYER_PERMISSION => permission(&properties, "LayerVersionArn", names, scopes),
            BUS_POLICY => event_bus(&properties, names, scopes),
            kind => {
                for (_, property, target) in POLICIES.iter().filter(|(of, ..)| *of == kind) {
                    policy(resource, property, *target, names, scopes);
                }
            }
        }
    }
}

fn policy(resource: &Resource, property: &str, target: Option<&str>, names: &Names, scopes: &mut Scopes) {
    let properties = resource.properties();
    let is_endpoint = resource.kind == "AWS::EC2::VPCEndpoint";
    let targets = match target {
        None => {
            let kind = if is_endpoint { Kind::Endpoint } else { Kind::Resource };
            vec![(Key::new(kind, &resource.id), properties.guard.clone())]
        }
        Some(target) => {
            let found = properties.list(target);
            found.iter().map(|found| (key(found, names), found.guard.clone())).collect()
        }
    };
    let mut documents = vec![properties.clone()];
    for name in property.split('.') {
        documents = documents.iter().flat_map(|found| found.get(name)).collect();
    }
    for (key, guard) in targets {
        let scope = scopes.entry(key).or_default();
        for document in &documents {
            let Some(guard) = both(&guard, &document.guard) else { continue };
            let document = Found { guard, ..document.clone() };
            statement::read(&document, names, &mut scope.statements, &mut scope.opaque);
        }
        // Without a policy, everything gets through an endpoint.
        if is_endpoint && documents.is_empty() {
            scope.statements.push(Statement {
                effect: Effect::Allow,
                when: When::guarded(guard),
                who: Set::everything(),
                actions: Set::everything(),
                things: Set::everything(),
                place: properties.place.clone(),
            });
        }
    }
}

/// The scope of what a value names.
fn key(found: &Found<'_>, names: &Names) -> Key {
    let id = names.resource(found.node).map(str::to_owned);
    let text = || names.text(found.node).map(|pattern| pattern.text);
    Key::new(Kind::Resource, &id.or_else(text).unwrap_or_default())
}

/// A permission that is a resource of its own. A principal without a kind is a service if it looks like one.
fn permission(properties: &Found<'_>, target: &str, names: &Names, scopes: &mut Scopes) {
    let all = super::cases::cases(properties);
    for (guard, node) in all {
        let Some(object) = node.as_object() else { continue };
        let Some(on) = object.get(target) else { continue };
        let found = Found { guard: guard.clone(), node: on, place: Place::default() };
        let Some(mut statement) = single(object, names) else {
            scopes.entry(key(&found, names)).or_default().opaque.push(statement::unread(&Found {
                guard,
                node: &node,
                place: properties.place.clone(),
            }));
            continue;
        };
        statement.when.guard = guard;
        statement.place = properties.place.clone();
        scopes.entry(key(&found, names)).or_default().statements.push(statement);
    }
}

fn single(object: &Object, names: &Names) -> Option<Statement> {
    let mut when = When::default();
    for (property, operator, name) in TESTS {
        if let Some(value) = object.get(property) {
            when.test(operator, name, value, names);
        }
    }
    let principal = object.get("Principal")?;
    let text = names.text(principal)?.text;
    let kind = if text.contains(".amazonaws.com") { "Service" } else { "AWS" };
    Some(Statement {
        effect: Effect::Allow,
        when,
        who: Set { patterns: principal::principal(kind, principal, names).into_iter().collect(), not: false },
        actions: Set { patterns: vec![names.pattern(object.get("Action")?)?.folded()], not: false },
        things: Set::everything(),
        place: Place::default(),
    })
}

/// A statement for an event bus, in a policy or in properties of their own.
fn event_bus(properties: &Found<'_>, names: &Names, scopes: &mut Scopes) {
    let default = Node::from("default");
    let buses = properties.get("EventBusName");
    let key = buses
        .first()
        .map_or_else(|| key(&Found { node: &default, ..properties.clone() }, names), |bus| key(bus, names));
    let scope = scopes.entry(key).or_default();
    for found in properties.get("Statement") {
        let document = Node::from(Object::from_iter([("Statement", found.node.clone())]));
        let document = Found { node: &document, guard: found.guard.clone(), place: properties.place.clone() };
        statement::read(&document, names, &mut scope.statements, &mut scope.opaque);
    }
    for (guard, node) in super::cases::cases(properties) {
        let Some(object) = node.as_object().filter(|object| object.get("Action").is_some()) else { continue };
        let Some(mut statement) = single(object, names) else { continue };
        if let Some(condition) = object.get("Condition").and_then(Node::as_object) {
            let get = |name: &str| condition.get(name);
            if let (Some(operator), Some(name), Some(value)) =
                (get("Type").and_then(Node::as_str), get("Key").and_then(Node::as_str), get("Value"))
            {
                statement.when.test(operator, name, value, names);
            }
        }
        statement.when.guard = guard;
        statement.place = properties.place.clone();
        scope.statements.push(statement);
    }
}
