//! Our own facts about return values: `schema/returns.json`.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::facts::{ResourceType, Returns};
use crate::{Error, read};

/// The return values of each type that no schema tells of. Like a correction, an entry fails when it no longer applies.
#[derive(Clone, Debug, Default)]
pub struct ReturnValues {
    origin: String,
    by_type: BTreeMap<String, Returns>,
}

impl ReturnValues {
    /// Reads `returns.json` in the folder of the facts; without one there are none.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Construct`], or [`Error::Invalid`] if it does not say where it has them from.
    pub fn load(schema: &Path) -> Result<Self, Error> {
        let path = schema.join("returns.json");
        if !path.is_file() {
            return Ok(Self::default());
        }
        let origin = path.display().to_string();
        let value: Value = serde_json::from_str(&read(&path)?)
            .map_err(|source| Error::Json { origin: origin.clone(), source })?;
        let types = value.get("types").and_then(Value::as_object);
        let (Some(types), Some(Value::String(_)), Some(Value::Array(_))) =
            (types, value.get("reason"), value.get("links"))
        else {
            return Err(Error::Invalid(format!("{origin}: `reason`, `links` and `types` are needed")));
        };
        let returns =
            |(name, value): (&String, &Value)| Ok((name.clone(), Returns::from_value(name, value)?));
        Ok(Self { origin, by_type: types.iter().map(returns).collect::<Result<_, Error>>()? })
    }

    /// Adds the return values to the types.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a type or a property is gone, or if its schema now says the same.
    pub fn apply(&self, types: &mut BTreeMap<String, ResourceType>) -> Result<(), Error> {
        for (name, returns) in &self.by_type {
            let outdated = |why: String| Error::Invalid(format!("{}: no longer applies: {why}", self.origin));
            let resource = types.get_mut(name).ok_or_else(|| outdated(format!("there is no {name}")))?;
            for path in returns.reference.iter().chain(&returns.attributes) {
                if resource.trace(path).is_empty() {
                    return Err(outdated(format!("{name} has no {path}")));
                }
            }
            if let Some(path) = returns.attributes.iter().find(|path| resource.read_only.contains(path)) {
                return Err(outdated(format!(
                    "{path} of {name} is read-only, which says that it is returned"
                )));
            }
            if let Some(path) = returns.no_attributes.iter().find(|path| !resource.read_only.contains(path)) {
                return Err(outdated(format!(
                    "{path} of {name} is not read-only, and so not returned anyway"
                )));
            }
            if !returns.reference.is_empty() && returns.reference == resource.primary_identifier {
                return Err(outdated(format!("what Ref returns for {name} is its primary identifier")));
            }
            resource.returns = returns.clone();
        }
        Ok(())
    }
}
