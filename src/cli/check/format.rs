//! The forms in which findings are written: each as a beginning, a piece for each document, and an end.

use std::collections::BTreeSet;

use super::{github, json, junit, sarif, text};
use crate::check::Finding;
use crate::diag::{Origin, Renderer, Source};
use crate::emit::{self, node_to_string};
use crate::model::Node;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Format {
    /// For people.
    Text,
    /// As cfn-lint's JSON.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
}

/// Writes findings in one form.
#[derive(Debug)]
pub(super) struct Report {
    format: Format,
    renderer: Renderer,
}

/// Where a finding starts and ends, in lines and columns from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
    pub(super) end_line: u32,
    pub(super) end_column: u32,
}

impl Place {
    /// The place of a finding; the start of the document where it has none.
    pub(super) fn of(finding: &Finding, source: &Source) -> Self {
        let Origin::Text(span) = finding.origin else {
            return Self { line: 1, column: 1, end_line: 1, end_column: 1 };
        };
        let (line, column) = source.line_column(span.start);
        let (end_line, end_column) = source.line_column(span.end);
        Self { line, column, end_line, end_column }
    }
}

impl Report {
    pub(super) fn new(format: Format, colours: bool) -> Self {
        let colours = colours && format == Format::Text;
        Self { format, renderer: if colours { Renderer::styled() } else { Renderer::plain() } }
    }

    /// What comes before all findings.
    pub(super) fn begin(&self) -> &'static str {
        match self.format {
            Format::Text | Format::Github => "",
            Format::Json => "[",
            Format::Sarif => sarif::BEGIN,
            Format::Junit => junit::BEGIN,
        }
    }

    /// The findings of one document, in pieces which [`Report::between`] stands between.
    pub(super) fn pieces(&self, source: &Source, findings: &[Finding]) -> Vec<String> {
        match self.format {
            Format::Text => text::pieces(&self.renderer, source, findings),
            Format::Json => json::pieces(source, findings),
            Format::Sarif => findings.iter().map(|finding| sarif::piece(source, finding)).collect(),
            Format::Junit => vec![junit::piece(source, findings)],
            Format::Github => findings.iter().map(|finding| github::piece(source, finding)).collect(),
        }
    }

    /// What stands between two pieces.
    pub(super) fn between(&self) -> &'static str {
        match self.format {
            Format::Text => "\n",
            Format::Json | Format::Sarif => ",",
            Format::Junit | Format::Github => "",
        }
    }

    /// What comes after all findings, given the rules that have some and whether there was a piece at all.
    pub(super) fn end(&self, rules: &BTreeSet<&'static str>, is_empty: bool) -> String {
        match self.format {
            Format::Text | Format::Github => String::new(),
            Format::Json if is_empty => "]\n".to_owned(),
            Format::Json => "\n]\n".to_owned(),
            Format::Sarif => sarif::end(rules, is_empty),
            Format::Junit => junit::END.to_owned(),
        }
    }
}

/// JSON that stands so many levels deep, with so many blanks for each, and without a final line end.
pub(super) fn indented(node: &Node, depth: usize, step: usize) -> String {
    let text = node_to_string(node, emit::Format::Json);
    let lines = text.trim_end().lines().map(|line| {
        let inner = line.trim_start_matches(' ');
        // Texts have no line ends in them, so all blanks before are indentation, two for each level.
        format!("{:1$}{inner}", "", (depth + (line.len() - inner.len()) / 2) * step)
    });
    lines.collect::<Vec<_>>().join("\n")
}
