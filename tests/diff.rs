//! What a change of a template does to its stack: what is equal, what is replaced, and how that is said.

#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    unreachable_pub,
    reason = "tests fail by panicking, and say what they had to skip"
)]

use std::ffi::OsString;

use synth::cli::{App, Exit, Io};
use synth::diff::{Difference, Options, compare};
use synth::model::Node;
use synth::parse::parse;

mod support;

mod diff {
    mod against;
    mod browser;
    mod budgets;
    mod command;
    mod consequences;
    mod corpus;
    mod equality;
    mod graph;
    mod graph_corpus;
    mod pages;
    mod permuted;
    mod random;
    mod reach;
    mod renames;
    mod replacement;
    mod rewriter;
    mod secrets;
    mod writing;
}

/// A template, in YAML or JSON.
fn template(text: &str) -> Node {
    let document = parse("template", text.as_bytes());
    assert!(document.problems.is_empty(), "{:?}\n{text}", document.problems);
    document.root.unwrap()
}

fn difference(old: &str, new: &str) -> Difference {
    compare(&template(old), &template(new), &Options::default())
}

/// How a command ended, and what it wrote.
#[derive(Debug)]
struct Ran {
    exit: Exit,
    stdout: String,
    stderr: String,
}

/// Runs `synth diff` in this process, in an app without stacks.
fn diff_command(words: &[&str]) -> Ran {
    run(App::new(), words)
}

/// Runs `synth graph`, likewise.
fn graph_command(words: &[&str]) -> Ran {
    run_command(App::new(), "graph", words)
}

fn run(app: App, words: &[&str]) -> Ran {
    run_command(app, "diff", words)
}

fn run_command(app: App, command: &str, words: &[&str]) -> Ran {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let words = ["synth", command].into_iter().chain(words.iter().copied()).map(OsString::from);
    let exit = app.run_with(words, &mut Io::plain(&mut stdout, &mut stderr));
    Ran { exit, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}
