use std::collections::BTreeSet;

use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule};
use crate::model::{Node, Section};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "W3660",
        title: "An API that is defined twice",
        about: "With Body or BodyS3Location a REST API is written anew as a whole, over what other \
                resources have added to it.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Body: {openapi: 3.0.1, info: {title: jobs, version: '1'}, paths: {}}}
  Jobs:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: jobs}
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: jobs}
  Jobs:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: jobs}
",
        hooks: &[Hook::At(&[], mixed)],
    },
    Rule {
        id: "W3705",
        title: "Method settings without a setting",
        about: "An entry that only names a method and a path is dropped.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-stage-methodsetting.html",
        wrong: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: jobs}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: live, MethodSettings: [{HttpMethod: '*', ResourcePath: '/*'}]}
",
        right: r"Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: jobs}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: live, MethodSettings: [{HttpMethod: '*', ResourcePath: '/*', LoggingLevel: ERROR}]}
",
        hooks: &[Hook::At(&[], settings)],
    },
];

fn mixed(scope: &Scope<'_, '_>, _: &Node, faults: &mut Faults) {
    let (Some(Part::Key(name)), Some(Part::Key(property))) = (scope.path.get(1), scope.path.get(3)) else {
        return;
    };
    let mut seen = BTreeSet::new();
    for reference in
        scope.check.references().to(name).filter(|reference| reference.section == Section::Resources)
    {
        let Some(other) = scope.check.resource(reference.from) else { continue };
        let adds = list("api-definitions-not-mixed", None).any(|kind| kind == other.kind);
        if adds && seen.insert(reference.from) {
            let message = format!(
                "'{name}' is defined by its {property} and by '{}' of type '{}', which may undo each other",
                reference.from, other.kind
            );
            faults.push(scope.fault(message));
        }
    }
}

fn settings(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(entry) = node.as_object().filter(|entry| !entry.is_empty()) else { return };
    if !list("api-method-settings", None).any(|name| entry.get(name).is_some()) {
        faults.push(scope.fault("the entry has no setting, so it is dropped"));
    }
}
