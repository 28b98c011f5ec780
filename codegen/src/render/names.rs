//! The frozen names of a service: what has been published must go on to mean the same.

use std::collections::BTreeMap;

use crate::Error;

/// The Rust names of a service's types, by what they are in CloudFormation.
///
/// Types that are in here keep their name, whatever else a new schema brings; a type that several resource types share goes
/// on to be shared. Without frozen names, as for a first release, names follow from the schemas alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// `Bucket` or `Bucket.BucketEncryption` to the Rust name.
    by_key: BTreeMap<String, String>,
    /// The members of a Rust type as the list has them: `new(name) path tag()`.
    members: BTreeMap<String, String>,
}

impl Names {
    /// Reads the list that [`api`](super::api) writes.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a line is not of that form, or if a type is there twice.
    pub fn from_text(origin: &str, text: &str) -> Result<Self, Error> {
        let mut names = Self::default();
        for (number, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let invalid = |message: &str| Error::Invalid(format!("{origin}:{}: {message}", number + 1));
            let (head, members) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
            let (name, keys) = head
                .split_once(" = ")
                .ok_or_else(|| invalid("expected `Name = Resource.Definition …: …`"))?;
            names.members.insert(name.to_owned(), members.to_owned());
            for key in keys.split(' ') {
                if names.by_key.insert(key.to_owned(), name.to_owned()).is_some() {
                    return Err(invalid(&format!("`{key}` has a name already")));
                }
            }
        }
        Ok(names)
    }

    /// The name of a resource's struct.
    pub(super) fn resource(&self, resource: &str) -> Option<&str> {
        self.by_key.get(resource).map(String::as_str)
    }

    /// The name of a property type of a resource.
    pub(super) fn property_type(&self, resource: &str, name: &str) -> Option<&str> {
        self.by_key.get(&key(resource, name)).map(String::as_str)
    }

    /// Whether a Rust type has been published with a setter, or an argument of `new`, of that name.
    pub(super) fn has_setter(&self, rust: &str, setter: &str) -> bool {
        let members = self.members.get(rust).map_or("", String::as_str);
        let setters = members.split_once(" -> ").map_or(members, |(setters, _)| setters);
        let setters = setters.strip_prefix("new(").unwrap_or(setters);
        setters.split([' ', ',', ')']).any(|own| own == setter)
    }

    /// All names, resources' and property types'.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.by_key.values().map(String::as_str)
    }
}

/// How a property type is called in the list.
pub(super) fn key(resource: &str, name: &str) -> String {
    format!("{resource}.{name}")
}
