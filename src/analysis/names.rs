use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Origin};
use crate::model::{Node, OutputAttribute, ResourceAttribute, Section, Template};

/// The most bytes of an output's description.
const MAX_OUTPUT_DESCRIPTION_BYTES: usize = 1_024;

/// The most characters of the name of a custom resource's type.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html>
const MAX_CUSTOM_TYPE_LENGTH: usize = 60;

/// Looks at the names that are no logical IDs: those of resource types and exports, and at what outputs say of themselves.
#[must_use]
pub fn check_names(template: &Template) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for resource in template.resources() {
        let name = resource.resource_type;
        if !is_type_name(name) {
            let origin =
                resource.attribute(ResourceAttribute::Type).map_or(Origin::Unknown, |node| node.origin);
            found.push(
                Diagnostic::error(
                    "resource-type",
                    format!("`{}` is no type of a resource", name.escape_debug()),
                )
                .label(origin, "")
                .help("a type is named such as `AWS::S3::Bucket`, `Custom::Name` or `My::Own::Type::MODULE`"),
            );
        }
    }
    let mut exports: BTreeMap<&str, (Option<&Node>, Origin)> = BTreeMap::new();
    for entry in template.entries(Section::Outputs) {
        let attribute = |attribute: OutputAttribute| entry.node.as_object()?.get(attribute.as_str());
        if let Some(description) = attribute(OutputAttribute::Description) {
            let bytes = description.as_str().map_or(0, str::len);
            if bytes > MAX_OUTPUT_DESCRIPTION_BYTES {
                let most = MAX_OUTPUT_DESCRIPTION_BYTES;
                let message =
                    format!("the description of `{}` has {bytes} bytes, and {most} is the most", entry.key);
                found.push(Diagnostic::error("output-description", message).label(description.origin, ""));
            }
        }
        let Some(export) = attribute(OutputAttribute::Export) else { continue };
        let Some(name) = export.as_object().and_then(|export| export.get("Name")).and_then(Node::as_str)
        else {
            continue;
        };
        if name.is_empty() {
            found
                .push(Diagnostic::error("export", "the name of an export is empty").label(export.origin, ""));
            continue;
        }
        let condition = attribute(OutputAttribute::Condition);
        let Some((first_condition, first)) = exports.insert(name, (condition, export.origin)) else {
            continue;
        };
        // Under different conditions there may never be both.
        if condition.is_none() || first_condition.is_none() || condition == first_condition {
            found.push(
                Diagnostic::error("export", format!("two outputs are exported as `{}`", name.escape_debug()))
                    .label(export.origin, "exported so again here")
                    .label(first, "first exported so here"),
            );
        }
    }
    found
}

fn is_type_name(name: &str) -> bool {
    if let Some(custom) = name.strip_prefix("Custom::") {
        let fits = |character: char| character.is_ascii_alphanumeric() || "_@-".contains(character);
        return !custom.is_empty() && custom.chars().all(fits) && name.len() <= MAX_CUSTOM_TYPE_LENGTH;
    }
    let mut parts = 0;
    let well_formed = name.split("::").all(|part| {
        parts += 1;
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    well_formed && (3..=4).contains(&parts)
}
