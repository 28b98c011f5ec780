//! Which changes of a property make CloudFormation replace the resource, as the type's schema says.

use super::edit::{Edit, Step};
use crate::model::{Node, Value};
use crate::schema::{Fact, database};

/// How sure something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It may be so.
    Maybe,
    /// It is so.
    Yes,
}

/// The fact by which a change replaces a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The property can be given at creation only (`createOnlyProperties`).
    CreateOnly,
    /// It depends on more than the property (`conditionalCreateOnlyProperties`).
    Conditional,
    /// The type is another one.
    Type,
    /// The resource's own program decides, by the physical ID that it returns.
    Custom,
}

impl Rule {
    /// The fact in few words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CreateOnly => "create-only",
            Self::Conditional => "conditionally create-only",
            Self::Type => "another type",
            Self::Custom => "its function decides",
        }
    }
}

/// What a change of a property does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) rule: Rule,
    /// The property as the schema names it.
    pub(super) property: String,
}

impl Verdict {
    pub(super) const fn certainty(&self) -> Certainty {
        match self.rule {
            Rule::CreateOnly | Rule::Type => Certainty::Yes,
            Rule::Conditional | Rule::Custom => Certainty::Maybe,
        }
    }
}

/// What replaces resources of a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replacing {
    fact: Option<Fact>,
    is_custom: bool,
    made_of: &'static [&'static str],
}

/// Types of SAM, and the properties that become create-only ones of what SAM makes of them.
const OF_SAM: [(&str, &[&str]); 3] = [
    ("AWS::Serverless::Function", &["FunctionName", "PackageType"]),
    ("AWS::Serverless::SimpleTable", &["PrimaryKey", "TableName"]),
    ("AWS::Serverless::StateMachine", &["Name", "Type"]),
];

impl Replacing {
    pub(super) fn new(resource_type: &str) -> Self {
        let is_custom =
            resource_type.starts_with("Custom::") || resource_type == "AWS::CloudFormation::CustomResource";
        let of_sam = OF_SAM.iter().find(|(kind, _)| *kind == resource_type);
        let made_of = of_sam.map_or::<&[&str], _>(&[], |(_, properties)| properties);
        Self { fact: database().get(resource_type), is_custom, made_of }
    }

    /// Whether anything is known of the type.
    pub(super) fn is_known(self) -> bool {
        self.fact.is_some() || self.is_custom
    }

    /// What an edit below `Properties` does.
    pub(super) fn verdict(self, edit: &Edit) -> Option<Verdict> {
        let (first, path) = edit.path.split_first()?;
        if *first != Step::Key("Properties".to_owned()) {
            return None;
        }
        self.verdict_at(path, &[edit.old.as_ref(), edit.new.as_ref()])
    }

    /// What a change at a path below the properties does, where `values` stand before and after it.
    pub(super) fn verdict_at(self, path: &[Step], values: &[Option<&Node>]) -> Option<Verdict> {
        if self.is_custom {
            let top = path.first().map(ToString::to_string).unwrap_or_default();
            return Some(Verdict { rule: Rule::Custom, property: top });
        }
        if let Some(name) = self.made_of.iter().find(|name| concerns(path, &[*name], values)) {
            return Some(Verdict { rule: Rule::CreateOnly, property: (*name).to_owned() });
        }
        let fact = self.fact?;
        let lists = [
            ("createOnlyProperties", Rule::CreateOnly),
            ("conditionalCreateOnlyProperties", Rule::Conditional),
        ];
        for (keyword, rule) in lists {
            let properties = fact.get(keyword).into_iter().flat_map(Fact::items).filter_map(Fact::as_str);
            // All of the properties at once, as when they are not there at all on one side.
            for property in properties {
                let names: Vec<&str> = property.split('/').collect();
                // What depends on the items that stay does not depend on one that comes or goes.
                if rule == Rule::Conditional && property.contains("/*/") && comes_or_goes(path, values) {
                    continue;
                }
                if concerns(path, &names, values) {
                    return Some(Verdict { rule, property: property.replace("/*", "[]").replace('/', ".") });
                }
            }
        }
        None
    }
}

/// Whether a change at the path changes the property of those names, which may be around it or inside it.
fn concerns(path: &[Step], names: &[&str], values: &[Option<&Node>]) -> bool {
    match (path.split_first(), names.split_first()) {
        (_, None) => true,
        (None, Some(_)) => values.iter().flatten().any(|value| leads_to(value, names)),
        // The branch of a choice is where the choice is.
        (Some((Step::Key(key), rest)), _) if key == "Fn::If" => {
            concerns(rest.get(1..).unwrap_or_default(), names, values)
        }
        // Any other function yields the whole value.
        (Some((Step::Key(key), _)), _) if key.starts_with("Fn::") || key == "Ref" => {
            concerns(&[], names, values)
        }
        (Some((Step::Item(_), rest)), Some((name, more))) => {
            concerns(rest, if *name == "*" { more } else { names }, values)
        }
        (Some((Step::Key(key), rest)), Some((name, more))) => {
            (key == name || *name == "*") && concerns(rest, more, values)
        }
    }
}

