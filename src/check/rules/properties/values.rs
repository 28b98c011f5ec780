use std::sync::OnceLock;

use crate::analysis::SERVERLESS;
use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::path::{Part, Place};
use crate::check::engine::schema::{Schema, texts};
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::finding::steps;
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section};
use crate::schema::{Fact, check_table};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3010",
        title: "An Availability Zone that is written out",
        about: "The template works in one region only, and accounts see zones under different names. Take zones from Fn::GetAZs \
                or a parameter.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html",
        wrong: "Resources:\n  Volume:\n    Type: AWS::EC2::Volume\n    Properties: {Size: 8, AvailabilityZone: us-east-1a}\n    \
                DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        right: "Resources:\n  Volume:\n    Type: AWS::EC2::Volume\n    Properties: {Size: 8, AvailabilityZone: !Select [0, !GetAZs \
                '']}\n    DeletionPolicy: Delete\n    UpdateReplacePolicy: Delete\n",
        hooks: &[Hook::At(&[], zone)],
    },
    Rule {
        id: "W2506",
        title: "A parameter for the ID of an image has a type of its own",
        about: "With the type AWS::EC2::Image::Id the console offers the images that there are, and CloudFormation checks the ID.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html",
        wrong: "Parameters:\n  Image: {Type: String}\nResources:\n  Instance:\n    Type: AWS::EC2::Instance\n    Properties: \
                {ImageId: !Ref Image}\n",
        right: "Parameters:\n  Image: {Type: 'AWS::EC2::Image::Id'}\nResources:\n  Instance:\n    Type: AWS::EC2::Instance\n    \
                Properties: {ImageId: !Ref Image}\n",
        hooks: &[Hook::Ref(image)],
    },
    Rule {
        id: "W3002",
        title: "A file that only `aws cloudformation package` can find",
        about: "CloudFormation takes objects in Amazon S3 there. The path of a local file works only if the template goes through \
                `aws cloudformation package`, which uploads the file.",
        source: "https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html",
        wrong: "Resources:\n  Stack:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: network.yaml}\n",
        right: "Resources:\n  Stack:\n    Type: AWS::CloudFormation::Stack\n    Properties: {TemplateURL: \
                'https://s3.amazonaws.com/templates/network.yaml'}\n",
        hooks: &[Hook::At(&[], packaged)],
    },
    Rule {
        id: "E3024",
        title: "Tags",
        about: "The keys of a resource's tags are different from one another, do not begin with aws:, and have at most 128 \
                characters; values have at most 256.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html",
        wrong: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags: [{Key: 'aws:owner', Value: me}]\n",
        right: "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags: [{Key: owner, Value: me}]\n",
        hooks: &[Hook::Keyword("tagging", tagging)],
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
        faults.push(scope.fault(format!("'{file}' is in no bucket: `aws cloudformation package` has to put it there")));
    }
}

fn tagging(scope: &Scope<'_, '_>, value: Fact, node: &Node, _: Schema, faults: &mut Faults) {
    if value.get("taggable").and_then(Fact::as_bool) != Some(true) {
        return;
    }
    let before = faults.len();
    let inner = Scope { rules: false, ..*scope };
    inner.validate(node, Schema::named("other/resources/tagging"), faults);
    for fault in faults.iter_mut().skip(before) {
        fault.keyword = "tagging";
    }
}

fn image(scope: &Scope<'_, '_>, name: &str, _: Schema, faults: &mut Faults) {
    static PLACES: OnceLock<Vec<Place>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let facts = check_table("rules").and_then(|rules| rules.get("W2506")?.get("keywords"));
        facts.into_iter().flat_map(texts).map(Place::of).collect()
    });
    if !places.contains(&scope.place) || is_in_function(scope) {
        return;
    }
    let Some(parameter) = scope.check.parameter(name) else { return };
    if list("image-id-parameter-types", None).any(|kind| kind == parameter.kind) {
        return;
    }
    let message = format!("'{name}' is the ID of an image and has the type '{}'", parameter.kind);
    let given_at = Some(steps(["Parameters", name, "Type"]));
    faults.push(Fault { given_at, ..scope.fault(message) });
}
