use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3653",
    title: "An instance type that OpenSearch has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    wrong: r"Resources:
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties:
      ClusterConfig:
        InstanceType: t3.tiny.search
",
    right: r"Resources:
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties:
      ClusterConfig:
        InstanceType: t3.small.search
",
    hooks: &[Hook::Carried],
}];
