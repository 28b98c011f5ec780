//! Changes that take no effect: of an API without a new deployment, and of a function without a new version.

use std::collections::BTreeMap;

use super::change::{Action, Consequence, Kind, ResourceChange};
use super::edit::Step;
use super::function::Function;
use super::replacement::Certainty;
use super::resource::Context;
use super::show::inline;
use super::side::Side;
use crate::analysis::Reference;
use crate::model;

/// An API's type, the property by which its parts name it, and the parts that its deployment takes a picture of.
type Api = (&'static str, &'static str, &'static [&'static str]);

const APIS: [Api; 2] = [
    (
        "AWS::ApiGateway::RestApi",
        "RestApiId",
        &[
            "Resource",
            "Method",
            "Model",
            "Authorizer",
            "RequestValidator",
            "GatewayResponse",
            "DocumentationPart",
        ],
    ),
    (
        "AWS::ApiGatewayV2::Api",
        "ApiId",
        &["Route", "RouteResponse", "Integration", "IntegrationResponse", "Model", "Authorizer"],
    ),
];

/// The API's type and property, if that type is one or a part of one.
fn api_type(resource_type: &str) -> Option<(&'static str, &'static str)> {
    let (service, part) = resource_type.rsplit_once("::")?;
    let of = |(api, ..): &&Api| api.rsplit_once("::").is_some_and(|(of, _)| of == service);
    let (api, property, parts) = APIS.iter().find(of)?;
    (resource_type == *api || parts.contains(&part)).then_some((*api, *property))
}

/// Changes of an API that reach no stage, since there is no new deployment of it.
pub(super) fn not_deployed(context: &Context<'_, '_>, changes: &[ResourceChange]) -> Vec<Consequence> {
    let mut apis: Vec<(&str, &str, Option<String>, Vec<&str>)> = Vec::new();
    for change in changes {
        let counts =
            matches!(change.action, Action::Add | Action::Remove | Action::Replace(_) | Action::Update);
        let Some((api_type, property)) = api_type(&change.resource_type).filter(|_| counts) else { continue };
        if is_only_metadata(change) {
            continue;
        }
        let name = &change.logical_id;
        let api = if change.resource_type == api_type {
            Some(name.clone())
        } else {
            api_of(context.new, name, property).or_else(|| api_of(context.old, name, property))
        };
        match apis.iter_mut().find(|(kind, _, known, _)| *kind == api_type && *known == api) {
            Some((.., names)) => names.push(name),
            None => apis.push((api_type, property, api, vec![name])),
        }
    }
    apis.retain(|(api_type, property, api, _)| {
        let service = api_type.rsplit_once("::").map_or("", |(service, _)| service);
        let of_api = |side: &Side<'_>, kind: &str| {
            let kind = format!("{service}::{kind}");
            side.resources()
                .filter(|name| side.resource_type(name) == kind && api_of(side, name, property) == *api)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let is_new = |name: &String| {
            changes.iter().any(|change| {
                change.logical_id == *name
                    && matches!(change.action, Action::Add | Action::Replace(Certainty::Yes))
            })
        };
        let deploys_itself = |name: &String| {
            let value = context.new.property(name, "AutoDeploy").map(inline);
            value.is_some_and(|value| value.trim_matches('"') == "true")
        };
        let there = of_api(context.new, "Deployment");
        !of_api(context.old, "Deployment").is_empty()
            && !there.is_empty()
            && !there.iter().any(is_new)
            && !of_api(context.new, "Stage").iter().any(deploys_itself)
    });
    apis.into_iter()
        .map(|(api_type, _, api, names)| {
            let api = api.unwrap_or_else(|| "the API".to_owned());
            let service = api_type.rsplit_once("::").map_or("", |(service, _)| service);
            let of = if names == [api.as_str()] { String::new() } else { format!(" of {api}") };
            let change = if names.len() == 1 { "changes" } else { "change" };
            Consequence {
                kind: Kind::Deployment,
                certainty: Certainty::Yes,
                text: format!(
                    "{}{of} {change}, and there is no new {service}::Deployment: the stage goes on as before",
                    listed(&names)
                ),
                name: api,
                help: Some("give the deployment another logical ID, and its stages with it".to_owned()),
            }
        })
        .collect()
}

fn is_only_metadata(change: &ResourceChange) -> bool {
    change.action == Action::Update
        && change.causes.is_empty()
        && !change.edits.iter().any(|edit| edit.path.first() == Some(&Step::Key("Properties".to_owned())))
}

fn api_of(side: &Side<'_>, name: &str, property: &str) -> Option<String> {
    let value = side.property(name, property)?;
    Some(match Function::of(value) {
        Some(function) if function.key == "Ref" => function.argument.as_str()?.to_owned(),
        _ => inline(value),
    })
}

fn listed(names: &[&str]) -> String {
    match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        names => names.join(", "),
    }
}

/// Properties of a function that its versions do not hold.
const NOT_OF_VERSIONS: [&str; 4] = ["Tags", "ReservedConcurrentExecutions", "RecursiveLoop", "FunctionName"];

/// Functions that are changed in place and have versions, none of which is new: those go on as before.
pub(super) fn not_published(context: &Context<'_, '_>, changes: &[ResourceChange]) -> Vec<Consequence> {
    let changed_properties = |change: &ResourceChange| {
        let edits = change.edits.iter().map(|edit| &edit.path);
        let causes = change.causes.iter().filter(|cause| cause.certainty == Certainty::Yes);
        edits.chain(causes.map(|cause| &cause.path)).any(|path| match path.as_slice() {
            [Step::Key(first), Step::Key(property), ..] if first == "Properties" => {
                !NOT_OF_VERSIONS.contains(&property.as_str())
            }
            _ => false,
        })
    };
    let (before, there) = (versions(context.old), versions(context.new));
    let functions = changes.iter().filter(|change| {
        change.resource_type == "AWS::Lambda::Function"
            && change.action == Action::Update
            && changed_properties(change)
    });
    functions
        .filter_map(|change| {
            let function = change.logical_id.as_str();
            let there = there.get(function)?;
            let before = before.get(change.old_id.as_deref().unwrap_or(function))?;
            let is_kept = |name: &&str| {
                let found = changes.iter().find(|other| other.logical_id == **name);
                before.contains(name) && found.is_none_or(|other| !matches!(other.action, Action::Replace(_)))
            };
            if !there.iter().all(is_kept) {
                return None;
            }
            let go = if there.len() == 1 { "goes" } else { "go" };
            Some(Consequence {
                kind: Kind::Deployment,
                certainty: Certainty::Yes,
                name: function.to_owned(),
                text: format!(
                    "{function} changes, and there is no new AWS::Lambda::Version of it: {} {go} on as before, and so do aliases of it",
                    listed(there)
                ),
                help: Some("give the version another logical ID, and its aliases with it".to_owned()),
            })
        })
        .collect()
}

/// The versions of each function.
fn versions<'t>(side: &Side<'t>) -> BTreeMap<&'t str, Vec<&'t str>> {
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in side.resources().filter(|name| side.resource_type(name) == "AWS::Lambda::Version") {
        let is_function = |reference: &&Reference<'_>| match reference.path.get(1) {
            Some(model::Step::Key(key)) => key == "FunctionName",
            _ => false,
        };
        if let Some(reference) = side.references.of(name).find(is_function) {
            versions.entry(reference.to).or_default().push(name);
        }
    }
    versions
}
