//! Which Rust names a service's types get.
//!
//! A struct or enum that all resource types of the service define alike is one Rust type with the definition's name. If two
//! define it differently, each resource type has its own, with the resource's name in front: nothing depends on which
//! came first. `Property` is appended to what would still hide another type.

use std::collections::{BTreeMap, BTreeSet};

use crate::Error;
use crate::facts::Service;

use super::case;
use super::shape::{Body, Field, Model, Node, Shape};

/// Names that generated code itself needs.
const NEEDED: &[&str] = &["From", "Into", "Self", "String"];

/// Names that a property type does not get, as importing it would hide something that every program uses.
const RESERVED: &[&str] = &[
    "Box", "Clone", "Copy", "Default", "Err", "Json", "List", "Map", "None", "Ok", "Option", "Result", "Some", "Tag", "Val",
    "Value", "Vec",
];

/// A service with a Rust name for everything in it.
#[derive(Debug)]
pub(super) struct Plan<'f> {
    pub(super) models: Vec<Model<'f>>,
    /// The structs' names of the resource types, in the order of `models`.
    resources: Vec<String>,
    /// The structs' names of their attributes.
    attributes: Vec<String>,
    /// The names of property types by model and node; absent for those that nothing refers to.
    names: BTreeMap<(usize, usize), String>,
}

/// A property type to be written: one of the nodes that share it, and all of them.
#[derive(Debug)]
pub(super) struct Shared<'p, 'f> {
    pub(super) name: &'p str,
    /// The nodes that are this type; never empty.
    pub(super) nodes: Vec<(usize, &'p Node<'f>)>,
}

impl<'f> Plan<'f> {
    pub(super) fn new(service: &'f Service) -> Result<Self, Error> {
        let models: Vec<Model<'f>> = service.types.values().map(Model::new).collect();
        let used: Vec<BTreeSet<usize>> = models.iter().map(settable_nodes).collect();
        let split = split_names(&models, &used);
        let mut taken: BTreeSet<String> = NEEDED.iter().map(|&name| name.to_owned()).collect();
        let mut resources = Vec::new();
        for model in &models {
            let name = case::type_name(model.facts.short_name());
            if !taken.insert(name.clone()) {
                return Err(Error::Invalid(format!("{}: `{name}` is taken, the type needs another name", model.facts.type_name)));
            }
            resources.push(name);
        }
        taken.extend(RESERVED.iter().map(|&name| name.to_owned()));
        let mut attributes = Vec::new();
        for name in &resources {
            attributes.push(take(&mut taken, [format!("{name}Attributes"), format!("{name}ReturnValues")])?);
        }
        let mut groups: BTreeMap<(String, Option<usize>), Vec<(usize, usize)>> = BTreeMap::new();
        for (index, model) in models.iter().enumerate() {
            for &node in used.get(index).into_iter().flatten() {
                let Some(name) = model.nodes.get(node).map(|node| node.name.clone()) else { continue };
                let owner = split.contains(&name).then_some(index);
                groups.entry((name, owner)).or_default().push((index, node));
            }
        }
        // Shared names first, so that they stay what they are when a resource's own type is added.
        let mut names = BTreeMap::new();
        let (own, shared): (Vec<_>, Vec<_>) = groups.into_iter().partition(|((_, owner), _)| owner.is_some());
        for ((name, owner), nodes) in shared.into_iter().chain(own) {
            let name = match owner.and_then(|owner| resources.get(owner)) {
                Some(owner) if !name.starts_with(owner.as_str()) => format!("{owner}{name}"),
                _ => name,
            };
            let name = take(&mut taken, [name.clone(), format!("{name}Property")])?;
            names.extend(nodes.into_iter().map(|node| (node, name.clone())));
        }
        Ok(Self { models, resources, attributes, names })
    }

    pub(super) fn resource_name(&self, model: usize) -> &str {
        self.resources.get(model).map_or("", String::as_str)
    }

    pub(super) fn attributes_name(&self, model: usize) -> &str {
        self.attributes.get(model).map_or("", String::as_str)
    }

