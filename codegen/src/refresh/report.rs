//! What a refresh changed: what has come, what has gone, and what no longer takes what it took.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::{Number, Value};

use super::Store;
use crate::facts::{Constraints, PropertyPath, ResourceType, Schema};

/// One difference between two sets of facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A resource type or a property has come: its name, such as `AWS::S3::Bucket` or `AWS::S3::Bucket BucketName`.
    Added(String),
    /// A resource type or a property has gone.
    Removed(String),
    /// A property takes less than before: its name, and how.
    Narrowed(String, String),
    /// A type is there in more regions or fewer: its name, and which.
    Regions(String, String),
    /// A file of facts for checks has come, gone or changed: its name, and which of it.
    Checks(String, &'static str),
}

/// All differences, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    changes: Vec<Change>,
    types: usize,
    first: bool,
}

impl Report {
    /// Compares facts. The very first ones have nothing to be compared with.
    pub fn compare(before: &Store, after: &Store) -> Self {
        let (old, new) = (types(before), types(after));
        let mut report = Self { types: new.len(), first: old.is_empty(), changes: Vec::new() };
        if report.first {
            return report;
        }
        for (name, resource) in &new {
            match old.get(name) {
                None => report.changes.push(Change::Added((*name).to_owned())),
                Some(earlier) => {
                    compare_types(earlier, resource, &mut report.changes);
                    if before.regions.names().next().is_some() {
                        compare_regions(name, before, after, &mut report.changes);
                    }
                }
            }
        }
        compare_checks(&before.checks, &after.checks, &mut report.changes);
        let gone = old.keys().filter(|name| !new.contains_key(*name));
        report.changes.extend(gone.map(|name| Change::Removed((*name).to_owned())));
        report
    }

    /// The differences.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The report in a line.
    pub fn summary(&self) -> String {
        if self.first {
            return format!("The first facts: {} resource types.", self.types);
        }
        let count = |of: fn(&Change) -> bool| self.changes.iter().filter(|change| of(change)).count();
        format!(
            "{} added, {} removed, {} narrowed, {} in other regions, {} files for checks.",
            count(|change| matches!(change, Change::Added(_))),
            count(|change| matches!(change, Change::Removed(_))),
            count(|change| matches!(change, Change::Narrowed(..))),
            count(|change| matches!(change, Change::Regions(..))),
            count(|change| matches!(change, Change::Checks(..))),
        )
    }

    /// The report as Markdown.
    pub fn to_text(&self) -> String {
        let mut out = String::from("# What the last refresh of the facts changed\n");
        if self.first {
            let _ = write!(out, "\nThe first facts: {} resource types.\n", self.types);
            return out;
        }
        if self.changes.is_empty() {
            out.push_str("\nNothing.\n");
        }
        type Line = fn(&Change) -> Option<String>;
        let sections: [(&str, Line); 5] = [
            ("Removed", |change| if let Change::Removed(name) = change { Some(name.clone()) } else { None }),
            ("Narrowed", |change| match change {
                Change::Narrowed(name, how) => Some(format!("{name}: {how}")),
                _ => None,
            }),
            ("Added", |change| if let Change::Added(name) = change { Some(name.clone()) } else { None }),
            ("Regions", |change| match change {
                Change::Regions(name, how) => Some(format!("{name}: {how}")),
                _ => None,
            }),
            ("Facts for checks", |change| match change {
                Change::Checks(name, how) => Some(format!("{name}: {how}")),
                _ => None,
            }),
        ];
        for (title, line) in sections {
            let lines: Vec<String> = self.changes.iter().filter_map(line).collect();
            if !lines.is_empty() {
                let _ = write!(out, "\n## {title} ({})\n\n", lines.len());
                for line in lines {
                    let _ = writeln!(out, "- {line}");
                }
            }
        }
        out
    }
}

fn types(store: &Store) -> BTreeMap<&str, &ResourceType> {
    let services = store.services.values();
    services
        .flat_map(|service| service.types.iter().map(|(name, resource)| (name.as_str(), resource)))
        .collect()
}

fn compare_regions(name: &str, before: &Store, after: &Store, changes: &mut Vec<Change>) {
    let (old, new) = (before.regions.of_type(name), after.regions.of_type(name));
    let mut parts = Vec::new();
    for (sign, more, less) in [("+", new, old), ("-", old, new)] {
        parts.extend(more.difference(less).map(|region| format!("{sign}{region}")));
    }
    if !parts.is_empty() {
        changes.push(Change::Regions(name.to_owned(), parts.join(" ")));
    }
}

fn compare_checks(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>, changes: &mut Vec<Change>) {
    if old.is_empty() && !new.is_empty() {
        return changes.push(Change::Checks(format!("all {} files", new.len()), "added"));
    }
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let how = match (old.get(name), new.get(name)) {
            (None, _) => "added",
            (_, None) => "removed",
            (Some(old), Some(new)) if old != new => "changed",
            _ => continue,
        };
        changes.push(Change::Checks(name.clone(), how));
    }
}

