//! `synth diff`: says what a change of a template does to its stack.

mod args;
mod git;
mod html;
pub(super) mod input;
mod json;
mod markdown;
pub(super) mod picture;
mod program;
mod report;
mod text;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use args::FailOn;
pub(super) use args::{command, from_matches};
use input::{Input, Pair};
use report::Report;

use super::check::parameters;
use super::io::{Exit, Io};
use super::source::Source;
use crate::check::{self, check};
use crate::diag::Severity;
use crate::diff::{Difference, Options, Rename, compare, mapping_file};
use crate::emit::{self, node_to_string};
use crate::graph::Graph;
use crate::model::{Node, Section};

/// How differences are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For GitHub.
    Markdown,
    /// For programs.
    Json,
    /// A page.
    Html,
}

/// What `synth diff` is to do.
#[derive(Debug)]
pub(super) struct Diff {
    templates: Vec<PathBuf>,
    against: Option<String>,
    features: Vec<String>,
    format: Format,
    output: Option<PathBuf>,
    fail_on: Vec<FailOn>,
    parameters: Vec<String>,
    parameter_files: Vec<PathBuf>,
    old_parameters: Vec<String>,
    old_parameter_files: Vec<PathBuf>,
    importers: Vec<PathBuf>,
    write_mappings: Option<PathBuf>,
    stack_name: Option<String>,
}

/// Why nothing is compared.
#[derive(Debug)]
pub(super) enum Failure {
    /// The arguments are wrong.
    Usage(String),
    /// Something cannot be read.
    Failed(String),
}

/// Two templates that were compared.
struct Compared {
    old: String,
    new: String,
    /// What is wrong with the templates themselves.
    remarks: Vec<String>,
    difference: Difference,
    /// What the two look like, for the formats that show it.
    picture: Option<Graph>,
}

pub(super) fn run(diff: &Diff, stacks: Vec<Source>, io: &mut Io<'_>) -> Exit {
    match compared(diff, stacks, io) {
        Ok(compared) => finish(diff, &compared, io),
        Err(failure) => failure.say(io),
    }
}

impl Failure {
    /// Says it, and how the command ends with it.
    pub(super) fn say(&self, io: &mut Io<'_>) -> Exit {
        match self {
            Self::Usage(message) => io.mistake(message),
            Self::Failed(message) => io.fail(message),
        }
    }
}

fn compared(diff: &Diff, stacks: Vec<Source>, io: &mut Io<'_>) -> Result<Vec<Compared>, Failure> {
    let values = |given: &[String], files: &[PathBuf]| {
        let deployments = parameters::read(given, files, Vec::new()).map_err(Failure::Usage)?;
        // A value that only AWS knows says nothing about what a change does.
        let known = |(name, value): (String, Node)| Some((name, parameters::text(&value)?));
        Ok(deployments.into_iter().flat_map(|deployment| deployment.values).filter_map(known).collect())
    };
    let options = Options {
        old_parameters: values(&diff.old_parameters, &diff.old_parameter_files)?,
        new_parameters: values(&diff.parameters, &diff.parameter_files)?,
        importers: diff
            .importers
            .iter()
            .map(|path| input::file(path).map(|input| (input.name.clone(), input.root().clone())))
            .collect::<Result<_, _>>()?,
    };
    let pairs = input::pairs(&diff.templates, diff.against.as_deref(), &diff.features, stacks, io)?;
    for name in options.old_parameters.keys().chain(options.new_parameters.keys()).collect::<BTreeSet<_>>() {
        if !pairs
            .iter()
            .flat_map(|pair| [&pair.old, &pair.new])
            .any(|input| has_parameter(input.root(), name))
        {
            io.say_line(&format!("no template has the parameter {name}: its value is not used"));
        }
    }
    Ok(pairs
        .into_iter()
        .map(|Pair { old, new, remark }| {
            let mut difference = compare(old.root(), new.root(), &options);
            difference.add_budgets((old.root(), old.bytes), (new.root(), new.bytes));
            let mut remarks = Vec::from_iter(remark);
            if !difference.is_empty() {
                remarks.extend(errors(&old, &new));
            }
            let is_drawn = matches!(diff.format, Format::Html | Format::Markdown);
            let picture = is_drawn.then(|| picture::graph(old.root(), new.root(), &difference, &options));
            let names = (old.name.clone(), new.name.clone());
            // The process ends soon: taking the trees apart piece by piece would cost a tenth of the time.
            std::mem::forget((old, new));
            Compared { old: names.0, new: names.1, remarks, difference, picture }
        })
        .collect())
}

