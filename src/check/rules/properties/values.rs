use crate::analysis::SERVERLESS;
use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3010",
        title: "An Availability Zone that is written out",
        about: "The template works in one region only, and accounts see zones under different names. Take \
                zones from Fn::GetAZs or a parameter.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html",
        wrong: r"Resources:
  Volume:
    Type: AWS::EC2::Volume
    Properties: {Size: 8, AvailabilityZone: us-east-1a}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
        right: r"Resources:
  Volume:
    Type: AWS::EC2::Volume
    Properties: {Size: 8, AvailabilityZone: !Select [0, !GetAZs '']}
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
        hooks: &[Hook::At(&[], zone)],
    },
    Rule {
        id: "W3002",
        title: "A file that only `aws cloudformation package` can find",
        about: "CloudFormation takes objects in Amazon S3 there. The path of a local file works only if \
                the template goes through `aws cloudformation package`, which uploads the file.",
        source: "https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html",
        wrong: r"Resources:
  Stack:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: network.yaml}
",
        right: r"Resources:
  Stack:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: 'https://s3.amazonaws.com/templates/network.yaml'}
",
        hooks: &[Hook::At(&[], packaged)],
    },
];

fn zone(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if is_in_function(scope) || is_made_by_cdk(scope.check) {
        return;
    }
    let zones = node.as_list().unwrap_or(std::slice::from_ref(node));
    for zone in zones.iter().filter_map(Node::as_str).filter(|zone| *zone != "all") {
        faults.push(scope.fault(format!("the Availability Zone '{zone}' is written out")));
    }
}

fn is_in_function(scope: &Scope<'_, '_>) -> bool {
    scope.path.backwards().any(|step| match step {
        Part::Key(key) => Function::from_key(key).is_some_and(|function| Functions::VALUES.has(function)),
        _ => false,
    })
}

/// Whether the AWS CDK wrote the template: it knows the zones of an account.
fn is_made_by_cdk(check: &Check<'_>) -> bool {
    let resources = check.section(Section::Resources);
    resources.into_iter().flatten().any(|entry| {
        let Some(resource) = entry.node.as_object() else { return false };
        let metadata = resource.get("Metadata").and_then(Node::as_object);
        entry.key == "CDKMetadata"
            || resource.get("Type").and_then(Node::as_str) == Some("AWS::CDK::Metadata")
            || metadata.is_some_and(|metadata| metadata.get("aws:cdk:path").is_some())
    })
}

fn packaged(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(file) = node.as_str() else { return };
    let at_function = match scope.path.last() {
        Part::Key(key) => Function::from_key(key).is_some_and(|function| Functions::VALUES.has(function)),
        _ => false,
    };
    if at_function || scope.check.has_transform(SERVERLESS) {
        return;
    }
    if !file.starts_with("s3://") && !file.starts_with("https://") {
        let file = if file.chars().count() > 120 { "this" } else { file };
        faults
            .push(scope.fault(format!(
                "'{file}' is in no bucket: `aws cloudformation package` has to put it there"
            )));
    }
}
