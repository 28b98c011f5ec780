//! `synth check`: checks templates.

mod args;
mod baseline;
mod budgets;
mod files;
mod findings;
mod format;
mod github;
mod glob;
mod json;
mod junit;
mod mend;
pub(super) mod parameters;
mod rules;
mod sarif;
mod settings;
mod text;
mod work;

use std::path::PathBuf;

pub(super) use args::{command, from_matches};
use baseline::Baseline;
pub(super) use budgets::grouped;
use files::{Input, Inputs, simplified};
use findings::Job;
use format::{Format, Report};
use settings::Config;

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
    pub(super) config_file: Option<PathBuf>,
    pub(super) budgets: bool,
    pub(super) fix: bool,
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
    match checked(check, io) {
        Ok(exit) => exit,
        Err(message) => io.mistake(&message),
    }
}

/// Checks what the arguments name.
///
/// # Errors
/// What is wrong with the arguments, or with a file of settings that they name.
fn checked(check: &Check, io: &mut Io<'_>) -> Result<Exit, String> {
    settings::check(&check.settings)?;
    let config = settings::from_files(check.config_file.as_deref())?;
    let paths = paths(check, &config)?;
    let ignored = config.ignore_templates.iter().flat_map(|pattern| glob::paths(pattern));
    let inputs = Inputs::of(&paths, &ignored.map(|path| simplified(&path)).collect())?;
    for warning in &config.warnings {
        io.say_line(&format!("warning: {warning}"));
    }
    if check.budgets {
        return Ok(budgets::run(&inputs, check.format, check.fail_on, io));
    }
    let options = options(check, config)?;
    if check.fix {
        return Ok(mend::run(&inputs, &options, io));
    }
    if !options.deployments.is_empty() && !matches!(inputs.list.as_slice(), [Input::Stdin | Input::File(_)]) {
        return Err("values of parameters are for one template, which is to be named alone".to_owned());
    }
    let baseline = check.baseline.as_deref().map(Baseline::read).transpose()?;
    let report = Report::new(check.format, io.colours());
    let keeps = check.write_baseline.is_some();
    let job = Job { inputs: &inputs, options: &options, baseline: baseline.as_ref(), report: &report, keeps };
    let done = job.run(io);
    if let Some(path) = &check.write_baseline {
        let written = io.product_file(path, &done.baseline.to_text());
        if written != Exit::Success {
            return Ok(written);
        }
    }
    Ok(done.exit(check.fail_on, keeps))
}

/// What is to be checked: what the arguments name, or else what the configuration does.
fn paths(check: &Check, config: &Config) -> Result<Vec<PathBuf>, String> {
    if !check.paths.is_empty() {
        return Ok(check.paths.clone());
    }
    if config.templates.is_empty() {
        let message = "what is to be checked? Name a template, a folder, or `-` for standard input";
        return Err(message.to_owned());
    }
    let mut paths = Vec::new();
    for pattern in &config.templates {
        let found = glob::paths(pattern);
        if found.is_empty() {
            return Err(format!("of the configuration's templates, `{pattern}` fits no file"));
        }
        paths.extend(found);
    }
    Ok(paths)
}

/// What the arguments and the configuration say.
fn options(check: &Check, config: Config) -> Result<Options, String> {
    let mut files = check.parameter_files.clone();
    let mut deployments = Vec::new();
    // What the command line says of parameters is all that is said.
    if files.is_empty() && check.parameters.is_empty() {
        files = config.parameter_files.iter().flat_map(|pattern| glob::paths(pattern)).collect();
        deployments = config.deployments;
    }
    let mut options =
        Options { settings: check.settings.clone(), file: config.settings, ..Options::default() };
    if options.file.regions.is_empty() {
        options.file.regions.extend(settings::region_of_environment());
    }
    options.deployments = parameters::read(&check.parameters, &files, deployments)?;
    Ok(options)
}