fn compare_types(old: &ResourceType, new: &ResourceType, changes: &mut Vec<Change>) {
    let name = &new.type_name;
    compare_objects(name, &old.root, &new.root, changes);
    for (definition, schema) in &new.definitions {
        if let Some(earlier) = old.definitions.get(definition) {
            compare_values(&format!("{name}.{definition}"), earlier, schema, changes);
        }
    }
    let lists: [(&[PropertyPath], &[PropertyPath], &str); 2] = [
        (&old.read_only, &new.read_only, "can no longer be set"),
        (&old.create_only, &new.create_only, "a change now replaces the resource"),
    ];
    for (old, new, how) in lists {
        for path in new.iter().filter(|path| !old.contains(path)) {
            let property: Vec<&str> = path.names().collect();
            changes.push(Change::Narrowed(format!("{name} {}", property.join(".")), how.to_owned()));
        }
    }
}

/// Compares the properties of two objects.
fn compare_objects(name: &str, old: &Schema, new: &Schema, changes: &mut Vec<Change>) {
    for (property, schema) in &new.properties {
        let full = format!("{name} {property}");
        match old.properties.get(property) {
            None => changes.push(Change::Added(full.clone())),
            Some(earlier) => compare_values(&full, earlier, schema, changes),
        }
        let now_required = |schema: &Schema| schema.required.contains(property);
        if now_required(new) && !now_required(old) {
            changes.push(Change::Narrowed(full, "is now required".to_owned()));
        }
    }
    let gone = old.properties.keys().filter(|property| !new.properties.contains_key(*property));
    changes.extend(gone.map(|property| Change::Removed(format!("{name} {property}"))));
}

/// Compares two schemas of one place, and what is inside them.
fn compare_values(name: &str, old: &Schema, new: &Schema, changes: &mut Vec<Change>) {
    let mut narrowed = |how: String| changes.push(Change::Narrowed(name.to_owned(), how));
    if old.reference != new.reference {
        let show = |schema: &Schema| {
            schema.reference.as_ref().map_or("its own type".to_owned(), ToString::to_string)
        };
        narrowed(format!("was {}, is {}", show(old), show(new)));
    }
    if !new.types.is_empty()
        && (old.types.is_empty() || old.types.iter().any(|kind| !new.types.contains(kind)))
    {
        let show =
            |schema: &Schema| schema.types.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" or ");
        narrowed(format!(
            "was {}, is {}",
            if old.types.is_empty() { "any".to_owned() } else { show(old) },
            show(new)
        ));
    }
    narrowed_constraints(old.constraints(), new.constraints(), &mut narrowed);
    compare_objects(name, old, new, changes);
    if let (Some(old), Some(new)) = (&old.items, &new.items) {
        compare_values(&format!("{name}[]"), old, new, changes);
    }
    for (pattern, schema) in &new.pattern_properties {
        if let Some(earlier) = old.pattern_properties.get(pattern) {
            compare_values(&format!("{name}{{}}"), earlier, schema, changes);
        }
    }
}

fn narrowed_constraints(old: &Constraints, new: &Constraints, narrowed: &mut impl FnMut(String)) {
    for (what, old, new) in [("format", &old.format, &new.format), ("pattern", &old.pattern, &new.pattern)] {
        if let Some(new) = new
            && old.as_ref() != Some(new)
        {
            narrowed(format!("{what} is now `{new}`"));
        }
    }
    let lists =
        [(&old.enumeration, &new.enumeration), (&old.enum_case_insensitive, &new.enum_case_insensitive)];
    for (old, new) in lists {
        if old.is_empty() && !new.is_empty() {
            narrowed("takes only listed values now".to_owned());
        }
        let gone: BTreeSet<String> = old
            .iter()
            .filter(|value| !new.is_empty() && !new.contains(value))
            .map(Value::to_string)
            .collect();
        if !gone.is_empty() {
            narrowed(format!("no longer takes {}", gone.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
    let lower = [
        ("length", old.min_length, new.min_length),
        ("number of items", old.min_items, new.min_items),
        ("number of entries", old.min_properties, new.min_properties),
    ];
    for (what, old, new) in lower {
        if let Some(new) = new.filter(|new| *new > old.unwrap_or(0)) {
            narrowed(format!("{what} is now at least {new}"));
        }
    }
    let upper = [
        ("length", old.max_length, new.max_length),
        ("number of items", old.max_items, new.max_items),
        ("number of entries", old.max_properties, new.max_properties),
    ];
    for (what, old, new) in upper {
        if let Some(new) = new.filter(|new| old.is_none_or(|old| *new < old)) {
            narrowed(format!("{what} is now at most {new}"));
        }
    }
    let number = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
    if let Some(new) = number(&new.minimum).filter(|new| number(&old.minimum).is_none_or(|old| *new > old)) {
        narrowed(format!("is now at least {new}"));
    }
    if let Some(new) = number(&new.maximum).filter(|new| number(&old.maximum).is_none_or(|old| *new < old)) {
        narrowed(format!("is now at most {new}"));
    }
    if new.unique_items == Some(true) && old.unique_items != Some(true) {
        narrowed("items must now be unique".to_owned());
    }
}
