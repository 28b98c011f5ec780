//! The facts of one service: one file under `schema/services/`.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::ResourceType;
use crate::Error;

/// All resource types of one service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Service {
    /// `AWS::S3`.
    pub name: String,
    /// By type name, e.g. `AWS::S3::Bucket`.
    pub types: BTreeMap<String, ResourceType>,
}

/// The Rust module, cargo feature and file name of a service: `s3` for `AWS::S3`.
pub fn module_name(service: &str) -> String {
    service.rsplit("::").next().unwrap_or(service).to_ascii_lowercase()
}

impl Service {
    /// Sorts resource types into services, in the order of their module names.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a type is there twice, or if two services would have one module.
    pub fn group(resources: impl IntoIterator<Item = ResourceType>) -> Result<Vec<Self>, Error> {
        let mut services: BTreeMap<String, Self> = BTreeMap::new();
        for resource in resources {
            services.entry(module_name(resource.service_name())).or_default().insert(resource)?;
        }
        Ok(services.into_values().collect())
    }

    /// Reads facts as [`to_text`](Self::to_text) writes them.
    ///
    /// # Errors
    /// [`Error::Json`], [`Error::Construct`], or [`Error::Invalid`] if the types are not all of one service.
    pub fn from_text(origin: &str, text: &str) -> Result<Self, Error> {
        let value: Value =
            serde_json::from_str(text).map_err(|source| Error::Json { origin: origin.to_owned(), source })?;
        let types = value
            .as_object()
            .ok_or_else(|| Error::Invalid(format!("{origin}: not an object of resource types")))?;
        let mut service = Self::default();
        for (name, facts) in types {
            let resource = ResourceType::from_value(facts)?;
            if *name != resource.type_name {
                return Err(Error::Invalid(format!(
                    "{origin}: `{name}` holds the facts of {}",
                    resource.type_name
                )));
            }
            service.insert(resource).map_err(|error| Error::Invalid(format!("{origin}: {error}")))?;
        }
        Ok(service)
    }

    /// Reads a file of facts.
    ///
    /// # Errors
    /// [`Error::Io`], otherwise as [`from_text`](Self::from_text).
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        Self::from_text(&path.display().to_string(), &crate::read(path)?)
    }

    /// Adds a type.
    ///
    /// # Errors
    /// [`Error::Invalid`] if it is of another service than those already here, or is here already.
    pub fn insert(&mut self, resource: ResourceType) -> Result<(), Error> {
        if self.types.is_empty() {
            self.name = resource.service_name().to_owned();
        } else if self.name != resource.service_name() {
            return Err(Error::Invalid(format!("{} is not a type of {}", resource.type_name, self.name)));
        }
        match self.types.insert(resource.type_name.clone(), resource) {
            None => Ok(()),
            Some(earlier) => Err(Error::Invalid(format!("{} is there twice", earlier.type_name))),
        }
    }

    /// The Rust module and cargo feature: `s3`.
    pub fn module_name(&self) -> String {
        module_name(&self.name)
    }
}
