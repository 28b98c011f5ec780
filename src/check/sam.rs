//! The resources that SAM makes beside those that a template writes, as far as their names can be told.
//!
//! <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html>

use super::engine::values::text;
use super::template::{Check, Resource};
use crate::model::{Node, Object};

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
