//! Settings from cfn-lint's configuration files, and whether settings name what there is.

use std::path::{Path, PathBuf};

use super::parameters;
use crate::check::{Deployment, Settings, is_reference_rule, nearest_name, reference_rules, regions, rules};
use crate::diag::Diagnostic;
use crate::model::{Node, Object, Value};
use crate::parse::{Document, parse};

/// What configuration files say.
#[derive(Debug, Default)]
pub(super) struct Config {
    pub(super) settings: Settings,
    /// Patterns of the templates to check when none is named, and of those to pass over.
    pub(super) templates: Vec<String>,
    pub(super) ignore_templates: Vec<String>,
    pub(super) parameter_files: Vec<String>,
    pub(super) deployments: Vec<Deployment>,
    /// What means nothing here.
    pub(super) warnings: Vec<String>,
}

const NAMES: [&str; 3] = [".cfnlintrc", ".cfnlintrc.yaml", ".cfnlintrc.yml"];

/// The settings that cfn-lint knows, and what each is. The last ones have no effect here, or the one that they ask for.
const KEYS: [(&str, Kind); 21] = [
    ("ignore_checks", Kind::Texts),
    ("include_checks", Kind::Texts),
    ("mandatory_checks", Kind::Texts),
    ("regions", Kind::Texts),
    ("templates", Kind::Texts),
    ("ignore_templates", Kind::Texts),
    ("parameter_files", Kind::Texts),
    ("parameters", Kind::Objects),
    ("merge_configs", Kind::Truth),
    ("ignore_bad_template", Kind::Truth),
    ("include_experimental", Kind::Truth),
    ("debug", Kind::Truth),
    ("append_rules", Kind::WithoutEffect),
    ("configure_rules", Kind::WithoutEffect),
    ("custom_rules", Kind::WithoutEffect),
    ("deployment_files", Kind::WithoutEffect),
    ("format", Kind::WithoutEffect),
    ("non_zero_exit_code", Kind::WithoutEffect),
    ("output_file", Kind::WithoutEffect),
    ("override_spec", Kind::WithoutEffect),
    ("registry_schemas", Kind::WithoutEffect),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Texts,
    Objects,
    Truth,
    WithoutEffect,
}

/// What the file says that was named, or else those of the project and of the user, where each setting of the project comes
/// before the user's.
pub(super) fn from_files(named: Option<&Path>) -> Result<Config, String> {
    let mut all = Object::new();
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let found = |folder: PathBuf| NAMES.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    let paths: Vec<PathBuf> = match named {
        Some(path) => vec![path.to_owned()],
        None => [Some(PathBuf::new()), home].into_iter().flatten().filter_map(found).collect(),
    };
    let mut warnings = Vec::new();
    for path in paths {
        for entry in read(&path, &mut warnings)? {
            if all.get(&entry.key).is_none() {
                all.set(entry);
            }
        }
    }
    Ok(Config { warnings, ..config(&all) })
}

