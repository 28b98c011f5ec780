//! The emitter: a template becomes the text that CloudFormation reads and people review.
//!
//! What is written is valid, the same on every run, and reads back as what the model holds: every string as that very
//! string, under YAML 1.1 (as CloudFormation reads) and 1.2 alike.

mod json;
mod order;
mod scalar;
mod yaml;

use crate::model::{Node, Template};

/// The language that a template is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// YAML, with short tags such as `!Ref`.
    #[default]
    Yaml,
    /// JSON, where functions are objects such as `{"Ref": "Bucket"}`.
    Json,
}

/// Writes a template; the text ends with one line end.
///
/// Sections, and the attributes of resources, parameters, rules and outputs, come in AWS's order, and those that AWS
/// does not know after them; all else keeps the author's order.
///
/// ```
/// use synth::emit::{self, Format};
/// use synth::model::{Object, Template};
///
/// let template = Template::new(Object::from_iter([
///     ("Description", "One line: a colon needs quotes"),
///     ("AWSTemplateFormatVersion", "2010-09-09"),
/// ]));
/// assert_eq!(
///     emit::to_string(&template, Format::Yaml),
///     "AWSTemplateFormatVersion: '2010-09-09'\n\nDescription: 'One line: a colon needs quotes'\n"
/// );
/// assert_eq!(
///     emit::to_string(&template, Format::Json),
///     "{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Description\": \"One line: a colon needs quotes\"\n}\n"
/// );
/// ```
#[must_use]
pub fn to_string(template: &Template, format: Format) -> String {
    let out = String::with_capacity(capacity(template));
    match format {
        Format::Yaml => yaml::template(out, template),
        Format::Json => json::template(out, template),
    }
}

/// Writes one value on its own, nothing of which counts as a section; the text ends with one line end.
///
/// ```
/// use synth::emit::{self, Format};
/// use synth::model::Node;
///
/// let node = Node::list(["s3:*".into(), "*".into(), "NO".into()]);
/// assert_eq!(emit::node_to_string(&node, Format::Yaml), "- s3:*\n- '*'\n- 'NO'\n");
/// ```
#[must_use]
pub fn node_to_string(node: &Node, format: Format) -> String {
    match format {
        Format::Yaml => yaml::node(String::new(), node),
        Format::Json => json::node(String::new(), node),
    }
}

/// Bytes that a template of this many resources usually fits into, so that the text is rarely moved while it grows.
fn capacity(template: &Template) -> usize {
    1024 + 1024 * template.entries(crate::model::Section::Resources).count()
}
