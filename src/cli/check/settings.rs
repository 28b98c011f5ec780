//! Settings from files, and whether settings name what there is.

use std::path::{Path, PathBuf};

use crate::check::{Settings, is_reference_rule, nearest_name, regions, rules};
use crate::parse::parse;

const NAMES: [&str; 3] = [".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"];

/// What the files of the project and of the user say, the project's first.
pub(super) fn from_files() -> Result<Settings, String> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let mut settings = Settings::default();
    for folder in [Some(PathBuf::new()), home].into_iter().flatten() {
        if let Some(path) = NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file()) {
            settings = settings.or(read(&path)?);
        }
    }
    Ok(settings)
}

fn read(path: &Path) -> Result<Settings, String> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let document = parse(&name.to_string(), &bytes);
    if let (Some(problem), true) = (document.problems.first(), document.root.is_none() && !bytes.is_empty()) {
        return Err(document.source.in_one_line(problem).to_string());
    }
    let settings = document.root.as_ref().map(Settings::of_file).unwrap_or_default();
    check(&settings).map_err(|message| format!("{name}: {message}"))?;
    Ok(settings)
}

/// Whether the settings name rules and regions that there are.
pub(super) fn check(settings: &Settings) -> Result<(), String> {
    for id in settings.ignore.iter().chain(&settings.include).chain(&settings.mandatory) {
        if !id.is_empty() && !rules().any(|rule| rule.id.starts_with(id.as_str())) && !is_reference_rule(id) {
            return Err(unknown("rule", id, rules().map(|rule| rule.id)));
        }
    }
    for region in settings.regions.iter().filter(|region| *region != "ALL_REGIONS") {
        if !regions().any(|known| known == region) {
            return Err(unknown("region", region, regions()));
        }
    }
    Ok(())
}

fn unknown<'n>(what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> String {
    match nearest_name(name, names) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`"),
    }
}
