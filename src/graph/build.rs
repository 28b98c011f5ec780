//! From templates to what their pictures show.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Change, Graph, Mark, Presence, Reference, Resource};
use crate::analysis::{self, References, Through, expand_loops, is_loop, sub_variables};
use crate::model::{Node, Object, Section, Step, Transform};

pub(super) const DEPENDS_ON: &str = "DependsOn";
pub(super) const REF: &str = "Ref";

/// The template with its loops written out, if resources come from loops and these can be written out.
#[must_use]
pub fn written_out(root: &Node) -> Cow<'_, Node> {
    let has_loops = section(root).is_some_and(|resources| resources.iter().any(|entry| is_loop(&entry.key)));
    let expanded = has_loops.then(|| expand_loops(root, "us-east-1").ok()).flatten();
    expanded.map_or(Cow::Borrowed(root), Cow::Owned)
}

fn section(root: &Node) -> Option<&Object> {
    root.as_object()?.get(Section::Resources.as_str())?.as_object()
}

/// One template and the references in it.
struct Side<'t> {
    resources: Vec<(&'t str, &'t Object)>,
    bodies: HashMap<&'t str, &'t Object>,
    references: References<'t>,
}

impl<'t> Side<'t> {
    fn new(root: &'t Node) -> Self {
        let mut side =
            Self { resources: Vec::new(), bodies: HashMap::new(), references: References::new(root) };
        for entry in section(root).into_iter().flatten() {
            let is_resource = !is_loop(&entry.key) && entry.key != Transform::KEY;
            let Some(body) = entry.node.as_object().filter(|_| is_resource) else { continue };
            // Of a key that occurs twice the last value counts.
            if side.bodies.insert(&entry.key, body).is_none() {
                side.resources.push((&entry.key, body));
            }
        }
        side
    }

    fn resource(&self, id: &str, old_id: Option<&str>, mark: Mark) -> Resource {
        let text = |attribute: &str| self.bodies.get(id)?.get(attribute)?.as_str().map(str::to_owned);
        Resource {
            logical_id: id.to_owned(),
            old_id: old_id.map(str::to_owned),
            resource_type: text("Type").unwrap_or_default(),
            condition: text("Condition"),
            mark,
        }
    }
}

impl Graph {
    /// The picture of one template. The resources of [loops](written_out) are in it only if these are written out.
    #[must_use]
    pub fn of(root: &Node) -> Self {
        let side = Side::new(root);
        let mut graph = Self::default();
        for (id, _) in &side.resources {
            graph.add(side.resource(id, None, Mark::Unchanged));
        }
        graph.add_references(&side, &HashMap::new(), Presence::Both);
        graph
    }

    /// The picture of two templates and of what happens to resources between them. What is in one of them only, and is
    /// not among the changes, counts as added or removed.
    #[must_use]
    pub fn between<'c>(old: &Node, new: &Node, changes: impl IntoIterator<Item = Change<'c>>) -> Self {
        let (old, new) = (Side::new(old), Side::new(new));
        let changes: HashMap<&str, Change<'_>> =
            changes.into_iter().map(|change| (change.logical_id, change)).collect();
        let mut graph = Self { is_of_change: true, ..Self::default() };
        let mut new_names: HashMap<&str, &str> = HashMap::new();
        for (id, _) in &new.resources {
            let change = changes.get(id);
            let old_id = change.and_then(|change| change.old_id);
            if let Some(old_id) = old_id {
                new_names.insert(old_id, id);
            }
            let is_new = old_id.is_none() && !old.bodies.contains_key(id);
            let mark =
                change.map_or(if is_new { Mark::Added } else { Mark::Unchanged }, |change| change.mark);
            graph.add(new.resource(id, old_id, mark));
        }
        for (id, _) in &old.resources {
            if !new.bodies.contains_key(id) && !new_names.contains_key(id) {
                graph.add(old.resource(id, None, Mark::Removed));
            }
        }
        graph.add_references(&new, &HashMap::new(), Presence::New);
        graph.add_references(&old, &new_names, Presence::Old);
        graph
    }

    pub(super) fn add(&mut self, resource: Resource) {
        self.numbers.insert(resource.logical_id.clone(), self.resources.len());
        self.resources.push(resource);
    }

    /// Adds the references of one template, whose resources may have other names in the graph.
    fn add_references(&mut self, side: &Side<'_>, names: &HashMap<&str, &str>, presence: Presence) {
        let known = self.references.iter().enumerate();
        let mut indexes: HashMap<(usize, usize), usize> =
            known.map(|(index, reference)| ((reference.from, reference.to), index)).collect();
        let number = |id: &str| self.numbers.get(names.get(id).copied().unwrap_or(id)).copied();
        for (id, body) in &side.resources {
            for found in side.references.of(id) {
                let (Some(from), Some(to)) = (number(id), number(found.to)) else { continue };
                let index = *indexes.entry((from, to)).or_insert(self.references.len());
                if index == self.references.len() {
                    let (labels, places) = (Vec::new(), Vec::new());
                    self.references.push(Reference { from, to, labels, places, presence });
                }
                let Some(reference) = self.references.get_mut(index) else { continue };
                // What is there before is in the new template, and now in the old one, too.
                if reference.presence != presence {
                    reference.presence = Presence::Both;
                    continue;
                }
                for label in labels(body, found) {
                    push_new(&mut reference.labels, label);
                }
                if found.through != Through::DependsOn {
                    push_new(&mut reference.places, place(&found.path));
                }
            }
        }
    }
}

fn push_new(texts: &mut Vec<String>, text: String) {
    if !texts.contains(&text) {
        texts.push(text);
    }
}

/// What a reference asks for.
fn labels(body: &Object, reference: &analysis::Reference<'_>) -> Vec<String> {
    match reference.through {
        Through::DependsOn => vec![DEPENDS_ON.to_owned()],
        Through::Ref => vec![REF.to_owned()],
        Through::GetAtt => attributes(body, reference).unwrap_or_default(),
    }
}

fn attributes(body: &Object, reference: &analysis::Reference<'_>) -> Option<Vec<String>> {
    let (first, rest) = reference.path.split_first()?;
    let mut node = match first {
        Step::Key(key) => body.get(key)?,
        Step::Index(_) => return None,
    };
    for step in rest {
        node = match step {
            Step::Key(key) => node.as_object()?.get(key)?,
            Step::Index(index) => node.as_list()?.get(*index)?,
        };
    }
    let function = node.as_object()?;
    if let Some(argument) = function.get("Fn::GetAtt") {
        let attribute = match argument.as_list() {
            Some([_, attribute]) => attribute.as_str()?,
            _ => argument.as_str()?.split_once('.')?.1,
        };
        return Some(vec![attribute.to_owned()]);
    }
    let argument = function.get("Fn::Sub")?;
    let text = argument.as_list().and_then(<[Node]>::first).unwrap_or(argument).as_str()?;
    let of = |name: &str| {
        let (resource, attribute) = name.split_once('.')?;
        (resource == reference.to).then(|| attribute.to_owned())
    };
    Some(sub_variables(text).filter_map(of).collect())
}

/// The property in which a function is.
fn place(path: &[Step<'_>]) -> String {
    let path = match path {
        [Step::Key(first), rest @ ..] if first == "Properties" => rest,
        path => path,
    };
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) if key.starts_with("Fn::") => break,
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Step::Index(index) => text.push_str(&format!("[{index}]")),
        }
    }
    text
}
