use std::collections::BTreeMap;

use crate::check::engine::functions::is_no_value;
use crate::check::engine::schema::texts;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::schema::{Fact, database, naming_properties};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "custom-name",
    title: "Names that let nothing be changed",
    about: "Every change of a property of this type replaces the resource, and CloudFormation makes the new one before it deletes the \
            old one: with a name of the author's, the two would be called the same, and the update fails. Leave out the name, so that \
            CloudFormation makes a new one each time.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
    wrong: r"Resources:
  Deployment:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      DeploymentConfigName: most
      MinimumHealthyHosts: {Type: FLEET_PERCENT, Value: 75}
",
    right: r"Resources:
  Deployment:
    Type: AWS::CodeDeploy::DeploymentConfig
    Properties:
      MinimumHealthyHosts: {Type: FLEET_PERCENT, Value: 75}
",
    hooks: &[Hook::Template(names)],
}];

/// Types of which there are no two of a name in a region, although something else identifies them.
///
/// <https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html>
const UNIQUE: [&str; 6] = [
    "AWS::SageMaker::DataQualityJobDefinition",
    "AWS::SageMaker::EndpointConfig",
    "AWS::SageMaker::Model",
    "AWS::SageMaker::ModelBiasJobDefinition",
    "AWS::SageMaker::ModelExplainabilityJobDefinition",
    "AWS::SageMaker::ModelQualityJobDefinition",
];

fn names(check: &Check<'_>, findings: &mut Findings) {
    let mut known: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for resource in check.resources() {
        let Some(property) = *known.entry(resource.kind).or_insert_with(|| name_of(resource.kind)) else {
            continue;
        };
        if resource.property(property).is_some_and(|name| !is_no_value(name)) {
            let (name, kind) = (&resource.name, resource.kind);
            findings.add(
                steps(["Resources", name, "Properties", property]),
                format!(
                    "every change of '{name}' replaces it, as of all of type {kind}, and fails while {property} stays: leave it out"
                ),
            );
        }
    }
}

/// The property that names resources of a type, if it can be left out and all the others but tags are create-only.
fn name_of(kind: &str) -> Option<&'static str> {
    let fact = database().get(kind)?;
    let [name] = naming_properties(kind)[..] else { return None };
    let has = |keyword: &str, property: &str| {
        fact.get(keyword).into_iter().flat_map(texts).any(|other| other == property)
    };
    let is_unique = has("primaryIdentifier", name) || UNIQUE.contains(&kind);
    if !name.ends_with("Name") || !is_unique || has("required", name) {
        return None;
    }
    let tags = fact.get("tagging").and_then(|tagging| tagging.get("tagProperty")).and_then(Fact::as_str);
    let properties = fact.get("properties").into_iter().flat_map(Fact::entries).map(|(property, _)| property);
    let mut others = properties
        .filter(|property| {
            *property != name && Some(*property) != tags && !has("readOnlyProperties", property)
        })
        .peekable();
    others.peek()?;
    others.all(|property| has("createOnlyProperties", property)).then_some(name)
}
