//! One of the two templates, and what is known of it.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::last;
use super::form::{AsWritten, Form, Names, Part, form};
use super::place::Place;
use crate::analysis::{Basis, Conditions, Facts, References};
use crate::model::{Entry, ForEach, Node, Object, ResourceAttribute, Section};

/// A template, its resources, and what refers to what.
pub(super) struct Side<'t> {
    pub(super) root: &'t Node,
    pub(super) references: References<'t>,
    resources: BTreeMap<&'t str, &'t Object>,
    order: Vec<&'t str>,
}

impl<'t> Side<'t> {
    pub(super) fn new(root: &'t Node) -> Self {
        let mut side =
            Self { root, references: References::new(root), resources: BTreeMap::new(), order: Vec::new() };
        for entry in side.entries(Section::Resources).filter(|entry| !is_repeated(entry)) {
            if let Some(body) = entry.node.as_object()
                && side.resources.insert(&entry.key, body).is_none()
            {
                side.order.push(&entry.key);
            }
        }
        side
    }

    /// The section, if it is an object.
    pub(super) fn section(&self, section: Section) -> Option<&'t Object> {
        last(self.root.as_object()?, section.as_str())?.as_object()
    }

    pub(super) fn entries(&self, section: Section) -> impl Iterator<Item = &'t Entry> + use<'t> {
        self.section(section).into_iter().flatten()
    }

    /// What stands in a section, whatever it is.
    pub(super) fn entry_of_root(&self, section: Section) -> Option<&'t Node> {
        last(self.root.as_object()?, section.as_str())
    }

    /// What a section has under a name.
    pub(super) fn entry(&self, section: Section, name: &str) -> Option<&'t Node> {
        last(self.section(section)?, name)
    }

    /// The logical IDs in order.
    pub(super) fn resources(&self) -> impl Iterator<Item = &'t str> {
        self.order.iter().copied()
    }

    pub(super) fn resource(&self, name: &str) -> Option<&'t Object> {
        self.resources.get(name).copied()
    }

    pub(super) fn resource_type(&self, name: &str) -> &'t str {
        self.attribute(name, ResourceAttribute::Type).and_then(Node::as_str).unwrap_or_default()
    }

    pub(super) fn attribute(&self, name: &str, attribute: ResourceAttribute) -> Option<&'t Node> {
        last(self.resource(name)?, attribute.as_str())
    }

    pub(super) fn property(&self, name: &str, property: &str) -> Option<&'t Node> {
        last(self.attribute(name, ResourceAttribute::Properties)?.as_object()?, property)
    }
}

/// Whether an entry of a section is a loop or a transform.
pub(super) fn is_repeated(entry: &Entry) -> bool {
    entry.key.starts_with(ForEach::KEY_PREFIX) || entry.key == crate::model::Transform::KEY
}

/// What is known of the values on one side: of parameters, conditions and mappings.
pub(super) struct Known<'t> {
    tag: &'static str,
    mappings: Option<&'t Object>,
    parameters: BTreeMap<String, Form>,
    conditions: Option<(Conditions<'t>, Facts<'t>)>,
    changed: &'t BTreeSet<String>,
    renamed: &'t BTreeMap<String, String>,
}

impl<'t> Known<'t> {
    /// What follows from the values of parameters; the others have their defaults, if any value is given at all.
    pub(super) fn new(
        side: &Side<'t>,
        tag: &'static str,
        given: &BTreeMap<String, String>,
        changed: &'t BTreeSet<String>,
        renamed: &'t BTreeMap<String, String>,
    ) -> Self {
        let mut known = Self {
            tag,
            mappings: side.section(Section::Mappings),
            parameters: BTreeMap::new(),
            conditions: None,
            changed,
            renamed,
        };
        if given.is_empty() {
            return known;
        }
        let conditions = Conditions::new(side.root);
        let mut facts = conditions.unconstrained();
        for entry in side.entries(Section::Parameters) {
            let Some(value) = value_of(entry, given) else { continue };
            facts = conditions.with_parameter(&facts, &entry.key, &value).unwrap_or(facts);
            let kind = entry.node.as_object().and_then(|parameter| parameter.get("Type")?.as_str());
            let is_text = kind.is_some_and(|kind| {
                kind == "String"
                    || kind == "Number"
                    || (kind.starts_with("AWS::") && !kind.starts_with("AWS::SSM::"))
            });
            let value = Form::literal(value);
            // What a list comes to, or what the Parameter Store holds, is no text that could be compared with others.
            let value = if is_text {
                value
            } else {
                Form::Text(vec![Part::Call("parameter".to_owned(), Box::new(value))])
            };
            known.parameters.insert(entry.key.to_string(), value);
        }
        known.conditions = Some((conditions, facts));
        known
    }

    /// Whether a condition holds, if that is known.
    pub(super) fn holds(&self, condition: &str) -> Option<bool> {
        let (conditions, facts) = self.conditions.as_ref()?;
        if !conditions.contains(condition) {
            return None;
        }
        let can_be = |value| conditions.assume(facts, condition, value, Basis::Supposed).is_some();
        match (can_be(true), can_be(false)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }
}

/// The value that a parameter has: the given one, or its default.
pub(super) fn value_of(entry: &Entry, given: &BTreeMap<String, String>) -> Option<String> {
    if let Some(value) = given.get(entry.key.as_ref()) {
        return Some(value.clone());
    }
    let default = entry.node.as_object()?.get("Default")?;
    form(default, Place::Unknown, &AsWritten).as_literal().map(str::to_owned)
}

impl Names for Known<'_> {
    fn resource(&self, name: &str) -> Option<String> {
        self.renamed.get(name).cloned()
    }

    fn parameter(&self, name: &str) -> Option<Form> {
        self.parameters.get(name).cloned()
    }

    fn condition(&self, name: &str) -> (Option<bool>, Option<Form>) {
        let definition = self.changed.contains(name).then(|| Form::literal(format!("{name} {}", self.tag)));
        (self.holds(name), definition)
    }

    fn mapping(&self, name: &str) -> Option<&Node> {
        last(self.mappings?, name)
    }
}

/// The old side's resources by the names that they have on the new side.
pub(super) struct Renamed<'m>(pub(super) &'m BTreeMap<String, String>);

impl Names for Renamed<'_> {
    fn resource(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }
}
