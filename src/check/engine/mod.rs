//! Validation: values of a template against schemas, with the functions understood by what they can yield.

pub(crate) mod dynamic_reference;
pub(crate) mod fault;
pub(crate) mod functions;
pub(crate) mod gathered;
mod intrinsics;
mod keywords;
pub(crate) mod lookup;
pub(crate) mod path;
pub(crate) mod patterns;
mod plain_pattern;
mod plain_syntax;
pub(crate) mod policy;
mod resolve;
pub(crate) mod schema;
pub(crate) mod scope;
mod validate;
pub(crate) mod values;
