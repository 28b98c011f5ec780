//! Which Rust names a service's types get.

use std::collections::{BTreeMap, BTreeSet};

use crate::Error;
use crate::facts::Service;

use super::case;
use super::shape::{Field, Model, Node, Shape};
use super::share::{self, Group};

/// Names that generated code itself needs.
const NEEDED: &[&str] = &["From", "Into", "Self", "String"];

/// Names that a property type does not get, as importing it would hide something that every program uses.
const RESERVED: &[&str] = &[
    "Box", "Clone", "Copy", "Default", "Err", "Json", "List", "Map", "None", "Ok", "Option", "Result",
    "Some", "Tag", "Val", "Value", "Vec",
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
        let mut taken: BTreeSet<String> = NEEDED.iter().map(|&name| name.to_owned()).collect();
        let mut resources = Vec::new();
        for model in &models {
            let name = case::type_name(model.facts.short_name());
            if !taken.insert(name.clone()) {
                return Err(Error::Invalid(format!(
                    "{}: `{name}` is taken, the type needs another name",
                    model.facts.type_name
                )));
            }
            resources.push(name);
        }
        taken.extend(RESERVED.iter().map(|&name| name.to_owned()));
        let mut attributes = Vec::new();
        for name in &resources {
            attributes.push(take(&mut taken, [format!("{name}Attributes"), format!("{name}ReturnValues")])?);
        }
        let mut names = BTreeMap::new();
        for Group { name, owner, nodes } in share::groups(&models) {
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
            Shape::Node(node) => {
                self.names.get(&(model, *node)).map_or_else(|| "d::Json".to_owned(), Clone::clone)
            }
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

/// The fields that an author may set.
pub(super) fn settable<'m, 'f>(fields: &'m [Field<'f>]) -> impl Iterator<Item = &'m Field<'f>> {
    fields.iter().filter(|field| !field.marks.read_only)
}
