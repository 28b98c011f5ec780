//! The resources that have to do with permissions, and what they are called.

use super::cases::{Found, Guard};
use super::change::Place;
use super::parts::Names;
use crate::model::{Node, ResourceAttribute, Section, Step, recognise};

/// A resource whose properties say who may do what.
pub(super) struct Resource {
    pub(super) id: String,
    pub(super) kind: String,
    guard: Guard,
    place: Place,
    properties: Node,
}

impl Resource {
    pub(super) fn properties(&self) -> Found<'_> {
        Found { guard: self.guard.clone(), node: &self.properties, place: self.place.clone() }
    }
}

/// The resources of a template that matter here, in order, and the names of all.
pub(super) fn read(root: &Node, matters: impl Fn(&str) -> bool) -> (Vec<Resource>, Names) {
    let mut resources = Vec::new();
    let mut names = Names::default();
    let section = root.as_object().and_then(|root| root.get(Section::Resources.as_str()));
    for entry in section.and_then(Node::as_object).into_iter().flatten() {
        let Some(body) = entry.node.as_object() else { continue };
        let get = |attribute: ResourceAttribute| body.get(attribute.as_str());
        let Some(kind) = get(ResourceAttribute::Type).and_then(Node::as_str) else { continue };
        names.types.insert(entry.key.to_string(), kind.to_owned());
        if !matters(kind) {
            continue;
        }
        // It may have none: then there is nothing in it, but it is there.
        let properties = get(ResourceAttribute::Properties)
            .cloned()
            .unwrap_or_else(|| Node::from(crate::model::Object::new()));
        let condition = get(ResourceAttribute::Condition).and_then(Node::as_str);
        let mut place = Place::default();
        for key in [Section::Resources.as_str(), &entry.key, ResourceAttribute::Properties.as_str()] {
            place = place.step(Step::Key(key.to_owned().into()), properties.origin.or(entry.key_origin));
        }
        resources.push(Resource {
            id: entry.key.to_string(),
            kind: kind.to_owned(),
            guard: condition.map(|name| (name.to_owned(), true)).into_iter().collect(),
            place,
            properties: recognise(properties),
        });
    }
    for resource in &resources {
        let (kind, name) = match resource.kind.as_str() {
            "AWS::IAM::Role" => ("AWS::IAM::Role", "RoleName"),
            "AWS::IAM::User" => ("AWS::IAM::User", "UserName"),
            "AWS::IAM::Group" => ("AWS::IAM::Group", "GroupName"),
            _ => continue,
        };
        let name = resource.properties.as_object().and_then(|properties| properties.get(name));
        if let Some(name) = name.and_then(|name| names.text(name)) {
            names.named.insert((kind, name.text), resource.id.clone());
        }
    }
    (resources, names)
}
