use crate::analysis::Facts;
use crate::check::attributes;
use crate::check::engine::fault::Faults;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::template::{CUSTOM_RESOURCE, Resource};
use crate::model::Node;
use crate::schema::Fact;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1040",
        title: "An attribute of the wrong kind",
        about: "The property takes a value of one kind, such as the ID of a VPC, and the attribute is one of another kind.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html",
        wrong: r"Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt Network.DefaultSecurityGroup
      CidrBlock: 10.0.0.0/24
",
        right: r"Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt Network.VpcId
      CidrBlock: 10.0.0.0/24
",
        hooks: &[Hook::GetAtt(attribute)],
    },
    Rule {
        id: "E1041",
        title: "A reference of the wrong kind",
        about: "The property takes a value of one kind, such as the ID of a VPC, and `Ref` yields one of another kind.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html",
        wrong: r"Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Network
      CidrBlock: 10.0.0.0/24
  Other:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Subnet
      CidrBlock: 10.0.1.0/24
",
        right: r"Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Subnet:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Network
      CidrBlock: 10.0.0.0/24
",
        hooks: &[Hook::Ref(reference)],
    },
];

const GROUP: &str = "AWS::EC2::SecurityGroup";

/// The format that a place asks for.
fn wanted(schema: Schema) -> Option<&'static str> {
    // The name that formats of security groups had before.
    schema.text("format").map(|format| match format {
        "AWS::EC2::SecurityGroup.GroupId" => "AWS::EC2::SecurityGroup.Id",
        other => other,
    })
}

/// The formats that a value of the schema can have.
fn formats(schema: Schema) -> Vec<&'static str> {
    let branches = schema.get("anyOf").into_iter().flat_map(Fact::items);
    let of_branches = branches.filter_map(|branch| branch.get("format")?.as_str());
    wanted(schema).into_iter().chain(of_branches).collect()
}

fn attribute(scope: &Scope<'_, '_>, parts: &[Node; 2], schema: Schema, faults: &mut Faults) {
    let (Some(wanted), [name, attribute]) = (wanted(schema), parts) else { return };
    let (Some(name), Some(attribute)) = (name.as_str(), attribute.as_str()) else { return };
    let Some(resource) = scope.check.resource(name) else { return };
    let can_be_anything = matches!(
        resource.kind,
        CUSTOM_RESOURCE
            | "AWS::CloudFormation::Stack"
            | "AWS::Serverless::Application"
            | "AWS::ServiceCatalog::CloudFormationProvisionedProduct"
    );
    if can_be_anything || (resource.kind == "AWS::SSM::Parameter" && attribute == "Value") {
        return;
    }
    let attributes = scope.check.attributes(resource, scope.regions);
    let Some(yielded) = attributes.and_then(|attributes| attributes.schema(attribute)) else { return };
    compare(scope, &format!("the attribute '{name}.{attribute}'"), wanted, &formats(yielded), faults);
}

fn reference(scope: &Scope<'_, '_>, name: &str, schema: Schema, faults: &mut Faults) {
    let Some(wanted) = wanted(schema) else { return };
    let Some(resource) = scope.check.resource(name).filter(|_| scope.check.parameter(name).is_none()) else {
        return;
    };
    if resource.kind == CUSTOM_RESOURCE {
        return;
    }
    let formats = if resource.kind == GROUP {
        // Only a group in a VPC is known by its ID.
        let is_in_network = is_given(scope, resource, "VpcId", scope.facts);
        vec![if is_in_network { "AWS::EC2::SecurityGroup.Id" } else { "AWS::EC2::SecurityGroup.Name" }]
    } else {
        let Some(yielded) = attributes::reference(resource.kind, scope.regions) else { return };
        formats(yielded)
    };
    compare(scope, &format!("the reference to '{name}'"), wanted, &formats, faults);
}

/// Whether a property can have a value.
fn is_given<'t>(scope: &Scope<'_, 't>, resource: &Resource<'t>, property: &str, facts: &Facts<'t>) -> bool {
    let branches = resource.property(property).map(|node| scope.check.conditions.branches(node, facts));
    branches.is_some_and(|branches| branches.iter().any(|branch| branch.node.is_some()))
}

fn compare(scope: &Scope<'_, '_>, what: &str, wanted: &str, formats: &[&str], faults: &mut Faults) {
    if formats.contains(&wanted) {
        return;
    }
    let message = match formats {
        [] => format!("{what} is no {wanted}"),
        formats => format!("{what} is {}, and {wanted} is wanted", formats.join(" or ")),
    };
    faults.push(scope.fault(message));
}
