use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3672",
    title: "A node type that DAX has in the region",
    about: "Not every region has every node type.",
    source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html",
    wrong: "Resources:\n  Cache:\n    Type: AWS::DAX::Cluster\n    Properties:\n      IAMRoleARN: arn:aws:iam::123456789012:role/dax\n      ReplicationFactor: 1\n      NodeType: dax.t3.tiny\n",
    right: "Resources:\n  Cache:\n    Type: AWS::DAX::Cluster\n    Properties:\n      IAMRoleARN: arn:aws:iam::123456789012:role/dax\n      ReplicationFactor: 1\n      NodeType: dax.t3.small\n",
    hooks: &[Hook::Carried],
}];
