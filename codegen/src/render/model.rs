//! A resource type as Rust sees it: its properties, the structs and enums in them, and its attributes.

use std::collections::BTreeMap;

use crate::facts::{PropertyPath, ResourceType, Schema};

use super::shape::Builder;

/// The Rust type that a property takes, in terms of the nodes of its [`Model`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shape {
    String,
    Bool,
    Integer,
    Number,
    Json,
    PolicyDocument,
    Tag,
    /// A string or a list of strings.
    OneOrMany,
    List(Box<Shape>),
    Map(Box<Shape>),
    /// A struct or enum: the index of its [`Node`].
    Node(usize),
}

impl Shape {
    /// The node behind lists and maps.
    pub(super) fn node(&self) -> Option<usize> {
        match self {
            Self::Node(index) => Some(*index),
            Self::List(inner) | Self::Map(inner) => inner.node(),
            _ => None,
        }
    }
}

/// A property of a resource or of a struct.
#[derive(Clone, Debug)]
pub(super) struct Field<'f> {
    /// As CloudFormation writes it.
    pub(super) name: &'f str,
    pub(super) shape: Shape,
    pub(super) required: bool,
    /// The schemas that describe it: several if branches of a union do.
    pub(super) schemas: Vec<&'f Schema>,
    pub(super) marks: Marks,
}

/// What the resource says about a property.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) create_only: bool,
    pub(super) conditional_create_only: bool,
    pub(super) deprecated: bool,
}

impl Marks {
    /// What holds for both.
    pub(super) fn common(self, other: Self) -> Self {
        Self {
            read_only: self.read_only && other.read_only,
            write_only: self.write_only && other.write_only,
            create_only: self.create_only && other.create_only,
            conditional_create_only: self.replaces()
                && other.replaces()
                && !(self.create_only && other.create_only),
            deprecated: self.deprecated && other.deprecated,
        }
    }

    fn replaces(self) -> bool {
        self.create_only || self.conditional_create_only
    }
}

/// What a [`Node`] becomes.
#[derive(Clone, Debug)]
pub(super) enum Body<'f> {
    Struct(Vec<Field<'f>>),
    Enum(Vec<&'f str>),
}

/// A named type of a resource's properties.
#[derive(Clone, Debug)]
pub(super) struct Node<'f> {
    /// Its name if nothing else in the service has it.
    pub(super) name: String,
    /// The definition that it is, if it has a name in the schema.
    pub(super) definition: Option<&'f str>,
    pub(super) body: Body<'f>,
}

/// Everything that Rust needs to know about a resource type.
#[derive(Clone, Debug)]
pub(super) struct Model<'f> {
    pub(super) facts: &'f ResourceType,
    pub(super) fields: Vec<Field<'f>>,
    pub(super) nodes: Vec<Node<'f>>,
    /// The return values of `Fn::GetAtt`, by their name in a template.
    pub(super) attributes: BTreeMap<String, Shape>,
}

impl<'f> Model<'f> {
    pub(super) fn new(facts: &'f ResourceType) -> Self {
        let (fields, nodes) = Builder::build(facts);
        let mut model = Self { facts, fields, nodes, attributes: BTreeMap::new() };
        model.mark();
        model.find_attributes();
        model
    }

