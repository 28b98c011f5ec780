//! Facts about CloudFormation resource types, and the generator that turns them into typed Rust.
//!
//! Two halves: [`facts`] reads resource type definition schemas (AWS's, SAM's, your own), [`render`] writes Rust for
//! them. `cfn-synth` itself uses both from its build script; a crate with private types in the CloudFormation registry
//! does the same from its own, and mounts the file with `include!`:
//!
//! ```
//! use cfn_synth_codegen::facts::{ResourceType, Service};
//! use cfn_synth_codegen::render::{self, Names, Options};
//!
//! let schema = r#"{"typeName": "MyCorp::Billing::CostCenter", "properties": {"Number": {"type": "string"}}}"#;
//! let resource = ResourceType::from_json("cost-center.json", schema)?;
//! for service in Service::group([resource])? {
//!     let module = render::module(&service, &Names::default(), &Options::new())?;
//!     assert!(module.contains("pub struct CostCenter"));
//! }
//! # Ok::<(), cfn_synth_codegen::Error>(())
//! ```

#![warn(missing_docs)]

pub mod checks;
pub mod database;
mod error;
pub mod facts;
#[cfg(feature = "refresh")]
pub mod refresh;
pub mod render;

pub use error::{Error, read};
