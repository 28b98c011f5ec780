use std::collections::BTreeMap;

use crate::analysis::{Basis, Facts};
use crate::check::engine::functions::{Function, function};
use crate::check::engine::lookup::cases;
use crate::check::engine::values::json;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Value};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3064",
    title: "One endpoint of a service answers to its private names",
    about: "In a VPC one interface endpoint of a service at most has PrivateDnsEnabled: the names of a \
            second one would be the same.",
    source: "https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html",
    wrong: r"Resources:
  One:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcEndpointType: Interface, PrivateDnsEnabled: true, VpcId: vpc-0123456789abcdef0, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs'}
  Two:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcEndpointType: Interface, PrivateDnsEnabled: true, VpcId: vpc-0123456789abcdef0, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs'}
",
    right: r"Resources:
  One:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcEndpointType: Interface, PrivateDnsEnabled: true, VpcId: vpc-0123456789abcdef0, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs'}
  Two:
    Type: AWS::EC2::VPCEndpoint
    Properties: {VpcEndpointType: Interface, PrivateDnsEnabled: false, VpcId: vpc-0123456789abcdef0, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.sqs'}
",
    hooks: &[Hook::Template(unique)],
}];

fn unique(check: &Check<'_>, findings: &mut Findings) {
    const NAMES: [&str; 4] = ["VpcEndpointType", "PrivateDnsEnabled", "VpcId", "ServiceName"];
    let mut seen: BTreeMap<(String, String), Vec<(&str, Facts<'_>)>> = BTreeMap::new();
    for endpoint in check.resources().filter(|resource| resource.kind == "AWS::EC2::VPCEndpoint") {
        let Some(properties) = endpoint.properties() else { continue };
        check.with_root_scope(|scope| {
            cases(scope, properties, &NAMES, &mut |case, facts| {
                let is_private = case.get("VpcEndpointType").and_then(Node::as_str) == Some("Interface")
                    && matches!(case.get("PrivateDnsEnabled"), Some(Node { value: Value::Bool(true), .. }));
                let key = |name: &str| case.get(name).and_then(key);
                let (true, Some(vpc), Some(service)) = (is_private, key("VpcId"), key("ServiceName")) else {
                    return;
                };
                let facts = match endpoint.condition {
                    Some(condition) => check.conditions.assume(facts, condition, true, Basis::Known),
                    None => Some(facts.clone()),
                };
                let Some(facts) = facts else { return };
                let others = seen.entry((vpc, service)).or_default();
                let name = endpoint.name.as_ref();
                let clash = others.iter().find(|(other, others)| {
                    *other != name && check.conditions.join(&facts, others).is_some()
                });
                if let Some((other, _)) = clash {
                    let message = format!("'{name}' would answer to the same private names as '{other}'");
                    findings.add(steps(["Resources", name, "Properties"]), message);
                }
                others.push((name, facts));
            });
        });
    }
}

/// A text by which two values are the same.
fn key(node: &Node) -> Option<String> {
    match function(node) {
        Some((Function::Ref | Function::GetAtt | Function::Sub, _)) => Some(json(node)),
        Some(_) => None,
        None => node.as_str().map(|_| json(node)),
    }
}
