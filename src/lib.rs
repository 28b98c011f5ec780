//! Infrastructure as code for AWS: stacks are Rust values, and the program turns them into CloudFormation templates.
//!
//! ```no_run
//! use synth::aws::iam::ManagedPolicy;
//! use synth::prelude::*;
//!
//! fn stack() -> Stack {
//!     let mut stack = Stack::new("pc-policy").description("What the nodes of the cluster may do.");
//!     let bucket = stack.parameter("Bucket", Parameter::string().description("Holds the data of the jobs."));
//!     let policy = stack.add(
//!         "NodePolicy",
//!         ManagedPolicy::new(
//!             PolicyDocument::new()
//!                 .statement(Statement::allow(["s3:GetObject"]).on(sub!("arn:aws:s3:::${bucket}/*"))),
//!         ),
//!     );
//!     stack.output("PolicyArn", policy.reference()).description("ARN of the policy.");
//!     stack
//! }
//!
//! fn main() -> std::process::ExitCode {
//!     synth::App::new().stack(stack()).run()
//! }
//! ```

#![warn(missing_docs)]

pub mod analysis;
pub mod aws;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diag;
#[cfg(feature = "check")]
pub mod diff;
pub mod dsl;
pub mod emit;
pub mod graph;
pub mod model;
pub mod parse;
pub mod prelude;
#[cfg(feature = "schema")]
pub mod schema;

#[doc(hidden)]
pub use cfn_synth_macros as __macros;
#[cfg(feature = "cli")]
pub use cli::App;

#[cfg(all(
    doctest,
    feature = "cli",
    feature = "apigateway",
    feature = "iam",
    feature = "lambda",
    feature = "s3"
))]
mod documents {
    #[doc = include_str!("../README.md")]
    mod readme {}
    #[doc = include_str!("../docs/guide.md")]
    mod guide {}
}
