//! Findings as SARIF 2.1.0.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeSet;

use super::format::Place;
use crate::check::{Finding, rule};
use crate::diag::{Severity, Source};
use crate::emit::{self, node_to_string};
use crate::model::{Node, Object};

pub(super) const BEGIN: &str = "{
  \"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",
  \"version\": \"2.1.0\",
  \"runs\": [
    {
      \"originalUriBaseIds\": {\"EXECUTIONROOT\": {\"description\": {\"text\": \"The folder in which the check ran.\"}}},
      \"columnKind\": \"unicodeCodePoints\",
      \"results\": [";

fn text(text: impl Into<String>) -> Node {
    Object::from_iter([("text", Node::from(text.into()))]).into()
}

fn compact(node: impl Into<Node>) -> String {
    node_to_string(&node.into(), emit::Format::Json).trim_end().to_owned()
}

pub(super) fn piece(source: &Source, finding: &Finding) -> String {
    let place = Place::of(finding, source);
    let region = [
        ("startLine", place.line),
        ("startColumn", place.column),
        ("endLine", place.end_line),
        ("endColumn", place.end_column),
    ];
    let region =
        region.into_iter().map(|(key, number)| (key, Node::from(i64::from(number)))).collect::<Object>();
    let artifact =
        Object::from_iter([("uri", Node::from(uri(source.name()))), ("uriBaseId", "EXECUTIONROOT".into())]);
    let physical = Object::from_iter([("artifactLocation", Node::from(artifact)), ("region", region.into())]);
    let result = Object::from_iter([
        ("ruleId", Node::from(finding.rule)),
        ("level", level(finding.severity).into()),
        ("message", text(finding.message.clone())),
        ("locations", Node::list([Object::from_iter([("physicalLocation", Node::from(physical))]).into()])),
    ]);
    format!("\n{}", compact(result))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI reference.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

pub(super) fn end(rules: &BTreeSet<&'static str>) -> String {
    let rules = rules.iter().filter_map(|id| rule(id)).map(|rule| {
        Node::from(Object::from_iter([
            ("id", Node::from(rule.id)),
            ("shortDescription", text(rule.title)),
            ("fullDescription", text(rule.about)),
            ("helpUri", rule.source.into()),
        ]))
    });
    let driver = Object::from_iter([
        ("name", Node::from("synth")),
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("rules", Node::list(rules)),
    ]);
    let tool = compact(Object::from_iter([("driver", driver)]));
    format!("],\n      \"tool\": {tool}\n    }}\n  ]\n}}\n")
}
