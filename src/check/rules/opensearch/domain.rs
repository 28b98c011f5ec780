use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3653",
    title: "An instance type that OpenSearch has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    wrong: "Resources:\n  Search:\n    Type: AWS::OpenSearchService::Domain\n    Properties:\n      ClusterConfig:\n        InstanceType: t3.tiny.search\n",
    right: "Resources:\n  Search:\n    Type: AWS::OpenSearchService::Domain\n    Properties:\n      ClusterConfig:\n        InstanceType: t3.small.search\n",
    hooks: &[Hook::Carried],
}];
