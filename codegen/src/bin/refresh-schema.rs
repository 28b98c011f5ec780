//! Renews the facts under `schema/` from their pinned source. `make schema` runs it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cfn_synth_codegen::Error;
use cfn_synth_codegen::refresh::{Source, refresh};

const USAGE: &str = "\
Usage: refresh-schema [--schema FOLDER] [--wheel FILE] [--check]

  --schema FOLDER  the folder of the facts (default: schema)
  --wheel FILE     a file that is there already, instead of fetching what source.json pins
  --check          write nothing; exit code 1 if the facts would change
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(code) => code,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "error: {message}");
            ExitCode::from(3)
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<ExitCode, Error> {
    let (mut schema, mut wheel, mut check) = (PathBuf::from("schema"), None, false);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), &mut arguments) {
            ("--check", _) => check = true,
            ("--schema", rest) => schema = rest.next().map(PathBuf::from).unwrap_or(schema),
            ("--wheel", rest) => wheel = rest.next().map(PathBuf::from),
            ("--help" | "-h", _) => {
                let _ = write!(std::io::stdout(), "{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            _ => {
                let _ = write!(std::io::stderr(), "error: unknown argument `{argument}`\n\n{USAGE}");
                return Ok(ExitCode::from(2));
            }
        }
    }
    let refreshed = match wheel {
        Some(wheel) => refresh(&schema, &wheel, check)?,
        None => with_download(&schema, check)?,
    };
    let text = match (refreshed.changed, check) {
        (false, _) => "The facts are up to date.\n".to_owned(),
        (true, true) => format!("The facts would change: {}\n", refreshed.report.summary()),
        (true, false) => {
            format!("{}\nSee {}.\n", refreshed.report.summary(), schema.join("changes.md").display())
        }
    };
    let _ = write!(std::io::stdout(), "{text}");
    Ok(if check && refreshed.changed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn with_download(schema: &Path, check: bool) -> Result<cfn_synth_codegen::refresh::Refreshed, Error> {
    let folder = std::env::temp_dir().join(format!("cfn-synth-schema-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|source| Error::io(&folder, source))?;
    let refreshed = Source::load(schema)
        .and_then(|source| source.fetch(&folder))
        .and_then(|wheel| refresh(schema, &wheel, check));
    let removed = std::fs::remove_dir_all(&folder).map_err(|source| Error::io(&folder, source));
    let refreshed = refreshed?;
    removed?;
    Ok(refreshed)
}
