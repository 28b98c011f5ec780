use crate::check::Check;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::schema::{FactValue, check_table};

const LIMITS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1002",
        title: "A template has at most a million bytes",
        about: "CloudFormation takes templates of up to 1 MB, and those only from S3. Move some of the resources to a nested \
                stack or to another stack.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[Hook::Template(too_large)],
    },
    Rule {
        id: "I1002",
        title: "A template that is near the limit of its size",
        about: "The template has more than nine tenths of the bytes that CloudFormation takes.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[Hook::Template(nearly_too_large)],
    },
];

/// The size of the document, and the largest that there may be.
fn size(check: &Check<'_>) -> Option<(usize, usize)> {
    let limit = check_table("limits")?.get("template")?.get("body")?;
    let FactValue::Integer(limit) = limit.value() else { return None };
    Some((check.document?.source.text().len(), usize::try_from(limit).ok()?))
}

fn too_large(check: &Check<'_>, findings: &mut Findings) {
    if let Some((size, limit)) = size(check).filter(|(size, limit)| size > limit) {
        findings.add(
            steps(["Template"]),
            format!("the template has {size} bytes, and at most {limit} are allowed"),
        );
    }
}

fn nearly_too_large(check: &Check<'_>, findings: &mut Findings) {
    if let Some((size, limit)) = size(check).filter(|(size, limit)| size * 10 > limit * 9 && size <= limit) {
        findings.add(steps(["Template"]), format!("the template has {size} of at most {limit} bytes"));
    }
}
