//! What the command line takes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, ValueHint};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};
use clap_complete::Shell;

use super::check::{self, Check};
use super::diff::{self, Diff};
use super::graph;
use super::source::Source;
use crate::emit::Format;

/// The commands, which no stack can be named after.
pub(super) const COMMANDS: [&str; 6] = ["check", "diff", "graph", "list", "completions", "help"];

/// What is to be done.
#[derive(Debug)]
pub(super) enum Action {
    Print(Print),
    Check(Box<Check>),
    Diff(Box<Diff>),
    Graph(graph::Options),
    List,
    Completions { shell: Shell, command: Box<Command> },
}

/// How a template is to be printed.
#[derive(Debug)]
pub(super) struct Print {
    pub(super) name: Option<String>,
    pub(super) format: Format,
    pub(super) output: Option<PathBuf>,
    pub(super) unchecked: bool,
}

const EXAMPLES: &str = "\
Examples:
  synth > serverless-template.yaml           print the template and keep it
  synth -o serverless-template.yaml          the same, and never half a file
  synth my-stack --format json               a stack by its name, as JSON
  synth list                                 which stacks there are
  synth check template.yaml                  what is wrong with a template, whoever wrote it
  synth | aws cloudformation create-stack --stack-name my-stack --template-body file:///dev/stdin
  synth -o t.yaml && aws cloudformation deploy --stack-name my-stack --template-file t.yaml

Exit codes: 0 all went well, 1 the stack has errors, 2 wrong arguments, 3 reading, making or writing it failed.";

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Yaml, Self::Json]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }))
    }
}

/// Reads the arguments, the first of which is the program's name.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    stacks: &[Source],
) -> Result<Action, clap::Error> {
    let mut arguments = arguments.into_iter();
    let program = arguments.next().as_deref().and_then(program_name).unwrap_or_else(|| "synth".to_owned());
    let mut command = command(&program);
    let matches = command
        .try_get_matches_from_mut(std::iter::once(OsString::from(&program)).chain(arguments))
        .map_err(|error| second_name(&error, &mut command).unwrap_or(error))?;
    Ok(match matches.subcommand() {
        Some(("check", matches)) => Action::Check(Box::new(check::from_matches(matches))),
        Some(("diff", matches)) => Action::Diff(Box::new(diff::from_matches(matches))),
        Some(("graph", matches)) => Action::Graph(graph::from_matches(matches)),
        Some(("list", _)) => Action::List,
        Some(("completions", matches)) => Action::Completions {
            shell: matches.get_one("shell").copied().unwrap_or(Shell::Bash),
            command: Box::new(with_stacks(&program, stacks)),
        },
        _ => Action::Print(Print {
            name: matches.get_one("name").cloned(),
            format: matches.get_one("format").copied().unwrap_or(Format::Yaml),
            output: matches.get_one("output").cloned(),
            unchecked: matches.get_flag("no-check"),
        }),
    })
}

/// A better message for a second name, which clap takes for a wrong command.
fn second_name(error: &clap::Error, command: &mut Command) -> Option<clap::Error> {
    let ContextValue::String(name) = error.get(ContextKind::InvalidSubcommand)? else { return None };
    let is_second = error.kind() == ErrorKind::ArgumentConflict && !COMMANDS.contains(&name.as_str());
    let message = format!("unexpected argument '{name}': one stack is printed at a time");
    is_second.then(|| command.error(ErrorKind::TooManyValues, message))
}

fn program_name(path: &std::ffi::OsStr) -> Option<String> {
    let name = Path::new(path).file_name()?.to_str()?;
    Some(name.strip_suffix(std::env::consts::EXE_SUFFIX).unwrap_or(name).to_owned())
}

fn command(program: &str) -> Command {
    let name =
        Arg::new("name").value_name("NAME").help("The stack; without it, the only one or the default one");
    bare_command(program).args_conflicts_with_subcommands(true).arg(name)
}

/// The command as shells are to complete it: with a subcommand for each stack, since all of them complete those and show
/// what they are about, while few complete the values of arguments.
fn with_stacks(program: &str, stacks: &[Source]) -> Command {
    // A stack that cannot be made today is completed like the others, without a description.
    let about = |stack: &Source| stack.about().unwrap_or_default();
    let command =
        |stack: &Source| Command::new(stack.name.clone().into_owned()).about(about(stack)).args(options());
    bare_command(program).subcommands(stacks.iter().map(command))
}

/// `synth` has its version, and every other program that of the library it is built on.
fn version(program: &str) -> &'static str {
    if program == "synth" {
        env!("CARGO_PKG_VERSION")
    } else {
        concat!("(synth ", env!("CARGO_PKG_VERSION"), ")")
    }
}

fn bare_command(program: &str) -> Command {
    Command::new(program.to_owned())
        // Lines are as long as they are written, whichever features of clap another crate asks for.
        .term_width(0)
        .about("Prints a stack as a CloudFormation template")
        .version(version(program))
        .after_help(EXAMPLES.replace("  synth ", &format!("  {program} ")))
        .args(options())
        .subcommand(check::command())
        .subcommand(diff::command())
        .subcommand(graph::command())
        .subcommand(Command::new("list").about("Lists the stacks, each with its description"))
        .subcommand(
            Command::new("completions").about("Prints the completions for a shell").arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(EnumValueParser::<Shell>::new())
                    .help("The shell"),
            ),
        )
}

fn options() -> [Arg; 3] {
    [
        format::<Format>("The format of the template").default_value("yaml"),
        output(),
        Arg::new("no-check")
            .long("no-check")
            .action(ArgAction::SetTrue)
            .help("Prints the template although the check finds errors in it"),
    ]
}

/// `--format`, one of these.
pub(super) fn format<F: ValueEnum + Clone + Send + Sync + 'static>(help: &'static str) -> Arg {
    Arg::new("format")
        .short('f')
        .long("format")
        .value_name("FORMAT")
        .value_parser(EnumValueParser::<F>::new())
        .help(help)
}

/// `--output`
pub(super) fn output() -> Arg {
    file("output", "Writes to the file, whole or not at all, instead of standard output (`-`)").short('o')
}

/// An option that takes a file.
pub(super) fn file(id: &'static str, help: &'static str) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name("FILE")
        .value_parser(clap::value_parser!(PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(help)
}

/// All values of an argument.
pub(super) fn given<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<T> {
    matches.get_many(id).into_iter().flatten().cloned().collect()
}
