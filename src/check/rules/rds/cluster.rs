use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Functions;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule, check_carried};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3686",
        title: "The scaling of a cluster for its engine mode",
        about: "ScalingConfiguration is for the engine mode serverless only, and ServerlessV2ScalingConfiguration \
            for any other.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineMode: provisioned
      ScalingConfiguration:
        MinCapacity: 1
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineMode: serverless
      ScalingConfiguration:
        MinCapacity: 1
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3689",
        title: "Monitoring has an interval and a role",
        about: "MonitoringRoleArn needs a MonitoringInterval above 0, and such an interval the role.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      MonitoringInterval: 60
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      MonitoringInterval: 60
      MonitoringRoleArn: arn:aws:iam::123456789012:role/monitoring
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3690",
        title: "A version that the engine of a cluster has",
        about: "Engine is aurora-mysql, aurora-postgresql, mysql or postgres, and EngineVersion one of its versions.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r#"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineVersion: "4.0"
"#,
        right: r#"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineVersion: "8.0"
"#,
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3692",
        title: "What a Multi-AZ cluster needs",
        about: "A cluster with the engine mysql or postgres needs AllocatedStorage, DBClusterInstanceClass, Iops and \
            a StorageType of io1, io2 or gp3, and has none of the properties of Aurora.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m5d.large
      Iops: 1000
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m5d.large
      Iops: 1000
      StorageType: io1
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3693",
        title: "What a cluster of Aurora does not have",
        about: "AllocatedStorage, DBClusterInstanceClass, Iops and PubliclyAccessible are for Multi-AZ clusters, and \
            the storage of Aurora is aurora or aurora-iopt1.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      AllocatedStorage: 100
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "E3694",
        title: "An instance class that RDS has for Multi-AZ clusters in the region",
        about: "Which classes there are depends on the region and the engine.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/create-multi-az-db-cluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m1.large
      Iops: 1000
      StorageType: io1
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: mysql
      AllocatedStorage: 100
      DBClusterInstanceClass: db.m5d.large
      Iops: 1000
      StorageType: io1
",
        hooks: &[Hook::CarriedBy(literally)],
    },
];

/// Holds the properties against the schema of a rule about values that are written out: functions are not looked into.
fn literally(rule: &'static Rule, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    check_carried(&Scope { functions: Functions::NONE, ..*scope }, rule, node, faults);
}
