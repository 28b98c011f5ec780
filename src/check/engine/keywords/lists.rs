//! Keywords about the items of a list.

use std::collections::BTreeSet;

use crate::check::engine::fault::{Fault, Faults};
use crate::check::engine::gathered;
use crate::check::engine::path::Part;
use crate::check::engine::schema::FactSchema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::{equal, json, number, show, text};
use crate::model::{Node, Object, Value};
use crate::schema::{Fact, FactValue};

/// `items`
pub(super) fn items(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(items) = node.as_list() else { return };
    let before = schema.fact.get("prefixItems").map_or(0, |prefix| prefix.items().count());
    if matches!(value.value(), FactValue::Bool(false)) {
        if items.len() > before {
            let message = format!("there are {} items, and at most {before} are allowed", items.len());
            faults.push(scope.fault(message));
        }
        return;
    }
    let inside = schema.inside(value);
    let found_before = faults.len();
    for (index, item) in items.iter().enumerate().skip(before) {
        if scope.is_enough(found_before, faults) {
            return;
        }
        scope.descend(item, inside, Part::Index(index), Some("*"), faults);
    }
}

/// `prefixItems`
pub(super) fn prefix_items(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(items) = node.as_list() else { return };
    for ((index, item), inside) in items.iter().enumerate().zip(value.items()) {
        scope.descend(item, schema.inside(inside), Part::Index(index), Some("*"), faults);
    }
}

/// `minItems` and `maxItems`, `minProperties` and `maxProperties`
pub(super) fn count(
    scope: &Scope<'_, '_>,
    keyword: &'static str,
    value: Fact,
    node: &Node,
    faults: &mut Faults,
) {
    let (count, things) = match (keyword, &node.value) {
        ("minItems" | "maxItems", Value::List(items)) => (items.len() as f64, "items"),
        ("minProperties" | "maxProperties", Value::Object(object)) => (object.len() as f64, "entries"),
        _ => return,
    };
    let Some(limit) = gathered::value(scope, value, faults).as_ref().and_then(number) else { return };
    if keyword.starts_with("min") && count < limit {
        faults.push(scope.fault_by(|| {
            let what = if node.as_object().is_some() { format!(" in {}", show(node)) } else { String::new() };
            format!("there are {count} {things}, and at least {limit} are needed{what}")
        }));
    } else if keyword.starts_with("max") && count > limit {
        faults
            .push(scope.fault_by(|| format!("there are {count} {things}, and at most {limit} are allowed")));
    }
}

/// `maxUniqueItems`
pub(super) fn unique_count(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(items) = node.as_list() else { return };
    let Some(limit) = value.as_integer() else { return };
    let different: BTreeSet<String> = items.iter().map(json).collect();
    let count = i64::try_from(different.len()).unwrap_or(i64::MAX);
    if count > limit {
        faults.push(
            scope.fault_by(|| format!("there are {count} different items, and at most {limit} are allowed")),
        );
    }
}

/// `uniqueItems`: where it is `false`, equal items are allowed and most often a mistake.
pub(super) fn unique_items(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(items) = node.as_list() else { return };
    let must = value.as_bool() == Some(true);
    if (must || scope.properties) && first_repeated(items).is_some() {
        let fault = scope.fault("the items are not all different");
        faults.push(if must { fault } else { Fault { rule: Some("I3037"), ..fault } });
    }
}

/// The first item that occurs before. Numbers and their texts are the same.
fn first_repeated(items: &[Node]) -> Option<&Node> {
    if items.iter().all(|item| text(item).is_some()) {
        let mut seen = BTreeSet::new();
        return items.iter().find(|item| {
            let text = match &item.value {
                Value::Bool(value) => if *value { "true" } else { "false" }.to_owned(),
                _ => text(item).unwrap_or_default().into_owned(),
            };
            !seen.insert(text)
        });
    }
    items
        .iter()
        .enumerate()
        .find(|(index, item)| items.iter().take(*index).any(|other| equal(other, item)))
        .map(|(_, item)| item)
}

/// `uniqueKeys`
pub(super) fn unique_keys(scope: &Scope<'_, '_>, value: Fact, node: &Node, faults: &mut Faults) {
    let Some(items) = node.as_list() else { return };
    let keys: Vec<&'static str> = value.items().filter_map(Fact::as_str).collect();
    let picked: Vec<Node> = items
        .iter()
        .filter_map(|item| {
            let object = item.as_object()?;
            keys.iter()
                .map(|key| Some((*key, object.get(key)?.clone())))
                .collect::<Option<Object>>()
                .map(Node::from)
        })
        .collect();
    if !keys.is_empty() && first_repeated(&picked).is_some() {
        faults.push(scope.fault_by(|| format!("the items are not all different in {}", keys.join(", "))));
    }
}

/// `contains`, with `minContains` and `maxContains`
pub(super) fn contains(
    scope: &Scope<'_, '_>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let Some(items) = node.as_list() else { return };
    let bound =
        |keyword| schema.fact.get(keyword).and_then(Fact::as_integer).and_then(|n| usize::try_from(n).ok());
    let least = bound("minContains").unwrap_or(1);
    let most = bound("maxContains").unwrap_or(items.len());
    let (mut matching, mut open) = (0_usize, 0_usize);
    let asked = scope.whether();
    for item in items {
        let found = asked.faults(item, schema.inside(value));
        if found.is_empty() {
            matching += 1;
        } else if found.iter().all(|fault| fault.unknown) {
            open += 1;
        }
    }
    if matching > most {
        let mut fault = scope.fault_by(|| format!("{matching} items match, and at most {most} may"));
        fault.keyword = "maxContains";
        faults.push(fault);
    } else if matching < least && open > 0 {
        faults.push(scope.open());
    } else if matching < least {
        let mut fault = scope.fault_by(|| format!("{matching} items match, and at least {least} must"));
        if matching > 0 {
            fault.keyword = "minContains";
        }
        faults.push(fault);
    }
}
