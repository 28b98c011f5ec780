use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3707",
        title: "An instance has the engine of its cluster",
        about: "Engine of a DBInstance in a DBCluster is that of the cluster.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: "Resources:\n  Cluster:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: aurora-mysql\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.r5.large\n      DBClusterIdentifier: !Ref Cluster\n      Engine: aurora-postgresql\n",
        right: "Resources:\n  Cluster:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: aurora-mysql\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.r5.large\n      DBClusterIdentifier: !Ref Cluster\n      Engine: aurora-mysql\n",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3709",
        title: "An instance is encrypted as its cluster is",
        about: "StorageEncrypted of a DBInstance in a DBCluster is that of the cluster, or left out.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: "Resources:\n  Cluster:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: aurora-mysql\n      StorageEncrypted: true\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.r5.large\n      DBClusterIdentifier: !Ref Cluster\n      Engine: aurora-mysql\n      StorageEncrypted: false\n",
        right: "Resources:\n  Cluster:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: aurora-mysql\n      StorageEncrypted: true\n  Database:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      DBInstanceClass: db.r5.large\n      DBClusterIdentifier: !Ref Cluster\n      Engine: aurora-mysql\n      StorageEncrypted: true\n",
        hooks: &[Hook::Carried],
    },
];
