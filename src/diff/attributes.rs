//! Which attributes of a resource yield something else once it has been changed in place.

use super::change::{Action, ResourceChange};
use super::edit::{Step, path_text};
use super::function::Function;
use super::replacement::Certainty;
use crate::analysis::{Reference, Through, sub_variables};
use crate::model::{self, Node, Object};

/// Types whose attributes `Outputs.…` come from a template of their own, of which nothing is known here.
const STACKS: [&str; 3] = [
    "AWS::CloudFormation::Stack",
    "AWS::ServiceCatalog::CloudFormationProvisionedProduct",
    "AWS::Serverless::Application",
];

/// Attributes that follow a property, by type, and how surely they do.
const FOLLOWING: [(&str, &str, &str, Certainty); 3] = [
    ("AWS::EC2::LaunchTemplate", "LatestVersionNumber", "LaunchTemplateData", Certainty::Yes),
    ("AWS::DynamoDB::Table", "StreamArn", "StreamSpecification", Certainty::Maybe),
    ("AWS::DynamoDB::GlobalTable", "StreamArn", "StreamSpecification", Certainty::Maybe),
];

/// How surely what a reference reads changes with its resource, where that is changed in place; `body` has the reference.
pub(super) fn changes_with(
    change: &ResourceChange,
    body: &Object,
    reference: &Reference<'_>,
) -> Option<Certainty> {
    if reference.through != Through::GetAtt || !matches!(change.action, Action::Update | Action::MayUpdate) {
        return None;
    }
    let edits = change.edits.iter().map(|edit| (edit.path.as_slice(), Certainty::Yes));
    let causes = change.causes.iter().map(|cause| (cause.path.as_slice(), cause.certainty));
    let changed: Vec<(String, Certainty)> = edits
        .chain(causes)
        .filter_map(|(path, certainty)| match path {
            [Step::Key(first), rest @ ..] if first == "Properties" => Some((path_text(rest), certainty)),
            _ => None,
        })
        .collect();
    let attributes = attributes_read(function_at(body, &reference.path)?, reference.to);
    let found = attributes.into_iter().flat_map(|attribute| {
        changed.iter().filter_map(move |(property, certainty)| {
            Some((*certainty).min(follows(&change.resource_type, attribute, property)?))
        })
    });
    found.max()
}

/// How surely the attribute changes with the property.
fn follows(resource_type: &str, attribute: &str, property: &str) -> Option<Certainty> {
    if STACKS.contains(&resource_type) {
        return attribute.starts_with("Outputs.").then_some(Certainty::Maybe);
    }
    let is_in = |property: &str, whole: &str| {
        property.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let fact = FOLLOWING.iter().find(|(of, name, ..)| *of == resource_type && *name == attribute);
    match fact {
        Some((.., whole, certainty)) => is_in(property, whole).then_some(*certainty),
        // Some attributes are what the property of that name says.
        None => is_in(property, attribute).then_some(Certainty::Yes),
    }
}

fn function_at<'b>(body: &'b Object, path: &[model::Step<'_>]) -> Option<&'b Node> {
    let (model::Step::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(super::edit::last(body, first)?, |node, step| match step {
        model::Step::Key(key) => super::edit::last(node.as_object()?, key),
        model::Step::Index(index) => node.as_list()?.get(*index),
    })
}

/// The attributes of the resource that a function reads.
fn attributes_read<'n>(node: &'n Node, resource: &str) -> Vec<&'n str> {
    let Some(Function { key, argument }) = Function::of(node) else { return Vec::new() };
    let of_text = |text: &'n str| text.split_once('.').filter(|(name, _)| *name == resource);
    match (key, argument.as_list()) {
        ("Fn::GetAtt", Some([_, attribute])) => attribute.as_str().into_iter().collect(),
        ("Fn::GetAtt", _) => {
            argument.as_str().and_then(of_text).map(|(_, attribute)| attribute).into_iter().collect()
        }
        ("Fn::Sub", list) => {
            let text = list.and_then(<[Node]>::first).unwrap_or(argument).as_str().unwrap_or_default();
            sub_variables(text).filter_map(of_text).map(|(_, attribute)| attribute).collect()
        }
        _ => Vec::new(),
    }
}
