//! Checks many documents at once and writes what is found in their order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::baseline::Baseline;
use super::files::Input;
use super::format::Report;
use crate::check::{Finding, Options, check, is_template};
use crate::cli::io::{Exit, Io};
use crate::diag::Severity;
use crate::parse::parse;

/// What is to be checked, and how.
pub(super) struct Job<'j> {
    pub(super) inputs: &'j [Input],
    pub(super) options: &'j Options,
    pub(super) baseline: Option<&'j Baseline>,
    pub(super) report: &'j Report,
}

/// What came of it.
#[derive(Default)]
pub(super) struct Done {
    errors: usize,
    warnings: usize,
    notes: usize,
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
    Checked { name: String, findings: Vec<Finding>, pieces: Vec<String> },
    /// It is no template, and nobody said that it is.
    PassedOver,
    /// It could not be read.
    Unreadable(String),
}

/// So long nobody wonders whether anything happens.
const PATIENCE: Duration = Duration::from_secs(1);

impl Job<'_> {
    /// Checks all documents. Only as many as there are threads are in memory at a time, and what waits to be written.
    pub(super) fn run(&self, io: &mut Io<'_>) -> Done {
        let mut done = Done::default();
        let mut writer = Writer { report: self.report, rules: BTreeSet::new(), first: true };
        let begun = io.product(self.report.begin());
        done.unwritable |= begun != Exit::Success;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(self.inputs.len());
        if threads <= 1 {
            for input in self.inputs {
                let outcome = self.check(input);
                writer.write(outcome, &mut done, io);
            }
        } else {
            self.run_in(threads, &mut writer, &mut done, io);
        }
        let ended = io.product(&self.report.end(&writer.rules));
        done.unwritable |= ended != Exit::Success;
        done.summarize(io);
        done
    }

    fn run_in(&self, threads: usize, writer: &mut Writer<'_>, done: &mut Done, io: &mut Io<'_>) {
        let next = AtomicUsize::new(0);
        let (sender, receiver) = mpsc::sync_channel(threads * 2);
        let started = Instant::now();
        let mut progress = None;
        std::thread::scope(|scope| {
            for _ in 0..threads {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(input) = self.inputs.get(index) else { break };
                        if sender.send((index, self.check(input))).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(sender);
            let mut waiting = BTreeMap::new();
            let mut wanted = 0;
            for (index, outcome) in receiver {
                waiting.insert(index, outcome);
                while let Some(outcome) = waiting.remove(&wanted) {
                    writer.write(outcome, done, io);
                    wanted += 1;
                }
                let shown: Duration = progress.unwrap_or(PATIENCE);
                if started.elapsed() > shown {
                    io.progress(&format!("checked {wanted} of {}", self.inputs.len()));
                    progress = Some(started.elapsed() + Duration::from_millis(100));
                }
            }
        });
        if progress.is_some() {
            io.progress("");
        }
    }

    fn check(&self, input: &Input) -> Outcome {
        let bytes = match input.read() {
            Ok(bytes) => bytes,
            Err(message) => return Outcome::Unreadable(message),
        };
        let name = input.name();
        let document = parse(&name, &bytes);
        drop(bytes);
        if matches!(input, Input::Found(_)) && !is_template(&document) {
            return Outcome::PassedOver;
        }
        let mut findings = check(&document, self.options);
        if let Some(baseline) = self.baseline {
            findings = baseline.new_ones(&name, findings);
        }
        let pieces = self.report.pieces(&document.source, &findings);
        Outcome::Checked { name, findings, pieces }
    }
}

/// Writes pieces with what stands between them.
struct Writer<'r> {
    report: &'r Report,
    rules: BTreeSet<&'static str>,
    first: bool,
}

impl Writer<'_> {
    fn write(&mut self, outcome: Outcome, done: &mut Done, io: &mut Io<'_>) {
        match outcome {
            Outcome::PassedOver => {}
            Outcome::Unreadable(message) => {
                io.fail(&message);
                done.unreadable = true;
            }
            Outcome::Checked { name, findings, pieces } => {
                done.count(&findings);
                done.baseline.add(&name, &findings);
                self.rules.extend(findings.iter().map(|finding| finding.rule));
                let mut text = String::new();
                for piece in pieces {
                    if !self.first {
                        text.push_str(self.report.between());
                    }
                    self.first = false;
                    text.push_str(&piece);
                }
                if !text.is_empty() && io.product(&text) != Exit::Success {
                    done.unwritable = true;
                }
            }
        }
    }
}

impl Done {
    fn count(&mut self, findings: &[Finding]) {
        self.checked += 1;
        self.with_findings += usize::from(!findings.is_empty());
        for finding in findings {
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
        io.say_line(&if parts.is_empty() {
            format!("{} {templates} checked: nothing found", self.checked)
        } else {
            format!("{} in {} of {} {templates}", parts.join(", "), self.with_findings, self.checked)
        });
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
