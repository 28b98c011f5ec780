//! A value for a property that takes any JSON, of a kind that its schemas allow.

use std::collections::BTreeMap;

use crate::facts::{Additional, Kind, ResourceType, Schema};

/// How many references, unions and lists may be inside each other.
const DEEPEST: usize = 8;

/// Kinds that a sample is made of, in the order of preference: what is simple, and last what may need certain members.
const KINDS: [Kind; 6] =
    [Kind::String, Kind::Boolean, Kind::Integer, Kind::Number, Kind::Array, Kind::Object];

/// The Rust expression of a value that the schemas allow.
pub(super) fn json(facts: &ResourceType, schemas: &[&Schema]) -> String {
    nested(facts, schemas, 0)
}

fn nested(facts: &ResourceType, schemas: &[&Schema], depth: usize) -> String {
    let leaves = leaves(facts, schemas);
    let document = leaves.iter().any(|leaf| leaf.constraints().format.as_deref() == Some("json"));
    let allowed = |kind: &Kind| leaves.iter().any(|leaf| leaf.types.contains(kind));
    let kind = KINDS.into_iter().find(allowed).filter(|_| !document).unwrap_or(Kind::Object);
    match kind {
        Kind::String => {
            let value = leaves.iter().find_map(|leaf| leaf.string_values()?.first().copied());
            format!("d::Json::new({:?})", value.unwrap_or("text"))
        }
        Kind::Boolean => "d::Json::new(true)".to_owned(),
        Kind::Integer => "d::Json::new(1)".to_owned(),
        Kind::Number => "d::Json::new(0.5)".to_owned(),
        Kind::Array => {
            let items: Vec<&Schema> = leaves.iter().filter_map(|leaf| leaf.items.as_deref()).collect();
            if depth == DEEPEST {
                return "d::Json::list([])".to_owned();
            }
            format!("d::Json::list([{}])", nested(facts, &items, depth + 1))
        }
        Kind::Object | Kind::Null => object(facts, &leaves, depth),
    }
}

fn object(facts: &ResourceType, leaves: &[&Schema], depth: usize) -> String {
    let mut properties: BTreeMap<&str, Vec<&Schema>> = BTreeMap::new();
    for (name, property) in leaves.iter().flat_map(|leaf| &leaf.properties) {
        properties.entry(name).or_default().push(property);
    }
    if properties.is_empty() || depth == DEEPEST {
        return "d::Json::object([(\"Key\".into(), d::Json::new(\"text\"))])".to_owned();
    }
    let entry = |(name, schemas): (&str, Vec<&Schema>)| {
        format!("({name:?}.into(), {})", nested(facts, &schemas, depth + 1))
    };
    let entries: Vec<String> = properties.into_iter().map(entry).collect();
    format!("d::Json::object([{}])", entries.join(", "))
}

/// The schemas behind references, and the branches of unions.
fn leaves<'f>(facts: &'f ResourceType, schemas: &[&'f Schema]) -> Vec<&'f Schema> {
    let mut leaves = Vec::new();
    for schema in schemas {
        collect(facts, schema, &mut leaves, 0);
    }
    leaves
}

fn collect<'f>(facts: &'f ResourceType, schema: &'f Schema, leaves: &mut Vec<&'f Schema>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    if let Some(target) = schema.reference.as_ref().and_then(|reference| facts.target(reference)) {
        return collect(facts, target, leaves, depth + 1);
    }
    leaves.push(schema);
    for branch in schema.branches() {
        collect(facts, branch, leaves, depth + 1);
    }
}

/// The schemas of the items of lists or of the entries of maps.
pub(super) fn inside<'f>(facts: &'f ResourceType, schemas: &[&'f Schema]) -> Vec<&'f Schema> {
    let leaves = leaves(facts, schemas);
    let mut inside = Vec::new();
    for leaf in leaves {
        inside.extend(leaf.items.as_deref());
        inside.extend(leaf.pattern_properties.values());
        if let Some(Additional::Matching(values)) = &leaf.additional_properties {
            inside.push(values);
        }
    }
    inside
}
