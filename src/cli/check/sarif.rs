//! Findings as SARIF 2.1.0.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::collections::BTreeSet;
use std::path::Path;

use super::format::{Place, indented};
use crate::check::{Finding, rule};
use crate::diag::{Severity, Source};
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
    let mut artifact = Object::from_iter([("uri", Node::from(uri(source.name())))]);
    if !Path::new(source.name()).is_absolute() {
        artifact.push("uriBaseId", "EXECUTIONROOT");
    }
    let physical = Object::from_iter([("artifactLocation", Node::from(artifact)), ("region", region.into())]);
    let result = Object::from_iter([
        ("ruleId", Node::from(finding.rule)),
        ("level", level(finding.severity).into()),
        ("message", text(finding.message.clone())),
        ("locations", Node::list([Object::from_iter([("physicalLocation", Node::from(physical))]).into()])),
    ]);
    format!("\n{}", indented(&result.into(), 4, 2))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI: that of a file where it is absolute, else relative to where the check ran.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if Path::new(path).is_absolute() {
        uri.push_str("file://");
    }
    let path = path.strip_prefix("./").unwrap_or(path);
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

pub(super) fn end(rules: &BTreeSet<&'static str>, is_empty: bool) -> String {
    let rules = rules.iter().filter_map(|id| rule(id)).map(|rule| {
        let mut about = Object::from_iter([
            ("id", Node::from(rule.id)),
            ("shortDescription", text(rule.title)),
            ("fullDescription", text(rule.about)),
        ]);
        if !rule.source.is_empty() {
            about.push("helpUri", rule.source);
        }
        Node::from(about)
    });
    let driver = Object::from_iter([
        ("name", Node::from("synth")),
        ("version", env!("CARGO_PKG_VERSION").into()),
        ("rules", Node::list(rules)),
    ]);
    let tool = indented(&Object::from_iter([("driver", driver)]).into(), 3, 2);
    let before = if is_empty { "" } else { "\n      " };
    format!("{before}],\n      \"tool\": {}\n    }}\n  ]\n}}\n", tool.trim_start())
}
