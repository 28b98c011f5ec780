use crate::check::engine::fault::Faults;
use crate::check::engine::lookup::cases;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3041",
    title: "The name of a record is in its hosted zone",
    about: "HostedZoneName ends in a full stop, and the name of the record is that name or one under it.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-route53-recordset.html",
    wrong: r"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties: {Name: www.example.org, HostedZoneName: example.com., Type: A, TTL: '60', ResourceRecords: [192.0.2.1]}
",
    right: r"Resources:
  Record:
    Type: AWS::Route53::RecordSet
    Properties: {Name: www.example.com, HostedZoneName: example.com., Type: A, TTL: '60', ResourceRecords: [192.0.2.1]}
",
    hooks: &[Hook::At(&[], name)],
}];

fn name(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object() else { return };
    cases(scope, properties, &["Name", "HostedZoneName"], &mut |case, _| {
        let text = |name: &str| case.get(name).and_then(Node::as_str);
        let (Some(name), Some(zone)) = (text("Name"), text("HostedZoneName")) else { return };
        if !zone.ends_with('.') {
            let message = format!("the name '{zone}' of a hosted zone does not end in a full stop");
            faults.push(scope.fault_at(Part::Key("HostedZoneName"), message));
        }
        let bare = |name: &'_ str| name.strip_suffix('.').unwrap_or(name).to_owned();
        let (record, domain) = (bare(name), bare(zone));
        let is_under =
            record.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if !is_under {
            let message = format!("'{name}' is not in the hosted zone '{zone}'");
            faults.push(scope.fault_at(Part::Key("Name"), message));
        }
    });
}
