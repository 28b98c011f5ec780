//! `Fn::If`: its condition exists, and both values fit the place.

use super::super::fault::{Fault, Faults};
use super::super::functions::{Function, only_entry};
use super::super::path::Part;
use super::super::schema::{ALL_KINDS, Schema};
use super::super::scope::Scope;
use super::base::Spec;
use crate::analysis::Basis;
use crate::model::Node;

const SPEC: Spec = Spec { function: Function::If, kinds: ALL_KINDS, resolved: None };

pub(super) fn check(scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
    let before = faults.len();
    SPEC.check_type(scope, node, schema, faults);
    SPEC.check_arguments(scope, node, faults);
    if faults.len() > before {
        return;
    }
    let Some((key, argument)) = only_entry(node) else { return };
    let Some([condition, yes, no]) = argument.as_list() else { return };
    let Some(condition) = condition.as_str() else { return };
    let path = scope.path.with(Part::Key(key));
    let inner = Scope { path: &path, ..*scope };
    for (index, branch, value) in [(1, yes, true), (2, no, false)] {
        let assumed = scope.check.conditions.assume(scope.facts, condition, value, Basis::Known);
        let conditions = &scope.check.conditions;
        // That a condition can never be true, as it asks for a value that a parameter does not allow, is not the fault of
        // the place where it is asked.
        let depends_on_place =
            || !value || conditions.is_reachable(&conditions.unconstrained(), condition, value);
        if assumed.is_none() && !conditions.is_reachable(scope.facts, condition, value) && depends_on_place()
        {
            let message =
                format!("this is never used: where it stands, the condition '{condition}' is never {value}");
            faults.push(Fault { rule: Some("W1028"), ..inner.fault_at(Part::Index(index), message) });
        }
        let facts = assumed.as_ref().unwrap_or(scope.facts);
        Scope { facts, ..inner }.descend(branch, schema, Part::Index(index), None, faults);
    }
}
