//! From schemas to Rust types: what a property takes, and which structs and enums that needs.

use std::collections::BTreeMap;

use crate::facts::{Additional, Kind, PropertyPath, Reference, ResourceType, Schema};

use super::{case, policy};

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
            conditional_create_only: self.replaces() && other.replaces() && !(self.create_only && other.create_only),
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
        let mut builder = Builder { facts, nodes: Vec::new(), by_leaves: BTreeMap::new() };
        let fields = builder.fields(&[&facts.root], &case::type_name(facts.short_name()));
        let nodes = builder.nodes.into_iter().flatten().collect();
        let mut model = Self { facts, fields, nodes, attributes: BTreeMap::new() };
        model.mark();
        model.find_attributes();
        model
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
        let lists: [(&[PropertyPath], fn(&mut Marks)); 4] = [
            (&facts.write_only, |marks| marks.write_only = true),
            (&facts.create_only, |marks| marks.create_only = true),
            (&facts.conditional_create_only, |marks| marks.conditional_create_only = true),
            (&facts.deprecated, |marks| marks.deprecated = true),
        ];
        for (paths, set) in lists {
            for path in paths {
                if let Some((place, name)) = self.trace(path).pop()
                    && let Some(field) = self.field_at(place, name)
                {
                    set(&mut field.marks);
                }
            }
        }
        self.mark_read_only();
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
        for path in &self.facts.read_only {
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

/// A schema without references and unions, and the definition it came from.
#[derive(Clone, Copy)]
struct Leaf<'f> {
    schema: &'f Schema,
    definition: Option<&'f str>,
}

struct Builder<'f> {
    facts: &'f ResourceType,
    /// `None` while the node is being built.
    nodes: Vec<Option<Node<'f>>>,
    /// Nodes by the schemas they were made from, which ends recursion.
    by_leaves: BTreeMap<Vec<*const Schema>, usize>,
}

impl<'f> Builder<'f> {
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
            Shape::Json if policy::is_policy(self.facts, name, schemas) => Shape::PolicyDocument,
            Shape::List(inner) if *inner == Shape::Json && policy::is_policy_list(name) => {
                Shape::List(Box::new(Shape::PolicyDocument))
            }
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
        [] if !schema.properties.is_empty() || !schema.pattern_properties.is_empty() => Some(Kind::Object),
        [] if matches!(schema.additional_properties, Some(Additional::Matching(_))) => Some(Kind::Object),
        [] if schema.items.is_some() => Some(Kind::Array),
        [] if schema.string_values().is_some() => Some(Kind::String),
        _ => None,
    }
}

/// An object of which nothing is known.
fn is_bare_object(schema: &Schema) -> bool {
    schema.types.contains(&Kind::Object)
        && schema.types.iter().all(|kind| matches!(kind, Kind::Object | Kind::String))
        && schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && !matches!(schema.additional_properties, Some(Additional::Matching(_)))
}

fn has_own_shape(schema: &Schema) -> bool {
    kind_of(schema).is_some() || !schema.types.is_empty()
}

/// Whether a branch of a union describes a value, rather than only narrowing its owner.
fn has_shape(schema: &Schema) -> bool {
    schema.reference.is_some() || has_own_shape(schema) || schema.branches().any(has_shape)
}
