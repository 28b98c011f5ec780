use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3667",
    title: "A node type that Redshift has in the region",
    about: "Not every region has every node type.",
    source: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html",
    wrong: r"Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: jobs
      MasterUsername: admin
      ManageMasterPassword: true
      NodeType: dc2.tiny
",
    right: r"Resources:
  Warehouse:
    Type: AWS::Redshift::Cluster
    Properties:
      ClusterType: single-node
      DBName: jobs
      MasterUsername: admin
      ManageMasterPassword: true
      NodeType: ra3.large
",
    hooks: &[Hook::Carried],
}];
