//! The parser: YAML and JSON become the plain tree of a document, with the place of every key and value.
//!
//! It reads as CloudFormation and the reference checker do, YAML 1.1 included: `yes` is a boolean, `012` is ten and
//! `12:30:45` a number. Nothing about the shape of a template is rejected here. Whatever the bytes are, reading ends, in
//! time and memory that grow with their number, and does not panic.

mod comment;
mod decode;
mod document;
mod duplicates;
mod json;
mod limits;
mod problem;
mod yaml;

pub use comment::Comment;
pub use document::{Document, Format, KeyKind, OddKey};
pub use limits::{DEEPEST, MOST_EXPANDED_VALUES, MOST_PROBLEMS, MOST_VALUES};
pub use problem::SYNTAX;
pub use yaml::Alias;

use crate::diag::{Diagnostic, Source, Span};
use problem::Problem;
use yaml::Yaml;

/// Reads a document, in YAML or JSON, which diagnostics call `name`.
///
/// ```
/// use synth::parse;
///
/// let document = parse::parse("template.yaml", b"Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n");
/// assert!(document.problems.is_empty());
/// assert_eq!(document.template().unwrap().resources().count(), 1);
///
/// let broken = parse::parse("template.yaml", b"Resources: {\n");
/// let line = broken.source.in_one_line(&broken.problems[0]).to_string();
/// assert_eq!(line, "template.yaml:2:1: error[E0000]: expected a value");
/// ```
#[must_use]
pub fn parse(name: &str, bytes: &[u8]) -> Document {
    let text = match decode::decode(bytes) {
        Ok(text) => text,
        Err((text, problem)) => return with_problem(name, text, problem),
    };
    let is_in_brackets = text.trim_start().starts_with(['{', '[']);
    let mut json_problem = None;
    if is_in_brackets {
        match json::read(&text) {
            Ok((root, problems)) => {
                let yaml = Yaml { root: Some(root), problems, ..Yaml::default() };
                return document(name, text, yaml, Format::Json);
            }
            Err(problem) => json_problem = Some(problem),
        }
    }
    // What another reader may take is not lost on a limit, which all share.
    if let Some(problem) = json_problem.take_if(|problem| problem.is_limit) {
        return with_problem(name, text, problem);
    }
    let yaml = match decode::control_character(&text) {
        None => yaml::read(&text),
        Some(problem) => Yaml { problems: vec![problem], is_broken: true, ..Yaml::default() },
    };
    match json_problem {
        Some(problem) if yaml.is_broken && json::is_meant(&text) => {
            let yaml = Yaml { problems: vec![problem], ..Yaml::default() };
            document(name, text, yaml, Format::Json)
        }
        _ => document(name, text, yaml, Format::Yaml),
    }
}

fn with_problem(name: &str, text: String, problem: Problem) -> Document {
    let format = if json::is_meant(&text) { Format::Json } else { Format::Yaml };
    document(name, text, Yaml { problems: vec![problem], ..Yaml::default() }, format)
}

fn document(name: &str, text: String, yaml: Yaml, format: Format) -> Document {
    let mut problems = yaml.problems;
    if yaml.root.is_none() && problems.is_empty() {
        problems.push(Problem::new(Span::default(), "the document is empty"));
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems.truncate(MOST_PROBLEMS);
    Document {
        source: Source::new(name, text),
        root: yaml.root,
        problems: problems.into_iter().map(Diagnostic::from).collect(),
        comments: yaml.comments,
        aliases: yaml.aliases,
        odd_keys: yaml.odd_keys,
        format,
    }
}
