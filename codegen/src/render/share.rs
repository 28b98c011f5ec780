//! Which property types of a service's resource types are one Rust type.
//!
//! Definitions of one name that look the same in Rust are one type with that name. Where they differ, the name goes to the
//! look that most resource types share (to none if two looks are shared by as many), and every other resource type has a
//! type of its own with the resource's name in front. Nothing depends on an order. What has been published as one type
//! stays one, with the properties of all. Whether only one of them has a list of a property's values makes no difference, as an
//! enum takes every string.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Body, Field, Model, Node, Shape};
use super::names::Names;
use super::plan::settable;

/// Nodes that are one Rust type.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) called: Called,
    pub(super) nodes: Vec<Id>,
}

/// What a group's Rust name is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Called {
    /// The name in the schema, in Rust's spelling.
    pub(super) name: String,
    /// The name that it has been published with.
    pub(super) frozen: Option<String>,
    /// The model whose own type it is.
    pub(super) owner: Option<usize>,
    /// Tells apart several of an owner.
    class: usize,
}

/// A node of a service: model and node.
pub(super) type Id = (usize, usize);

/// The groups of all nodes that a settable property leads to.
pub(super) fn groups(models: &[Model<'_>], names: &Names) -> Vec<Group> {
    let sharing = Sharing::new(models, names);
    let mut groups: BTreeMap<Called, Vec<Id>> = BTreeMap::new();
    for (&id, &class) in &sharing.classes {
        groups.entry(sharing.called(id, class)).or_default().push(id);
    }
    for (&id, &holder) in &sharing.holders {
        groups.entry(sharing.called_by_holder(id, holder)).or_default().push(id);
    }
    groups.into_iter().map(|(called, nodes)| Group { called, nodes }).collect()
}

struct Sharing<'m, 'f> {
    models: &'m [Model<'f>],
    /// The names of nodes that have been published.
    frozen: BTreeMap<Id, &'m str>,
    /// Nodes of one class look the same in Rust. Enums that have no definition are not among them.
    classes: BTreeMap<Id, usize>,
    /// The struct that such an enum is in, whose fate it shares.
    holders: BTreeMap<Id, Id>,
    /// Such enums that have different values in structs of one name.
    disputed: BTreeSet<&'m str>,
    /// The class that has the name for itself.
    plain: BTreeMap<&'m str, usize>,
    /// The published name of that class.
    plain_frozen: BTreeMap<&'m str, &'m str>,
}