/// Whether the change is that of a whole item of a list.
fn comes_or_goes(path: &[Step], values: &[Option<&Node>]) -> bool {
    matches!(path.last(), Some(Step::Item(_))) && values.iter().any(Option::is_none)
}

/// Whether there is something of those names in the value.
fn leads_to(value: &Node, names: &[&str]) -> bool {
    let Some((name, rest)) = names.split_first() else { return true };
    match &value.value {
        Value::Object(object) if *name == "*" => object.iter().any(|entry| leads_to(&entry.node, rest)),
        Value::Object(object) => {
            // What a function yields may hold anything.
            super::function::Function::of(value).is_some()
                || object.iter().any(|entry| entry.key == *name && leads_to(&entry.node, rest))
        }
        Value::List(items) => {
            let names = if *name == "*" { rest } else { names };
            items.iter().any(|item| leads_to(item, names))
        }
        _ => false,
    }
}

/// On what it depends whether a change of the property replaces the resource, where AWS's documentation says it.
pub(super) fn condition_of(resource_type: &str, property: &str) -> Option<&'static str> {
    Some(match (resource_type, property) {
        (
            "AWS::EC2::Instance",
            "InstanceType" | "EbsOptimized" | "KernelId" | "RamdiskId" | "UserData" | "AdditionalInfo",
        ) => "an instance on EBS volumes is stopped and started, one on an instance store is replaced",
        ("AWS::EC2::Instance", "SecurityGroupIds") => {
            "an instance in a VPC keeps running, another one is replaced"
        }
        ("AWS::EC2::Instance", "BlockDeviceMappings") => "only DeleteOnTermination can be changed in place",
        ("AWS::EC2::Instance", "Affinity" | "HostId" | "Tenancy") => {
            "from and to host and dedicated the instance is only stopped"
        }
        ("AWS::EC2::VPC", "InstanceTenancy") => {
            "from dedicated to default is done in place, the reverse is not"
        }
        ("AWS::DynamoDB::Table", "AttributeDefinitions[].AttributeType") => {
            "a definition that is there cannot be edited in place"
        }
        ("AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable", "KeySchema") => {
            "another order of the same keys is no change"
        }
        ("AWS::RDS::DBInstance", "Engine") => {
            "from an Oracle edition to the multitenant one is done in place"
        }
        (
            "AWS::RDS::DBInstance",
            "BackupRetentionPeriod"
            | "MultiAZ"
            | "PreferredMaintenanceWindow"
            | "AutoMinorVersionUpgrade"
            | "DBParameterGroupName",
        ) => "in place, with an interruption at most",
        ("AWS::AutoScaling::AutoScalingGroup", _) => {
            "replaced only with AutoScalingReplacingUpdate in its UpdatePolicy"
        }
        ("AWS::ECS::Service", "LaunchType") => {
            "depends on the deployment controller and the capacity provider"
        }
        ("AWS::Batch::ComputeEnvironment", _) => {
            "replaced unless the service role and the allocation strategy allow an update in place"
        }
        ("AWS::Lambda::Function", "DurableConfig") => "adding or removing it replaces the function",
        ("AWS::Elasticsearch::Domain", "ElasticsearchVersion")
        | ("AWS::OpenSearchService::Domain", "EngineVersion") => {
            "in place with EnableVersionUpgrade in its UpdatePolicy"
        }
        ("AWS::OpenSearchService::Domain", "VPCOptions") => "replaced where they are removed",
        ("AWS::OpenSearchService::Domain", _) => "encryption can be turned on in place, not off",
        ("AWS::ElastiCache::CacheCluster", "NumCacheNodes") => {
            "replaced where it names no Availability Zones"
        }
        ("AWS::ElastiCache::ReplicationGroup", "NodeGroupConfiguration" | "NumNodeGroups") => {
            "in place with UseOnlineResharding in its UpdatePolicy"
        }
        ("AWS::ElastiCache::ReplicationGroup", "AuthToken") => "replaced where there was none",
        ("AWS::AppSync::GraphQLApi", "ApiType" | "Visibility") => "replaced where it was not set",
        ("AWS::SES::DedicatedIpPool", "ScalingMode") => "from STANDARD to MANAGED is done in place",
        ("AWS::ElasticLoadBalancing::LoadBalancer", _) => "replaced where it is empty on one side",
        ("AWS::SSM::Document", _) => "in place with UpdateMethod NewVersion",
        _ => return None,
    })
}
