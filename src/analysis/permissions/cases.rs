//! The cases that `Fn::If` makes: what stands where under which conditions of the template.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Place;
use crate::model::{Intrinsic, Node, Object, Step, Value};

/// Conditions of the template, and what they are.
pub(super) type Guard = BTreeMap<String, bool>;

/// How many conditions one statement may depend on, so that each of their cases is looked at. It has two to the power of
/// that many cases; the functions of one that depends on more are taken as they are written.
const MOST_CONDITIONS: usize = 5;

/// Something, the case in which it is there, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found<'n> {
    pub(super) guard: Guard,
    pub(super) node: &'n Node,
    pub(super) place: Place,
}

/// Both at once; nothing if they contradict one another.
pub(super) fn both(guard: &Guard, other: &Guard) -> Option<Guard> {
    let mut all = guard.clone();
    for (name, value) in other {
        if all.insert(name.clone(), *value).is_some_and(|present| present != *value) {
            return None;
        }
    }
    Some(all)
}

impl<'n> Found<'n> {
    /// The value of that name, by cases. Those in which it is `AWS::NoValue` are left out.
    pub(super) fn get(&self, name: &str) -> Vec<Found<'n>> {
        let Some(node) = self.node.as_object().and_then(|object| object.get(name)) else { return Vec::new() };
        let place = self.place.step(Step::Key(name.to_owned().into()), node.origin);
        branches(Found { guard: self.guard.clone(), node, place })
    }

    /// The items of a list, by cases; a single value is a list of one.
    pub(super) fn items(&self) -> Vec<Found<'n>> {
        let Some(items) = self.node.as_list() else { return vec![self.clone()] };
        let mut found = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let place = self.place.step(Step::Index(index), node.origin);
            for item in branches(Found { guard: self.guard.clone(), node, place }) {
                // A branch may hold several items.
                found.extend(if item.node.as_list().is_some() { item.items() } else { vec![item] });
            }
        }
        found
    }

    /// The items under that name, by cases.
    pub(super) fn list(&self, name: &str) -> Vec<Found<'n>> {
        self.get(name).iter().flat_map(Found::items).collect()
    }
}

/// What a value can be, as the `Fn::If` that it is goes.
pub(super) fn branches(found: Found<'_>) -> Vec<Found<'_>> {
    match found.node.as_intrinsic() {
        Some(Intrinsic::If(function)) => {
            let Some(name) = function.condition.literal() else { return vec![found] };
            let mut all = Vec::new();
            for (value, node, index) in [(true, &function.then, 1), (false, &function.otherwise, 2)] {
                let this = Guard::from([(name.to_owned(), value)]);
                let Some(guard) = both(&found.guard, &this) else { continue };
                let place = found.place.step(Step::Key("Fn::If".into()), node.origin);
                let place = place.step(Step::Index(index), node.origin);
                all.extend(branches(Found { guard, node, place }));
            }
            all
        }
        Some(Intrinsic::Ref(reference)) if reference.name.literal() == Some("AWS::NoValue") => Vec::new(),
        _ => vec![found],
    }
}

/// The node in each case of the conditions that `Fn::If` inside it depends on.
pub(super) fn cases(found: &Found<'_>) -> Vec<(Guard, Node)> {
    let mut names = BTreeSet::new();
    conditions(found.node, &mut names);
    names.retain(|name| !found.guard.contains_key(name));
    if names.len() > MOST_CONDITIONS {
        return vec![(found.guard.clone(), found.node.clone())];
    }
    let mut all = vec![found.guard.clone()];
    for name in names {
        all = all
            .into_iter()
            .flat_map(|guard| {
                [true, false].map(|value| {
                    let mut guard = guard.clone();
                    guard.insert(name.clone(), value);
                    guard
                })
            })
            .collect();
    }
    all.into_iter()
        .filter_map(|guard| Some((resolved(found.node, &guard)?, guard)))
        .map(|(n, g)| (g, n))
        .collect()
}

fn conditions(node: &Node, names: &mut BTreeSet<String>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| conditions(item, names)),
        Value::Object(object) => object.iter().for_each(|entry| conditions(&entry.node, names)),
        Value::Intrinsic(function) => match function.as_ref() {
            Intrinsic::If(function) => {
                names.extend(function.condition.literal().map(str::to_owned));
                conditions(&function.then, names);
                conditions(&function.otherwise, names);
            }
            Intrinsic::Join(function) => conditions(&function.values, names),
            Intrinsic::Sub(function) => {
                let variables = function.variables.iter().flatten();
                variables.for_each(|entry| conditions(&entry.node, names));
            }
            _ => {}
        },
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The node where the conditions are as in the guard; nothing if it is then `AWS::NoValue`.
fn resolved(node: &Node, guard: &Guard) -> Option<Node> {
    let value = match &node.value {
        Value::List(items) => Value::List(resolved_items(items, guard)),
        Value::Object(object) => Value::Object(resolved_object(object, guard)),
        Value::Intrinsic(function) => match function.as_ref() {
            Intrinsic::If(function) => {
                let status = function.condition.literal().and_then(|name| guard.get(name));
                let Some(status) = status else { return Some(node.clone()) };
                return resolved(if *status { &function.then } else { &function.otherwise }, guard);
            }
            Intrinsic::Ref(reference) if reference.name.literal() == Some("AWS::NoValue") => return None,
            Intrinsic::Join(join) => {
                let mut join = join.clone();
                join.values = resolved(&join.values, guard)?;
                Value::Intrinsic(Box::new(join.into()))
            }
            Intrinsic::Sub(sub) => {
                let mut sub = sub.clone();
                sub.variables = sub.variables.map(|variables| resolved_object(&variables, guard));
                Value::Intrinsic(Box::new(sub.into()))
            }
            _ => node.value.clone(),
        },
        value => value.clone(),
    };
    Some(Node { value, origin: node.origin })
}

fn resolved_items(items: &[Node], guard: &Guard) -> Vec<Node> {
    let mut all = Vec::new();
    for item in items {
        let was_function = item.as_intrinsic().is_some();
        let Some(item) = resolved(item, guard) else { continue };
        match item.value {
            // A branch may hold several items.
            Value::List(several) if was_function => all.extend(several),
            value => all.push(Node { value, origin: item.origin }),
        }
    }
    all
}

fn resolved_object(object: &Object, guard: &Guard) -> Object {
    let entries = object.iter().filter_map(|entry| {
        let mut entry = entry.clone();
        entry.node = resolved(&entry.node, guard)?;
        Some(entry)
    });
    entries.collect()
}
