//! What differs in the sections around the resources, and what follows from it.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Consequence, Kind, SectionChange};
use super::edit::{Comparison, Edit, EditKind, Sides, Step, last, path_text};
use super::form::{AsWritten, form};
use super::place::Place;
use super::replacement::Certainty;
use super::side::{Renamed, Side, is_repeated, value_of};
use crate::model::{FORMAT_VERSION, Node, Object, Section};

/// Sections whose entries have names of the author's.
const NAMED: [Section; 6] = [
    Section::Parameters,
    Section::Rules,
    Section::Mappings,
    Section::Conditions,
    Section::Hooks,
    Section::Outputs,
];

/// What differs in all sections but `Resources`, and among the loops and transforms of that.
pub(super) fn changes(
    old: &Side<'_>,
    new: &Side<'_>,
    renamed: &BTreeMap<String, String>,
) -> Vec<SectionChange> {
    let renamed = Renamed(renamed);
    let sides = Sides { old: &renamed, new: &AsWritten };
    let mut changes = Vec::new();
    let mut keys: Vec<&str> = Vec::new();
    for root in [new.root, old.root] {
        for entry in root.as_object().into_iter().flatten() {
            if !keys.contains(&entry.key.as_ref()) {
                keys.push(&entry.key);
            }
        }
    }
    keys.sort_by_key(|key| Section::from_key(key).map_or(usize::MAX, |section| section as usize));
    for key in keys {
        let section = Section::from_key(key);
        let [before, after] = [old, new].map(|side| side.root.as_object().and_then(|root| last(root, key)));
        let is_named =
            section.is_some_and(|section| NAMED.contains(&section) || section == Section::Resources);
        let object = |node: Option<&Node>| node.is_none_or(|node| node.as_object().is_some());
        if is_named && object(before) && object(after) {
            let nothing = Object::new();
            let before = before.and_then(Node::as_object).unwrap_or(&nothing);
            let after = after.and_then(Node::as_object).unwrap_or(&nothing);
            named(section, before, after, sides, &mut changes);
        } else if let Some(change) = whole(section, key, before, after, sides) {
            changes.push(change);
        }
    }
    changes
}

/// Compares a section entry by entry. Of the resources, only what stands for several of them.
fn named(
    section: Option<Section>,
    before: &Object,
    after: &Object,
    sides: Sides<'_>,
    changes: &mut Vec<SectionChange>,
) {
    let mut names: Vec<&str> = Vec::new();
    for entry in after.iter().chain(before) {
        let wanted =
            section != Some(Section::Resources) || is_repeated(entry) || entry.node.as_object().is_none();
        if wanted && !names.contains(&entry.key.as_ref()) {
            names.push(&entry.key);
        }
    }
    let title = section.map_or("", Section::as_str);
    for name in names {
        let path = vec![Step::Key(title.to_owned()), Step::Key(name.to_owned())];
        let mut comparison = Comparison::new(sides, path);
        compare(&mut comparison, last(before, name), last(after, name));
        if !comparison.edits.is_empty() {
            let is_loop = section == Some(Section::Resources) && crate::analysis::is_loop(name);
            let note = is_loop.then(|| {
                "what happens to the resources of loops is not said: only a deployment knows a collection"
                    .to_owned()
            });
            changes.push(SectionChange {
                section,
                name: name.to_owned(),
                edits: comparison.edits,
                causes: Vec::new(),
                notes: Vec::from_iter(note),
            });
        }
    }
}

fn whole(
    section: Option<Section>,
    key: &str,
    before: Option<&Node>,
    after: Option<&Node>,
    sides: Sides<'_>,
) -> Option<SectionChange> {
    let mut comparison = Comparison::new(sides, vec![Step::Key(key.to_owned())]);
    if section == Some(Section::Transform) {
        let list = |node: Option<&Node>| Node::list(transforms(node));
        if list(before) == list(after) {
            return None;
        }
    }
    // There is only one version, with or without being said.
    let version = Node::from(FORMAT_VERSION);
    let (before, after) = if section == Some(Section::FormatVersion) {
        (before.or(Some(&version)), after.or(Some(&version)))
    } else {
        (before, after)
    };
    compare(&mut comparison, before, after);
    let change = SectionChange {
        section,
        name: if section.is_some() { String::new() } else { key.to_owned() },
        edits: comparison.edits,
        causes: Vec::new(),
        notes: Vec::new(),
    };
    (!change.edits.is_empty()).then_some(change)
}

fn compare(comparison: &mut Comparison<'_>, before: Option<&Node>, after: Option<&Node>) {
    match (before, after) {
        (Some(before), Some(after)) => comparison.values(before, after, Place::Unknown),
        (Some(before), None) => comparison.push(EditKind::Remove, Some(before), None),
        (None, Some(after)) => comparison.push(EditKind::Add, None, Some(after)),
        (None, None) => {}
    }
}

