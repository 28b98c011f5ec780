use crate::check::engine::fault::Faults;
use crate::check::engine::functions::Functions;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule, check_carried};
use crate::model::{Node, Value};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3025",
        title: "An instance class that RDS has for the engine in the region",
        about: "Which classes of instances there are depends on the region, the engine and the licence.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m1.tiny
      AllocatedStorage: "20"
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
"#,
        hooks: &[Hook::CarriedBy(of_literals)],
    },
    Rule {
        id: "E3062",
        title: "An instance class that RDS has for the version of the engine",
        about: "Older versions of an engine do not run on new classes of instances, nor new versions on old ones.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Support.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m1.large
      AllocatedStorage: "20"
      EngineVersion: "8.0.40"
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      EngineVersion: "8.0.40"
"#,
        hooks: &[Hook::CarriedBy(of_literals)],
    },
    Rule {
        id: "E3682",
        title: "An instance of Aurora leaves storage to its cluster",
        about: "Storage, password, copied tags and protection from deletion are properties of the DBCluster, not of \
            its instances.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: aurora-mysql
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: jobs
      AllocatedStorage: "20"
"#,
        right: r"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: aurora-mysql
      DBInstanceClass: db.r5.large
      DBClusterIdentifier: jobs
",
        hooks: &[Hook::CarriedBy(of_engine)],
    },
    Rule {
        id: "E3691",
        title: "A version that the engine has",
        about: "Engine is one of those of RDS, and EngineVersion one of its versions.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      EngineVersion: "8.0"
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      EngineVersion: "8.0.40"
"#,
        hooks: &[Hook::CarriedBy(of_engine)],
    },
    Rule {
        id: "E3719",
        title: "How long an instance keeps backups",
        about: "BackupRetentionPeriod is at most 35 days. An instance in a cluster has no such property: set it on \
            the cluster.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      BackupRetentionPeriod: 40
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      BackupRetentionPeriod: 35
"#,
        hooks: &[Hook::CarriedBy(of_engine)],
    },
    Rule {
        id: "E3720",
        title: "An instance with a key encrypts its storage",
        about: "KmsKeyId has no meaning unless StorageEncrypted is true.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      KmsKeyId: alias/jobs
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      KmsKeyId: alias/jobs
      StorageEncrypted: true
"#,
        hooks: &[Hook::CarriedBy(of_engine)],
    },
    Rule {
        id: "E3721",
        title: "The mode of a replica",
        about: "ReplicaMode of Oracle and Db2 is mounted or open-read-only.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/oracle-read-replicas.html",
        wrong: r"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: oracle-ee
      DBInstanceClass: db.m5.large
      ReplicaMode: open
",
        right: r"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: oracle-ee
      DBInstanceClass: db.m5.large
      ReplicaMode: mounted
",
        hooks: &[Hook::CarriedBy(of_engine)],
    },
    Rule {
        id: "W3691",
        title: "A version of the engine that is deprecated",
        about: "RDS still knows the version, but it has ended or is about to end. Move to a later one.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
        wrong: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      EngineVersion: "5.7.44"
"#,
        right: r#"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      DBInstanceClass: db.m5.large
      AllocatedStorage: "20"
      EngineVersion: "8.4.6"
"#,
        hooks: &[Hook::CarriedBy(of_engine)],
    },
];

/// Holds the properties against the schema of a rule, with the engine in lower case.
fn of_engine(rule: &'static Rule, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let engine = node.as_object().and_then(|properties| properties.get("Engine")).and_then(Node::as_str);
    let Some(lower) = engine.map(str::to_lowercase).filter(|lower| Some(lower.as_str()) != engine) else {
        return check_carried(scope, rule, node, faults);
    };
    let mut node = node.clone();
    if let Value::Object(properties) = &mut node.value
        && let Some(engine) = properties.get_mut("Engine")
    {
        engine.value = Value::String(lower.into());
    }
    check_carried(scope, rule, &node, faults);
}

/// As [`of_engine`], for values that are written out: functions are not looked into.
fn of_literals(rule: &'static Rule, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    of_engine(rule, &Scope { functions: Functions::NONE, ..*scope }, node, faults);
}
