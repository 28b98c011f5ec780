//! The arguments of `synth diff`.

use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, ValueHint};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};

use super::{Diff, Format};
use crate::cli::args::{file, format, given, output};
use crate::diff::Kind;

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Markdown, Self::Json, Self::Html]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Text => PossibleValue::new("text").help("for people"),
            Self::Markdown => PossibleValue::new("markdown")
                .help("for a pull request: as GitHub renders it, and no longer than it takes"),
            Self::Json => PossibleValue::new("json").help("for other programs"),
            Self::Html => PossibleValue::new("html").help("a page that needs nothing else"),
        })
    }
}

/// What makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FailOn {
    /// Any difference.
    Changes,
    /// What a consequence is about.
    Kind(Kind),
}

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [FailOn; 12] = [
            FailOn::Changes,
            FailOn::Kind(Kind::DataLoss),
            FailOn::Kind(Kind::Refused),
            FailOn::Kind(Kind::Permissions),
            FailOn::Kind(Kind::Replacement),
            FailOn::Kind(Kind::Removal),
            FailOn::Kind(Kind::Exports),
            FailOn::Kind(Kind::Deployment),
            FailOn::Kind(Kind::Parameters),
            FailOn::Kind(Kind::Capabilities),
            FailOn::Kind(Kind::Limits),
            FailOn::Kind(Kind::Renames),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Changes => "changes",
            Self::Kind(kind) => kind.as_str(),
        }))
    }
}

const EXAMPLES: &str = "\
Examples:
  synth diff old.yaml new.yaml                          two templates
  synth diff template.yaml --against main               what has changed since a git revision
  synth diff --against snapshots/                       the program's stacks, and their snapshots
  synth diff --against main:snapshots                   the same, with the snapshots of a revision
  synth diff --against main                             the program's stacks, and those of its code at a revision
  synth diff a.yaml b.yaml -p Stage=prod                with the values that parameters have
  synth diff a.yaml b.yaml --format markdown            for a pull request
  synth diff a.yaml b.yaml --fail-on replacement,data-loss
  synth diff a.yaml b.yaml --write-mappings map.json --stack-name my-stack
  aws cloudformation create-stack-refactor --resource-mappings file://map.json --stack-definitions …

Exit codes: 0 no difference, 1 differences, 2 wrong arguments, 3 something could not be read or built.";

const AGAINST: &str = "\
Compares with the same file of a git revision, of a path in it, or of a folder.

Without a TEMPLATE, the program's stacks are compared with the templates of their names in a FOLDER or a
REVISION:PATH, or with what the program of a REVISION prints: it is built and run, with the code of that revision.";

/// The command, without the program's name.
pub(in crate::cli) fn command() -> Command {
    let values = |id: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name("NAME=VALUE").action(ArgAction::Append).help(help)
    };
    Command::new("diff")
        .about("Says what a change of a template does to its stack")
        .after_help(EXAMPLES)
        .arg(
            Arg::new("templates")
                .value_name("TEMPLATE")
                .num_args(0..)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(ValueHint::FilePath)
                .help("The old template and the new one, or with `--against` new ones; `-` is standard input"),
        )
        .arg(
            Arg::new("against")
                .long("against")
                .value_name("REVISION[:PATH]|FOLDER")
                .help("Compares with the same file of a git revision or of a folder; without a TEMPLATE, compares the program's stacks")
                .long_help(AGAINST),
        )
        .arg(
            Arg::new("features")
                .long("features")
                .value_name("FEATURES")
                .action(ArgAction::Append)
                .requires("against")
                .help("The features with which the program of the REVISION is built"),
        )
        .arg(format::<Format>("How the differences are written").default_value("text"))
        .arg(output())
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("KIND")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(EnumValueParser::<FailOn>::new())
                .help("Ends with 1 only for these"),
        )
        .arg(values("parameter", "The value that a parameter gets").short('p'))
        .arg(file("parameter-file", "Such values, as the AWS CLI or CodePipeline take them").action(ArgAction::Append))
        .arg(values("old-parameter", "The value that a parameter has; if none is given, those that they get"))
        .arg(file("old-parameter-file", "Such values").action(ArgAction::Append))
        .arg(
            file("importer", "A template that may import what this one exports").action(ArgAction::Append),
        )
        .arg(file("write-mappings", "Writes what `aws cloudformation create-stack-refactor --resource-mappings` takes"))
        .arg(
            Arg::new("stack-name")
                .long("stack-name")
                .value_name("NAME")
                .help("The stack's name in that file; without it, that of the new template's file"),
        )
}

/// What the arguments say.
pub(in crate::cli) fn from_matches(matches: &ArgMatches) -> Diff {
    let texts = |id| given::<String>(matches, id);
    let paths = |id| given::<PathBuf>(matches, id);
    Diff {
        templates: paths("templates"),
        against: matches.get_one("against").cloned(),
        features: texts("features"),
        format: matches.get_one("format").copied().unwrap_or(Format::Text),
        output: matches.get_one("output").cloned(),
        fail_on: matches.get_many("fail-on").into_iter().flatten().copied().collect(),
        parameters: texts("parameter"),
        parameter_files: paths("parameter-file"),
        old_parameters: texts("old-parameter"),
        old_parameter_files: paths("old-parameter-file"),
        importers: paths("importer"),
        write_mappings: matches.get_one("write-mappings").cloned(),
        stack_name: matches.get_one("stack-name").cloned(),
    }
}
