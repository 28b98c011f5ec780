use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;
use crate::schema::Fact;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3710",
        title: "A resource type of a service that was shut down",
        about: "The service is no longer there, so nothing of it can be made.",
        source: "https://docs.aws.amazon.com/general/latest/gr/full_shutdown_services.html",
        wrong: r"Resources:
  Channel:
    Type: AWS::IoTAnalytics::Channel
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::Keyword("lifecycle", lifecycle)],
    },
    Rule {
        id: "W3696",
        title: "A resource type of a service that will be shut down",
        about: "AWS has announced the end of the service. Plan how to do without it.",
        source: "https://docs.aws.amazon.com/general/latest/gr/sunset_services.html",
        wrong: r"Resources:
  Mesh:
    Type: AWS::AppMesh::Mesh
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[],
    },
    Rule {
        id: "W3697",
        title: "A resource type of a service that is only maintained",
        about: "The service is closed to new customers or gets nothing new. Prefer its successor for what \
                is new.",
        source: "https://docs.aws.amazon.com/general/latest/gr/maintenance_services.html",
        wrong: r"Resources:
  Launch:
    Type: AWS::AutoScaling::LaunchConfiguration
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
",
        right: r"Resources:
  Launch:
    Type: AWS::EC2::LaunchTemplate
    Properties: {LaunchTemplateData: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}}
",
        hooks: &[],
    },
];

fn lifecycle(scope: &Scope<'_, '_>, value: Fact, _: &Node, _: Schema, faults: &mut Faults) {
    let Some(Part::Key(name)) = scope.path.get(1) else { return };
    let Some(resource) = scope.check.resource(name) else { return };
    let kind = resource.kind;
    let date = value.get("date").and_then(Fact::as_str);
    let (rule, what, since) = match value.get("status").and_then(Fact::as_str) {
        Some("shutdown") => ("E3710", "was shut down", " on "),
        Some("sunset") => ("W3696", "will be shut down", " on "),
        Some("maintenance") => ("W3697", "is only maintained", " since "),
        _ => return,
    };
    let when = date.map(|date| format!("{since}{date}")).unwrap_or_default();
    let fault = scope.fault(format!("'{kind}' is of a service that {what}{when}"));
    faults.push(Fault { rule: Some(rule), ..fault });
}
