use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3652",
    title: "An instance type that Elasticsearch has in the region",
    about: "Not every region has every instance type of the service.",
    source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/supported-instance-types.html",
    wrong: r"Resources:
  Search:
    Type: AWS::Elasticsearch::Domain
    Properties:
      ElasticsearchClusterConfig:
        InstanceType: t3.tiny.elasticsearch
",
    right: r"Resources:
  Search:
    Type: AWS::Elasticsearch::Domain
    Properties:
      ElasticsearchClusterConfig:
        InstanceType: t3.small.elasticsearch
",
    hooks: &[Hook::Carried],
}];
