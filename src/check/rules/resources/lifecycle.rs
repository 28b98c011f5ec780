use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Step};
use crate::schema::Fact;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3710",
        title: "A resource type of a service that is no more",
        about: "AWS has shut the service down: such a resource cannot be created. Use what AWS names in its place.",
        source: "https://docs.aws.amazon.com/general/latest/gr/full_shutdown_services.html",
        wrong: "Resources:\n  Ledger:\n    Type: AWS::QLDB::Ledger\n    Properties:\n      PermissionsMode: STANDARD\n",
        right: "Resources:\n  Ledger:\n    Type: AWS::RDS::DBCluster\n    Properties:\n      Engine: aurora-postgresql\n",
        hooks: &[Hook::Keyword("lifecycle", lifecycle)],
    },
    Rule {
        id: "W3696",
        title: "A resource type of a service that AWS will shut down",
        about: "The service ends on a day that is known. Plan to replace the resource before it.",
        source: "https://docs.aws.amazon.com/general/latest/gr/sunset_services.html",
        wrong: "Resources:\n  Files:\n    Type: AWS::MediaStore::Container\n    Properties:\n      ContainerName: jobs\n",
        right: "Resources:\n  Files:\n    Type: AWS::S3::Bucket\n",
        hooks: &[],
    },
    Rule {
        id: "W3697",
        title: "A resource type of a service that is only maintained",
        about: "The service gets no new features, and often takes no new customers. Use another one for what is new.",
        source: "https://docs.aws.amazon.com/general/latest/gr/maintenance_services.html",
        wrong: "Resources:\n  Desk:\n    Type: AWS::Cloud9::EnvironmentEC2\n    Properties:\n      ImageId: amazonlinux-2023-x86_64\n      InstanceType: t3.micro\n",
        right: "Resources:\n  Desk:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: ami-12345678\n      InstanceType: t3.micro\n",
        hooks: &[],
    },
];

/// `lifecycle`: `status` is `shutdown`, `sunset` or `maintenance`, perhaps since or from a `date`.
fn lifecycle(scope: &Scope<'_, '_>, value: Fact, _node: &Node, _schema: Schema, faults: &mut Faults) {
    let (rule, ending) = match value.get("status").and_then(Fact::as_str) {
        Some("shutdown") => ("E3710", "was shut down"),
        Some("sunset") => ("W3696", "will be shut down"),
        Some("maintenance") => ("W3697", "is only maintained"),
        _ => return,
    };
    if scope.check.is_off(rule) {
        return;
    }
    let on = match value.get("date").and_then(Fact::as_str) {
        Some(date) if rule == "W3697" => format!(" since {date}"),
        Some(date) => format!(" on {date}"),
        None => String::new(),
    };
    let steps = scope.path.steps();
    let name = steps.get(1).map(Step::to_string).and_then(|name| Some(scope.check.resource(&name)?.kind));
    let message = format!("{} is of a service that {ending}{on}", name.unwrap_or("this type"));
    faults.push(Fault { rule: Some(rule), ..scope.fault(message) });
}
