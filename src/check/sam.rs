//! The resources that SAM makes beside those that a template writes, as far as their names can be told.
//!
//! <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>

use super::engine::functions::function;
use super::engine::values::text;
use super::facts;
use super::template::{Check, Resource};
use crate::analysis::SERVERLESS;
use crate::model::{Entry, Node, Object, Section, Value};

/// The template with the properties of its `Globals` in the resources that they are meant for, if it has any.
///
/// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html>
pub(super) fn with_globals(root: &Node) -> Option<Node> {
    let object = root.as_object()?;
    let globals = object.get(Section::Globals.as_str())?.as_object()?;
    let has_transform = match object.get(Section::Transform.as_str())? {
        Node { value: Value::List(items), .. } => items.iter().any(|item| item.as_str() == Some(SERVERLESS)),
        node => node.as_str() == Some(SERVERLESS),
    };
    let kinds = facts::table("sam-globals")
        .filter_map(|(section, kind)| Some((kind.as_str()?, globals.get(section)?.as_object()?)));
    let kinds: Vec<(&str, &Object)> = kinds.collect();
    if !has_transform || kinds.is_empty() {
        return None;
    }
    let mut merged = root.clone();
    let Value::Object(object) = &mut merged.value else { return None };
    let Value::Object(resources) = &mut object.get_mut(Section::Resources.as_str())?.value else {
        return None;
    };
    for entry in resources.iter_mut() {
        let Value::Object(resource) = &mut entry.node.value else { continue };
        let kind = resource.get("Type").and_then(Node::as_str);
        let Some((_, shared)) = kinds.iter().find(|(other, _)| Some(*other) == kind) else { continue };
        let ignored = resource.get("IgnoreGlobals");
        if ignored.and_then(Node::as_str) == Some("*") {
            continue;
        }
        let ignored = ignored.and_then(Node::as_list).unwrap_or_default();
        let is_wanted =
            |entry: &&Entry| !ignored.iter().any(|name| name.as_str() == Some(entry.key.as_ref()));
        let shared: Node = shared.iter().filter(is_wanted).cloned().collect::<Object>().into();
        let none: Node = Object::new().into();
        let own = resource.get("Properties").filter(|own| own.as_object().is_some()).unwrap_or(&none);
        let properties = merge(&shared, own);
        match resource.get_mut("Properties") {
            Some(own) => own.value = properties.value,
            None => resource.push("Properties", properties),
        }
    }
    Some(merged)
}

/// Objects are merged, lists are joined, and in all else what is the resource's own counts.
fn merge(shared: &Node, own: &Node) -> Node {
    let value = match (&shared.value, &own.value) {
        (Value::Object(all), Value::Object(other))
            if function(shared).is_none() && function(own).is_none() =>
        {
            let mut all = all.clone();
            for entry in other {
                let node = match all.get(&entry.key) {
                    Some(before) => merge(before, &entry.node),
                    None => entry.node.clone(),
                };
                // The name is where it was written first.
                match all.get_mut(&entry.key) {
                    Some(before) => *before = node,
                    None => all.extend([Entry { node, ..entry.clone() }]),
                }
            }
            Value::Object(all)
        }
        (Value::List(all), Value::List(other)) => Value::List(all.iter().chain(other).cloned().collect()),
        _ => own.value.clone(),
    };
    Node { value, origin: own.origin }
}

/// The names and types of those resources.
pub(super) fn implied_resources(check: &Check<'_>) -> Vec<(String, &'static str)> {
    let mut implied = Vec::new();
    let (mut rest_api, mut http_api) = (false, false);
    for resource in check.resources() {
        let name = resource.name.as_ref();
        let has = |property: &str| resource.property(property).is_some();
        match resource.kind {
            "AWS::Serverless::Function" => {
                of_function(resource, &mut implied);
            }
            "AWS::Serverless::Api" => {
                implied.push((format!("{name}Stage"), "AWS::ApiGateway::Stage"));
                if has("Domain") {
                    implied.push((format!("{name}DomainName"), "AWS::ApiGateway::DomainName"));
                }
                if has("Auth") {
                    implied.push((format!("{name}UsagePlan"), "AWS::ApiGateway::UsagePlan"));
                }
            }
            "AWS::Serverless::HttpApi" => {
                implied.push((format!("{name}Stage"), "AWS::ApiGatewayV2::Stage"));
            }
            _ => {}
        }
        if matches!(resource.kind, "AWS::Serverless::Function" | "AWS::Serverless::StateMachine") {
            if !has("Role") {
                implied.push((format!("{name}Role"), "AWS::IAM::Role"));
            }
            for event in events(resource).filter_map(|(_, event)| event.as_object()) {
                let api = |property: &str| {
                    let properties = event.get("Properties").and_then(Node::as_object);
                    properties.and_then(|properties| properties.get(property)).is_none()
                };
                match event.get("Type").and_then(Node::as_str) {
                    Some("Api") => rest_api |= api("RestApiId"),
                    Some("HttpApi") => http_api |= api("ApiId"),
                    _ => {}
                }
            }
        }
    }
    if rest_api {
        implied.push(("ServerlessRestApi".to_owned(), "AWS::Serverless::Api"));
        implied.push(("ServerlessRestApiStage".to_owned(), "AWS::ApiGateway::Stage"));
    }
    if http_api {
        implied.push(("ServerlessHttpApi".to_owned(), "AWS::Serverless::HttpApi"));
        implied.push(("ServerlessHttpApiStage".to_owned(), "AWS::ApiGatewayV2::Stage"));
    }
    implied
}

fn events<'t>(resource: &Resource<'t>) -> impl Iterator<Item = (&'t str, &'t Node)> + use<'t> {
    let events = resource.property("Events").and_then(Node::as_object);
    events.into_iter().flatten().map(|entry| (entry.key.as_ref(), &entry.node))
}

fn of_function(resource: &Resource<'_>, implied: &mut Vec<(String, &'static str)>) {
    let name = resource.name.as_ref();
    let preference = resource.property("DeploymentPreference");
    if resource.property("AutoPublishAlias").is_some() || preference.is_some() {
        implied.push((format!("{name}.Version"), "AWS::Lambda::Version"));
        implied.push((format!("{name}.Alias"), "AWS::Lambda::Alias"));
    }
    if resource.property("FunctionUrlConfig").is_some() {
        implied.push((format!("{name}Url"), "AWS::Lambda::Url"));
    }
    let none = Object::new();
    let preference = match preference {
        None => Some(&none),
        Some(node) => node.as_object(),
    };
    let is_off = |node: &Node| text(node).is_some_and(|text| matches!(text.as_ref(), "False" | "0" | ""));
    if let Some(preference) = preference.filter(|preference| !preference.get("Enabled").is_some_and(is_off)) {
        implied.push(("ServerlessDeploymentApplication".to_owned(), "AWS::CodeDeploy::Application"));
        implied.push((format!("{name}DeploymentGroup"), "AWS::CodeDeploy::DeploymentGroup"));
        if preference.get("Role").is_none() {
            implied.push(("CodeDeployServiceRole".to_owned(), "AWS::IAM::Role"));
        }
    }
    for (event, node) in events(resource) {
        if node.as_object().is_some() {
            implied.push((format!("{name}{event}Permission"), "AWS::Lambda::Permission"));
        }
    }
}
