//! Reading cfn-lint's wheel: one schema per resource type, and a list of types per region.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use serde_json::Value;
use zip::ZipArchive;

use super::Correction;
use super::checks::Files;
use crate::Error;
use crate::facts::{PropertyPath, Regions, ResourceType};

const RESOURCES: &str = "cfnlint/data/schemas/resources/";
const REGIONS: &str = "cfnlint/data/schemas/providers/";
const VERSION: &str = "cfnlint/data/schemas/version.json";

/// The list that names SAM's types, which are in every region.
const SAM: &str = "sam";

/// What the wheel holds, corrected and checked.
#[derive(Debug)]
pub struct Incoming {
    /// By type name.
    pub types: BTreeMap<String, ResourceType>,
    /// Region availability.
    pub regions: Regions,
    /// The date of the schemas, as the wheel has it.
    pub schema_date: String,
    /// The facts for checks: the value of each file, by its name.
    pub checks: BTreeMap<String, Value>,
}

/// Reads a wheel.
///
/// # Errors
/// [`Error::Invalid`] if it is no archive, lacks something, or holds two schemas for one type; [`Error::Construct`] if a
/// schema has something that the facts cannot hold.
pub fn read_wheel(path: &Path, corrections: &[Correction]) -> Result<Incoming, Error> {
    let file = File::open(path).map_err(|source| Error::io(path, source))?;
    let broken = |error: &dyn std::fmt::Display| Error::Invalid(format!("{}: {error}", path.display()));
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error))?;
    let mut schemas: BTreeMap<String, Value> = BTreeMap::new();
    let mut by_region: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    let mut schema_date = None;
    let mut checks = Files::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| broken(&error))?;
        let name = entry.name().to_owned();
        let wanted = name == VERSION || name.starts_with(RESOURCES) || name.starts_with(REGIONS);
        let wanted = wanted && name.ends_with(".json");
        let for_checks = Files::wanted(&name);
        if !wanted && for_checks.is_none() {
            continue;
        }
        let mut text = String::new();
        entry.read_to_string(&mut text).map_err(|error| broken(&format!("{name}: {error}")))?;
        if let Some(name) = for_checks {
            checks.insert(name, text);
            continue;
        }
        let value: Value =
            serde_json::from_str(&text).map_err(|source| Error::Json { origin: name.clone(), source })?;
        if name == VERSION {
            schema_date = value.get("schema_date").and_then(Value::as_str).map(str::to_owned);
        } else if let Some(region) = name.strip_prefix(REGIONS).and_then(|name| name.strip_suffix(".json")) {
            by_region.insert(region.to_owned(), region_types(&name, &value)?);
        } else {
            let type_name = value.get("typeName").and_then(Value::as_str).unwrap_or_default().to_owned();
            if type_name.is_empty() || schemas.insert(type_name.clone(), value).is_some() {
                return Err(broken(&format!("{name}: `{type_name}` has no name or has two schemas")));
            }
        }
    }
    if schemas.is_empty() || by_region.is_empty() {
        return Err(broken(&"there are no resource schemas in it"));
    }
    Ok(Incoming {
        types: types(schemas, corrections)?,
        regions: regions(&by_region)?,
        checks: checks.facts()?,
        schema_date: schema_date.ok_or_else(|| broken(&"the schemas have no date"))?,
    })
}

fn types(
    schemas: BTreeMap<String, Value>,
    corrections: &[Correction],
) -> Result<BTreeMap<String, ResourceType>, Error> {
    let mut types = BTreeMap::new();
    if let Some(useless) = corrections.iter().find(|correction| !schemas.contains_key(correction.type_name()))
    {
        let (origin, type_name) = (useless.origin(), useless.type_name());
        return Err(Error::Invalid(format!("{origin}: no longer applies: there is no {type_name}")));
    }
    for (type_name, mut schema) in schemas {
        leave_out_prose(&mut schema);
        for correction in corrections.iter().filter(|correction| correction.type_name() == type_name) {
            correction.apply(&mut schema)?;
        }
        let resource = ResourceType::from_value(&schema)?;
        check_paths(&resource)?;
        types.insert(type_name, resource);
    }
    Ok(types)
}

/// Removes texts for people, so that corrections need not repeat them. A property may be called `description` all the same.
fn leave_out_prose(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for key in ["$comment", "description", "title"] {
                if members.get(key).is_some_and(Value::is_string) {
                    members.remove(key);
                }
            }
            members.values_mut().for_each(leave_out_prose);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_out_prose),
        _ => {}
    }
}

/// Every path must lead to a property.
fn check_paths(resource: &ResourceType) -> Result<(), Error> {
    let lists: [(&str, &[PropertyPath]); 6] = [
        ("readOnlyProperties", &resource.read_only),
        ("createOnlyProperties", &resource.create_only),
        ("conditionalCreateOnlyProperties", &resource.conditional_create_only),
        ("writeOnlyProperties", &resource.write_only),
        ("deprecatedProperties", &resource.deprecated),
        ("primaryIdentifier", &resource.primary_identifier),
    ];
    for (place, paths) in lists {
        if let Some(path) = paths.iter().find(|path| resource.trace(path).is_empty()) {
            return Err(Error::Construct {
                type_name: resource.type_name.clone(),
                place: format!("/{place}"),
                message: format!("`{path}` leads to no property"),
            });
        }
    }
    Ok(())
}

/// The types of a region, with the schema that each has there.
fn region_types(origin: &str, value: &Value) -> Result<BTreeMap<String, String>, Error> {
    let invalid = || Error::Invalid(format!("{origin}: not a list of types with their schemas"));
    let types = value.as_object().ok_or_else(invalid)?;
    let schema = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(invalid);
    types.iter().map(|(name, value)| Ok((name.clone(), schema(value)?))).collect()
}

fn regions(by_region: &BTreeMap<String, BTreeMap<String, String>>) -> Result<Regions, Error> {
    let mut schema_of: BTreeMap<&str, &str> = BTreeMap::new();
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (region, own) in by_region {
        for (name, schema) in own {
            if *schema_of.entry(name).or_insert(schema) != schema {
                return Err(Error::Invalid(format!(
                    "{name} has another schema in {region}; the facts hold one per type"
                )));
            }
        }
        if region != SAM {
            types.insert(region.clone(), own.keys().cloned().collect());
        }
    }
    Ok(Regions::from_types(&types))
}
