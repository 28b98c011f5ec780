//! The facts about every resource type that AWS publishes, whatever features are on: for whoever checks, compares or
//! imports templates.
//!
//! ```
//! let bucket = synth::schema::database().get("AWS::S3::Bucket").ok_or("no such type")?;
//! let name = bucket.get("properties").and_then(|properties| properties.get("BucketName")).ok_or("no such property")?;
//! assert_eq!(name.get("type").and_then(|kind| kind.as_str()), Some("string"));
//! assert_eq!(name.get("maxLength").and_then(|most| most.as_integer()), Some(63));
//! # Ok::<(), &str>(())
//! ```

use std::sync::OnceLock;

mod block;
#[cfg(feature = "check")]
mod checks;
mod naming;

pub use block::{Database, Fact, FactList, FactObject, FactValue};
#[cfg(feature = "check")]
pub use checks::{check_schema, check_table, checks};
pub use naming::naming_properties;

/// The facts that this release knows: of each type, the keywords of CloudFormation's own [resource type definition
/// schema][keywords] without its prose, and `regions`, those that have the type. References to definitions (`$ref`) and
/// paths of properties stand without `#/definitions/` and `/properties/`.
///
/// [keywords]: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
#[must_use]
pub fn database() -> &'static Database {
    static DATABASE: OnceLock<Database> = OnceLock::new();
    DATABASE.get_or_init(|| {
        Database::open(include_bytes!(concat!(env!("OUT_DIR"), "/facts.bin"))).unwrap_or(Database::EMPTY)
    })
}
