//! IAM policies: documents and statements, typed.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>

mod document;
mod operator;
mod principal;
mod statement;

pub use document::PolicyDocument;
pub use operator::{ConditionOperator, Operator};
pub use principal::Principal;
pub use statement::{Effect, Statement};
