//! `--fix`: mends templates in their files.

use super::files::{Input, Inputs};
use super::findings::is_meant;
use super::work;
use crate::check::{Fixed, Options, fix};
use crate::cli::io::{Exit, Io, is_replaceable};
use crate::diag::Severity;
use crate::parse::{Document, parse};

/// What begins a text in UTF-8 that says so.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What came of one document.
enum Outcome {
    /// What is mended, if only in memory; and what stands before the text, or `None` if the text is not in UTF-8.
    Mended { document: Box<Document>, fixed: Fixed, mark: Option<&'static str> },
    /// It is no template, and nobody said that it is.
    PassedOver,
    /// It cannot be read as a template: why, in lines.
    Broken(Vec<String>),
    /// It could not be read at all.
    Unreadable(String),
}

/// What has been done so far.
#[derive(Default)]
struct Done {
    mended: usize,
    left: usize,
    changed: usize,
    templates: usize,
    broken: bool,
    failed: bool,
}

/// Mends all documents. A file gets its new text whole or not at all; that of standard input is the product.
pub(super) fn run(inputs: &Inputs, options: &Options, io: &mut Io<'_>) -> Exit {
    let mut done = Done::default();
    // What one deployment makes superfluous another may need.
    let options = Options { deployments: Vec::new(), ..options.clone() };
    let write = |input: &Input, outcome: Outcome, io: &mut Io<'_>| done.write(input, outcome, io);
    work::run(inputs, &|input| mend(input, &options), write, io);
    let templates = if done.templates == 1 { "template" } else { "templates" };
    let findings = if done.mended == 1 { "finding" } else { "findings" };
    let mut line =
        format!("{} {findings} mended in {} of {} {templates}", done.mended, done.changed, done.templates);
    if done.left > 0 {
        line.push_str(&format!("; {} left", done.left));
    }
    io.say_line(&line);
    match done {
        Done { failed: true, .. } => Exit::Failure,
        Done { broken: true, .. } => Exit::Findings,
        _ => Exit::Success,
    }
}

fn mend(input: &Input, options: &Options) -> Outcome {
    let bytes = match input.read() {
        Ok(bytes) => bytes,
        Err(message) => return Outcome::Unreadable(message),
    };
    let document = parse(&input.name(), &bytes);
    if matches!(input, Input::Found(..)) && !is_meant(&document) {
        return Outcome::PassedOver;
    }
    let errors = document.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> =
        errors.map(|problem| document.source.in_one_line(problem).to_string()).collect();
    if !errors.is_empty() {
        return Outcome::Broken(errors);
    }
    let text = document.source.text().as_bytes();
    let mark =
        ["", BYTE_ORDER_MARK].into_iter().find(|mark| bytes.strip_prefix(mark.as_bytes()) == Some(text));
    let fixed = fix(&document, options);
    Outcome::Mended { document: Box::new(document), fixed, mark }
}

impl Done {
    fn write(&mut self, input: &Input, outcome: Outcome, io: &mut Io<'_>) {
        match outcome {
            Outcome::PassedOver => {}
            Outcome::Unreadable(message) => {
                io.fail(&message);
                self.failed = true;
            }
            Outcome::Broken(errors) => {
                errors.iter().for_each(|error| io.say_line(error));
                self.templates += 1;
                self.broken = true;
            }
            Outcome::Mended { document, fixed, mark } => {
                self.templates += 1;
                if put(input, &fixed, mark, io) == Exit::Success {
                    self.report(&document, &fixed, io);
                } else {
                    self.failed = true;
                }
            }
        }
    }

    /// Says what has been mended, and what not.
    fn report(&mut self, document: &Document, fixed: &Fixed, io: &mut Io<'_>) {
        for finding in &fixed.fixed {
            io.say_line(&format!("mended: {}", document.source.in_one_line(&finding.diagnostic())));
        }
        for (finding, why) in &fixed.refused {
            io.say_line(&format!("left: {}: {why}", document.source.in_one_line(&finding.diagnostic())));
        }
        self.mended += fixed.fixed.len();
        self.left += fixed.refused.len();
        self.changed += usize::from(!fixed.fixed.is_empty());
    }
}

/// Puts the new text where the old one is from.
fn put(input: &Input, fixed: &Fixed, mark: Option<&str>, io: &mut Io<'_>) -> Exit {
    let name = input.name();
    let Some(mark) = mark else {
        return io.fail(&format!("cannot mend `{name}`: it is not in UTF-8"));
    };
    let text = format!("{mark}{}", fixed.text);
    match input {
        Input::Stdin => io.product(&text),
        Input::File(path) | Input::Found(path, _) if !fixed.fixed.is_empty() => {
            if is_replaceable(path) {
                io.product_file(path, &text)
            } else {
                io.fail(&format!("cannot mend `{name}`: it is no file; `-` mends standard input"))
            }
        }
        Input::File(_) | Input::Found(..) | Input::Unreadable(_) => Exit::Success,
    }
}
