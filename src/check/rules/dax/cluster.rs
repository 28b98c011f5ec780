use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3672",
    title: "A node type that DAX has in the region",
    about: "Not every region has every node type.",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
    wrong: r"Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      IAMRoleARN: arn:aws:iam::123456789012:role/dax
      ReplicationFactor: 1
      NodeType: dax.t3.tiny
",
    right: r"Resources:
  Cache:
    Type: AWS::DAX::Cluster
    Properties:
      IAMRoleARN: arn:aws:iam::123456789012:role/dax
      ReplicationFactor: 1
      NodeType: dax.t3.small
",
    hooks: &[Hook::Carried],
}];
