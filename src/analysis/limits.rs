//! CloudFormation's limits.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>

use crate::diag::{Diagnostic, Origin};
use crate::model::{Section, Template};

/// The most bytes of a template that is deployed from Amazon S3.
pub const MAX_TEMPLATE_BYTES: usize = 1_000_000;

/// The most bytes of a template's description.
pub(super) const MAX_DESCRIPTION_BYTES: usize = 1_024;

/// The most entries of a section, and the rule that says so.
pub(super) const MAX_ENTRIES: [(Section, usize, &str, &str); 4] = [
    (Section::Parameters, 200, "E2010", "parameters"),
    (Section::Mappings, 200, "E7010", "mappings"),
    (Section::Resources, 500, "E3010", "resources"),
    (Section::Outputs, 200, "E6010", "outputs"),
];

/// Holds a template against the limits that it can be held against before it is written.
#[must_use]
pub fn check_limits(template: &Template) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (section, most, code, what) in MAX_ENTRIES {
        let mut beyond = template.entries(section).skip(most);
        if let Some(first) = beyond.next() {
            let count = most + 1 + beyond.count();
            found.push(
                Diagnostic::error(code, format!("the template has {count} {what}, and {most} is the most"))
                    .label(
                        first.node.origin.or(first.key_origin),
                        format!("`{}` is the first too many", first.key),
                    )
                    .help("split the stack in two, or nest a part of it"),
            );
        }
    }
    if let Some(description) = template.section(Section::Description) {
        let bytes = description.as_str().map_or(0, str::len);
        if bytes > MAX_DESCRIPTION_BYTES {
            let message =
                format!("the description has {bytes} bytes, and {MAX_DESCRIPTION_BYTES} is the most");
            found.push(Diagnostic::error("E1003", message).label(description.origin, ""));
        }
    }
    found
}

/// Holds a written template against the limit of its size.
///
/// # Errors
/// When it has more than [`MAX_TEMPLATE_BYTES`].
pub fn check_size(text: &str, declared: Origin) -> Result<(), Diagnostic> {
    let bytes = text.len();
    if bytes <= MAX_TEMPLATE_BYTES {
        return Ok(());
    }
    Err(Diagnostic::error(
        "E1002",
        format!("the template has {bytes} bytes, and {MAX_TEMPLATE_BYTES} is the most"),
    )
    .label(declared, "of this stack")
    .help("split the stack in two, or nest a part of it"))
}
