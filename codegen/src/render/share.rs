//! Which property types of a service's resource types are one Rust type.
//!
//! Definitions of one name that look the same in Rust are one type with that name. Where they differ, the name goes to the
//! look that most resource types share (to none if two looks are shared by as many), and every other resource type has a
//! type of its own with the resource's name in front. Nothing depends on an order.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::settable;
use super::shape::{Body, Model, Node, Shape};

/// Nodes that are one Rust type.
#[derive(Debug)]
pub(super) struct Group {
    /// The name in the schema, in Rust's spelling.
    pub(super) name: String,
    /// The model whose own type it is.
    pub(super) owner: Option<usize>,
    /// Model and node.
    pub(super) nodes: Vec<(usize, usize)>,
}

/// A node of a service: model and node.
type Id = (usize, usize);

/// The groups of all nodes that a settable property leads to, those with shared names first.
pub(super) fn groups(models: &[Model<'_>]) -> Vec<Group> {
    let sharing = Sharing::new(models);
    let mut shared: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
    let mut own: BTreeMap<(&str, usize, usize), Vec<Id>> = BTreeMap::new();
    for (&id, &class) in &sharing.classes {
        let name = sharing.name(id);
        if sharing.plain.get(name) == Some(&class) {
            shared.entry(name).or_default().push(id);
        } else {
            own.entry((name, id.0, class)).or_default().push(id);
        }
    }
    { let mut m: BTreeMap<(&str, usize), BTreeSet<usize>> = BTreeMap::new(); for (&id,&c) in &sharing.classes { m.entry((sharing.name(id), id.0)).or_default().insert(c); }
    for ((n,o),c) in m { if c.len()>1 { println!("cargo::warning=DUP {} {n} {}", models[o].facts.type_name, c.len()); } } }
    let shared = shared.into_iter().map(|(name, nodes)| Group { name: name.to_owned(), owner: None, nodes });
    let own = own.into_iter().map(|((name, owner, _), nodes)| Group {
        name: name.to_owned(),
        owner: Some(owner),
        nodes,
    });
    shared.chain(own).collect()
}

struct Sharing<'m, 'f> {
    models: &'m [Model<'f>],
    /// Nodes of one class look the same in Rust.
    classes: BTreeMap<Id, usize>,
    /// The class that has the name for itself.
    plain: BTreeMap<&'m str, usize>,
}

impl<'m, 'f> Sharing<'m, 'f> {
    fn new(models: &'m [Model<'f>]) -> Self {
        let mut sharing = Self { models, classes: BTreeMap::new(), plain: BTreeMap::new() };
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, model) in models.iter().enumerate() {
            for node in settable_nodes(model) {
                let Some(node_of) = model.nodes.get(node) else { continue };
                let next = names.len();
                let class = *names.entry(node_of.name.as_str()).or_insert(next);
                sharing.classes.insert((index, node), class);
            }
        }
        let mut own = BTreeSet::new();
        loop {
            sharing.refine(&own);
            sharing.choose_plain();
            // A type that holds some resource's own type is that resource's own as well.
            let more: BTreeSet<Id> = sharing
                .classes
                .keys()
                .filter(|&&id| {
                    !own.contains(&id)
                        && (sharing.is_own(id) || sharing.parts(id).any(|part| own.contains(&part)))
                })
                .copied()
                .collect();
            if more.is_empty() {
                return sharing;
            }
            own.extend(more);
        }
    }

    fn node(&self, id: Id) -> Option<&'m Node<'f>> {
        self.models.get(id.0)?.nodes.get(id.1)
    }

    fn name(&self, id: Id) -> &'m str {
        self.node(id).map_or("", |node| node.name.as_str())
    }

    /// Splits classes until all nodes of a class look the same.
    fn refine(&mut self, own: &BTreeSet<Id>) {
        loop {
            let mut next: BTreeMap<(usize, Option<usize>, String), usize> = BTreeMap::new();
            let mut classes = BTreeMap::new();
            for (&id, &class) in &self.classes {
                let owner = own.contains(&id).then_some(id.0);
                let fresh = next.len();
                let class = *next.entry((class, owner, self.signature(id))).or_insert(fresh);
                classes.insert(id, class);
            }
            let before = self.classes.values().collect::<BTreeSet<_>>().len();
            self.classes = classes;
            if next.len() == before {
                return;
            }
        }
    }

    /// Gives each name to the class that most resource types share.
    fn choose_plain(&mut self) {
        let mut owners: BTreeMap<&'m str, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
        for (&id, &class) in &self.classes {
            owners.entry(self.name(id)).or_default().entry(class).or_default().insert(id.0);
        }
        self.plain = owners
            .into_iter()
            .filter_map(|(name, classes)| {
                let most = classes.values().map(BTreeSet::len).max()?;
                let mut widest = classes.iter().filter(|(_, owners)| owners.len() == most);
                match (widest.next(), widest.next()) {
                    (Some((class, _)), None) => Some((name, *class)),
                    _ => None,
                }
            })
            .collect();
    }

    fn is_own(&self, id: Id) -> bool {
        self.plain.get(self.name(id)) != self.classes.get(&id)
    }

    /// The nodes in a node's fields.
    fn parts(&self, id: Id) -> impl Iterator<Item = Id> {
        let fields = match self.node(id).map(|node| &node.body) {
            Some(Body::Struct(fields)) => fields.as_slice(),
            _ => &[],
        };
        settable(fields).filter_map(|field| field.shape.node()).map(move |node| (id.0, node))
    }

    /// What of a node shows in Rust.
    fn signature(&self, id: Id) -> String {
        let mut text = String::new();
        match self.node(id).map(|node| &node.body) {
            Some(Body::Enum(values)) => text = format!("{:?}", values.iter().collect::<BTreeSet<_>>()),
            Some(Body::Struct(fields)) => {
                for field in settable(fields) {
                    text.push_str(&format!("{}:{}:", field.name, field.required));
                    self.shape_signature(&mut text, id.0, &field.shape);
                    text.push(';');
                }
            }
            None => {}
        }
        text
    }

    fn shape_signature(&self, text: &mut String, model: usize, shape: &Shape) {
        match shape {
            Shape::Node(node) => text.push_str(&format!("#{:?}", self.classes.get(&(model, *node)))),
            Shape::List(inner) => {
                text.push_str("[]");
                self.shape_signature(text, model, inner);
            }
            Shape::Map(inner) => {
                text.push_str("{}");
                self.shape_signature(text, model, inner);
            }
            scalar => text.push_str(&format!("{scalar:?}")),
        }
    }
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
