//! Keywords about the properties of an object.

use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, only_entry};
use crate::check::engine::path::Part;
use crate::check::engine::patterns;
use crate::check::engine::schema::FactSchema;
use crate::check::engine::scope::Scope;
use crate::check::suggest;
use crate::model::{Node, Object};
use crate::schema::{Fact, FactValue};

/// The names of a list of facts, as `A, B`.
fn list(names: Fact) -> String {
    names.items().filter_map(Fact::as_str).collect::<Vec<_>>().join(", ")
}

/// `additionalProperties`
pub(super) fn additional_properties(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(object) = node.as_object() else { return };
    let is_function =
        |key: &str| Function::from_key(key).is_some_and(|function| scope.functions.has(function));
    if only_entry(node).is_some_and(|(key, _)| is_function(key)) {
        return;
    }
    let properties = schema.fact.get("properties");
    let patterns = schema.fact.get("patternProperties");
    let inside = match value.value() {
        FactValue::Bool(true) => return,
        FactValue::Bool(false) => None,
        _ => Some(schema.inside(value)),
    };
    let scope = &scope.in_entries();
    for entry in object {
        let key = entry.key.as_ref();
        let transforms = key == Function::Transform.key() && scope.functions.has(Function::Transform);
        if transforms || properties.is_some_and(|properties| properties.get(key).is_some()) {
            continue;
        }
        if patterns
            .is_some_and(|patterns| patterns.entries().any(|(pattern, _)| patterns::is_found(pattern, key)))
        {
            continue;
        }
        match inside {
            Some(inside) => scope.descend_to(entry, inside, Some("*"), faults),
            None if patterns.is_some() => {
                let message = || {
                    let wanted = patterns.into_iter().flat_map(Fact::entries).map(|(pattern, _)| pattern);
                    format!("'{key}' does not match {}", wanted.collect::<Vec<_>>().join(" or "))
                };
                faults.push(scope.fault_of(entry, message));
            }
            None => {
                let message = || {
                    let names = properties.into_iter().flat_map(Fact::entries).map(|(name, _)| name);
                    let meant = suggest::alike(key, names);
                    let meant =
                        meant.map_or_else(String::new, |meant| format!("{}{meant}'?", suggest::MEANT));
                    format!("there is no property '{key}' here{meant}")
                };
                faults.push(scope.fault_of(entry, message));
            }
        }
    }
}

/// `properties`
pub(super) fn properties(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(object) = node.as_object() else { return };
    let scope = &scope.in_entries();
    let before = faults.len();
    for entry in object {
        if scope.is_enough(before, faults) {
            return;
        }
        let key = entry.key.as_ref();
        if let Some(property) = value.get(key) {
            scope.descend_to(entry, schema.inside(property), Some(key), faults);
        }
    }
}

/// `patternProperties`
pub(super) fn pattern_properties(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(object) = node.as_object() else { return };
    let scope = &scope.in_entries();
    for (pattern, inside) in value.entries() {
        for entry in object.iter().filter(|entry| patterns::is_found(pattern, &entry.key)) {
            scope.descend_to(entry, schema.inside(inside), Some("*"), faults);
        }
    }
}

/// `propertyNames`
pub(super) fn property_names(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(object) = node.as_object() else { return };
    for entry in object {
        let name: Node = entry.key.clone().into();
        scope.descend(&name, schema.inside(value), Part::Key(&entry.key), None, faults);
    }
}

/// `required`
pub(super) fn required(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(object) = node.as_object() else { return };
    for name in value.items().filter_map(Fact::as_str).filter(|name| object.get(name).is_none()) {
        faults.push(scope.fault_by(|| format!("'{name}' is a required property")));
    }
}

/// `requiredOr`
pub(super) fn required_or(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(object) = node.as_object() else { return };
    if present(value, object).next().is_none() {
        faults.push(scope.fault_by(|| format!("one of these properties is required: {}", list(value))));
    }
}

/// `requiredXor`
pub(super) fn required_xor(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(object) = node.as_object() else { return };
    let message = || format!("exactly one of these properties is required: {}", list(value));
    match present(value, object).count() {
        0 => faults.push(scope.fault_by(message)),
        1 => {}
        _ => {
            for name in present(value, object) {
                faults.push(scope.fault_at(Part::Key(name), message()));
            }
        }
    }
}

fn present<'o>(names: Fact, object: &'o Object) -> impl Iterator<Item = &'static str> + use<'o> {
    let mut names: Vec<&'static str> = names.items().filter_map(Fact::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter(|name| object.get(name).is_some())
}

/// `dependencies`, whose values are lists of properties or schemas
pub(super) fn dependencies(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(object) = node.as_object() else { return };
    for (name, needed) in value.entries().filter(|(name, _)| object.get(name).is_some()) {
        if matches!(needed.value(), FactValue::List(_)) {
            needs(scope, name, needed, object, faults);
        } else {
            scope.validate(node, schema.inside(needed), faults);
        }
    }
}

/// `dependentRequired`
pub(super) fn dependent_required(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(object) = node.as_object() else { return };
    for (name, needed) in value.entries().filter(|(name, _)| object.get(name).is_some()) {
        needs(scope, name, needed, object, faults);
    }
}

fn needs(scope: &Scope<'_, '_>, name: &str, needed: Fact, object: &Object, faults: &mut Faults) {
    for other in needed.items().filter_map(Fact::as_str).filter(|other| object.get(other).is_none()) {
        faults.push(scope.fault_by(|| format!("'{name}' needs '{other}' beside it")));
    }
}

/// `dependentExcluded`
pub(super) fn dependent_excluded(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(object) = node.as_object() else { return };
    for (name, excluded) in value.entries().filter(|(name, _)| object.get(name).is_some()) {
        for other in excluded.items().filter_map(Fact::as_str).filter(|other| object.get(other).is_some()) {
            let message = format!("'{other}' may not stand beside '{name}'");
            faults.push(scope.fault_at(Part::Key(other), message));
        }
    }
}
