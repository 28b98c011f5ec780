//! Our own corrections to what AWS publishes.

use std::path::Path;

use serde_json::Value;

use crate::{Error, read};

/// A correction: `schema/patches/*.json`. It says what is there and what it becomes, so that it fails when AWS has changed it.
///
/// ```json
/// {
///   "type": "AWS::X::Y",
///   "reason": "why what AWS publishes is wrong",
///   "link": "https://… the page that says what is right",
///   "changes": [{ "at": "/properties/Z/maxLength", "was": 10, "becomes": 20 }]
/// }
/// ```
/// `was` is absent where nothing is there yet, and `becomes` where nothing shall be.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    origin: String,
    type_name: String,
    changes: Vec<Replacement>,
}

#[derive(Clone, Debug, PartialEq)]
struct Replacement {
    at: String,
    was: Option<Value>,
    becomes: Option<Value>,
}

impl Correction {
    /// Reads all corrections of a folder, in the order of their files' names.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Json`], or [`Error::Invalid`] if a correction has no reason or no link.
    pub fn load_all(folder: &Path) -> Result<Vec<Self>, Error> {
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
            let path = entry.map_err(|source| Error::io(folder, source))?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                paths.push(path);
            }
        }
        paths.sort();
        paths.iter().map(|path| Self::from_text(&path.display().to_string(), &read(path)?)).collect()
    }

    /// Reads a correction.
    ///
    /// # Errors
    /// As [`load_all`](Self::load_all).
    pub fn from_text(origin: &str, text: &str) -> Result<Self, Error> {
        let value: Value =
            serde_json::from_str(text).map_err(|source| Error::Json { origin: origin.to_owned(), source })?;
        let member = |name: &str| {
            let text = value.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            text.map(str::to_owned)
                .ok_or_else(|| Error::Invalid(format!("{origin}: a correction needs a `{name}`")))
        };
        member("reason")?;
        if !member("link")?.starts_with("https://") {
            return Err(Error::Invalid(format!("{origin}: `link` is not an https address")));
        }
        let changes = value.get("changes").and_then(Value::as_array).filter(|changes| !changes.is_empty());
        let changes =
            changes.ok_or_else(|| Error::Invalid(format!("{origin}: a correction needs `changes`")))?;
        let replacement = |change: &Value| {
            let at = change.get("at").and_then(Value::as_str).filter(|at| at.starts_with('/'));
            let at =
                at.ok_or_else(|| Error::Invalid(format!("{origin}: a change needs `at`, a JSON pointer")))?;
            Ok(Replacement {
                at: at.to_owned(),
                was: change.get("was").cloned(),
                becomes: change.get("becomes").cloned(),
            })
        };
        let changes = changes.iter().map(replacement).collect::<Result<_, Error>>()?;
        Ok(Self { origin: origin.to_owned(), type_name: member("type")?, changes })
    }

    /// The type that it corrects.
    pub fn type_name(&self) -> &str {
        &self.type_name
    }

    /// Where it was read.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Corrects a schema, whose prose must have been left out.
    ///
    /// # Errors
    /// [`Error::Invalid`] if what is there is not what the correction expects.
    pub fn apply(&self, schema: &mut Value) -> Result<(), Error> {
        for change in &self.changes {
            let found = schema.pointer(&change.at).cloned();
            if found != change.was {
                let show =
                    |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), Value::to_string);
                return Err(Error::Invalid(format!(
                    "{}: no longer applies to {}: at {} there is {}, not {}",
                    self.origin,
                    self.type_name,
                    change.at,
                    show(found.as_ref()),
                    show(change.was.as_ref())
                )));
            }
            self.replace(schema, change)?;
        }
        Ok(())
    }

    fn replace(&self, schema: &mut Value, change: &Replacement) -> Result<(), Error> {
        let (parent, key) = change.at.rsplit_once('/').unwrap_or_default();
        let key = key.replace("~1", "/").replace("~0", "~");
        let nowhere = || {
            Error::Invalid(format!("{}: {} has nothing to hold {}", self.origin, self.type_name, change.at))
        };
        match (schema.pointer_mut(parent).ok_or_else(nowhere)?, &change.becomes) {
            (Value::Object(members), Some(value)) => {
                members.insert(key, value.clone());
            }
            (Value::Object(members), None) => {
                members.remove(&key);
            }
            (Value::Array(items), becomes) => {
                let index: usize = key.parse().map_err(|_| nowhere())?;
                match becomes {
                    Some(value) if index < items.len() => {
                        if let Some(item) = items.get_mut(index) {
                            *item = value.clone();
                        }
                    }
                    Some(value) if index == items.len() => items.push(value.clone()),
                    None if index < items.len() => {
                        items.remove(index);
                    }
                    _ => return Err(nowhere()),
                }
            }
            _ => return Err(nowhere()),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn correction(change: &Value) -> Correction {
        let text =
            json!({"type": "AWS::X::Y", "reason": "r", "link": "https://example.com", "changes": [change]});
        Correction::from_text("patches/x.json", &text.to_string()).unwrap()
    }

    #[test]
    fn changes_adds_and_removes() {
        let mut schema = json!({"a": {"b": 1}, "c": [1, 2]});
        correction(&json!({"at": "/a/b", "was": 1, "becomes": 2})).apply(&mut schema).unwrap();
        correction(&json!({"at": "/a/d", "becomes": 3})).apply(&mut schema).unwrap();
        correction(&json!({"at": "/c/0", "was": 1})).apply(&mut schema).unwrap();
        assert_eq!(schema, json!({"a": {"b": 2, "d": 3}, "c": [2]}));
    }

    #[test]
    fn fails_when_it_no_longer_applies() {
        let mut schema = json!({"a": 5});
        let error = correction(&json!({"at": "/a", "was": 4, "becomes": 6})).apply(&mut schema).unwrap_err();
        assert_eq!(
            error.to_string(),
            "patches/x.json: no longer applies to AWS::X::Y: at /a there is 5, not 4"
        );
        assert_eq!(schema, json!({"a": 5}));
    }

    #[test]
    fn needs_a_reason_and_a_link() {
        let text = json!({"type": "AWS::X::Y", "link": "https://example.com", "changes": []}).to_string();
        assert_eq!(
            Correction::from_text("p", &text).unwrap_err().to_string(),
            "p: a correction needs a `reason`"
        );
        let text = json!({"type": "AWS::X::Y", "reason": "r", "link": "x", "changes": []}).to_string();
        assert_eq!(
            Correction::from_text("p", &text).unwrap_err().to_string(),
            "p: `link` is not an https address"
        );
    }
}