    /// Whether `Fn::GetAtt` returns anything that is known by name.
    pub(super) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty() || !self.facts.returns.maps.is_empty()
    }

    /// The fields of a struct; none for an enum.
    pub(super) fn fields_of(&self, node: usize) -> &[Field<'f>] {
        match self.nodes.get(node).map(|node| &node.body) {
            Some(Body::Struct(fields)) => fields,
            _ => &[],
        }
    }

    fn fields_at(&mut self, place: Place) -> &mut [Field<'f>] {
        match place {
            Place::Resource => &mut self.fields,
            Place::Node(index) => match self.nodes.get_mut(index).map(|node| &mut node.body) {
                Some(Body::Struct(fields)) => fields,
                _ => &mut [],
            },
        }
    }

    fn field_at(&mut self, place: Place, name: &str) -> Option<&mut Field<'f>> {
        self.fields_at(place).iter_mut().find(|field| field.name == name)
    }

    /// The places that a path passes, with the property taken at each.
    fn trace<'p>(&mut self, path: &'p PropertyPath) -> Vec<(Place, &'p str)> {
        let mut steps = Vec::new();
        let mut place = Place::Resource;
        for name in path.names() {
            let Some(field) = self.field_at(place, name) else { return Vec::new() };
            let next = field.shape.node();
            steps.push((place, name));
            match next {
                Some(index) => place = Place::Node(index),
                None => break,
            }
        }
        if steps.len() == path.names().count() { steps } else { Vec::new() }
    }

    fn mark(&mut self) {
        let facts = self.facts;
        self.mark_each(&facts.write_only, |marks| marks.write_only = true);
        self.mark_each(&facts.create_only, |marks| marks.create_only = true);
        self.mark_each(&facts.conditional_create_only, |marks| marks.conditional_create_only = true);
        self.mark_each(&facts.deprecated, |marks| marks.deprecated = true);
        self.mark_read_only();
    }

    fn mark_each(&mut self, paths: &[PropertyPath], set: fn(&mut Marks)) {
        for path in paths {
            if let Some((place, name)) = self.trace(path).pop()
                && let Some(field) = self.field_at(place, name)
            {
                set(&mut field.marks);
            }
        }
    }

    /// A field of a struct is read-only if every way to the struct says so; where one way does not, it can be written.
    fn mark_read_only(&mut self) {
        let traces: Vec<_> = self.facts.read_only.iter().map(|path| self.trace(path)).collect();
        let mut ways: BTreeMap<(Place, &str), Vec<(Place, &str)>> = BTreeMap::new();
        for trace in &traces {
            match trace.as_slice() {
                [(Place::Resource, name)] => {
                    if let Some(field) = self.field_at(Place::Resource, name) {
                        field.marks.read_only = true;
                    }
                }
                [.., way, last] => ways.entry(*last).or_default().push(*way),
                _ => {}
            }
        }
        for ((place, name), ways) in ways {
            if self.ways_to(place).iter().all(|way| ways.contains(&(way.0, way.1.as_str())))
                && let Some(field) = self.field_at(place, name)
            {
                field.marks.read_only = true;
            }
        }
    }

    /// The fields that can be written and hold the struct at `place`.
    fn ways_to(&self, place: Place) -> Vec<(Place, String)> {
        let Place::Node(target) = place else { return Vec::new() };
        let places = std::iter::once(Place::Resource).chain((0..self.nodes.len()).map(Place::Node));
        let mut ways = Vec::new();
        for place in places {
            let fields = match place {
                Place::Resource => &self.fields,
                Place::Node(index) => self.fields_of(index),
            };
            for field in fields {
                if field.shape.node() == Some(target) && !field.marks.read_only {
                    ways.push((place, field.name.to_owned()));
                }
            }
        }
        ways
    }

    fn find_attributes(&mut self) {
        let returns = &self.facts.returns;
        let read_only = self.facts.read_only.iter().filter(|path| !returns.no_attributes.contains(path));
        for path in read_only.chain(&returns.attributes) {
            if path.has_each() {
                continue;
            }
            if let Some((place, name)) = self.trace(path).pop()
                && let Some(field) = self.field_at(place, name)
            {
                let shape = field.shape.clone();
                let name = path.names().collect::<Vec<_>>().join(".");
                self.add_attribute(name, &shape, &mut Vec::new());
            }
        }
        for name in &self.facts.returns.maps {
            self.attributes.remove(name);
        }
    }

    /// An attribute that is an object stands for its members.
    fn add_attribute(&mut self, name: String, shape: &Shape, above: &mut Vec<usize>) {
        if let Shape::Node(index) = shape
            && let Some(Body::Struct(fields)) = self.nodes.get(*index).map(|node| &node.body)
        {
            if above.contains(index) {
                return;
            }
            above.push(*index);
            for (field, shape) in
                fields.iter().map(|field| (field.name, field.shape.clone())).collect::<Vec<_>>()
            {
                self.add_attribute(format!("{name}.{field}"), &shape, above);
            }
            above.pop();
        } else {
            let shape = self.returned(shape);
            self.attributes.insert(name, shape);
        }
    }

    /// What `Fn::GetAtt` yields for a property of this shape.
    fn returned(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Node(index) => match self.nodes.get(*index).map(|node| &node.body) {
                Some(Body::Enum(_)) => Shape::String,
                _ => Shape::Json,
            },
            Shape::List(inner) => Shape::List(Box::new(self.returned(inner))),
            Shape::Map(inner) => Shape::Map(Box::new(self.returned(inner))),
            Shape::Tag | Shape::PolicyDocument | Shape::OneOrMany => Shape::Json,
            scalar => scalar.clone(),
        }
    }
}

/// Where a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Resource,
    Node(usize),
}
