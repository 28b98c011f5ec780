//! Facts about resource types: what a resource provider schema says, without its prose.
//!
//! The vocabulary is that of CloudFormation's own [resource type definition schema][spec], so that the facts of AWS's
//! types, of SAM's and of a user's private types are read by one reader. Descriptions, titles, examples and
//! handler permissions are left out; a keyword nobody here knows is an error that names the type and the place.
//!
//! [spec]: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html

mod features;
mod layout;
mod parse;
mod path;
mod regions;
mod resource;
mod schema;
mod service;
mod text;
mod trace;

pub use features::Features;
pub(crate) use layout::write_value;
pub use path::{PropertyPath, Segment};
pub use regions::Regions;
pub use resource::{Lifecycle, ResourceLink, ResourceType, Returns, Tagging};
pub use schema::{Additional, Constraints, Kind, Reference, Relationship, Schema};
pub use service::{Service, module_name};
