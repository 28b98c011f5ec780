//! The arguments of `synth graph`.

use std::path::PathBuf;

use clap::builder::{PossibleValue, ValueHint};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};

use super::{Format, Options};
use crate::cli::args::{format, given, output};

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Mermaid, Self::Dot, Self::Svg]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Mermaid => PossibleValue::new("mermaid").help("for Markdown on GitHub and elsewhere"),
            Self::Dot => PossibleValue::new("dot").help("for Graphviz"),
            Self::Svg => PossibleValue::new("svg").help("a picture that browsers show"),
        })
    }
}

const EXAMPLES: &str = "\
Examples:
  synth graph                                 the program's stack
  synth graph template.yaml -o picture.svg    a template, whoever wrote it
  synth graph old.yaml new.yaml               what changes, in colours
  synth graph template.yaml --against main    what has changed since a git revision
  synth graph my-stack --against snapshots/   a stack of the program, and its snapshot

Exit codes: 0 all went well, 2 wrong arguments, 3 something could not be read or written.";

/// The command, without the program's name.
pub(in crate::cli) fn command() -> Command {
    Command::new("graph")
        .about("Draws resources and what refers to what")
        .after_help(EXAMPLES)
        .arg(
            Arg::new("templates")
                .value_name("TEMPLATE|STACK")
                .num_args(0..=2)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("A template or a stack, or the old one and the new one; `-` is standard input"),
        )
        .arg(
            Arg::new("against")
                .long("against")
                .value_name("REVISION|FOLDER")
                .help("Compares with the same file of a git revision, or of a folder"),
        )
        .arg(format::<Format>(
            "The language of the picture; without it, what the file's name says, or Mermaid",
        ))
        .arg(output())
        .arg(
            Arg::new("all")
                .long("all")
                .action(ArgAction::SetTrue)
                .help("Draws also what is far from all changes"),
        )
}

/// What the arguments say.
pub(in crate::cli) fn from_matches(matches: &ArgMatches) -> Options {
    Options {
        templates: given(matches, "templates"),
        against: matches.get_one("against").cloned(),
        format: matches.get_one("format").copied(),
        output: matches.get_one("output").cloned(),
        all: matches.get_flag("all"),
    }
}