/// The transforms of a template, one or a list.
fn transforms(node: Option<&Node>) -> Vec<Node> {
    match node {
        None => Vec::new(),
        Some(node) => node.as_list().map_or_else(|| vec![node.clone()], <[Node]>::to_vec),
    }
}

/// The conditions that mean something else than before, also by others that they name.
pub(super) fn changed_conditions(old: &Side<'_>, new: &Side<'_>) -> BTreeSet<String> {
    let mut changed: BTreeSet<String> = BTreeSet::new();
    let is_same = |name: &str| {
        let of = |side: &Side<'_>| {
            side.entry(Section::Conditions, name).map(|node| form(node, Place::Unknown, &AsWritten))
        };
        of(old) == of(new)
    };
    for side in [old, new] {
        changed.extend(
            side.entries(Section::Conditions)
                .filter(|entry| !is_same(&entry.key))
                .map(|entry| entry.key.to_string()),
        );
    }
    loop {
        let more: Vec<String> = new
            .entries(Section::Conditions)
            .filter(|entry| !changed.contains(entry.key.as_ref()) && names_one_of(&entry.node, &changed))
            .map(|entry| entry.key.to_string())
            .collect();
        if more.is_empty() {
            return changed;
        }
        changed.extend(more);
    }
}

fn names_one_of(node: &Node, names: &BTreeSet<String>) -> bool {
    if let Some(items) = node.as_list() {
        return items.iter().any(|item| names_one_of(item, names));
    }
    node.as_object().into_iter().flatten().any(|entry| {
        (entry.key == "Condition" && entry.node.as_str().is_some_and(|name| names.contains(name)))
            || names_one_of(&entry.node, names)
    })
}

/// What follows from changed parameters.
pub(super) fn parameters(
    old: &Side<'_>,
    new: &Side<'_>,
    given: &BTreeMap<String, String>,
    changes: &mut [SectionChange],
) -> Vec<Consequence> {
    let mut consequences = Vec::new();
    for change in changes.iter_mut().filter(|change| change.section == Some(Section::Parameters)) {
        let before = old.entry(Section::Parameters, &change.name);
        let after = new.entry(Section::Parameters, &change.name).and_then(Node::as_object);
        let Some(after) = after else {
            change.notes.push("whoever still gives it a value gets an error".to_owned());
            continue;
        };
        let has_default = after.get("Default").is_some();
        if before.is_none() && !has_default && !given.contains_key(&change.name) {
            consequences.push(Consequence {
                kind: Kind::Parameters,
                certainty: Certainty::Yes,
                name: change.name.clone(),
                text: format!(
                    "the parameter {} is new and has no default: the update needs a value for it",
                    change.name
                ),
                help: Some(format!("--parameter-overrides {}=…", change.name)),
            });
        }
        let texts: Vec<String> =
            change.edits.iter().map(|edit| path_text(edit.path.get(2..).unwrap_or_default())).collect();
        if before.is_some() && texts.iter().any(|text| text == "Default") {
            change.notes.push(
                "a stack that is there keeps its value, unless the update gives another one".to_owned(),
            );
        }
        if before.is_some()
            && texts.iter().any(|text| text.starts_with("Allowed") || text.starts_with("M") || text == "Type")
        {
            change.notes.push("the stack's present value must be allowed, too".to_owned());
        }
    }
    consequences
}

/// Values of parameters that are given and differ, for those that stay.
pub(super) fn given_values<'g>(
    old: &Side<'_>,
    new: &Side<'_>,
    old_given: &'g BTreeMap<String, String>,
    new_given: &'g BTreeMap<String, String>,
) -> Vec<(String, String, String)> {
    if old_given.is_empty() && new_given.is_empty() {
        return Vec::new();
    }
    let mut values = Vec::new();
    for entry in new.entries(Section::Parameters) {
        let Some(before) =
            old.section(Section::Parameters).and_then(|all| all.iter().find(|old| old.key == entry.key))
        else {
            continue;
        };
        if let (Some(before), Some(after)) = (value_of(before, old_given), value_of(entry, new_given))
            && before != after
        {
            values.push((entry.key.to_string(), before, after));
        }
    }
    values
}

/// Adds the values of parameters that differ.
pub(super) fn add_values(changes: &mut Vec<SectionChange>, values: &[(String, String, String)]) {
    for (name, before, after) in values {
        let edit = Edit {
            path: ["Parameters", name, "Value"].iter().map(|key| Step::Key((*key).to_owned())).collect(),
            kind: EditKind::Change,
            old: Some(before.clone().into()),
            new: Some(after.clone().into()),
        };
        let known = changes
            .iter_mut()
            .find(|change| change.section == Some(Section::Parameters) && change.name == *name);
        match known {
            Some(change) => change.edits.push(edit),
            None => changes.push(SectionChange {
                section: Some(Section::Parameters),
                name: name.clone(),
                edits: vec![edit],
                causes: Vec::new(),
                notes: Vec::new(),
            }),
        }
    }
}
