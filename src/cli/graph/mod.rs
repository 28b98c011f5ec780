//! `synth graph`: draws the resources of a template and what refers to what, or what a change does to them.

mod args;

use std::path::{Path, PathBuf};

pub(super) use args::{command, from_matches};

use super::diff::Failure;
use super::diff::input::{self, Pair};
use super::diff::picture;
use super::io::{Exit, Io};
use super::print;
use super::source::Source;
use crate::diff::{self, compare};
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
    let (title, graph) = match drawn(options, stacks, default) {
        Ok(drawn) => drawn,
        Err(failure) => return failure.say(io),
    };
    let text = match options.format() {
        Format::Mermaid => mermaid(&graph, io),
        Format::Dot => graph.dot(),
        Format::Svg => graph.svg(&title),
    };
    if graph.left_out() > 0 {
        io.say_line(&format!(
            "{} resources that do not change are left out: `--all` shows them",
            graph.left_out()
        ));
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

fn drawn(options: &Options, stacks: Vec<Source>, default: Option<&str>) -> Result<(String, Graph), Failure> {
    // A stack is drawn by its name, like it is printed by that.
    let name = options.templates.last().and_then(|path| path.to_str());
    let name = name.filter(|name| stacks.iter().any(|stack| stack.name == *name));
    let files = options.templates.len() - usize::from(name.is_some());
    let chosen = || print::choose(stacks, name, default).map_err(Failure::Usage);
    let pair = match (&options.against, files) {
        (None, 0) => {
            let made = input::made(chosen()?)?;
            return Ok((made.name.clone(), Graph::of(&written_out(made.root()))));
        }
        (None, 1) if name.is_none() => {
            let path = options.templates.first().map_or(Path::new(""), PathBuf::as_path);
            let input = input::file(path)?;
            return Ok((input.name.clone(), Graph::of(&written_out(input.root()))));
        }
        (None, 1) => {
            let path = options.templates.first().map_or(Path::new(""), PathBuf::as_path);
            Pair { old: input::file(path)?, new: input::made(chosen()?)? }
        }
        (Some(against), 0) => {
            let pairs = input::pairs(&[], Some(against), vec![chosen()?])?;
            pairs.into_iter().next().ok_or_else(|| Failure::Usage("there is nothing to draw".to_owned()))?
        }
        (against, _) => {
            let pairs = input::pairs(&options.templates, against.as_deref(), Vec::new())?;
            pairs.into_iter().next().ok_or_else(|| Failure::Usage("there is nothing to draw".to_owned()))?
        }
    };
    let (old, new) = (pair.old.root(), pair.new.root());
    let none = diff::Options::default();
    let graph = picture::graph(old, new, &compare(old, new, &none), &none);
    let graph = if options.all { graph } else { graph.around_changes(picture::MOST_RESOURCES) };
    Ok((format!("{} -> {}", pair.old.name, pair.new.name), graph))
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
