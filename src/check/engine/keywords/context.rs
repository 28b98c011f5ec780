//! Keywords that schemas of templates need and JSON schema lacks: which functions may stand at a place, and what depends
//! on the rest of the template.

use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::functions::Functions;
use crate::check::engine::gathered;
use crate::check::engine::schema::{FactSchema, Schema, texts};
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::suggest;
use crate::model::Node;
use crate::schema::{Fact, FactValue};

/// `cfnContext`: what may stand at the place of `schema`.
pub(super) fn cfn_context(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let mut inner = *scope;
    if let Some(functions) = value.get("functions") {
        let list = match functions.value() {
            FactValue::Object(_) => functions
                .get("$ref")
                .and_then(Fact::as_str)
                .and_then(|reference| schema.resolve(reference))
                .and_then(|resolved| match resolved {
                    Schema::Fact(resolved) => Some(resolved.fact),
                    _ => None,
                }),
            _ => Some(functions),
        };
        inner.functions = list.map_or(Functions::NONE, |list| texts(list).collect());
    }
    let pseudo: Option<Vec<&'static str>> = value.get("pseudoParameters").map(|names| texts(names).collect());
    if let Some(pseudo) = &pseudo {
        inner.pseudo_parameters = Some(pseudo);
    }
    if let Some(references) = value.get("references") {
        inner.with_resources &= texts(references).any(|kind| kind == "Resources");
    }
    let inside = value.get("schema").map_or(Schema::Anything, |inside| schema.inside(inside));
    inner.validate(node, inside, faults);
}

/// `cfnGather`: values from here and from resources referred to, held against a schema together.
pub(super) fn cfn_gather(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    gathered::check(scope, value, node, schema, faults);
}

/// `dynamicValidation`: what only the template at hand tells.
pub(super) fn dynamic_validation(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    if let Some(transform) = value.get("transformCheck").and_then(Fact::as_str)
        && !scope.check.has_transform(transform)
    {
        faults.push(scope.fault_by(|| format!("the template does not have the transform '{transform}'")));
    }
    if let Some(source) = value.get("context").and_then(Fact::as_str) {
        named_in_template(scope, source, node, faults);
    }
    if let Some(place) = value.get("pathCheck").and_then(Fact::as_str)
        && !scope.path.text().starts_with(place)
    {
        faults.push(scope.fault_by(|| format!("this is only allowed in {place}")));
    }
}

/// The value has to be the name of something in the template.
fn named_in_template(scope: &Scope<'_, '_>, source: &str, node: &Node, faults: &mut Faults) {
    let name = node.as_str();
    let what = match source {
        "conditions" => "condition",
        "mappings" => "mapping",
        "refs" => "parameter, resource or pseudo parameter",
        _ => return,
    };
    let is_there = name.is_some_and(|name| match source {
        "conditions" => scope.check.conditions.contains(name),
        "mappings" => scope.check.mapping(name).is_some(),
        _ => scope.can_refer_to(name),
    });
    if is_there {
        return;
    }
    let mut message = format!("{} is not the name of a {what} of this template", show(node));
    let names: Vec<&str> = match source {
        "conditions" => scope.check.conditions.names().collect(),
        "mappings" => scope.check.mapping_names().collect(),
        _ => scope.check.parameter_names().chain(scope.check.resource_names()).collect(),
    };
    if let Some(meant) = name.and_then(|name| suggest::nearest(name, names)) {
        message.push_str(&format!(". Did you mean '{meant}'?"));
    }
    let fault = Fault { keyword: "enum", ..scope.fault(message) };
    faults.push(match (source, name) {
        ("refs", Some(name)) if scope.with_resources => or_of_module(scope, name, fault),
        _ => fault,
    });
}

/// What a name could be besides: that of a resource which a module or SAM makes, and which begins with the module's.
fn or_of_module(scope: &Scope<'_, '_>, name: &str, fault: Fault) -> Fault {
    let modules = scope.check.modules();
    let refusals = modules.map(|module| {
        let message = format!("'{name}' is not the name of a part of '{}'", module.name);
        Fault { keyword: "pattern", ..scope.fault(message) }
    });
    let mut context: Vec<Fault> = refusals.collect();
    if context.is_empty() {
        return fault;
    }
    let message = format!("{}, nor of a part of a module", fault.message);
    context.insert(0, fault);
    Fault { keyword: "anyOf", context, ..scope.fault(message) }
}
