//! From facts to Rust source: one module per service, the same text for the same facts.

mod api;
mod case;
mod doc;
mod members;
mod model;
mod names;
mod plan;
mod policy;
mod property_type;
mod resource;
#[cfg(feature = "specimens")]
mod sample;
mod shape;
mod share;
#[cfg(feature = "specimens")]
mod specimen;
mod writer;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::Error;
use crate::facts::Service;

pub use names::Names;

/// How to render.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The path of the module with the types that generated code is made of: `::synth::dsl` unless set otherwise.
    pub runtime: String,
}

impl Options {
    /// The options for a crate that uses `cfn-synth`.
    pub fn new() -> Self {
        Self { runtime: "::synth::dsl".to_owned() }
    }

    /// Sets the path of the runtime module.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = path.into();
        self
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

/// The Rust source of a service, as a public module.
///
/// # Errors
/// [`Error::Invalid`] if two things of the service would need one name, or if a published name cannot be kept.
pub fn module(service: &Service, frozen: &Names, options: &Options) -> Result<String, Error> {
    let plan = plan::Plan::new(service, frozen)?;
    let name = case::keyword_safe(service.module_name());
    let mut out = format!("/// Resource types of `{}`.\npub mod {name} {{\n", service.name);
    let _ = writeln!(out, "use {} as d;", options.runtime);
    for index in 0..plan.models.len() {
        resource::write(&mut out, &plan, index)?;
    }
    for property_type in plan.property_types()? {
        property_type::write(&mut out, &plan, &property_type)?;
    }
    out.push_str("}\n");
    Ok(out)
}

/// The list of a service's public names. What [`Names::from_text`] reads from it keeps the names of a later schema the same.
///
/// # Errors
/// As [`module`].
pub fn api(service: &Service, frozen: &Names) -> Result<String, Error> {
    api::list(&plan::Plan::new(service, frozen)?)
}

/// The Rust name of each property, attribute and value of a service, by what it is in CloudFormation. Two schemas of a service
/// can so be compared: what both have must have the same name.
///
/// # Errors
/// As [`module`].
pub fn member_names(service: &Service, frozen: &Names) -> Result<BTreeMap<String, String>, Error> {
    api::member_names(&plan::Plan::new(service, frozen)?)
}

/// Rust source that constructs every type of the services with all that can be set, to be held against the facts: a function
/// `all`, and a module for each service.
///
/// It goes where there are `Above`, which knows what a value is inside of, `Collection`, which takes what is constructed, and
/// `policy`: those of `tests/all_types`.
///
/// # Errors
/// As [`module`].
#[cfg(feature = "specimens")]
pub fn specimens(services: &[(Service, Names)]) -> Result<String, Error> {
    let mut out = String::new();
    let mut all = String::new();
    for (service, frozen) in services {
        let module = case::keyword_safe(service.module_name());
        specimen::write(&mut out, &module, &plan::Plan::new(service, frozen)?)?;
        let _ = writeln!(all, "    {module}::all(all);");
    }
    let _ = write!(out, "pub(crate) fn all(all: &mut Collection) {{\n{all}}}\n");
    Ok(out)
}
