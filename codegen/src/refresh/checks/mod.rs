//! The facts for checks in the source: schemas, and tables.

mod keywords;
mod python;
mod rules;
mod tables;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Error, checks};

pub use tables::{FILES, TABLES, Table};

/// The folder of the source's package.
const PACKAGE: &str = "cfnlint/";
/// The folder of the schemas in it, and those of them that are for checks.
const SCHEMAS: &str = "data/schemas/";
const KINDS: [&str; 2] = ["extensions/", "other/"];

/// The files of the source that facts for checks are made from, by their names in the package's folder.
#[derive(Debug, Default)]
pub(super) struct Files(BTreeMap<String, String>);

impl Files {
    /// Whether a file of the wheel is one of them; its name in the package's folder.
    pub(super) fn wanted(name: &str) -> Option<&str> {
        let name = name.strip_prefix(PACKAGE)?;
        let schema = name
            .strip_prefix(SCHEMAS)
            .is_some_and(|rest| rest.ends_with(".json") && KINDS.iter().any(|kind| rest.starts_with(kind)));
        let table = TABLES.iter().any(|table| table.module == name)
            || FILES.iter().any(|(_, file)| *file == name)
            || (name.starts_with("rules/") && name.ends_with(".py"));
        (schema || table).then_some(name)
    }

    pub(super) fn insert(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text);
    }

    /// The value of each file under `schema/checks`, by its name: short, and without prose.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Construct`] for a schema's unknown keyword, or [`Error::Invalid`] if a table is not where
    /// it was, or something would not be read as it is.
    pub(super) fn facts(&self) -> Result<BTreeMap<String, Value>, Error> {
        let mut facts = tables::read(&self.0)?;
        facts.insert("tables/rules".to_owned(), rules::read(&self.0)?);
        let mut schemas =
            self.0.iter().filter_map(|(name, text)| Some((name.strip_prefix(SCHEMAS)?, text))).peekable();
        if schemas.peek().is_none() {
            return Err(Error::Invalid("there are no schemas for checks in it".to_owned()));
        }
        for (file, text) in schemas {
            let name = file.trim_end_matches(".json");
            let mut schema: Value = serde_json::from_str(text)
                .map_err(|source| Error::Json { origin: file.to_owned(), source })?;
            if let Some(members) = schema.as_object_mut()
                && members.get("description").is_some_and(Value::is_string)
            {
                members.remove("description");
            }
            if checks::is_regional(&schema) {
                for (region, schema) in schema.as_object_mut().into_iter().flatten() {
                    keywords::without_prose(name, &format!("/{region}"), schema)?;
                }
            } else {
                keywords::without_prose(name, "", &mut schema)?;
            }
            let schema = checks::tidy(schema);
            let short = checks::compact(&schema);
            if checks::meaning(name, short.clone())? != schema {
                return Err(Error::Invalid(format!(
                    "{name}: its facts do not read back as they were written"
                )));
            }
            facts.insert(name.to_owned(), short);
        }
        Ok(facts)
    }
}
