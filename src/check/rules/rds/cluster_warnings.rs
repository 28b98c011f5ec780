use crate::check::registry::{Hook, Rule};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3688",
        title: "A user name that a snapshot overrides",
        about: "A cluster that is restored from SnapshotIdentifier has the user of the snapshot: MasterUsername is \
            ignored.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      SnapshotIdentifier: jobs
      MasterUsername: admin
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      SnapshotIdentifier: jobs
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3689",
        title: "Properties that a source cluster overrides",
        about: "A cluster that is made from SourceDBClusterIdentifier has its user, password and encryption: these \
            properties are ignored.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      SourceDBClusterIdentifier: jobs
      MasterUsername: admin
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      SourceDBClusterIdentifier: jobs
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3690",
        title: "A version of the engine of a cluster that is deprecated",
        about: "RDS still knows the version, but it has ended or is about to end. Move to a later one.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r#"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineVersion: "5.7"
"#,
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
",
        hooks: &[Hook::Carried],
    },
    Rule {
        id: "W3693",
        title: "Properties that Aurora Serverless ignores",
        about: "With the engine mode serverless, the properties of Performance Insights have no effect.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html",
        wrong: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineMode: serverless
      PerformanceInsightsEnabled: true
",
        right: r"Resources:
  Cluster:
    Type: AWS::RDS::DBCluster
    Properties:
      Engine: aurora-mysql
      EngineMode: serverless
",
        hooks: &[Hook::Carried],
    },
];
