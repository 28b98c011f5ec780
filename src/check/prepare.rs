//! What transforms do to a template before rules see it, as far as that can be told here: SAM's globals become part of the
//! resources they are for, and the loops of the language extensions are written out.

use super::engine::functions::function;
use super::facts;
use super::options::Options;
use crate::analysis::{LANGUAGE_EXTENSIONS, SERVERLESS, expand_loops};
use crate::diag::Diagnostic;
use crate::model::{Entry, Node, Object, Section, Value};

/// The template as it is after its transforms; `None` if they leave it as it is.
pub(super) fn transformed(root: &Node, options: &Options) -> Result<Option<Node>, Box<Diagnostic>> {
    let names = transforms(root);
    let merged = if names.contains(&SERVERLESS) { with_globals(root) } else { None };
    if !names.contains(&LANGUAGE_EXTENSIONS) {
        return Ok(merged);
    }
    let settings = options.in_force(root);
    let region = settings.regions.first().map_or(super::DEFAULT_REGION, String::as_str);
    expand_loops(merged.as_ref().unwrap_or(root), region).map(Some)
}

/// The transforms that a template names.
pub(super) fn transforms(root: &Node) -> Vec<&str> {
    match section(root, Section::Transform) {
        Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(Node::as_str).collect(),
        Some(node) => node.as_str().into_iter().collect(),
        None => Vec::new(),
    }
}

fn section(root: &Node, section: Section) -> Option<&Node> {
    root.as_object()?.get(section.as_str())
}

/// The template with its globals in its resources, if there are any.
fn with_globals(root: &Node) -> Option<Node> {
    let globals = section(root, Section::Globals)?.as_object()?;
    let mut merged = root.clone();
    let Value::Object(sections) = &mut merged.value else { return None };
    let Value::Object(resources) = &mut sections.get_mut(Section::Resources.as_str())?.value else {
        return None;
    };
    for entry in resources.iter_mut() {
        if let Value::Object(resource) = &mut entry.node.value {
            merge_into(resource, globals);
        }
    }
    Some(merged)
}

fn merge_into(resource: &mut Object, globals: &Object) {
    let kind = resource.get("Type").and_then(Node::as_str);
    // The parts of `Globals`, each with the type of resources that it is for.
    let part = facts::table("sam-globals").find(|(_, of)| kind.is_some() && of.as_str() == kind);
    let Some(part) = part.and_then(|(part, _)| globals.get(part)?.as_object()) else { return };
    let ignored = resource.get("IgnoreGlobals");
    if ignored.and_then(Node::as_str) == Some("*") {
        return;
    }
    let ignored = ignored.and_then(Node::as_list).unwrap_or_default();
    let is_wanted = |entry: &&Entry| !ignored.iter().any(|name| name.as_str() == Some(&entry.key));
    let wanted: Object = part.iter().filter(is_wanted).cloned().collect();
    match resource.get_mut("Properties") {
        Some(properties) => {
            let own = std::mem::take(properties);
            *properties = match own.value {
                Value::Object(own) => merged_objects(wanted, own).into(),
                _ => wanted.into(),
            };
            properties.origin = own.origin;
        }
        None => resource.push("Properties", wanted),
    }
}

/// Objects become one, lists one after the other; of all else a resource's own value counts. A key that both have is where
/// it is written among the globals.
fn merged_objects(global: Object, own: Object) -> Object {
    let mut all = global;
    for entry in own {
        match all.get_mut(&entry.key) {
            Some(present) => *present = merged(std::mem::take(present), entry.node),
            None => all.extend([entry]),
        }
    }
    all
}

fn merged(global: Node, own: Node) -> Node {
    let are_plain = function(&global).is_none() && function(&own).is_none();
    match (global.value, own.value) {
        (Value::Object(global), Value::Object(inner)) if are_plain => {
            Node { value: Value::Object(merged_objects(global, inner)), origin: own.origin }
        }
        (Value::List(mut items), Value::List(more)) => {
            items.extend(more);
            Node { value: Value::List(items), origin: own.origin }
        }
        (_, value) => Node { value, origin: own.origin },
    }
}
