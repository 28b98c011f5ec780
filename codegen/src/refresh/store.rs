//! The folder of facts: all services, their names, and where they come from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Incoming, Report, Source};
use crate::facts::{Features, Regions, Service};
use crate::render::{self, Names};
use crate::{Error, checks, read};

/// The folder of the facts for checks.
const CHECKS: &str = "checks";

/// Facts and public names by module name.
#[derive(Debug, Default)]
pub struct Store {
    pub(super) services: BTreeMap<String, Service>,
    pub(super) regions: Regions,
    features: Features,
    names: BTreeMap<String, Names>,
    /// The text of each file of facts for checks, by its name.
    pub(super) checks: BTreeMap<String, String>,
    /// The text of each file, by its path in the folder.
    files: BTreeMap<String, String>,
}

impl Store {
    /// Reads the facts of a folder; there are none in a new one.
    ///
    /// # Errors
    /// As for [`Service::from_file`] and [`Names::from_text`].
    pub fn load(schema: &Path) -> Result<Self, Error> {
        let mut store = Self::default();
        for (module, path) in files(&schema.join("services"), "json")? {
            store.services.insert(module, Service::from_file(&path)?);
        }
        for (module, path) in files(&schema.join("names"), "txt")? {
            store.names.insert(module, Names::from_text(&path.display().to_string(), &read(&path)?)?);
        }
        let regions = schema.join("regions.txt");
        if regions.is_file() {
            store.regions = Regions::from_text(&regions.display().to_string(), &read(&regions)?)?;
        }
        let features = schema.join("features.txt");
        if features.is_file() {
            store.features = Features::from_text(&features.display().to_string(), &read(&features)?)?;
        }
        for (name, path) in checks::files(&schema.join(CHECKS))? {
            store.checks.insert(name, read(&path)?);
        }
        Ok(store)
    }

    /// The facts of a source, with the names that have been published before.
    ///
    /// # Errors
    /// If a service cannot be rendered.
    pub fn build(incoming: &Incoming, before: &Self) -> Result<Self, Error> {
        let mut store = Self { regions: incoming.regions.clone(), ..Self::default() };
        for service in Service::group(incoming.types.values().cloned())? {
            store.services.insert(service.module_name(), service);
        }
        for (module, service) in &store.services {
            let none = Names::default();
            let list = render::api(service, before.names.get(module).unwrap_or(&none))?;
            let names = Names::from_text(&format!("names/{module}.txt"), &list)?;
            render::module(service, &names, &render::Options::new())?;
            let text = service.to_text();
            if Service::from_text(module, &text)? != *service {
                return Err(Error::Invalid(format!(
                    "{}: its facts do not read back as they were written",
                    service.name
                )));
            }
            store.files.insert(format!("services/{module}.json"), text);
            store.files.insert(format!("names/{module}.txt"), list);
            store.names.insert(module.clone(), names);
        }
        let services: Vec<&str> = store.services.values().map(|service| service.name.as_str()).collect();
        store.features = Features::assign(&before.features, &services);
        store.files.insert("features.txt".to_owned(), store.features.to_text());
        store.files.insert("regions.txt".to_owned(), store.regions.to_text());
        for (name, value) in &incoming.checks {
            let text = checks::to_text(value);
            store.files.insert(format!("{CHECKS}/{name}.json"), text.clone());
            store.checks.insert(name.clone(), text);
        }
        Ok(store)
    }

    /// Whether a folder's files are other than these.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn differs(&self, schema: &Path, source: &Source, incoming: &Incoming) -> Result<bool, Error> {
        for (name, text) in
            self.files.iter().chain([(&"provenance.json".to_owned(), &self.provenance(source, incoming))])
        {
            let path = schema.join(name);
            if !path.is_file() || read(&path)? != *text {
                return Ok(true);
            }
        }
        let present = files(&schema.join("services"), "json")?.len()
            + files(&schema.join("names"), "txt")?.len()
            + checks::files(&schema.join(CHECKS))?.len();
        Ok(present + 2 != self.files.len())
    }

    /// Replaces the facts of a folder. The new ones are complete beside it before an old one is touched.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn write(
        &self,
        schema: &Path,
        source: &Source,
        incoming: &Incoming,
        report: &Report,
    ) -> Result<(), Error> {
        let (new, old) = (schema.join(".new"), schema.join(".old"));
        for folder in [&new, &old] {
            remove(folder)?;
            fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
        }
        for folder in ["services", "names", CHECKS] {
            let folder = new.join(folder);
            fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
        }
        let extra = [
            ("provenance.json".to_owned(), self.provenance(source, incoming)),
            ("changes.md".to_owned(), report.to_text()),
        ];
        for (name, text) in self.files.iter().chain(extra.iter().map(|(name, text)| (name, text))) {
            let path = new.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
            }
            fs::write(&path, text).map_err(|error| Error::io(&path, error))?;
        }
        for name in
            ["services", "names", CHECKS, "features.txt", "regions.txt", "provenance.json", "changes.md"]
        {
            let path = schema.join(name);
            if path.exists() {
                fs::rename(&path, old.join(name)).map_err(|error| Error::io(&path, error))?;
            }
            fs::rename(new.join(name), &path).map_err(|error| Error::io(&path, error))?;
        }
        remove(&new)?;
        remove(&old)
    }

    /// What the facts were made from. There is no date of its own, so that the same source gives the same files.
    fn provenance(&self, source: &Source, incoming: &Incoming) -> String {
        let types: usize = self.services.values().map(|service| service.types.len()).sum();
        let members = [
            (
                "source",
                serde_json::Value::from(format!(
                    "https://pypi.org/project/{}/{}/",
                    source.package, source.version
                )),
            ),
            ("file", source.file.clone().into()),
            ("sha256", source.sha256.clone().into()),
            ("license", source.license.clone().into()),
            ("schemaDate", incoming.schema_date.clone().into()),
            ("services", self.services.len().into()),
            ("types", types.into()),
            ("regions", self.regions.names().count().into()),
            ("checks", self.checks.len().into()),
        ];
        let lines: Vec<String> =
            members.iter().map(|(name, value)| format!(" \"{name}\": {value}")).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

/// Whether everything that has been published keeps its name.
///
/// # Errors
/// [`Error::Invalid`] with the names that would change.
pub fn names_kept(before: &Store, after: &Store) -> Result<(), Error> {
    let none = Names::default();
    let mut renamed = Vec::new();
    for (module, old) in &before.services {
        let Some(new) = after.services.get(module) else { continue };
        let frozen = before.names.get(module).unwrap_or(&none);
        let now = render::member_names(new, after.names.get(module).unwrap_or(&none))?;
        for (what, name) in render::member_names(old, frozen)? {
            if let Some(new_name) = now.get(&what).filter(|new_name| **new_name != name) {
                renamed.push(format!("  {module}: {what}: `{name}` would become `{new_name}`"));
            }
        }
    }
    if renamed.is_empty() {
        return Ok(());
    }
    Err(Error::Invalid(format!("{} published names would change:\n{}", renamed.len(), renamed.join("\n"))))
}

/// The files of a folder with an extension, by their stem.
fn files(folder: &Path, extension: &str) -> Result<BTreeMap<String, std::path::PathBuf>, Error> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
        let path = entry.map_err(|source| Error::io(folder, source))?.path();
        if let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
            && path.extension().is_some_and(|own| own == extension)
        {
            files.insert(stem.to_owned(), path.clone());
        }
    }
    Ok(files)
}

fn remove(folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Error::io(folder, error))
    } else {
        Ok(())
    }
}
