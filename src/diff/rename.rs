//! Finds the resources that only changed their logical ID.
//!
//! Each resource gets a fingerprint of its type and all it says, in which the names of other candidates stand for their
//! fingerprints, and then those of what refers to it. Once that tells no more resources apart than before, those with
//! the same fingerprint on both sides are the same; where there are several, they cannot be told apart.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::change::{Ambiguity, Rename};
use super::form::{Form, Names, form};
use super::place::Place;
use super::side::Side;
use crate::model::{Node, Value};

/// What is found.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// The new logical IDs by the old ones.
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) renames: Vec<Rename>,
    pub(super) ambiguous: Vec<Ambiguity>,
}

/// Fingerprints by logical ID.
type Prints<'t> = BTreeMap<&'t str, u64>;

/// The names of candidates as their fingerprints.
struct ByPrint<'p, 't>(&'p Prints<'t>);

impl Names for ByPrint<'_, '_> {
    fn resource(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|print| format!("#{print:016x}"))
    }
}

/// So many resources refer to one another in a row at most, for them to be told apart by that alone.
const MOST_ROUNDS: usize = 64;

/// Looks among the resources that are not the same by name on both sides.
pub(super) fn find(old: &Side<'_>, new: &Side<'_>, same: &BTreeSet<&str>) -> Renames {
    let candidates = |side: &Side<'_>| side.resources().any(|name| !same.contains(name));
    if !candidates(old) || !candidates(new) {
        return Renames::default();
    }
    let (old_prints, new_prints) = prints(old, new, same);
    let mut groups: BTreeMap<u64, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for name in old.resources() {
        if let Some(print) = old_prints.get(name) {
            groups.entry(*print).or_default().0.push(name);
        }
    }
    for name in new.resources() {
        if let Some(print) = new_prints.get(name) {
            groups.entry(*print).or_default().1.push(name);
        }
    }
    let mut found = Renames::default();
    for (mut from, mut to) in groups.into_values() {
        // What has kept its name is not meant.
        let kept: Vec<&str> = from.iter().copied().filter(|name| to.contains(name)).collect();
        from.retain(|name| !kept.contains(name));
        to.retain(|name| !kept.contains(name));
        let (Some(first), Some(target)) = (from.first(), to.first()) else { continue };
        let resource_type = old.resource_type(first).to_owned();
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>();
        if from.len() == 1 && to.len() == 1 {
            found.mapping.insert((*first).to_owned(), (*target).to_owned());
            found.renames.push(Rename { from: (*first).to_owned(), to: (*target).to_owned(), resource_type });
        } else {
            found.ambiguous.push(Ambiguity { from: owned(&from), to: owned(&to), resource_type });
        }
    }
    drop_displaced(&mut found, old, new);
    found.renames.sort_by(|a, b| a.from.cmp(&b.from));
    found.ambiguous.sort_by(|a, b| a.from.cmp(&b.from));
    found
}

/// A resource takes the name of another one only if that one has got a new name, or is gone.
fn drop_displaced(found: &mut Renames, old: &Side<'_>, new: &Side<'_>) {
    loop {
        let wrong = found.mapping.iter().find(|(from, to)| {
            let displaces = old.resource(to).is_some() && !found.mapping.contains_key(*to);
            // What had the name is changed beyond its name, and stays what it is.
            let leaves = new.resource(from).is_some() && !found.mapping.values().any(|target| target == *from);
            displaces || leaves
        });
        let Some(from) = wrong.map(|(from, _)| from.clone()) else { break };
        found.mapping.remove(&from);
        found.renames.retain(|rename| rename.from != from);
    }
}

fn prints<'t>(old: &Side<'t>, new: &Side<'t>, same: &BTreeSet<&str>) -> (Prints<'t>, Prints<'t>) {
    let start = |side: &Side<'t>| -> Prints<'t> {
        side.resources().filter(|name| !same.contains(name)).map(|name| (name, 0)).collect()
    };
    let (mut old_prints, mut new_prints) = (start(old), start(new));
    let mut told_apart = 0;
    for _ in 0..MOST_ROUNDS {
        old_prints = next(old, &old_prints);
        new_prints = next(new, &new_prints);
        let all: BTreeSet<u64> = old_prints.values().chain(new_prints.values()).copied().collect();
        if all.len() <= told_apart {
            break;
        }
        told_apart = all.len();
    }
    (old_prints, new_prints)
}

/// The fingerprints one step of references further.
fn next<'t>(side: &Side<'t>, prints: &Prints<'t>) -> Prints<'t> {
    let names = ByPrint(prints);
    let own: Prints<'t> = prints
        .keys()
        .map(|name| {
            let body = side.resource(name).map(|body| body_form(body, side.resource_type(name), &names));
            (*name, hash(&(body, prints.get(name))))
        })
        .collect();
    own.iter()
        .map(|(name, print)| {
            let mut users: Vec<(u64, String)> = side
                .references
                .to(name)
                .map(|reference| {
                    let user = prints.get(reference.from).copied().unwrap_or_else(|| hash(&reference.from));
                    (user, reference.section.as_str().to_owned() + reference.through.as_str())
                })
                .collect();
            users.sort();
            (*name, hash(&(print, users)))
        })
        .collect()
}

/// All that a resource says.
pub(super) fn body_form(body: &crate::model::Object, resource_type: &str, names: &dyn Names) -> Form {
    let mut whole = BTreeMap::new();
    for entry in body {
        let place = attribute_place(&entry.key, resource_type);
        whole.insert(entry.key.to_string(), form(&entry.node, place, names));
    }
    // No properties are as good as none at all.
    let is_empty = |form: &Form| matches!(form, Form::Object(entries) if entries.is_empty());
    whole.retain(|key, value| key != "Properties" || !is_empty(value));
    Form::Object(whole)
}

/// What is known of an attribute of a resource.
pub(super) fn attribute_place(attribute: &str, resource_type: &str) -> Place {
    match attribute {
        "Properties" => Place::properties(resource_type),
        "DependsOn" => Place::Names,
        _ => Place::Unknown,
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The file that `aws cloudformation create-stack-refactor --resource-mappings` takes.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack-refactor.html>
#[must_use]
pub fn mapping_file(renames: &[Rename], stack: &str) -> Node {
    let place = |logical_id: &str| {
        let entries = [("StackName", stack), ("LogicalResourceId", logical_id)];
        Node::from(Value::Object(entries.into_iter().map(|(key, text)| (key, Node::from(text.to_owned()))).collect()))
    };
    Node::list(renames.iter().map(|rename| {
        let entries = [("Source", place(&rename.from)), ("Destination", place(&rename.to))];
        Node::from(Value::Object(entries.into_iter().collect()))
    }))
}
