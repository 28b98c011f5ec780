//! `synth check`: checks templates.

mod args;
mod baseline;
mod files;
mod format;
mod github;
mod json;
mod junit;
pub(super) mod parameters;
mod rules;
mod sarif;
mod settings;
mod text;
mod work;

use std::path::PathBuf;

pub(super) use args::{command, from_matches};
use baseline::Baseline;
use format::{Format, Report};

use super::io::{Exit, Io};
use crate::check::{Options, Settings};
use crate::diag::Severity;

/// What `synth check` is to do.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) paths: Vec<PathBuf>,
    pub(super) format: Format,
    pub(super) fail_on: Severity,
    pub(super) settings: Settings,
    pub(super) parameters: Vec<String>,
    pub(super) parameter_files: Vec<PathBuf>,
    pub(super) baseline: Option<PathBuf>,
    pub(super) write_baseline: Option<PathBuf>,
    pub(super) explain: Option<String>,
    pub(super) list_rules: bool,
}

pub(super) fn run(check: &Check, io: &mut Io<'_>) -> Exit {
    if let Some(id) = &check.explain {
        return rules::explain(id, io);
    }
    if check.list_rules {
        return io.product(&rules::list());
    }
    let options = match options(check) {
        Ok(options) => options,
        Err(message) => return io.mistake(&message),
    };
    let baseline = match check.baseline.as_deref().map(Baseline::read).transpose() {
        Ok(baseline) => baseline,
        Err(message) => return io.mistake(&message),
    };
    if check.paths.is_empty() {
        return io.mistake("what is to be checked? Name a template, a folder, or `-` for standard input");
    }
    let inputs = files::inputs(&check.paths);
    let report = Report::new(check.format, io.colours());
    let job = work::Job { inputs: &inputs, options: &options, baseline: baseline.as_ref(), report: &report };
    let done = job.run(io);
    if let Some(path) = &check.write_baseline {
        let written = io.product_file(path, &done.baseline.to_text());
        if written != Exit::Success {
            return written;
        }
    }
    done.exit(check.fail_on, check.write_baseline.is_some())
}

/// What the arguments and the configuration file say.
fn options(check: &Check) -> Result<Options, String> {
    let mut options = Options { settings: check.settings.clone(), ..Options::default() };
    settings::check(&options.settings)?;
    options.file = settings::from_files()?;
    options.parameters = parameters::read(&check.parameters, &check.parameter_files)?;
    Ok(options)
}
