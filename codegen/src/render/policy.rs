//! Which properties without a shape of their own hold IAM policies.

use crate::facts::{ResourceType, Schema};

/// Properties that are IAM policy documents wherever they occur with the type of a JSON document.
const NAMES: &[&str] = &["PolicyDocument"];

/// Whether a JSON-typed property holds an IAM policy document.
pub(super) fn is_policy(_resource: &ResourceType, name: &str, _schemas: &[&Schema]) -> bool {
    NAMES.contains(&name) || name.ends_with("PolicyDocument")
}

/// Whether a list of JSON documents holds IAM policy documents.
pub(super) fn is_policy_list(name: &str) -> bool {
    NAMES.contains(&name)
}
