use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3707",
        title: "An instance has the engine of its cluster",
        about: "Engine of a DBInstance in a DBCluster is that of the cluster.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: !Ref Cluster
      Engine: aurora-postgresql
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: !Ref Cluster
      Engine: aurora-mysql
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3709",
        title: "An instance is encrypted as its cluster is",
        about: "StorageEncrypted of a DBInstance in a DBCluster is that of the cluster, or left out.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      StorageEncrypted: true
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: !Ref Cluster
      Engine: aurora-mysql
      StorageEncrypted: false
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      StorageEncrypted: true
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: !Ref Cluster
      Engine: aurora-mysql
      StorageEncrypted: true
",
        hooks: &[Hook::Carried],
    },
];
