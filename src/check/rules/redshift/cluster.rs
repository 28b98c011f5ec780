use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3667",
    title: "A node type that Redshift has in the region",
    about: "Not every region has every node type.",
    source: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html",
    wrong: "Resources:\n  Warehouse:\n    Type: AWS::Redshift::Cluster\n    Properties:\n      ClusterType: single-node\n      DBName: jobs\n      MasterUsername: admin\n      ManageMasterPassword: true\n      NodeType: dc2.tiny\n",
    right: "Resources:\n  Warehouse:\n    Type: AWS::Redshift::Cluster\n    Properties:\n      ClusterType: single-node\n      DBName: jobs\n      MasterUsername: admin\n      ManageMasterPassword: true\n      NodeType: ra3.large\n",
    hooks: &[Hook::Carried],
}];
