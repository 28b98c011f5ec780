//! What transforms do to a template before rules see it, as far as that can be told here: SAM's globals become part of the
//! resources they are for, and the loops of the language extensions are written out.

use super::options::Options;
use super::sam;
use crate::analysis::{LANGUAGE_EXTENSIONS, expand_loops};
use crate::diag::Diagnostic;
use crate::model::{Node, Section, Value};

/// The template as it is after its transforms; `None` if they leave it as it is.
pub(super) fn transformed(root: &Node, options: &Options) -> Result<Option<Node>, Box<Diagnostic>> {
    let merged = sam::with_globals(root);
    if !transforms(root).contains(&LANGUAGE_EXTENSIONS) {
        return Ok(merged);
    }
    let settings = options.in_force(root);
    let region = settings.regions.first().map_or(super::DEFAULT_REGION, String::as_str);
    expand_loops(merged.as_ref().unwrap_or(root), region).map(Some)
}

/// The transforms that a template names.
pub(super) fn transforms(root: &Node) -> Vec<&str> {
    match root.as_object().and_then(|root| root.get(Section::Transform.as_str())) {
        Some(Node { value: Value::List(items), .. }) => items.iter().filter_map(Node::as_str).collect(),
        Some(node) => node.as_str().into_iter().collect(),
        None => Vec::new(),
    }
}
