//! From schemas to Rust types: what a property takes, and which structs and enums that needs.

use std::collections::BTreeMap;

use crate::facts::{Additional, Kind, Reference, ResourceType, Schema};

use super::model::{Body, Field, Marks, Node, Shape};
use super::{case, policy};

/// Builds the nodes of a resource type.
pub(super) struct Builder<'f> {
    facts: &'f ResourceType,
    /// `None` while the node is being built.
    nodes: Vec<Option<Node<'f>>>,
    /// Finished nodes by the schemas they were made from and their name.
    finished: BTreeMap<(Vec<*const Schema>, String), usize>,
    /// Nodes that are being built, which is where recursion ends.
    unfinished: Vec<(Vec<*const Schema>, usize)>,
}

/// The place of a value, which names it if no definition does.
#[derive(Clone)]
struct Place<'f> {
    name: String,
    definition: Option<&'f str>,
}

impl<'f> Builder<'f> {
    /// The properties of a resource type, and the nodes in them.
    pub(super) fn build(facts: &'f ResourceType) -> (Vec<Field<'f>>, Vec<Node<'f>>) {
        let mut builder =
            Self { facts, nodes: Vec::new(), finished: BTreeMap::new(), unfinished: Vec::new() };
        let fields = builder.fields(&[&facts.root], &case::type_name(facts.short_name()));
        (fields, builder.nodes.into_iter().flatten().collect())
    }

