use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3699",
    title: "ReplicaMode for an engine that ignores it",
    about: "Only replicas of Oracle and Db2 databases have a mode.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html",
    wrong: r"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: mysql, DBInstanceClass: db.m5.large, ReplicaMode: mounted, SourceDBInstanceIdentifier: jobs}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
    right: r"Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Properties: {Engine: oracle-ee, DBInstanceClass: db.m5.large, ReplicaMode: mounted, SourceDBInstanceIdentifier: jobs}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
    hooks: &[Hook::At(&[], mode)],
}];

fn mode(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object().filter(|properties| properties.get("ReplicaMode").is_some())
    else {
        return;
    };
    let Some(engine) = properties.get("Engine").and_then(Node::as_str) else { return };
    let lower = engine.to_lowercase();
    if !list("replica-mode-engines", None).any(|known| lower.starts_with(known)) {
        let message = format!("replicas of the engine '{engine}' have no mode");
        faults.push(scope.fault_at(Part::Key("ReplicaMode"), message));
    }
}
