//! Facts about CloudFormation resource types, and the generator that turns them into typed Rust.
//!
//! Two halves: [`facts`] reads resource type definition schemas (AWS's, SAM's, your own), [`render`] writes Rust for
//! them. `cfn-synth` itself uses both from its build script; a crate with private types in the CloudFormation registry
//! does the same from its own.

mod error;
pub mod facts;
#[cfg(feature = "refresh")]
pub mod refresh;
pub mod render;

pub use error::{Error, read};
