use std::collections::BTreeMap;

use crate::analysis::{MAX_ENVIRONMENT_BYTES, environment_size};
use crate::check::engine::fault::Faults;
use crate::check::engine::lookup::cases;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::json;
use crate::check::facts::partition;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Object, Step};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W2533",
        title: "A function whose code is a .zip file has a handler and a runtime",
        about: "Only functions made from images do without Handler and Runtime.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html",
        wrong: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
",
        right: r"Resources:
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.14
      Role: !Sub arn:aws:iam::${AWS::AccountId}:role/lambda
      Code: {S3Bucket: code, S3Key: code.zip}
",
        hooks: &[Hook::Template(of_zip)],
    },
    Rule {
        id: "E2529",
        title: "Too many subscription filters of one log group",
        about: "The events of a log group go through a handful of filters at most. More need a stream \
                between them.",
        source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html",
        wrong: "",
        right: "",
        hooks: &[Hook::Template(subscriptions)],
    },
    Rule {
        id: "E3697",
        title: "Environment variables of a function are too long",
        about: "The names and values of all environment variables of a function are at most 4 KB together.",
        source: "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], environment)],
    },
    Rule {
        id: "E3716",
        title: "The ARN of a layer is too long",
        about: "How long the ARN of a layer is at most depends on the names of the region and its partition.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html",
        wrong: "",
        right: "",
        hooks: &[Hook::At(&[], layer)],
    },
];

/// Whether a function is of a .zip file, and the property that says so, if one does.
type Packaged = fn(&Object) -> Option<Option<&'static str>>;

fn of_zip(check: &Check<'_>, findings: &mut Findings) {
    for resource in check.resources() {
        let (names, packaged): (&[&str], Packaged) = match resource.kind {
            "AWS::Lambda::Function" => (&["PackageType", "Code", "Handler", "Runtime"], packaged_by_lambda),
            "AWS::Serverless::Function" => {
                (&["PackageType", "CodeUri", "InlineCode", "ImageUri", "Handler", "Runtime"], packaged_by_sam)
            }
            _ => continue,
        };
        let Some(properties) = resource.properties() else { continue };
        check.with_root_scope(|scope| {
            cases(scope, properties, names, &mut |case, _| {
                let Some(place) = packaged(case) else { return };
                let missing: Vec<&str> =
                    ["Handler", "Runtime"].into_iter().filter(|name| case.get(name).is_none()).collect();
                if !missing.is_empty() {
                    let name = resource.name.as_ref();
                    let mut path = steps(["Resources", name, "Properties"]);
                    path.extend(place.map(|key| Step::Key(key.into())));
                    let missing = missing.join(" and ");
                    findings.add(path, format!("'{name}' is made of a .zip file, so it needs {missing}"));
                }
            });
        });
    }
}

/// The property that says that the code is in a .zip file, if it is.
fn packaged_by_lambda(case: &Object) -> Option<Option<&'static str>> {
    if case.get("PackageType").and_then(Node::as_str) == Some("Zip") {
        return Some(Some("PackageType"));
    }
    let code = case.get("Code")?.as_object()?;
    let given = |name: &str| code.get(name).is_some_and(|node| node.as_str() != Some(""));
    (given("ZipFile") || given("S3Key")).then_some(Some("Code"))
}

/// As [`packaged_by_lambda`]. SAM's functions are of .zip files unless they say otherwise.
fn packaged_by_sam(case: &Object) -> Option<Option<&'static str>> {
    match case.get("PackageType").and_then(Node::as_str) {
        Some("Image") => None,
        Some("Zip") => Some(Some("PackageType")),
        _ if case.get("ImageUri").is_some() => None,
        _ => Some(["CodeUri", "InlineCode"].into_iter().find(|name| case.get(name).is_some())),
    }
}

/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html>, as the reference has it.
const MOST_FILTERS: usize = 5;

fn subscriptions(check: &Check<'_>, findings: &mut Findings) {
    let mut filters: BTreeMap<String, Vec<Vec<Step<'static>>>> = BTreeMap::new();
    for resource in check.resources().filter(|resource| resource.kind == "AWS::Logs::SubscriptionFilter") {
        if let (Some(_), name) = (resource.properties(), resource.property("LogGroupName")) {
            let path = steps(["Resources", resource.name.as_ref(), "Properties", "LogGroupName"]);
            filters.entry(name.map_or_else(String::new, json)).or_default().push(path);
        }
    }
    for resource in check.resources().filter(|resource| resource.kind == "AWS::Serverless::Function") {
        for (event, group) in log_events(resource) {
            let mut path = steps(["Resources", resource.name.as_ref(), "Properties", "Events", event]);
            path.extend(steps(["Properties", "LogGroupName"]));
            filters.entry(json(group)).or_default().push(path);
        }
    }
    for (group, paths) in filters {
        let too_many = paths.len() > MOST_FILTERS;
        if let Some(path) = paths.into_iter().nth(2).filter(|_| too_many) {
            let message =
                format!("a log group has at most {MOST_FILTERS} subscription filters, and {group} has more");
            findings.add(path, message);
        }
    }
}

/// The events of a function that come from logs, and their log groups.
fn log_events<'t>(resource: &Resource<'t>) -> impl Iterator<Item = (&'t str, &'t Node)> + use<'t> {
    let events = resource.property("Events").and_then(Node::as_object);
    events.into_iter().flatten().filter_map(|entry| {
        let event = entry.node.as_object()?;
        let is_log = event.get("Type").and_then(Node::as_str) == Some("CloudWatchLogs");
        let group = event.get("Properties")?.as_object()?.get("LogGroupName")?;
        is_log.then_some((entry.key.as_ref(), group))
    })
}

fn environment(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let size = environment_size(node).known;
    if size > MAX_ENVIRONMENT_BYTES {
        let message = format!(
            "the environment variables have {size} bytes, and at most {MAX_ENVIRONMENT_BYTES} are allowed"
        );
        faults.push(scope.fault(message));
    }
}

/// The length of a layer's ARN without the names of the partition and the region.
const REST_OF_LAYER_ARN: usize = 176;

fn layer(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(arn) = node.as_str() else { return };
    for region in scope.regions {
        let most = REST_OF_LAYER_ARN + partition(region).len() + region.len();
        if arn.chars().count() > most {
            faults
                .push(scope.fault(format!("'{arn}' has more than {most} characters, the most in {region}")));
        }
    }
}
