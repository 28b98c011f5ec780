//! What is found out about a template, for whoever reports it: counts and sizes against AWS's limits, and what the
//! template uses.

mod limits;
mod transforms;

pub use limits::{MAX_TEMPLATE_BYTES, check_limits, check_size};
pub use transforms::{LANGUAGE_EXTENSIONS, SERVERLESS, required_transforms};
