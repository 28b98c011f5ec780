//! Findings as cfn-lint writes them in JSON, for the tools that read that.

use super::format::{Place, indented};
use crate::check::{Finding, rule};
use crate::diag::{Severity, Source};
use crate::model::{Node, Object, Step};
use crate::parse::SYNTAX;

pub(super) fn pieces(source: &Source, findings: &[Finding]) -> Vec<String> {
    let ids: Vec<String> = findings.iter().map(|finding| id(source, finding)).collect();
    findings
        .iter()
        .zip(&ids)
        .map(|(finding, id)| {
            let parent = finding.explains.and_then(|index| ids.get(index));
            format!("\n{}", indented(&node(source, finding, id, parent), 1, 4))
        })
        .collect()
}

fn node(source: &Source, finding: &Finding, id: &str, parent: Option<&String>) -> Node {
    let place = Place::of(finding, source);
    let position = |line: u32, column: u32| {
        Node::from(Object::from_iter([
            ("ColumnNumber", Node::from(i64::from(column))),
            ("LineNumber", Node::from(i64::from(line))),
        ]))
    };
    let path = finding.path.iter().map(|step| match step {
        Step::Key(key) => Node::from(key.clone().into_owned()),
        Step::Index(index) => Node::from(i64::try_from(*index).unwrap_or(i64::MAX)),
    });
    // Of what cannot be read there are no paths.
    let path = if finding.rule == SYNTAX { Node::default() } else { Node::list(path) };
    let rule = rule(finding.rule);
    Object::from_iter([
        ("Filename", Node::from(source.name().to_owned())),
        ("Id", Node::from(id.to_owned())),
        ("Level", level(finding.severity).into()),
        (
            "Location",
            Object::from_iter([
                ("End", position(place.end_line, place.end_column)),
                ("Path", path),
                ("Start", position(place.line, place.column)),
            ])
            .into(),
        ),
        ("Message", finding.message.clone().into()),
        ("ParentId", parent.map_or_else(Node::default, |parent| parent.clone().into())),
        (
            "Rule",
            Object::from_iter([
                ("Description", Node::from(rule.map_or("", |rule| rule.about))),
                ("Id", finding.rule.into()),
                ("ShortDescription", rule.map_or("", |rule| rule.title).into()),
                ("Source", rule.map_or("", |rule| rule.source).into()),
            ])
            .into(),
        ),
    ])
    .into()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Informational",
    }
}

/// An id that is the same whenever the finding is: 128 bits in the form of a UUID.
fn id(source: &Source, finding: &Finding) -> String {
    let place = Place::of(finding, source);
    let path: Vec<String> = finding.path.iter().map(ToString::to_string).collect();
    let place = (place.line, place.column, place.end_line, place.end_column);
    let text =
        format!("{}\n{}\n{place:?}\n{}\n{}", source.name(), finding.rule, path.join("/"), finding.message);
    let hash = |start: u64| {
        text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let (high, low) = (hash(0xcbf2_9ce4_8422_2325), hash(0x9e37_79b9_7f4a_7c15));
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}
