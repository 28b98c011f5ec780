//! The arguments of `synth check`.

use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, ValueHint};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum};

use super::Check;
use super::format::Format;
use crate::check::{PACKS, Settings};
use crate::cli::args::{file, format, given};
use crate::diag::Severity;

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Text, Self::Json, Self::Sarif, Self::Junit, Self::Github]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Text => PossibleValue::new("text").help("with the lines concerned, for people"),
            Self::Json => PossibleValue::new("json").help("as cfn-lint writes it"),
            Self::Sarif => PossibleValue::new("sarif").help("SARIF 2.1.0, for code scanning"),
            Self::Junit => PossibleValue::new("junit").help("JUnit XML, for test reports"),
            Self::Github => PossibleValue::new("github").help("annotations of GitHub Actions"),
        })
    }
}

/// What makes the check fail.
#[derive(Clone, Copy, Debug)]
struct FailOn(Severity);

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Severity::Error), Self(Severity::Warning), Self(Severity::Note)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self.0 {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }))
    }
}

const EXAMPLES: &str = "\
Examples:
  synth check template.yaml                  a template
  synth check templates/ other.json          all templates of a folder, and one more
  synth | synth check -                      what another program prints
  synth check --format sarif . > out.sarif   for code scanning
  synth check --write-baseline known.json .  keep what is there, and then
  synth check --baseline known.json .        only what is new fails
  synth check --budgets template.yaml        how near AWS's limits are
  synth check --fix templates/               mends what is mechanical

Exit codes: 0 no errors, 1 errors, 2 wrong arguments, 3 something could not be read.";

/// The command, without the program's name.
pub(in crate::cli) fn command() -> Command {
    let list = |id: &'static str, name: &'static str, help: &'static str| {
        Arg::new(id).long(id).value_name(name).action(ArgAction::Append).value_delimiter(',').help(help)
    };
    Command::new("check")
        .about("Checks templates, whoever wrote them")
        .after_help(EXAMPLES)
        .arg(
            Arg::new("paths")
                .value_name("PATH")
                .num_args(0..)
                .value_parser(clap::value_parser!(PathBuf))
                .value_hint(ValueHint::AnyPath)
                .help("Templates, folders with templates, or `-` for standard input"),
        )
        .arg(format::<Format>("How findings are written").default_value("text"))
        .arg(
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("SEVERITY")
                .value_parser(EnumValueParser::<FailOn>::new())
                .default_value("error")
                .help("The least that makes the exit code 1"),
        )
        .arg(list("ignore", "RULE", "Leaves out rules, or all whose ids begin so"))
        .arg(list("include", "RULE", "Runs rules that are off by default, such as `I`"))
        .arg(list("pack", "PACK", "Runs all rules of a pack that is off by default").value_parser(PACKS))
        .arg(list("mandatory", "RULE", "Rules that a template cannot leave out"))
        .arg(list("regions", "REGION", "The regions that the templates are for, or ALL_REGIONS"))
        .arg(
            Arg::new("parameter")
                .short('p')
                .long("parameter")
                .value_name("NAME=VALUE")
                .action(ArgAction::Append)
                .help("A parameter's value in the deployment that is checked"),
        )
        .arg(
            file("parameter-file", "Parameters' values, as the AWS CLI or CodePipeline take them")
                .action(ArgAction::Append),
        )
        .arg(file("config-file", "Takes the settings from this file, not from .cfnlintrc here and at home"))
        .arg(
            Arg::new("budgets")
                .long("budgets")
                .action(ArgAction::SetTrue)
                .help("Shows how much of AWS's limits the templates take, and checks nothing else"),
        )
        .arg(
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .conflicts_with_all([
                    "format",
                    "fail-on",
                    "parameter",
                    "parameter-file",
                    "budgets",
                    "baseline",
                    "write-baseline",
                ])
                .help("Mends in the files what is mechanical and safe to mend, and shows nothing else"),
        )
        .arg(file("baseline", "Leaves out the findings that this file knows"))
        .arg(file("write-baseline", "Writes such a file, and ends with 0"))
        .arg(Arg::new("explain").long("explain").value_name("RULE").help("Says what a rule is about"))
        .arg(
            Arg::new("list-rules")
                .long("list-rules")
                .action(ArgAction::SetTrue)
                .help("Lists the rules, and those of cfn-lint that there are not"),
        )
}

/// What the arguments say.
pub(in crate::cli) fn from_matches(matches: &ArgMatches) -> Check {
    let texts = |id| given::<String>(matches, id);
    let paths = |id| given::<PathBuf>(matches, id);
    Check {
        paths: paths("paths"),
        format: matches.get_one("format").copied().unwrap_or(Format::Text),
        fail_on: matches.get_one("fail-on").map_or(Severity::Error, |FailOn(severity)| *severity),
        settings: Settings {
            ignore: texts("ignore"),
            include: [texts("include"), texts("pack")].concat(),
            mandatory: texts("mandatory"),
            regions: texts("regions"),
            merge: false,
        },
        parameters: texts("parameter"),
        parameter_files: paths("parameter-file"),
        config_file: matches.get_one("config-file").cloned(),
        budgets: matches.get_flag("budgets"),
        fix: matches.get_flag("fix"),
        baseline: matches.get_one("baseline").cloned(),
        write_baseline: matches.get_one("write-baseline").cloned(),
        explain: matches.get_one("explain").cloned(),
        list_rules: matches.get_flag("list-rules"),
    }
}
