use crate::analysis::Basis;
use crate::check::engine::fault::{Fault, Faults, decided};
use crate::check::engine::functions::{Functions, is_no_value};
use crate::check::engine::path::{Part, Place};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::facts::resource_type;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::check::template::CUSTOM_RESOURCE;
use crate::model::{Node, Object};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3002",
    title: "Properties that the resource type does not have",
    about: "The properties of a resource are those of its type, with values of the types and within the \
            bounds that its schema states.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueName: jobs
",
    right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
",
    hooks: &[Hook::At(&["Resources/*"], properties)],
}];

fn properties(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(resource) = node.as_object() else { return };
    let Some(kind) = resource.get("Type").and_then(Node::as_str) else { return };
    let condition = resource.get("Condition").and_then(Node::as_str);
    let facts = match condition {
        Some(name) => scope.check.conditions.assume(scope.facts, name, true, Basis::Known),
        None => None,
    };
    let none: Node = Object::new().into();
    let properties = resource.get("Properties").unwrap_or(&none);
    if properties.as_object().is_none() || is_no_value(properties) {
        let message = format!("{} is not of type object", show(properties));
        let path = scope.path.with(Part::Key("Properties"));
        let inner = Scope { path: &path, ..*scope };
        let fault = match properties.as_object() {
            Some(_) => inner.fault_at(Part::Key("Ref"), message),
            None => inner.fault(message),
        };
        faults.push(Fault { rule: Some("E3012"), keyword: "type", ..fault });
        return;
    }
    let known = if kind.starts_with("Custom::") { CUSTOM_RESOURCE } else { kind };
    let Some(schema) = resource_type(known, scope.regions) else { return };
    let path = scope.path.with(Part::Key("Properties"));
    let inner = Scope {
        path: &path,
        place: Place::ROOT.with("Resources").with(kind).with("Properties"),
        functions: Functions::VALUES,
        facts: facts.as_ref().unwrap_or(scope.facts),
        strict: false,
        rules: true,
        properties: true,
        ..*scope
    };
    let mut found = decided(inner.faults(properties, Schema::of(schema)));
    for fault in &mut found {
        claim("E3002", fault);
    }
    faults.append(&mut found);
}
