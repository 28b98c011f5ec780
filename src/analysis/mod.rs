//! What is found out about a template, for whoever reports it: counts, sizes and names against AWS's limits, and what
//! the template uses.

mod budgets;
mod conditions;
mod limits;
mod loops;
mod names;
pub mod permissions;
mod references;
mod sizes;
mod transforms;

pub use budgets::{Budget, budgets};
pub use conditions::{Answer, Basis, Branch, Cases, Conditions, Facts, Scenario, Scenarios};
pub use limits::{MAX_TEMPLATE_BYTES, check_limits, check_size};
pub use loops::{expand_loops, is_loop};
pub use names::check_names;
pub use references::{Reference, References, Through, sub_variables};
pub use sizes::{MAX_ENVIRONMENT_BYTES, PolicySize, Size, environment_size, policy_sizes};
pub use transforms::{LANGUAGE_EXTENSIONS, SERVERLESS, required_transforms};
