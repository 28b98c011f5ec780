//! Keywords that combine schemas.

use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::schema::{FactSchema, Schema};
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::model::Node;
use crate::schema::Fact;

/// `allOf`
pub(super) fn all_of(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let scope = Scope { rules: false, ..*scope };
    for branch in value.items() {
        scope.validate(node, schema.inside(branch), faults);
    }
}

/// `anyOf`
pub(super) fn any_of(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let branch_scope = Scope { rules: false, undecidable: true, ..*scope };
    let (mut refused, mut noted) = (Vec::new(), Vec::new());
    let mut open = false;
    for branch in value.items() {
        let (errors, others): (Vec<Fault>, Vec<Fault>) =
            branch_scope.faults(node, schema.inside(branch)).into_iter().partition(is_error);
        noted.extend(others);
        if errors.iter().any(|fault| fault.unknown) {
            open = true;
        } else if errors.is_empty() {
            return;
        } else {
            refused.extend(errors);
        }
    }
    if open {
        faults.push(scope.open());
        return;
    }
    refused.extend(noted);
    faults.push(Fault {
        context: refused,
        ..scope.fault(format!("{} fits none of the forms that are allowed here", show(node)))
    });
}

/// Whether the fault refuses the value: warnings do not.
fn is_error(fault: &Fault) -> bool {
    fault.rule.is_none_or(|rule| rule.starts_with('E'))
}

/// `oneOf`
pub(super) fn one_of(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let branch_scope = Scope { rules: false, undecidable: true, ..*scope };
    let mut refused = Vec::new();
    let mut open = false;
    let mut fitting = 0_usize;
    for branch in value.items() {
        let found = branch_scope.faults(node, schema.inside(branch));
        if found.iter().any(|fault| fault.unknown) {
            open = true;
        } else if found.is_empty() {
            fitting += 1;
        } else {
            refused.extend(found);
        }
    }
    match fitting {
        0 | 1 if open => faults.push(scope.open()),
        0 => faults.push(Fault {
            context: refused,
            ..scope.fault(format!("{} fits none of the forms that are allowed here", show(node)))
        }),
        1 => {}
        _ => faults.push(scope.fault(format!(
            "{} fits {fitting} of the forms that are allowed here, and may fit one only",
            show(node)
        ))),
    }
}

/// `not`
pub(super) fn not(scope: &Scope<'_, '_>, value: Fact, node: &Node, schema: FactSchema, faults: &mut Faults) {
    let branch_scope = Scope { rules: false, undecidable: true, ..*scope };
    let found = branch_scope.faults(node, schema.inside(value));
    if found.iter().any(|fault| fault.unknown) {
        faults.push(scope.open());
    } else if found.is_empty() {
        faults.push(scope.fault(format!("{} is of a form that is not allowed here", show(node))));
    }
}

/// `if`, with `then` and `else`
pub(super) fn if_then_else(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let scope = Scope { rules: false, ..*scope };
    let found = Scope { undecidable: true, ..scope }.faults(node, schema.inside(value));
    if found.iter().any(|fault| fault.unknown) {
        faults.push(scope.open());
        return;
    }
    let next = if found.is_empty() { "then" } else { "else" };
    let branch = schema.fact.get(next).map_or(Schema::Anything, |branch| schema.inside(branch));
    scope.validate(node, branch, faults);
}
