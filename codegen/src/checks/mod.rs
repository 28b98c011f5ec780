//! Facts that only checks need: the schemas that AWS's own lack, and tables such as the availability zones of a region.
//!
//! They lie under `schema/checks/`, each as a file by its name: `extensions/…` and `other/…` are JSON Schemas, `tables/…`
//! anything else. [`load`] reads them as they mean; the text holds what repeats only once, see [`compact`].

mod compact;
mod families;
mod jsonata;
mod layout;
mod places;
mod regional;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

pub use compact::{compact, expand, tidy};
pub use jsonata::add_jsonata;
pub use layout::to_text;
pub use regional::is_regional;

use crate::{Error, read};

/// The member of a table's file that says where its facts are from.
const SOURCE: &str = "source";
/// The member of a table's file that holds its facts.
const FACTS: &str = "facts";

/// The file's value of a table: its facts, and where they are from.
pub fn table(source: &str, facts: Value) -> Value {
    Value::Object([(SOURCE.to_owned(), source.into()), (FACTS.to_owned(), facts)].into_iter().collect())
}

/// What a file's value means: a table's facts, or a schema with nothing left out.
///
/// # Errors
/// [`Error::Invalid`] with the file's name if it is not what [`compact`] or [`table`] makes.
pub fn meaning(name: &str, value: Value) -> Result<Value, Error> {
    let invalid = |message: &str| Error::Invalid(format!("{name}: {message}"));
    if !name.starts_with("tables/") {
        return expand(value).map_err(|message| invalid(&message));
    }
    match value {
        Value::Object(mut members) if members.len() == 2 && members.contains_key(SOURCE) => {
            members.remove(FACTS).ok_or_else(|| invalid("a table needs `facts`"))
        }
        _ => Err(invalid("a table needs `source` and `facts`, and nothing else")),
    }
}

/// All facts in a folder such as `schema/checks`, each by its name without `.json`.
///
/// # Errors
/// [`Error::Io`], [`Error::Json`], or as [`meaning`].
pub fn load(folder: &Path) -> Result<BTreeMap<String, Value>, Error> {
    let mut facts = BTreeMap::new();
    for (name, path) in files(folder)? {
        let value: Value = serde_json::from_str(&read(&path)?)
            .map_err(|source| Error::Json { origin: path.display().to_string(), source })?;
        let value = meaning(&name, value)?;
        facts.insert(name, value);
    }
    Ok(facts)
}

/// The files of a folder and those in it, by their names without `.json`; none if it is not there.
///
/// # Errors
/// [`Error::Io`], or [`Error::Invalid`] for a file that is none of ours.
pub fn files(folder: &Path) -> Result<BTreeMap<String, PathBuf>, Error> {
    let mut found = BTreeMap::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        if prefix.is_empty() && !folder.is_dir() {
            break;
        }
        for entry in std::fs::read_dir(&folder).map_err(|source| Error::io(&folder, source))? {
            let path = entry.map_err(|source| Error::io(&folder, source))?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                folders.push((format!("{prefix}{name}/"), path));
            } else if let Some(stem) = name.strip_suffix(".json") {
                found.insert(format!("{prefix}{stem}"), path);
            } else {
                return Err(Error::Invalid(format!("{}: not a file of facts for checks", path.display())));
            }
        }
    }
    Ok(found)
}
