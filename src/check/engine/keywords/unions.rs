//! Keywords that combine schemas.

use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::schema::{FactSchema, Schema};
use crate::check::engine::scope::{Scope, Wanted};
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
    // Why a branch was refused is told if all were. Warnings refuse nothing, so one fault says too little.
    let asked = Scope { wanted: Wanted::Whether, ..branch_scope };
    let mut open = false;
    for branch in value.items() {
        let found = asked.faults(node, schema.inside(branch));
        let mut errors = found.iter().filter(|fault| is_error(fault)).peekable();
        if errors.peek().is_none() {
            return;
        }
        open |= errors.any(|fault| fault.unknown);
    }
    if open {
        faults.push(scope.open());
        return;
    }
    let mut context = Vec::new();
    if scope.wanted == Wanted::All {
        let found = value.items().flat_map(|branch| branch_scope.faults(node, schema.inside(branch)));
        let (refused, noted): (Vec<Fault>, Vec<Fault>) = found.partition(is_error);
        context.extend(refused.into_iter().chain(noted));
    }
    faults.push(Fault {
        context,
        ..scope.fault_by(|| format!("{} fits none of the forms that are allowed here", show(node)))
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
    let asked = branch_scope.whether();
    let mut open = false;
    let mut fitting = 0_usize;
    for branch in value.items() {
        let found = asked.faults(node, schema.inside(branch));
        if found.iter().any(|fault| fault.unknown) {
            open = true;
        } else if found.is_empty() {
            fitting += 1;
        }
    }
    // Why a branch was refused is told if all were.
    let refused = || match scope.wanted {
        Wanted::All => {
            value.items().flat_map(|branch| branch_scope.faults(node, schema.inside(branch))).collect()
        }
        _ => Vec::new(),
    };
    match fitting {
        0 | 1 if open => faults.push(scope.open()),
        0 => faults.push(Fault {
            context: refused(),
            ..scope.fault_by(|| format!("{} fits none of the forms that are allowed here", show(node)))
        }),
        1 => {}
        _ => faults.push(scope.fault_by(|| {
            format!("{} fits {fitting} of the forms that are allowed here, and may fit one only", show(node))
        })),
    }
}

/// `not`
pub(super) fn not(scope: &Scope<'_, '_>, value: Fact, node: &Node, schema: FactSchema, faults: &mut Faults) {
    let branch_scope = Scope { rules: false, undecidable: true, ..scope.whether() };
    let found = branch_scope.faults(node, schema.inside(value));
    if found.iter().any(|fault| fault.unknown) {
        faults.push(scope.open());
    } else if found.is_empty() {
        faults.push(scope.fault_by(|| format!("{} is of a form that is not allowed here", show(node))));
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
    let found = Scope { undecidable: true, ..scope.whether() }.faults(node, schema.inside(value));
    if found.iter().any(|fault| fault.unknown) {
        faults.push(scope.open());
        return;
    }
    let next = if found.is_empty() { "then" } else { "else" };
    let branch = schema.fact.get(next).map_or(Schema::Anything, |branch| schema.inside(branch));
    scope.validate(node, branch, faults);
}
