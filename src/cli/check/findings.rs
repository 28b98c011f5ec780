//! Checks documents, and writes and counts what is found.

use std::collections::BTreeSet;

use super::baseline::Baseline;
use super::files::{Input, Inputs};
use super::format::Report;
use super::work;
use crate::check::{Finding, Options, check, is_template};
use crate::cli::io::{Exit, Io};
use crate::diag::Severity;
use crate::parse::{Document, parse};

/// What is to be checked, and how.
pub(super) struct Job<'j> {
    pub(super) inputs: &'j Inputs,
    pub(super) options: &'j Options,
    pub(super) baseline: Option<&'j Baseline>,
    pub(super) report: &'j Report,
    /// Whether the findings are wanted for a new baseline.
    pub(super) keeps: bool,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Done {
    errors: usize,
    warnings: usize,
    notes: usize,
    known: usize,
    with_findings: usize,
    checked: usize,
    unreadable: bool,
    unwritable: bool,
    /// All findings, for a new baseline.
    pub(super) baseline: Baseline,
}

/// What came of one document.
enum Outcome {
    /// It was checked.
    Checked { name: String, findings: Vec<Finding>, known: usize, pieces: Vec<String> },
    /// It is no template, and nobody said that it is.
    PassedOver,
    /// It could not be read.
    Unreadable(String),
}

impl Job<'_> {
    /// Checks all documents. Only as many as there are threads are in memory at a time, and what waits to be written.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Done {
        let mut done = Done::default();
        let mut rules = BTreeSet::new();
        let mut is_first = true;
        let mut has_templates = vec![false; self.inputs.folders.len()];
        done.unwritable |= io.product(self.report.begin()) != Exit::Success;
        let write = |input: &Input, outcome: Outcome, io: &mut Io<'_>| match outcome {
            Outcome::PassedOver => {}
            Outcome::Unreadable(message) => {
                io.fail(&message);
                done.unreadable = true;
            }
            Outcome::Checked { name, findings, known, pieces } => {
                if let Input::Found(_, folder) = input {
                    has_templates.get_mut(*folder).map(|has| *has = true).unwrap_or_default();
                }
                done.count(&findings, known);
                if self.keeps {
                    done.baseline.add(&name, &findings);
                }
                rules.extend(findings.iter().map(|finding| finding.rule));
                let mut text = String::new();
                for piece in pieces {
                    if !std::mem::take(&mut is_first) {
                        text.push_str(self.report.between());
                    }
                    text.push_str(&piece);
                }
                if !text.is_empty() {
                    done.unwritable |= io.product(&text) != Exit::Success;
                }
            }
        };
        work::run(self.inputs, &|input| self.check(input), write, io);
        done.unwritable |= io.product(&self.report.end(&rules, is_first)) != Exit::Success;
        for (folder, _) in self.inputs.folders.iter().zip(has_templates).filter(|(_, has)| !has) {
            io.fail(&format!("there is no template in `{}`", folder.display()));
            done.unreadable = true;
        }
        done.summarize(io);
        done
    }

    fn check(&self, input: &Input) -> Outcome {
        let bytes = match input.read() {
            Ok(bytes) => bytes,
            Err(message) => return Outcome::Unreadable(message),
        };
        let name = input.name();
        let document = parse(&name, &bytes);
        drop(bytes);
        if matches!(input, Input::Found(..)) && !is_meant(&document) {
            return Outcome::PassedOver;
        }
        let mut findings = check(&document, self.options);
        let before = findings.len();
        if let Some(baseline) = self.baseline {
            findings = baseline.new_ones(&name, findings);
        }
        let pieces = self.report.pieces(&document.source, &findings);
        Outcome::Checked { name, known: before - findings.len(), findings, pieces }
    }
}

/// Whether what was found in a folder is a template, or a broken one.
pub(super) fn is_meant(document: &Document) -> bool {
    let text = document.source.text();
    is_template(document)
        || (!document.problems.is_empty()
            && (text.contains("AWSTemplateFormatVersion")
                || (text.contains("Resources") && text.contains("AWS::"))))
}

impl Done {
    fn count(&mut self, findings: &[Finding], known: usize) {
        self.checked += 1;
        self.known += known;
        self.with_findings += usize::from(!findings.is_empty());
        // What explains a finding is not one more.
        for finding in findings.iter().filter(|finding| finding.explains.is_none()) {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => self.notes += 1,
            }
        }
    }

    /// Says in one line what was found.
    fn summarize(&self, io: &mut Io<'_>) {
        let count = |number: usize, what: &str| match number {
            0 => None,
            1 => Some(format!("1 {what}")),
            _ => Some(format!("{number} {what}s")),
        };
        let parts = [count(self.errors, "error"), count(self.warnings, "warning"), count(self.notes, "note")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let templates = if self.checked == 1 { "template" } else { "templates" };
        let mut line = if self.checked == 0 {
            "no template was checked".to_owned()
        } else if parts.is_empty() {
            let new = if self.known > 0 { " new" } else { "" };
            format!("{} {templates} checked: nothing{new} found", self.checked)
        } else {
            format!("{} in {} of {} {templates}", parts.join(", "), self.with_findings, self.checked)
        };
        if self.known > 0 {
            line.push_str(&format!("; {} in the baseline", self.known));
        }
        io.say_line(&line);
    }

    /// How the command ends.
    pub(super) fn exit(&self, fail_on: Severity, is_baseline: bool) -> Exit {
        let failing = match fail_on {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Note => self.errors + self.warnings + self.notes,
        };
        if self.unreadable || self.unwritable {
            Exit::Failure
        } else if failing > 0 && !is_baseline {
            Exit::Findings
        } else {
            Exit::Success
        }
    }
}