/// Reads one file, and makes sure that it says what can be said.
fn read(path: &Path, warnings: &mut Vec<String>) -> Result<Object, String> {
    let name = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read `{name}`: {error}"))?;
    let document = parse(&name.to_string(), &bytes);
    let place = |node: &Node, message: String| {
        let problem = Diagnostic::error("config", message).label(node.origin, "");
        document.source.in_one_line(&problem).to_string()
    };
    let Some(root) = root(&document)? else { return Ok(Object::new()) };
    let Value::Object(object) = &root.value else {
        return Err(place(root, "this is no configuration: it is to be an object".to_owned()));
    };
    for entry in object {
        let Some((_, kind)) = KEYS.iter().find(|(key, _)| *key == entry.key) else {
            return Err(place(&entry.node, unknown("setting", &entry.key, KEYS.iter().map(|(key, _)| *key))));
        };
        let items = entry.node.as_list();
        let (fits, wanted) = match kind {
            Kind::Texts => (
                items.is_some_and(|items| items.iter().all(|item| item.as_str().is_some())),
                "a list of texts",
            ),
            Kind::Objects => (
                items.is_some_and(|items| items.iter().all(|item| item.as_object().is_some())),
                "a list of objects",
            ),
            Kind::Truth => (matches!(entry.node.value, Value::Bool(_)), "true or false"),
            Kind::WithoutEffect => (true, ""),
        };
        if !fits {
            return Err(place(&entry.node, format!("`{}` is to be {wanted}", entry.key)));
        }
    }
    let settings = Settings::of_file(object);
    check_regions(&settings).map_err(|message| format!("{name}: {message}"))?;
    // Rules may be those that somebody has added to cfn-lint.
    warnings.extend(check_rules(&settings).err().map(|message| format!("{name}: {message}")));
    let without_effect =
        object.iter().filter(|entry| KEYS.contains(&(entry.key.as_ref(), Kind::WithoutEffect)));
    warnings.extend(without_effect.map(|entry| format!("{name}: `{}` means nothing to synth", entry.key)));
    Ok(object.clone())
}

/// The value of a document; nothing of an empty one.
fn root(document: &Document) -> Result<Option<&Node>, String> {
    let is_empty =
        document.source.text().lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    match (&document.root, document.problems.first()) {
        (Some(root), _) if root.value != Value::Null => Ok(Some(root)),
        (_, Some(problem)) if !is_empty => Err(document.source.in_one_line(problem).to_string()),
        _ => Ok(None),
    }
}

fn config(object: &Object) -> Config {
    let texts = |key: &str| -> Vec<String> {
        let items = object.get(key).and_then(Node::as_list).unwrap_or_default();
        items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let deployments = object.get("parameters").and_then(Node::as_list).unwrap_or_default();
    let mut settings = Settings::of_file(object);
    if object.get("ignore_bad_template").is_some_and(|ignore| ignore.value == Value::Bool(true)) {
        settings.ignore.push(crate::parse::SYNTAX.to_owned());
    }
    Config {
        settings,
        templates: texts("templates"),
        ignore_templates: texts("ignore_templates"),
        parameter_files: texts("parameter_files"),
        deployments: deployments
            .iter()
            .map(|node| Deployment {
                source: "the configuration".to_owned(),
                values: parameters::values(node).unwrap_or_default(),
            })
            .collect(),
        warnings: Vec::new(),
    }
}

/// The region that the environment names, as the AWS command line takes it from there. One that is none is not meant for us.
pub(super) fn region_of_environment() -> Option<String> {
    ["AWS_REGION", "AWS_DEFAULT_REGION"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok())
        .filter(|region| regions().any(|known| known == region))
}

/// Whether the settings name rules and regions that there are.
pub(super) fn check(settings: &Settings) -> Result<(), String> {
    check_rules(settings)?;
    check_regions(settings)
}

fn check_rules(settings: &Settings) -> Result<(), String> {
    let named = settings.ignore.iter().chain(&settings.include).chain(&settings.mandatory);
    for id in named.filter(|id| !id.is_empty()) {
        if !rules().any(|rule| rule.id.starts_with(id.as_str())) && !is_reference_rule(id) {
            return Err(unknown("rule", id, rules().map(|rule| rule.id).chain(reference_rules())));
        }
    }
    Ok(())
}

fn check_regions(settings: &Settings) -> Result<(), String> {
    let unknown_one = settings
        .regions
        .iter()
        .find(|region| *region != "ALL_REGIONS" && !regions().any(|known| known == region.as_str()));
    unknown_one.map_or(Ok(()), |region| Err(unknown("region", region, regions())))
}

fn unknown<'n>(what: &str, name: &str, names: impl Iterator<Item = &'n str>) -> String {
    match nearest_name(name, names) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None => format!("there is no {what} `{name}`"),
    }
}
