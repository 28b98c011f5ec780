use std::collections::BTreeMap;

use crate::check::engine::functions::{Function, function};
use crate::check::engine::values::json;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3022",
    title: "A subnet has one route table",
    about: "A subnet is associated with one route table at a time.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html",
    wrong: r"Resources:
  One:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef0}
  Two:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef1}
",
    right: r"Resources:
  One:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: subnet-0123456789abcdef0, RouteTableId: rtb-0123456789abcdef0}
  Two:
    Type: AWS::EC2::SubnetRouteTableAssociation
    Properties: {SubnetId: subnet-0123456789abcdef1, RouteTableId: rtb-0123456789abcdef1}
",
    hooks: &[Hook::Template(associations)],
}];

/// A subnet, and the conditions of the resource and of the property under which it is that.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Use<'t> {
    resource_condition: Option<&'t str>,
    property_condition: Option<&'t str>,
}

/// The subnets of an association under a condition, as text by which they are compared.
type Subnets<'t> = Vec<(String, Use<'t>)>;

fn associations(check: &Check<'_>, findings: &mut Findings) {
    let mut uses: Vec<(&str, Subnets<'_>)> = Vec::new();
    for resource in
        check.resources().filter(|resource| resource.kind == "AWS::EC2::SubnetRouteTableAssociation")
    {
        let Some(subnet) = resource.property("SubnetId") else { continue };
        let conditions = Use { resource_condition: resource.condition, property_condition: None };
        let mut subnets = Vec::new();
        gather(subnet, conditions, &mut subnets);
        uses.push((resource.name.as_ref(), subnets));
    }
    let mut users: BTreeMap<(&str, Use<'_>), Vec<&str>> = BTreeMap::new();
    for (name, subnets) in &uses {
        for (subnet, conditions) in subnets {
            users.entry((subnet, *conditions)).or_default().push(name);
        }
    }
    for (name, subnets) in &uses {
        for (subnet, conditions) in subnets {
            let always = Use { resource_condition: None, property_condition: None };
            let same = users.get(&(subnet.as_str(), *conditions)).into_iter().flatten();
            let mut others: Vec<&str> = same.copied().filter(|other| other != name).collect();
            if *conditions != always {
                others.extend(users.get(&(subnet.as_str(), always)).into_iter().flatten());
            }
            if !others.is_empty() {
                let path = steps(["Resources", name, "Properties", "SubnetId"]);
                findings
                    .add(path, format!("the subnet of '{name}' is also associated by {}", others.join(", ")));
            }
        }
    }
}

fn gather<'t>(node: &'t Node, conditions: Use<'t>, subnets: &mut Subnets<'t>) {
    match function(node) {
        Some((Function::If, argument)) => {
            if let Some([condition, yes, no]) = argument.as_list() {
                let conditions = Use { property_condition: condition.as_str(), ..conditions };
                gather(yes, conditions, subnets);
                gather(no, conditions, subnets);
            }
        }
        Some((Function::Ref, name)) => subnets.push((json(name), conditions)),
        Some((Function::GetAtt, argument)) => {
            let parts: Vec<&str> =
                argument.as_list().into_iter().flatten().filter_map(Node::as_str).collect();
            if let [_, _] = parts.as_slice() {
                subnets.push((json(&parts.join(".").into()), conditions));
            }
        }
        Some(_) => {}
        None => {
            if node.as_object().is_none() {
                subnets.push((json(node), conditions));
            }
        }
    }
}
