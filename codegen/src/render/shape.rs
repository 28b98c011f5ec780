//! From schemas to Rust types: what a property takes, and which structs and enums that needs.

use std::collections::BTreeMap;

use crate::facts::{Additional, Kind, Reference, ResourceType, Schema};

use super::model::{Body, Field, Marks, Node, Shape};
use super::{case, policy};

/// A schema without references and unions, and the definition it came from.
#[derive(Clone, Copy)]
struct Leaf<'f> {
    schema: &'f Schema,
    definition: Option<&'f str>,
}

/// Builds the nodes of a resource type.
pub(super) struct Builder<'f> {
    facts: &'f ResourceType,
    /// `None` while the node is being built.
    nodes: Vec<Option<Node<'f>>>,
    /// Nodes by the schemas they were made from, which ends recursion.
    by_leaves: BTreeMap<Vec<*const Schema>, usize>,
}

impl<'f> Builder<'f> {
    /// The properties of a resource type, and the nodes in them.
    pub(super) fn build(facts: &'f ResourceType) -> (Vec<Field<'f>>, Vec<Node<'f>>) {
        let mut builder = Self { facts, nodes: Vec::new(), by_leaves: BTreeMap::new() };
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
            fields.push(Field {
                name,
                shape,
                required: required(name),
                schemas: properties,
                marks: Marks::default(),
            });
        }
        fields
    }

    fn property_shape(&mut self, name: &str, schemas: &[&'f Schema], owner: &str) -> Shape {
        let shape = self.shape(schemas, &format!("{owner}{}", case::type_name(name)));
        let tag_property = self.facts.tagging.as_ref().and_then(|tagging| tagging.tag_property.as_ref());
        let says_tags = name.ends_with("Tags") || tag_property.is_some_and(|path| path.first() == name);
        match shape {
            Shape::Json if policy::is_policy(self.facts, name) => Shape::PolicyDocument,
            Shape::List(inner) if inner.node().is_some_and(|node| self.is_tag(node, says_tags)) => {
                Shape::List(Box::new(Shape::Tag))
            }
            shape => shape,
        }
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

    fn shape(&mut self, schemas: &[&'f Schema], name: &str) -> Shape {
        let mut leaves = Vec::new();
        for schema in schemas {
            self.leaves(Leaf { schema, definition: None }, &mut leaves, 0);
        }
        let sam = self.facts.type_name.starts_with("AWS::Serverless::");
        let bare = |leaf: &Leaf<'_>| is_bare_object(leaf.schema);
        let structured = |leaf: &Leaf<'_>| {
            matches!(leaf.schema.types.as_slice(), [Kind::Array]) || !leaf.schema.properties.is_empty()
        };
        // Beside something better, an object of no shape stands for an intrinsic function.
        if leaves.iter().any(|leaf| !bare(leaf) && (sam || structured(leaf))) {
            leaves.retain(|leaf| !bare(leaf));
        }
        let kinds: Vec<Option<Kind>> = leaves.iter().map(|leaf| kind_of(leaf.schema)).collect();
        let all = |kind: Kind| !kinds.is_empty() && kinds.iter().all(|k| *k == Some(kind));
        if all(Kind::String) {
            self.string_shape(&leaves, name)
        } else if all(Kind::Boolean) {
            Shape::Bool
        } else if all(Kind::Integer) {
            Shape::Integer
        } else if !kinds.is_empty()
            && kinds.iter().all(|kind| matches!(kind, Some(Kind::Integer | Kind::Number)))
        {
            Shape::Number
        } else if all(Kind::Array) {
            self.list_shape(&leaves, name)
        } else if all(Kind::Object) {
            self.object_shape(&leaves, name)
        } else if self.is_one_or_many(&leaves) {
            Shape::OneOrMany
        } else {
            Shape::Json
        }
    }

    /// Follows references and opens unions.
    fn leaves(&self, leaf: Leaf<'f>, leaves: &mut Vec<Leaf<'f>>, depth: usize) {
        let schema = leaf.schema;
        if depth > 32 || leaves.iter().any(|known| std::ptr::eq(known.schema, schema)) {
            return;
        }
        if let Some(reference) = &schema.reference {
            if let Some(target) = self.facts.target(reference) {
                let definition = match reference {
                    Reference::Definition(name) => Some(name.as_str()),
                    Reference::Property(_) => leaf.definition,
                };
                self.leaves(Leaf { schema: target, definition }, leaves, depth + 1);
            }
            return;
        }
        let shapeless_object = schema.types == [Kind::Object] && is_bare_object(schema);
        if schema.types.is_empty() && !has_own_shape(schema) || shapeless_object {
            let before = leaves.len();
            let branches: Vec<&'f Schema> = schema.branches().filter(|branch| has_shape(branch)).collect();
            // A union keeps the definition's name; its branches do not have it each.
            for branch in branches {
                self.leaves(Leaf { schema: branch, definition: None }, leaves, depth + 1);
            }
            if leaves.len() > before {
                if let (Some(_), [only]) = (leaf.definition, leaves.get_mut(before..).unwrap_or_default()) {
                    only.definition = only.definition.or(leaf.definition);
                }
                return;
            }
        }
        leaves.push(leaf);
    }

    fn is_one_or_many(&mut self, leaves: &[Leaf<'f>]) -> bool {
        let string = |schema: &Schema| schema.types == [Kind::String];
        leaves.iter().all(|leaf| {
            let schema = leaf.schema;
            let of_strings = schema.items.as_deref().is_some_and(string);
            string(schema)
                || (schema.types == [Kind::Array] && of_strings)
                || (schema.types.len() == 2
                    && [Kind::String, Kind::Array].iter().all(|kind| schema.types.contains(kind)))
        }) && !leaves.is_empty()
    }

    fn string_shape(&mut self, leaves: &[Leaf<'f>], name: &str) -> Shape {
        if leaves.iter().any(|leaf| leaf.schema.constraints().format.as_deref() == Some("json")) {
            return Shape::Json;
        }
        let mut values: Vec<&'f str> = Vec::new();
        for leaf in leaves {
            let Some(own) = leaf.schema.string_values() else { return Shape::String };
            for value in own {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
        }
        values.sort_unstable();
        self.node(leaves, name, |_, _| Body::Enum(values))
    }

    fn list_shape(&mut self, leaves: &[Leaf<'f>], name: &str) -> Shape {
        let items: Option<Vec<&'f Schema>> = leaves.iter().map(|leaf| leaf.schema.items.as_deref()).collect();
        let name =
            leaves.iter().find_map(|leaf| leaf.definition).map_or_else(|| name.to_owned(), case::type_name);
        let inner = items.map_or(Shape::Json, |items| self.shape(&items, &name));
        Shape::List(Box::new(inner))
    }

    fn object_shape(&mut self, leaves: &[Leaf<'f>], name: &str) -> Shape {
        let schemas: Vec<&'f Schema> = leaves.iter().map(|leaf| leaf.schema).collect();
        if schemas.iter().any(|schema| !schema.properties.is_empty()) {
            return self.node(leaves, name, |builder, name| Body::Struct(builder.fields(&schemas, name)));
        }
        let mut entries: Vec<&'f Schema> = Vec::new();
        for schema in &schemas {
            entries.extend(schema.pattern_properties.values());
            if let Some(Additional::Matching(values)) = &schema.additional_properties {
                entries.push(values);
            }
        }
        if entries.is_empty() {
            return Shape::Json;
        }
        let name =
            leaves.iter().find_map(|leaf| leaf.definition).map_or_else(|| name.to_owned(), case::type_name);
        Shape::Map(Box::new(self.shape(&entries, &name)))
    }

    fn node(
        &mut self,
        leaves: &[Leaf<'f>],
        name: &str,
        body: impl FnOnce(&mut Self, &str) -> Body<'f>,
    ) -> Shape {
        let mut key: Vec<*const Schema> = leaves.iter().map(|leaf| std::ptr::from_ref(leaf.schema)).collect();
        key.sort();
        if let Some(index) = self.by_leaves.get(&key) {
            return Shape::Node(*index);
        }
        let definition = match leaves {
            [leaf] => leaf.definition,
            _ => None,
        };
        let name = definition.map_or_else(|| name.to_owned(), case::type_name);
        let index = self.nodes.len();
        self.by_leaves.insert(key, index);
        self.nodes.push(None);
        let body = body(self, &name);
        if let Some(slot) = self.nodes.get_mut(index) {
            *slot = Some(Node { name, definition, body });
        }
        Shape::Node(index)
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
