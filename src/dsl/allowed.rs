//! What a resource is allowed though a rule of the check forbids it.

use std::borrow::Cow;

use crate::diag::{Diagnostic, Origin};
use crate::model::{Entry, Node, Object, ResourceAttribute, Value};

/// A rule whose findings about a resource are left out.
#[derive(Clone, Debug)]
pub(super) struct Allowed {
    rule: Cow<'static, str>,
    has_reason: bool,
    origin: Origin,
}

impl Allowed {
    pub(super) fn new(rule: Cow<'static, str>, reason: &str, origin: Origin) -> Self {
        Self { rule, has_reason: !reason.trim().is_empty(), origin }
    }

    /// What to say when nobody says why.
    pub(super) fn unexplained(&self) -> Option<Diagnostic> {
        if self.has_reason {
            return None;
        }
        let message = format!("`{}` is allowed without a reason", self.rule);
        let help = "say why it is fine here: whoever reads the program next wants to know";
        Some(Diagnostic::error("allowed-without-reason", message).label(self.origin, "").help(help))
    }
}

/// Writes the rules into a resource's metadata, beside what is there already: that is where cfn-lint reads them.
pub(super) fn write(allowed: Vec<Allowed>, attributes: &mut Object) {
    let Some(first) = allowed.first().map(|allowed| allowed.origin) else { return };
    let mut inner = attributes;
    for key in [ResourceAttribute::Metadata.as_str(), "cfn-lint", "config"] {
        if inner.get(key).and_then(Node::as_object).is_none() {
            inner.set(entry(key, Object::new().into(), first));
        }
        let Some(Value::Object(object)) = inner.get_mut(key).map(|node| &mut node.value) else { return };
        inner = object;
    }
    let mut ids: Vec<Node> = match inner.get("ignore_checks").and_then(Node::as_list) {
        Some(present) => present.to_vec(),
        None => Vec::new(),
    };
    for allowed in allowed {
        let id = Node::from(allowed.rule).at(allowed.origin);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    inner.set(entry("ignore_checks", ids.into(), first));
}

fn entry(key: &'static str, node: Node, origin: Origin) -> Entry {
    Entry { key: key.into(), key_origin: origin, node: node.at(origin) }
}