    /// The properties of an object, which may be described by several schemas.
    fn fields(&mut self, schemas: &[&'f Schema], owner: &str) -> Vec<Field<'f>> {
        let mut by_name: BTreeMap<&'f str, Vec<&'f Schema>> = BTreeMap::new();
        for schema in schemas {
            for (name, property) in &schema.properties {
                by_name.entry(name).or_default().push(property);
            }
        }
        let required =
            |name: &str| schemas.iter().all(|schema| schema.required.iter().any(|required| required == name));
        let mut fields = Vec::new();
        for (name, properties) in by_name {
            let shape = self.property_shape(name, &properties, owner);
            let marks = Marks::default();
            fields.push(Field { name, shape, required: required(name), schemas: properties, marks });
        }
        fields
    }

    fn property_shape(&mut self, name: &str, schemas: &[&'f Schema], owner: &str) -> Shape {
        let place = Place { name: format!("{owner}{}", case::type_name(name)), definition: None };
        let shape = self.shape(schemas, place);
        let tag_property = self.facts.tagging.as_ref().and_then(|tagging| tagging.tag_property.as_ref());
        let says_tags = name.ends_with("Tags") || tag_property.is_some_and(|path| path.first() == name);
        match shape {
            Shape::Json if policy::is_policy(self.facts, name) => Shape::PolicyDocument,
            shape => self.with_tags(shape, says_tags),
        }
    }

    /// The shape with tags for the structs in lists that are tags.
    fn with_tags(&self, shape: Shape, says_tags: bool) -> Shape {
        let Shape::List(inner) = shape else { return shape };
        Shape::List(Box::new(match *inner {
            Shape::Node(node) if self.is_tag(node, says_tags) => Shape::Tag,
            inner => self.with_tags(inner, says_tags),
        }))
    }

    /// Whether a struct is a tag: `Key` and `Value`, and called so or kept in a property called so.
    fn is_tag(&self, node: usize, says_tags: bool) -> bool {
        let Some(Some(Node { name, definition, body: Body::Struct(fields) })) = self.nodes.get(node) else {
            return false;
        };
        let called_so = definition.is_some() && (name.ends_with("Tag") || name.ends_with("Tags"));
        let [key, value] = fields.as_slice() else { return false };
        (says_tags || called_so)
            && (key.name, value.name) == ("Key", "Value")
            && (&key.shape, &value.shape) == (&Shape::String, &Shape::String)
    }

    fn shape(&mut self, schemas: &[&'f Schema], place: Place<'f>) -> Shape {
        let place = match schemas {
            [schema] => self.named_place(schema, place),
            _ => place,
        };
        let mut leaves = Vec::new();
        for schema in schemas {
            self.leaves(schema, &mut leaves, 0);
        }
        let sam = self.facts.type_name.starts_with("AWS::Serverless::");
        let structured = |leaf: &Schema| leaf.types == [Kind::Array] || !leaf.properties.is_empty();
        // Beside something better, an object of no shape stands for an intrinsic function.
        if leaves.iter().any(|leaf| !is_bare_object(leaf) && (sam || structured(leaf))) {
            leaves.retain(|leaf| !is_bare_object(leaf));
        }
        let kinds: Vec<Option<Kind>> = leaves.iter().map(|leaf| kind_of(leaf)).collect();
        let all = |of: &[Kind]| kinds.iter().all(|kind| kind.is_some_and(|kind| of.contains(&kind)));
        if leaves.is_empty() {
            Shape::Json
        } else if all(&[Kind::String]) {
            self.string_shape(&leaves, place)
        } else if all(&[Kind::Boolean]) {
            Shape::Bool
        } else if all(&[Kind::Integer]) {
            Shape::Integer
        } else if all(&[Kind::Integer, Kind::Number]) {
            Shape::Number
        } else if all(&[Kind::Array]) {
            self.list_shape(&leaves, place)
        } else if all(&[Kind::Object]) {
            self.object_shape(&leaves, place)
        } else if leaves.iter().all(|leaf| is_one_or_many(leaf)) {
            Shape::OneOrMany
        } else {
            Shape::Json
        }
    }

    /// What a value is called: by the last definition on the way to it, or by its place.
    fn named_place(&self, schema: &'f Schema, mut place: Place<'f>) -> Place<'f> {
        let mut schema = schema;
        for _ in 0..DEEPEST {
            if let Some(reference) = &schema.reference {
                place = match reference {
                    Reference::Definition(name) => {
                        Place { name: case::type_name(name), definition: Some(name) }
                    }
                    Reference::Property(name) => {
                        let resource = case::type_name(self.facts.short_name());
                        Place { name: resource + &case::type_name(name), definition: None }
                    }
                };
                let Some(target) = self.facts.target(reference) else { return place };
                schema = target;
            } else {
                let mut branches = opened(schema);
                branches.retain(|branch| !is_bare_object(branch));
                match branches.as_slice() {
                    [only] => schema = only,
                    _ => return place,
                }
            }
        }
        place
    }

    /// Follows references and opens unions.
    fn leaves(&self, schema: &'f Schema, leaves: &mut Vec<&'f Schema>, depth: usize) {
        if depth > DEEPEST || leaves.iter().any(|known| std::ptr::eq(*known, schema)) {
            return;
        }
        if let Some(target) = schema.reference.as_ref().map(|reference| self.facts.target(reference)) {
            if let Some(target) = target {
                self.leaves(target, leaves, depth + 1);
            }
            return;
        }
        let branches = opened(schema);
        if branches.is_empty() {
            leaves.push(schema);
        }
        for branch in branches {
            self.leaves(branch, leaves, depth + 1);
        }
    }

    fn string_shape(&mut self, leaves: &[&'f Schema], place: Place<'f>) -> Shape {
        if leaves.iter().any(|leaf| leaf.constraints().format.as_deref() == Some("json")) {
            return Shape::Json;
        }
        let mut values: Vec<&'f str> = Vec::new();
        for leaf in leaves {
            let Some(own) = leaf.string_values() else { return Shape::String };
            for value in own {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        values.sort_unstable();
        self.node(leaves, place, |_, _| Body::Enum(values))
    }

    fn list_shape(&mut self, leaves: &[&'f Schema], place: Place<'f>) -> Shape {
        let items: Option<Vec<&'f Schema>> = leaves.iter().map(|leaf| leaf.items.as_deref()).collect();
        let inner = items.map_or(Shape::Json, |items| self.shape(&items, place));
        Shape::List(Box::new(inner))
    }

    fn object_shape(&mut self, leaves: &[&'f Schema], place: Place<'f>) -> Shape {
        if leaves.iter().any(|leaf| !leaf.properties.is_empty()) {
            return self.node(leaves, place, |builder, name| Body::Struct(builder.fields(leaves, name)));
        }
        let mut entries: Vec<&'f Schema> = Vec::new();
        for leaf in leaves {
            entries.extend(leaf.pattern_properties.values());
            if let Some(Additional::Matching(values)) = &leaf.additional_properties {
                entries.push(values);
            }
        }
        if entries.is_empty() { Shape::Json } else { Shape::Map(Box::new(self.shape(&entries, place))) }
    }

    fn node(
        &mut self,
        leaves: &[&'f Schema],
        place: Place<'f>,
        body: impl FnOnce(&mut Self, &str) -> Body<'f>,
    ) -> Shape {
        let mut schemas: Vec<*const Schema> = leaves.iter().map(|leaf| std::ptr::from_ref(*leaf)).collect();
        schemas.sort();
        let recursive = self.unfinished.iter().find(|(own, _)| *own == schemas).map(|(_, index)| *index);
        let key = (schemas, place.name);
        if let Some(index) = recursive.or_else(|| self.finished.get(&key).copied()) {
            return Shape::Node(index);
        }
        let index = self.nodes.len();
        self.nodes.push(None);
        self.unfinished.push((key.0.clone(), index));
        let body = body(self, &key.1);
        self.unfinished.pop();
        if let Some(slot) = self.nodes.get_mut(index) {
            *slot = Some(Node { name: key.1.clone(), definition: place.definition, body });
        }
        self.finished.insert(key, index);
        Shape::Node(index)
    }
}

/// How many references and unions may be inside each other.
const DEEPEST: usize = 32;

/// The branches of a schema that is nothing but a union.
fn opened(schema: &Schema) -> Vec<&Schema> {
    let shapeless_object = schema.types == [Kind::Object] && is_bare_object(schema);
    if schema.reference.is_some() || (has_own_shape(schema) && !shapeless_object) {
        return Vec::new();
    }
    schema.branches().filter(|branch| has_shape(branch)).collect()
}

fn is_one_or_many(schema: &Schema) -> bool {
    let of_strings = schema.items.as_deref().is_some_and(|items| items.types == [Kind::String]);
    match schema.types.as_slice() {
        [Kind::String] => true,
        [Kind::Array] | [Kind::String, Kind::Array] | [Kind::Array, Kind::String] => of_strings,
        _ => false,
    }
}

/// The one kind of value a leaf describes, if it is one.
fn kind_of(schema: &Schema) -> Option<Kind> {
    let kinds: Vec<Kind> = schema.types.iter().copied().filter(|kind| *kind != Kind::Null).collect();
    match kinds.as_slice() {
        [kind] => Some(*kind),
        // A string with the object's JSON is what the object is written as as well.
        [Kind::Object, Kind::String] | [Kind::String, Kind::Object] if !schema.properties.is_empty() => {
            Some(Kind::Object)
        }
        [] if has_members(schema) => Some(Kind::Object),
        [] if schema.items.is_some() => Some(Kind::Array),
        [] if schema.string_values().is_some() => Some(Kind::String),
        _ => None,
    }
}

/// An object of which nothing is known.
fn is_bare_object(schema: &Schema) -> bool {
    schema.types.contains(&Kind::Object)
        && schema.types.iter().all(|kind| matches!(kind, Kind::Object | Kind::String))
        && !has_members(schema)
}

/// Whether anything is known about what is in an object.
fn has_members(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || !schema.pattern_properties.is_empty()
        || matches!(schema.additional_properties, Some(Additional::Matching(_)))
}

fn has_own_shape(schema: &Schema) -> bool {
    kind_of(schema).is_some() || !schema.types.is_empty()
}

/// Whether a branch of a union describes a value, rather than only narrowing its owner.
fn has_shape(schema: &Schema) -> bool {
    schema.reference.is_some() || has_own_shape(schema) || schema.branches().any(has_shape)
}
