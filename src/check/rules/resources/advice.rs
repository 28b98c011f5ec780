use crate::check::engine::fault::Faults;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::facts::table;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule, hold, rule};
use crate::check::template::Check;
use crate::model::{Node, Section, Step};
use crate::schema::{Fact, check_table};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "I3013",
        title: "How long data is kept",
        about: "The service deletes data after a while unless the template says how long it is kept. Say so.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/best-practices.html",
        wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
",
        right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: 345600}
",
        hooks: &[Hook::At(&[], retention)],
    },
    Rule {
        id: "I3100",
        title: "An instance type of a previous generation",
        about: "Newer types do more for less money.",
        source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html",
        wrong: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t1.micro}
",
        right: r"Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties: {ImageId: ami-0123456789abcdef0, InstanceType: t3.micro}
",
        hooks: &[Hook::Template(generations)],
    },
];

fn retention(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(crate::check::engine::path::Part::Key(name)) = scope.path.get(1) else { return };
    let Some(resource) = scope.check.resource(name) else { return };
    if resource.kind == "AWS::RDS::DBInstance" {
        let Some(rule) = rule("I3013") else { return };
        let schema = Schema::named("extensions/aws_rds_dbinstance/backupretentionperiod");
        hold(scope, rule, node, schema, false, faults);
        return;
    }
    let wanted = table("retention-properties").find(|(kind, _)| *kind == resource.kind);
    let names = wanted.into_iter().flat_map(|(_, properties)| properties.items());
    let mut missing = names
        .filter_map(|property| property.get("Attribute").and_then(Fact::as_str))
        .filter(|name| node.as_object().is_some_and(|properties| properties.get(name).is_none()));
    if let Some(missing) = missing.next() {
        faults.push(scope.fault(format!("'{missing}' does not say how long data is kept")));
    }
}

fn generations(check: &Check<'_>, findings: &mut Findings) {
    if check.is_off("I3100") {
        return;
    }
    let facts = |part: &str| check_table("previous-generation-properties").and_then(|facts| facts.get(part));
    for way in ["properties", "inside"].into_iter().filter_map(facts).flat_map(Fact::items) {
        let mut way = way.items().filter_map(Fact::as_str);
        let Some(kind) = way.next() else { continue };
        let steps_to: Vec<&str> = way.collect();
        for resource in check.resources().filter(|resource| resource.kind == kind) {
            let properties = resource.body.and_then(|body| body.get("Properties"));
            let value = steps_to.iter().try_fold(properties, |node, name| Some(node?.as_object()?.get(name)));
            let Some(kind) = value.flatten().and_then(Node::as_str).filter(|kind| is_previous(kind)) else {
                continue;
            };
            let mut path = steps([Section::Resources.as_str(), resource.name.as_ref(), "Properties"]);
            path.extend(steps_to.iter().map(|name| Step::Key((*name).into())));
            findings.add(path, format!("'{kind}' is of a previous generation"));
        }
    }
}

/// <https://aws.amazon.com/ec2/previous-generation/>
const PREVIOUS: [&str; 8] = ["cc2", "cg1", "cr1", "g2", "hi1", "hs1", "i2", "t1"];

fn is_previous(kind: &str) -> bool {
    kind.split('.').any(|part| {
        let family = part.strip_prefix(['c', 'm', 'r']);
        matches!(family, Some("1" | "2" | "3")) || PREVIOUS.contains(&part)
    })
}