fn has_parameter(root: &Node, name: &str) -> bool {
    let parameters = root.as_object().and_then(|root| root.get(Section::Parameters.as_str()));
    parameters.and_then(Node::as_object).is_some_and(|parameters| parameters.get(name).is_some())
}

/// That a template has errors: it is compared all the same, and what is said may not hold.
///
/// The new one is checked. That takes as long as the comparison, and what the old one says wrong is deployed already; so of
/// that one only counts what has been found while reading it, and whether it has resources at all.
fn errors(old: &Input, new: &Input) -> Vec<String> {
    let is_error = |severity: Severity| severity == Severity::Error;
    let has_resources = old.root().as_object().is_some_and(|root| {
        root.get(Section::Resources.as_str()).is_some_and(|resources| resources.as_object().is_some())
    });
    let problems = old.document.problems.iter().filter(|problem| is_error(problem.severity)).count();
    let findings = check(&new.document, &check::Options::default());
    let findings = findings.iter().filter(|finding| is_error(finding.severity)).count();
    let told = |(input, errors): (&Input, usize)| match errors {
        _ if input.document.root.is_none() => None,
        0 => None,
        1 => Some(format!("{} has an error: `synth check` shows it", input.name)),
        _ => Some(format!("{} has {errors} errors: `synth check` shows them", input.name)),
    };
    [(old, problems + usize::from(!has_resources)), (new, findings)].into_iter().filter_map(told).collect()
}

fn finish(diff: &Diff, compared: &[Compared], io: &mut Io<'_>) -> Exit {
    if let Some(path) = &diff.write_mappings {
        let written = write_mappings(diff, path, compared, io);
        if written != Exit::Success {
            return written;
        }
    }
    let reports = || compared.iter().map(Report::new).collect::<Vec<_>>();
    let pictures: Vec<Option<&Graph>> = compared.iter().map(|compared| compared.picture.as_ref()).collect();
    let text = match diff.format {
        Format::Text => text::text(&reports(), io.colours() && diff.output.is_none()),
        Format::Markdown => markdown::markdown(&reports(), &pictures),
        Format::Html => html::html(&reports(), &pictures),
        Format::Json => json::json(compared),
    };
    let written = match &diff.output {
        Some(path) => io.product_file(path, &text),
        None => io.product(&text),
    };
    if written != Exit::Success {
        return written;
    }
    let fails = |difference: &Difference| {
        let counts = |kind: &FailOn| match kind {
            FailOn::Changes => !difference.is_empty(),
            FailOn::Kind(kind) => difference.has(*kind),
        };
        if diff.fail_on.is_empty() { !difference.is_empty() } else { diff.fail_on.iter().any(counts) }
    };
    if compared.iter().any(|compared| fails(&compared.difference)) { Exit::Findings } else { Exit::Success }
}

fn write_mappings(diff: &Diff, path: &Path, compared: &[Compared], io: &mut Io<'_>) -> Exit {
    let [compared] = compared else { return io.mistake("mappings are written for one template at a time") };
    let renames: &[Rename] = &compared.difference.renames;
    if renames.is_empty() {
        io.say_line("no resource only changed its logical ID: no mappings are written");
        return Exit::Success;
    }
    let of_file = || Some(Path::new(&compared.new).file_name()?.to_str()?.split('.').next()?.to_owned());
    let Some(stack) = diff.stack_name.clone().or_else(of_file) else {
        return io.mistake("what is the stack called? Say `--stack-name NAME`");
    };
    io.product_file(path, &node_to_string(&mapping_file(renames, &stack), emit::Format::Json))
}
