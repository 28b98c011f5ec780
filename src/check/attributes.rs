//! The attributes that `Fn::GetAtt` takes of a resource.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::engine::schema::{ALL_KINDS, FactSchema, Schema, texts};
use super::template::{CUSTOM_RESOURCE, Resource};
use super::{facts, nested};
use crate::schema::{Fact, database};

/// The attributes of a resource's type.
pub(crate) struct Attributes {
    named: Vec<(Name, Meaning)>,
}

/// What attributes are called.
enum Name {
    /// As a property, whose path has slashes for dots.
    Path(&'static str),
    /// So.
    Text(String),
    /// Anything that begins so.
    Beginning(&'static str),
}

/// What an attribute is.
enum Meaning {
    /// The property that its path leads to, from the type's schema on. The path is followed when somebody asks.
    AtPath(FactSchema),
    /// A property.
    Property(Schema),
    /// A text.
    Text,
    /// Anything.
    Anything,
}

/// The attributes of types that were asked for.
#[derive(Default)]
pub(crate) struct KnownAttributes(RefCell<HashMap<String, Rc<Attributes>>>);

impl KnownAttributes {
    /// The attributes of a resource; nothing if none of the regions has its type.
    pub(crate) fn of(&self, resource: &Resource<'_>, regions: &[&str]) -> Option<Rc<Attributes>> {
        if resource.kind.ends_with("::MODULE") {
            return Some(Rc::new(Attributes { named: vec![(Name::Beginning(""), Meaning::Anything)] }));
        }
        if let Some(nested) = &resource.nested {
            let output = |name: &str| (Name::Text(format!("Outputs.{name}")), Meaning::Text);
            return Some(Rc::new(Attributes { named: nested::outputs(nested).map(output).collect() }));
        }
        let fact = facts::resource_type(resource.kind, regions)?;
        let mut known = self.0.borrow_mut();
        if let Some(attributes) = known.get(resource.kind) {
            return Some(Rc::clone(attributes));
        }
        let attributes = Rc::new(Attributes::of_type(resource.kind, fact));
        known.insert(resource.kind.to_owned(), Rc::clone(&attributes));
        Some(attributes)
    }
}

impl Attributes {
    fn of_type(kind: &str, fact: Fact) -> Self {
        let mut named = Vec::new();
        let root = FactSchema { fact, root: fact, reduced: false };
        if facts::has_every_property_as_attribute(kind) {
            for (name, schema) in fact.get("properties").into_iter().flat_map(Fact::entries) {
                every_property(root, name.to_owned(), schema, 0, &mut named);
            }
            return Self { named };
        }
        named.extend(facts::further_attributes(kind).map(|path| (Name::Path(path), Meaning::AtPath(root))));
        match kind {
            "AWS::CloudFormation::Stack" | "AWS::Serverless::Application" => {
                named.push((Name::Beginning("Outputs."), Meaning::Text));
                return Self { named };
            }
            CUSTOM_RESOURCE => named.push((Name::Beginning(""), Meaning::Anything)),
            _ => {}
        }
        let product = kind == "AWS::ServiceCatalog::CloudFormationProvisionedProduct";
        let refused = fact.get("returns").and_then(|returns| returns.get("getAttNot"));
        let refused: Vec<&str> = refused.into_iter().flat_map(texts).collect();
        let read_only = fact.get("readOnlyProperties").into_iter().flat_map(texts);
        for path in read_only.filter(|path| !refused.contains(path)) {
            named.push(if product && path == "Outputs" {
                (Name::Beginning("Outputs."), Meaning::Text)
            } else {
                (Name::Path(path), Meaning::AtPath(root))
            });
        }
        Self { named }
    }

    /// The types of an attribute; nothing if there is no such attribute.
    pub(crate) fn kinds(&self, name: &str) -> Option<Vec<&'static str>> {
        let (found, meaning) = self.find(name)?;
        Some(match meaning {
            Meaning::Text => vec!["string"],
            Meaning::Anything => ALL_KINDS.to_vec(),
            _ => property(found, meaning)?.kinds(),
        })
    }

    /// The schema of the property that an attribute is.
    pub(crate) fn schema(&self, name: &str) -> Option<Schema> {
        let (found, meaning) = self.find(name)?;
        property(found, meaning)
    }

    fn find(&self, wanted: &str) -> Option<&(Name, Meaning)> {
        let is_wanted = |name: &Name| match name {
            Name::Path(path) => is_path(path, wanted),
            Name::Text(text) => text == wanted,
            Name::Beginning(_) => false,
        };
        let begins = |name: &Name| matches!(name, Name::Beginning(start) if wanted.starts_with(start));
        let exact = self.named.iter().rev().find(|(name, _)| is_wanted(name));
        exact.or_else(|| self.named.iter().find(|(name, _)| begins(name)))
    }

    /// The names, for a message.
    pub(crate) fn names(&self) -> Vec<String> {
        let name = |name: &Name| match name {
            Name::Path(path) => path.replace('/', "."),
            Name::Text(text) => text.clone(),
            Name::Beginning(start) => format!("{start}*"),
        };
        self.named.iter().map(|(known, _)| name(known)).collect()
    }
}

/// Whether a name is that of the property at a path.
fn is_path(path: &str, name: &str) -> bool {
    let with_dots = path.bytes().map(|byte| if byte == b'/' { b'.' } else { byte });
    path.len() == name.len() && with_dots.eq(name.bytes())
}

/// The schema of an attribute that is a property.
fn property(name: &Name, meaning: &Meaning) -> Option<Schema> {
    match (name, meaning) {
        (Name::Path(path), Meaning::AtPath(root)) => Some(pointer(*root, path)),
        (_, Meaning::Property(schema)) => Some(*schema),
        _ => None,
    }
}

/// The schema that a path such as `Endpoint/Address` leads to.
pub(crate) fn pointer(root: FactSchema, path: &str) -> Schema {
    let steps: Vec<&str> = path.split('/').collect();
    walk(root.root, root.fact, &steps, 0).unwrap_or(Schema::Anything)
}

fn walk(root: Fact, fact: Fact, steps: &[&str], depth: usize) -> Option<Schema> {
    const DEEPEST: usize = 64;
    if depth > DEEPEST {
        return None;
    }
    let whole = FactSchema { fact, root, reduced: false };
    if let Some(reference) = fact.get("$ref").and_then(Fact::as_str) {
        return match whole.resolve(reference)? {
            Schema::Fact(found) => walk(root, found.fact, steps, depth + 1),
            other => Some(other),
        };
    }
    let Some((first, rest)) = steps.split_first() else { return Some(whole.inside(fact)) };
    let next =
        if *first == "*" { fact.get("items") } else { fact.get("properties").and_then(|all| all.get(first)) };
    if let Some(found) = next.and_then(|next| walk(root, next, rest, depth + 1)) {
        return Some(found);
    }
    ["anyOf", "allOf", "oneOf"]
        .into_iter()
        .filter_map(|keyword| fact.get(keyword))
        .flat_map(Fact::items)
        .find_map(|branch| walk(root, branch, steps, depth + 1))
}

/// For types of which any property is an attribute: properties of objects too, and lists of simple values.
fn every_property(
    root: FactSchema,
    name: String,
    schema: Fact,
    depth: usize,
    named: &mut Vec<(Name, Meaning)>,
) {
    const DEEPEST: usize = 16;
    if depth > DEEPEST {
        return;
    }
    let kinds: Vec<&str> = schema.get("type").map_or_else(Vec::new, |kinds| texts(kinds).collect());
    if kinds.contains(&"object") {
        for (inner, schema) in schema.get("properties").into_iter().flat_map(Fact::entries) {
            every_property(root, format!("{name}.{inner}"), schema, depth + 1, named);
        }
        return;
    }
    if kinds.contains(&"array") {
        let items = schema.get("items").and_then(|items| items.get("type")).and_then(Fact::as_str);
        if matches!(items, Some("object" | "array")) {
            return;
        }
    } else if let Some(reference) = schema.get("$ref").and_then(Fact::as_str) {
        if let Some(Schema::Fact(found)) = root.resolve(reference) {
            every_property(root, name, found.fact, depth + 1, named);
        }
        return;
    }
    named.push((Name::Text(name), Meaning::Property(root.inside(schema))));
}

/// The schema of what `Ref` returns: that of the one property which identifies the resource.
pub(crate) fn reference(kind: &str, regions: &[&str]) -> Option<Schema> {
    let fact = facts::resource_type(kind, regions)?;
    let paths: Vec<&str> =
        fact.get("primaryIdentifier").map_or_else(Vec::new, |paths| texts(paths).collect());
    match paths.as_slice() {
        [] => Some(Schema::Anything),
        [path] => Some(pointer(FactSchema { fact, root: fact, reduced: false }, path)),
        _ => Some(Schema::Kinds(&["string"])),
    }
}

/// Whether the database has the type at all.
pub(crate) fn is_known(kind: &str) -> bool {
    database().get(kind).is_some()
}
