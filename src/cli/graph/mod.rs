//! `synth graph`: draws the resources of a template and what refers to what, or what a change does to them.

mod args;

use std::path::{Path, PathBuf};

pub(super) use args::{command, from_matches};

use super::diff::Failure;
use super::diff::input::{self, Input, Pair};
use super::diff::picture;
use super::io::{Exit, Io};
use super::print;
use super::source::Source;
use crate::diff::{self, compare};
use crate::emit;
use crate::graph::{Graph, MOST_CHARACTERS, MOST_REFERENCES, written_out};

/// The language of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Mermaid,
    Dot,
    Svg,
}

/// What `synth graph` is to do.
#[derive(Debug)]
pub(super) struct Options {
    templates: Vec<PathBuf>,
    against: Option<String>,
    format: Option<Format>,
    output: Option<PathBuf>,
    all: bool,
}

pub(super) fn run(options: &Options, stacks: Vec<Source>, default: Option<&str>, io: &mut Io<'_>) -> Exit {
    let (title, graph) = match drawn(options, stacks, default, io) {
        Ok(drawn) => drawn,
        Err(failure) => return failure.say(io),
    };
    let text = match options.format() {
        Format::Mermaid => mermaid(&graph, io),
        Format::Dot => graph.dot(),
        Format::Svg => graph.svg(&title),
    };
    match graph.left_out() {
        0 => {}
        1 => io.say_line("one resource that does not change is left out: `--all` shows it"),
        more => {
            io.say_line(&format!("{more} resources that do not change are left out: `--all` shows them"));
        }
    }
    match &options.output {
        Some(path) => io.product_file(path, &text),
        None => io.product(&text),
    }
}

impl Options {
    /// The format that is asked for, or that the name of the file says.
    fn format(&self) -> Format {
        let ending = || self.output.as_deref()?.extension()?.to_str();
        self.format.unwrap_or_else(|| match ending() {
            Some("svg") => Format::Svg,
            Some("dot" | "gv") => Format::Dot,
            _ => Format::Mermaid,
        })
    }
}

fn drawn(
    options: &Options,
    stacks: Vec<Source>,
    default: Option<&str>,
    io: &mut Io<'_>,
) -> Result<(String, Graph), Failure> {
    // A stack is drawn by its name, like it is printed by that.
    let is_stack = |path: &PathBuf| stacks.iter().any(|stack| Path::new(stack.name.as_ref()) == path);
    let (files, name) = match options.templates.split_last() {
        Some((last, files)) if is_stack(last) => (files, last.to_str()),
        _ => (options.templates.as_slice(), None),
    };
    let stack = || print::choose(stacks, name, default).map_err(Failure::Usage);
    let pair = match (files, options.against.as_deref()) {
        ([], None) => return Ok(single(&input::made(stack()?, emit::Format::Yaml)?)),
        ([file], None) if name.is_none() => return Ok(single(&input::file(file)?)),
        ([file], None) => Pair::new(input::file(file)?, input::made(stack()?, emit::Format::Yaml)?),
        (_, Some(_)) if options.templates.len() > 1 => {
            return Err(Failure::Usage("with `--against`, one template is drawn".to_owned()));
        }
        ([], against) => only(input::pairs(&[], against, &[], vec![stack()?], io)?)?,
        (_, against) => only(input::pairs(&options.templates, against, &[], Vec::new(), io)?)?,
    };
    let (old, new) = (pair.old.root(), pair.new.root());
    let none = diff::Options::default();
    let mut graph = picture::graph(old, new, &compare(old, new, &none), &none);
    if !options.all {
        graph = graph.around_changes(picture::MOST_RESOURCES);
        if options.format() == Format::Mermaid && !graph.fits_mermaid() {
            graph = graph.changes_only();
        }
    }
    Ok((format!("{} -> {}", pair.old.name, pair.new.name), graph))
}

fn single(input: &Input) -> (String, Graph) {
    (input.name.clone(), Graph::of(&written_out(input.root())))
}

/// The pair of the stack or template that is asked for, which comes before stacks that there are no more.
fn only(pairs: Vec<Pair>) -> Result<Pair, Failure> {
    pairs.into_iter().next().ok_or_else(|| Failure::Usage("there is nothing to compare".to_owned()))
}

/// The picture, and a warning if pages that show Mermaid are not going to.
fn mermaid(graph: &Graph, io: &mut Io<'_>) -> String {
    let text = graph.mermaid();
    if !graph.fits_mermaid() {
        io.say_line(&format!(
            "warning: {} references and {} characters are more than Mermaid draws on GitHub, which are {MOST_REFERENCES} and {MOST_CHARACTERS}: `--format svg` shows them all",
            graph.references().len(),
            text.chars().count()
        ));
    }
    text
}
