//! From facts to Rust source: one module per service, the same text for the same facts.

mod case;
mod doc;
mod plan;
mod policy;
mod shape;
mod share;
mod write;

use std::fmt::Write as _;

use crate::Error;
use crate::facts::Service;

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

/// The body of a service's module.
///
/// # Errors
/// [`Error::Invalid`] if two things of the service would need one name.
pub fn service(service: &Service, options: &Options) -> Result<String, Error> {
    let plan = plan::Plan::new(service)?;
    Ok(write::module(&plan, options))
}

/// A file with a public module for each service.
///
/// # Errors
/// As [`service`].
pub fn modules<'s>(
    services: impl IntoIterator<Item = &'s Service>,
    options: &Options,
) -> Result<String, Error> {
    let mut out = String::new();
    for each in services {
        let _ = writeln!(out, "/// Resource types of `{}`.\npub mod {} {{", each.name, each.module_name());
        out.push_str(&service(each, options)?);
        out.push_str("}\n");
    }
    Ok(out)
}
