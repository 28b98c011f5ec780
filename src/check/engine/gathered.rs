//! Values of schemas that come from the template: `$data`, `$lookup`, and `cfnGather` which gathers what they refer to.

use super::fault::Faults;
use super::functions::function;
use super::schema::FactSchema;
use super::scope::Scope;
use super::values::to_node;
use crate::model::Node;
use crate::schema::Fact;

/// The value of a keyword. If it is one that only a deployment knows, that is said and there is none.
pub(super) fn value(scope: &Scope<'_, '_>, value: Fact, faults: &mut Faults) -> Option<Node> {
    let is_reference = value.get("$data").is_some() || value.get("$lookup").is_some();
    if !is_reference {
        return Some(to_node(value));
    }
    match resolve(scope, value) {
        Some(node) if function(&node).is_none() => Some(node),
        _ => {
            faults.push(scope.open());
            None
        }
    }
}

fn resolve(scope: &Scope<'_, '_>, value: Fact) -> Option<Node> {
    if let Some(lookup) = value.get("$lookup") {
        let key = resolve(scope, lookup.get("key")?)?;
        return lookup.get("map")?.get(key.as_str()?).map(to_node);
    }
    let path = value.get("$data")?.as_str()?;
    path.trim_matches('/')
        .split('/')
        .try_fold(scope.gathered?, |node, step| match node.as_list() {
            Some(items) => items.get(step.parse::<usize>().ok()?),
            None => node.as_object()?.get(step),
        })
        .cloned()
}

/// `cfnGather`
pub(super) fn check(
    _scope: &Scope<'_, '_>,
    _value: Fact,
    _node: &Node,
    _schema: FactSchema,
    _faults: &mut Faults,
) {
}
