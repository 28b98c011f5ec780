//! `Ref`: what it names exists, and yields a value that the place takes.

use super::super::fault::{Fault, Faults};
use super::super::functions::{Function, only_entry};
use super::super::schema::{ALL_KINDS, Schema};
use super::super::scope::Scope;
use super::super::values::show;
use super::base::Spec;
use crate::check::facts::{is_list_parameter_type, is_single_parameter_type};
use crate::check::registry;
use crate::model::{Node, PseudoParameter};

const SPEC: Spec = Spec { function: Function::Ref, kinds: ALL_KINDS, resolved: Some("W1030") };

pub(super) fn check(scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
    SPEC.check(scope, node, schema, faults);
    let Some(name) = only_entry(node).and_then(|(_, name)| name.as_str()) else { return };
    let wanted = schema.kinds();
    let takes_list = wanted.contains(&"array");
    let takes_single = wanted.iter().any(|kind| matches!(*kind, "string" | "boolean" | "integer" | "number"));
    let fits = if let Some(parameter) = scope.check.parameter(name) {
        if wanted.is_empty() {
            return;
        }
        match (takes_single, takes_list) {
            (true, true) => true,
            (false, _) => is_list_parameter_type(parameter.kind),
            (true, false) => is_single_parameter_type(parameter.kind),
        }
    } else if let Some(pseudo) =
        PseudoParameter::from_name(name).filter(|pseudo| *pseudo != PseudoParameter::NoValue)
    {
        if wanted.is_empty() {
            return;
        }
        let is_list = pseudo == PseudoParameter::NotificationArns;
        (takes_single || is_list) && (takes_list || !is_list)
    } else if scope.with_resources && scope.check.resource(name).is_some() {
        if wanted.is_empty() {
            return;
        }
        takes_single
    } else {
        true
    };
    if !fits {
        let message = format!("{} does not yield what is wanted here: {}", show(node), wanted.join(", "));
        faults.push(Fault { keyword: Function::Ref.keyword(), ..scope.fault(message) });
        return;
    }
    registry::run_ref(scope, name, schema, faults);
}
