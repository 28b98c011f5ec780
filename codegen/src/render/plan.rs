//! Which Rust names a service's types get.

use std::collections::{BTreeMap, BTreeSet};

use crate::Error;
use crate::facts::Service;

use super::case;
use super::model::{Body, Field, Model, Node, Shape};
use super::names::Names;
use super::share::{self, Group, Id};

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
    pub(super) frozen: &'f Names,
    pub(super) models: Vec<Model<'f>>,
    /// The structs' names of the resource types, in the order of `models`.
    resources: Vec<String>,
    /// The structs' names of their attributes; the runtime's own for a type that has none.
    attributes: Vec<String>,
    /// The names of property types by model and node; absent for those that nothing refers to.
    names: BTreeMap<Id, String>,
}

/// A property type to be written.
#[derive(Debug)]
pub(super) struct PropertyType<'p, 'f> {
    pub(super) name: &'p str,
    /// Models and nodes that are this type; never empty.
    pub(super) nodes: Vec<(usize, &'p Node<'f>)>,
    /// The properties or values of all of them.
    pub(super) body: Body<'f>,
    /// The Rust type of each property.
    rust_types: BTreeMap<&'f str, String>,
}

impl PropertyType<'_, '_> {
    /// The Rust type of a property, as the `T` of `IntoVal<T>`.
    pub(super) fn rust_type(&self, property: &str) -> String {
        self.rust_types.get(property).map_or_else(|| "d::Json".to_owned(), Clone::clone)
    }
}

impl<'f> Plan<'f> {
    pub(super) fn new(service: &'f Service, frozen: &'f Names) -> Result<Self, Error> {
        let models: Vec<Model<'f>> = service.types.values().map(Model::new).collect();
        let mut taken: BTreeSet<String> = NEEDED.iter().map(|&name| name.to_owned()).collect();
        taken.extend(frozen.all().map(str::to_owned));
        let mut resources = Vec::new();
        for model in &models {
            let short = model.facts.short_name();
            let name = match frozen.resource(short) {
                Some(name) => name.to_owned(),
                None => {
                    let name = case::type_name(short);
                    take(&mut taken, &[name.clone(), name + "Resource"])?
                }
            };
            resources.push(name);
        }
        taken.extend(RESERVED.iter().map(|&name| name.to_owned()));
        let mut attributes = Vec::new();
        for (name, model) in resources.iter().zip(&models) {
            attributes.push(if !model.has_attributes() {
                "d::Target".to_owned()
            } else {
                take(&mut taken, &[format!("{name}Attributes"), format!("{name}ReturnValues")])?
            });
        }
        let mut plan = Self { frozen, models, resources, attributes, names: BTreeMap::new() };
        let mut groups = share::groups(&plan.models, frozen);
        // What a schema itself calls so comes before what is called so because of the place where it is.
        groups.sort_by_key(|group| (group.called.frozen.is_none(), plan.is_composed(group)));
        for group in groups {
            let name = match &group.called.frozen {
                Some(name) => name.clone(),
                None => take(&mut taken, &plan.wanted_names(&group))?,
            };
            plan.names.extend(group.nodes.into_iter().map(|node| (node, name.clone())));
        }
        Ok(plan)
    }

    fn wanted_names(&self, group: &Group) -> [String; 2] {
        let own = &group.called.name;
        let owner = group.called.owner.map_or("", |owner| self.resource_name(owner));
        let name = if own.starts_with(owner) { own.clone() } else { format!("{owner}{own}") };
        [name.clone(), format!("{name}Property")]
    }

    /// Whether the Rust name is not a definition's.
    fn is_composed(&self, group: &Group) -> bool {
        let defined = group.nodes.iter().any(|&(model, node)| {
            self.models
                .get(model)
                .and_then(|model| model.nodes.get(node))
                .is_some_and(|node| node.definition.is_some())
        });
        let [name, _] = self.wanted_names(group);
        !defined || name != group.called.name
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
    pub(super) fn property_types(&self) -> Result<Vec<PropertyType<'_, 'f>>, Error> {
        let mut types: BTreeMap<&str, Vec<(usize, &Node<'f>)>> = BTreeMap::new();
        for ((model, node), name) in &self.names {
            if let Some(node) = self.models.get(*model).and_then(|model| model.nodes.get(*node)) {
                types.entry(name).or_default().push((*model, node));
            }
        }
        types.into_iter().map(|(name, nodes)| self.property_type(name, nodes)).collect()
    }

    /// The properties or values of nodes that are one type.
    fn property_type<'p>(
        &self,
        name: &'p str,
        nodes: Vec<(usize, &'p Node<'f>)>,
    ) -> Result<PropertyType<'p, 'f>, Error> {
        let mut values: BTreeSet<&'f str> = BTreeSet::new();
        let mut merged: BTreeMap<&'f str, Merged<'_, 'f>> = BTreeMap::new();
        let mut structs = 0;
        for (model, node) in &nodes {
            match &node.body {
                Body::Enum(own) => values.extend(own),
                Body::Struct(own) => {
                    structs += 1;
                    for field in settable(own) {
                        let rust = self.rust_type(*model, &field.shape);
                        let type_name =
                            self.models.get(*model).map_or("", |model| model.facts.type_name.as_str());
                        let one = Merged { field: field.clone(), required: 0, rust, type_name };
                        match merged.get_mut(field.name) {
                            None => {
                                merged.insert(field.name, one);
                            }
                            Some(all) => all.merge(one, name)?,
                        }
                        if let Some(all) = merged.get_mut(field.name) {
                            all.required += usize::from(field.required);
                        }
                    }
                }
            }
        }
        if structs == 0 {
            let body = Body::Enum(values.into_iter().collect());
            return Ok(PropertyType { name, nodes, body, rust_types: BTreeMap::new() });
        }
        if structs != nodes.len() {
            return Err(Error::Invalid(format!(
                "`{name}` has been published as one Rust type, but is no longer one"
            )));
        }
        let rust_types = merged.iter().map(|(name, merged)| (*name, merged.rust.clone())).collect();
        let required =
            |merged: Merged<'_, 'f>| Field { required: merged.required == structs, ..merged.field };
        let body = Body::Struct(merged.into_values().map(required).collect());
        Ok(PropertyType { name, nodes, body, rust_types })
    }
}

/// A property that several nodes have, and which are one type.
struct Merged<'p, 'f> {
    field: Field<'f>,
    /// How many of them require it.
    required: usize,
    rust: String,
    /// The resource type that it was first seen in.
    type_name: &'p str,
}

impl Merged<'_, '_> {
    /// Takes in what another node says. A list of values goes together with any string.
    fn merge(&mut self, other: Self, name: &str) -> Result<(), Error> {
        self.field.marks = self.field.marks.common(other.field.marks);
        let string = |shape: &Shape| *shape == Shape::String;
        let node = |shape: &Shape| matches!(shape, Shape::Node(_));
        if self.rust == other.rust || (node(&self.field.shape) && string(&other.field.shape)) {
            return Ok(());
        }
        if string(&self.field.shape) && node(&other.field.shape) {
            (self.rust, self.field.shape) = (other.rust, other.field.shape);
            return Ok(());
        }
        Err(Error::Invalid(format!(
            "`{name}` has been published as one Rust type, but its property `{}` is now `{}` in {} and `{}` in {}; give one \
             of them another name in the service's list of names",
            self.field.name, other.rust, other.type_name, self.rust, self.type_name
        )))
    }
}

/// Takes the first of the names that is free.
fn take(taken: &mut BTreeSet<String>, names: &[String]) -> Result<String, Error> {
    for name in names {
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