impl<'m, 'f> Sharing<'m, 'f> {
    fn new(models: &'m [Model<'f>], names: &'m Names) -> Self {
        let mut sharing = Self {
            models,
            frozen: BTreeMap::new(),
            classes: BTreeMap::new(),
            holders: inline_enums(models),
            disputed: BTreeSet::new(),
            plain: BTreeMap::new(),
            plain_frozen: BTreeMap::new(),
        };
        let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (index, model) in models.iter().enumerate() {
            for number in settable_nodes(model) {
                let Some(node) = model.nodes.get(number) else { continue };
                let name = node.name.as_str();
                let frozen = names.property_type(model.facts.short_name(), name);
                if let Some(frozen) = frozen {
                    sharing.frozen.insert((index, number), frozen);
                }
                if sharing.holders.contains_key(&(index, number)) {
                    if let Some(frozen) = frozen.filter(|frozen| is_plain(frozen, name)) {
                        sharing.plain_frozen.insert(name, frozen);
                    }
                    continue;
                }
                // What is new starts out as the same as what has the plain name, until something differs.
                let own_name = frozen.filter(|frozen| !is_plain(frozen, name)).unwrap_or(name);
                let next = numbers.len();
                let class = *numbers.entry((name, own_name)).or_insert(next);
                sharing.classes.insert((index, number), class);
            }
        }
        sharing.disputed = sharing.find_disputed();
        let mut own = BTreeSet::new();
        loop {
            sharing.refine(&own);
            sharing.choose_plain();
            // A type that holds some resource's own type is that resource's own as well.
            let more: BTreeSet<Id> = sharing
                .classes
                .keys()
                .filter(|&id| !own.contains(id) && !sharing.frozen.contains_key(id))
                .filter(|&&id| sharing.is_own(id) || sharing.parts(id).any(|part| own.contains(&part)))
                .copied()
                .collect();
            if more.is_empty() {
                return sharing;
            }
            own.extend(more);
        }
    }

    fn called(&self, id: Id, class: usize) -> Called {
        let name = self.name(id);
        let called = |frozen: Option<&str>, owner, class| Called {
            name: name.to_owned(),
            frozen: frozen.map(str::to_owned),
            owner,
            class,
        };
        if self.plain.get(name) == Some(&class) {
            return called(self.plain_frozen.get(name).copied(), None, 0);
        }
        match self.frozen.get(&id) {
            Some(frozen) => called(Some(frozen), None, 0),
            None => called(None, Some(id.0), class),
        }
    }

    fn find_disputed(&self) -> BTreeSet<&'m str> {
        let mut values: BTreeMap<&'m str, BTreeSet<String>> = BTreeMap::new();
        for &id in self.holders.keys() {
            values.entry(self.name(id)).or_default().insert(self.signature(&[id]));
        }
        values.into_iter().filter(|(_, values)| values.len() > 1).map(|(name, _)| name).collect()
    }

    /// An enum without a definition is shared as the struct is that has it.
    fn called_by_holder(&self, id: Id, holder: Id) -> Called {
        let name = self.name(id);
        let shared = self.plain.get(self.name(holder)) == self.classes.get(&holder);
        let frozen = if shared { self.plain_frozen.get(name) } else { self.frozen.get(&id) };
        Called {
            name: name.to_owned(),
            frozen: frozen.map(|&frozen| frozen.to_owned()),
            owner: if shared || frozen.is_some() { None } else { Some(id.0) },
            class: 0,
        }
    }

    fn node(&self, id: Id) -> Option<&'m Node<'f>> {
        self.models.get(id.0)?.nodes.get(id.1)
    }

    fn name(&self, id: Id) -> &'m str {
        self.node(id).map_or("", |node| node.name.as_str())
    }

    /// Splits classes until all nodes of a class look the same, except for those published as one type.
    fn refine(&mut self, own: &BTreeSet<Id>) {
        loop {
            let published = self.published_signatures();
            let mut next: BTreeMap<(usize, Option<usize>, String), usize> = BTreeMap::new();
            let mut classes = BTreeMap::new();
            for (&id, &class) in &self.classes {
                let owner = own.contains(&id).then_some(id.0);
                let fresh = next.len();
                let signature = match (self.frozen.contains_key(&id), published.get(&class)) {
                    (true, Some(signature)) => signature.clone(),
                    _ => self.signature(&[id]),
                };
                classes.insert(id, *next.entry((class, owner, signature)).or_insert(fresh));
            }
            let before = self.classes.values().collect::<BTreeSet<_>>().len();
            self.classes = classes;
            if next.len() == before {
                return;
            }
        }
    }

    /// How each class with published nodes looks.
    fn published_signatures(&self) -> BTreeMap<usize, String> {
        let mut members: BTreeMap<usize, Vec<Id>> = BTreeMap::new();
        for (&id, &class) in self.classes.iter().filter(|(id, _)| self.frozen.contains_key(id)) {
            members.entry(class).or_default().push(id);
        }
        members.into_iter().map(|(class, ids)| (class, self.signature(&ids))).collect()
    }

    /// Gives each name to the class that has been published with it, or else to the one that most resource types share.
    fn choose_plain(&mut self) {
        self.plain.clear();
        let mut owners: BTreeMap<&'m str, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
        for (&id, &class) in &self.classes {
            let name = self.name(id);
            match self.frozen.get(&id) {
                Some(frozen) if is_plain(frozen, name) => {
                    self.plain.insert(name, class);
                    self.plain_frozen.insert(name, frozen);
                }
                Some(_) => {}
                None => {
                    owners.entry(name).or_default().entry(class).or_default().insert(id.0);
                }
            }
        }
        for (name, classes) in owners {
            let most = classes.values().map(BTreeSet::len).max();
            let mut widest = classes.iter().filter(|(_, owners)| Some(owners.len()) == most);
            if let (Some((class, _)), None) = (widest.next(), widest.next()) {
                self.plain.entry(name).or_insert(*class);
            }
        }
    }

    fn is_own(&self, id: Id) -> bool {
        self.plain.get(self.name(id)) != self.classes.get(&id)
    }

    fn fields(&self, id: Id) -> &'m [Field<'f>] {
        match self.node(id).map(|node| &node.body) {
            Some(Body::Struct(fields)) => fields,
            _ => &[],
        }
    }

    /// The nodes in a node's fields.
    fn parts(&self, id: Id) -> impl Iterator<Item = Id> {
        settable(self.fields(id)).filter_map(|field| field.shape.node()).map(move |node| (id.0, node))
    }

    /// What shows in Rust of the nodes taken as one: all properties of any, and required those that all require.
    fn signature(&self, ids: &[Id]) -> String {
        let mut values = BTreeSet::new();
        let mut fields: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        for &id in ids {
            if let Some(Body::Enum(own)) = self.node(id).map(|node| &node.body) {
                values.extend(own.iter().copied());
            }
            for field in settable(self.fields(id)) {
                let (required, shape) = fields.entry(field.name).or_default();
                *required += usize::from(field.required);
                if shape.is_empty() {
                    self.shape_signature(shape, id.0, &field.shape);
                }
            }
        }
        let fields: Vec<_> =
            fields.iter().map(|(name, (required, shape))| (name, *required == ids.len(), shape)).collect();
        format!("{values:?}{fields:?}")
    }

    fn shape_signature(&self, text: &mut String, model: usize, shape: &Shape) {
        match shape {
            Shape::Node(node) if self.holders.contains_key(&(model, *node)) => {
                // An enum takes every other string as well, so only other values make another type.
                let disputed = self.disputed.contains(self.name((model, *node)));
                text.push_str(&if disputed {
                    self.signature(&[(model, *node)])
                } else {
                    "String".to_owned()
                });
            }
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

/// The enums without a definition, each with the struct that it is in.
fn inline_enums(models: &[Model<'_>]) -> BTreeMap<Id, Id> {
    let mut holders = BTreeMap::new();
    for (index, model) in models.iter().enumerate() {
        for number in settable_nodes(model) {
            for part in settable(model.fields_of(number)).filter_map(|field| field.shape.node()) {
                if let Some(Node { definition: None, body: Body::Enum(_), .. }) = model.nodes.get(part) {
                    holders.insert((index, part), (index, number));
                }
            }
        }
    }
    holders
}

/// Whether a Rust name is the schema's name without a resource's in front.
fn is_plain(rust: &str, name: &str) -> bool {
    rust.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest == "Property")
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