    /// The Rust type of a shape, as the `T` of `IntoVal<T>`.
    pub(super) fn rust_type(&self, model: usize, shape: &Shape) -> String {
        match shape {
            Shape::String => "String".to_owned(),
            Shape::Bool => "bool".to_owned(),
            Shape::Integer => "i64".to_owned(),
            Shape::Number => "f64".to_owned(),
            Shape::Json => "d::Json".to_owned(),
            Shape::PolicyDocument => "d::PolicyDocument".to_owned(),
            Shape::Tag => "d::Tag".to_owned(),
            Shape::OneOrMany => "d::OneOrMany<String>".to_owned(),
            Shape::List(inner) => format!("d::List<{}>", self.rust_type(model, inner)),
            Shape::Map(inner) => format!("d::Map<{}>", self.rust_type(model, inner)),
            Shape::Node(node) => self.names.get(&(model, *node)).map_or_else(|| "d::Json".to_owned(), Clone::clone),
        }
    }

    /// The property types in the order of their names.
    pub(super) fn property_types(&self) -> Vec<Shared<'_, 'f>> {
        let mut types: BTreeMap<&str, Vec<(usize, &Node<'f>)>> = BTreeMap::new();
        for ((model, node), name) in &self.names {
            if let Some(node) = self.models.get(*model).and_then(|model| model.nodes.get(*node)) {
                types.entry(name).or_default().push((*model, node));
            }
        }
        types.into_iter().map(|(name, nodes)| Shared { name, nodes }).collect()
    }
}

/// Takes the first of the names that is free.
fn take<const N: usize>(taken: &mut BTreeSet<String>, names: [String; N]) -> Result<String, Error> {
    for name in &names {
        if taken.insert(name.clone()) {
            return Ok(name.clone());
        }
    }
    Err(Error::Invalid(format!("none of the names {} is free", names.join(", "))))
}

/// The nodes that a settable property leads to.
fn settable_nodes(model: &Model<'_>) -> BTreeSet<usize> {
    let mut nodes = BTreeSet::new();
    let mut next: Vec<usize> = settable(&model.fields).filter_map(|field| field.shape.node()).collect();
    while let Some(node) = next.pop() {
        if nodes.insert(node) {
            next.extend(settable(model.fields_of(node)).filter_map(|field| field.shape.node()));
        }
    }
    nodes
}

/// The fields that an author may set.
pub(super) fn settable<'m, 'f>(fields: &'m [Field<'f>]) -> impl Iterator<Item = &'m Field<'f>> {
    fields.iter().filter(|field| !field.marks.read_only)
}

/// The names that different resource types give to different things.
fn split_names(models: &[Model<'_>], used: &[BTreeSet<usize>]) -> BTreeSet<String> {
    let mut split = BTreeSet::new();
    loop {
        let mut first: BTreeMap<&str, String> = BTreeMap::new();
        let mut more = BTreeSet::new();
        for (model, used) in models.iter().zip(used) {
            for node in used.iter().filter_map(|&node| model.nodes.get(node)) {
                if split.contains(&node.name) {
                    continue;
                }
                let signature = signature(model, node, &split);
                if *first.entry(&node.name).or_insert_with(|| signature.clone()) != signature {
                    more.insert(node.name.clone());
                }
            }
        }
        if more.is_empty() {
            return split;
        }
        split.extend(more);
    }
}

/// What of a node shows in Rust: two nodes with one signature are one type.
fn signature(model: &Model<'_>, node: &Node<'_>, split: &BTreeSet<String>) -> String {
    match &node.body {
        Body::Enum(values) => format!("{values:?}"),
        Body::Struct(fields) => {
            let mut text = String::new();
            for field in settable(fields) {
                text.push_str(&format!("{}:{}:", field.name, field.required));
                shape_signature(&mut text, model, &field.shape, split);
                text.push(';');
            }
            text
        }
    }
}

fn shape_signature(text: &mut String, model: &Model<'_>, shape: &Shape, split: &BTreeSet<String>) {
    match shape {
        Shape::Node(node) => {
            let name = model.nodes.get(*node).map_or("", |node| node.name.as_str());
            if split.contains(name) {
                text.push_str(&model.facts.type_name);
            }
            text.push_str(name);
        }
        Shape::List(inner) => {
            text.push_str("[]");
            shape_signature(text, model, inner, split);
        }
        Shape::Map(inner) => {
            text.push_str("{}");
            shape_signature(text, model, inner, split);
        }
        scalar => text.push_str(&format!("{scalar:?}")),
    }
}
