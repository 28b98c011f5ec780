//! Doc comments: facts about a property, never AWS's sentences.

use crate::facts::{Constraints, PropertyPath, ResourceType, Schema};

use super::model::{Body, Field, Marks, Model, Shape};

const GUIDE: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference";
const SAM_GUIDE: &str = "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide";

/// The longest pattern that a doc comment shows.
const LONGEST_PATTERN: usize = 100;

/// A page of AWS's documentation about a resource type or property type, and how its anchors begin.
#[derive(Debug)]
pub(super) struct Page {
    url: String,
    anchor: String,
}

impl Page {
    pub(super) fn of_resource(facts: &ResourceType) -> Option<Self> {
        let (service, resource) = page_names(facts)?;
        if service == "serverless" {
            return Some(Self {
                url: format!("{SAM_GUIDE}/sam-resource-{resource}.html"),
                anchor: format!("sam-{resource}-"),
            });
        }
        Some(Self {
            url: format!("{GUIDE}/aws-resource-{service}-{resource}.html"),
            anchor: format!("cfn-{service}-{resource}-"),
        })
    }

    /// The page of a property type; only what has a name in the schema has one.
    pub(super) fn of_property_type(facts: &ResourceType, definition: &str) -> Option<Self> {
        let (service, resource) = page_names(facts)?;
        let definition = definition.to_ascii_lowercase();
        (service != "serverless").then(|| Self {
            url: format!("{GUIDE}/aws-properties-{service}-{resource}-{definition}.html"),
            anchor: format!("cfn-{service}-{resource}-{definition}-"),
        })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    fn property(&self, name: &str) -> String {
        format!("{}#{}{}", self.url, self.anchor, name.to_ascii_lowercase())
    }
}

/// The parts of a page's name. A type that is not AWS's has no page.
fn page_names(facts: &ResourceType) -> Option<(String, String)> {
    let mut parts = facts.type_name.split("::");
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("AWS" | "Alexa" | "AMZN"), Some(service), Some(resource), None) => {
            Some((service.to_ascii_lowercase(), resource.to_ascii_lowercase()))
        }
        _ => None,
    }
}

/// The facts about a property on one line, without the address: those that all of its owners agree on.
pub(super) fn property(owners: &[(&Model<'_>, &Field<'_>)], marks: Marks) -> String {
    let Some(((model, field), others)) = owners.split_first() else { return String::new() };
    let mut facts = value_facts(model, field);
    for (model, field) in others {
        let own = value_facts(model, field);
        facts.retain(|fact| own.contains(fact));
    }
    let mut text = format!("`{}`: {}", field.name, kind(model, &field.shape));
    for fact in facts {
        text.push_str(", ");
        text.push_str(&fact);
    }
    text.push('.');
    text.push_str(&consequences(marks));
    text
}

/// The address of a property's documentation.
pub(super) fn property_url(page: Option<&Page>, field: &Field<'_>) -> String {
    page.map(|page| format!(" <{}>", page.property(field.name))).unwrap_or_default()
}

/// What a shape is called in prose.
pub(super) fn kind(model: &Model<'_>, shape: &Shape) -> String {
    match shape {
        Shape::String => "string".to_owned(),
        Shape::Bool => "boolean".to_owned(),
        Shape::Integer => "integer".to_owned(),
        Shape::Number => "number".to_owned(),
        Shape::Json => "JSON".to_owned(),
        Shape::PolicyDocument => "policy document".to_owned(),
        Shape::Tag => "tag".to_owned(),
        Shape::OneOrMany => "string or list of strings".to_owned(),
        Shape::List(inner) => format!("list of {}", plural(model, inner)),
        Shape::Map(inner) => format!("map of {}", plural(model, inner)),
        Shape::Node(node) => match model.nodes.get(*node).map(|node| &node.body) {
            Some(Body::Enum(_)) => "string of a list of values".to_owned(),
            _ => "property type".to_owned(),
        },
    }
}

fn plural(model: &Model<'_>, shape: &Shape) -> String {
    match shape {
        Shape::Json => "JSON values".to_owned(),
        Shape::List(inner) => format!("lists of {}", plural(model, inner)),
        Shape::Map(inner) => format!("maps of {}", plural(model, inner)),
        shape => match kind(model, shape).split_once(' ') {
            Some((first, rest)) if rest.starts_with("of ") => format!("{first}s {rest}"),
            _ => kind(model, shape) + "s",
        },
    }
}

/// Bounds, format, pattern and default, from the property's own schema and what it refers to.
fn value_facts(model: &Model<'_>, field: &Field<'_>) -> Vec<String> {
    let [schema] = field.schemas.as_slice() else { return Vec::new() };
    let mut facts = Vec::new();
    let mut next = Some(*schema);
    while let Some(schema) = next {
        constraint_facts(schema, &mut facts);
        next = schema.reference.as_ref().and_then(|reference| model.facts.target(reference));
    }
    facts
}

fn constraint_facts(schema: &Schema, facts: &mut Vec<String>) {
    let c = schema.constraints();
    let mut add = |kind: &str, text: Option<String>| {
        // What the property says itself comes before what its definition says.
        if let Some(text) = text
            && !facts.iter().any(|fact| fact.starts_with(kind) || fact.ends_with(kind))
        {
            facts.push(text);
        }
    };
    add(" characters", range(c.min_length.as_ref(), c.max_length.as_ref(), " characters"));
    add(" items", range(c.min_items.as_ref(), c.max_items.as_ref(), " items"));
    add(" entries", range(c.min_properties.as_ref(), c.max_properties.as_ref(), " entries"));
    add("from ", bounds(c));
    add("a multiple of", c.multiple_of.as_ref().map(|number| format!("a multiple of {number}")));
    add("unique", (c.unique_items == Some(true)).then(|| "unique".to_owned()));
    add(
        "format ",
        c.format
            .as_deref()
            .filter(|format| is_telling(format))
            .map(|format| format!("format {}", code(format))),
    );
    add("pattern ", c.pattern.as_deref().and_then(pattern));
    add(
        "default ",
        c.default
            .as_ref()
            .filter(|value| !value.is_null())
            .map(|value| format!("default {}", code(&value.to_string()))),
    );
}

/// `3 to 63 characters`; nothing if only a lower bound of zero is known.
fn range(min: Option<&u64>, max: Option<&u64>, unit: &str) -> Option<String> {
    match (min, max) {
        (None | Some(0), None) => None,
        (None | Some(0), Some(max)) => Some(format!("up to {max}{unit}")),
        (Some(min), None) => Some(format!("at least {min}{unit}")),
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min}{unit}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}{unit}")),
    }
}

fn bounds(c: &Constraints) -> Option<String> {
    let low = c
        .minimum
        .as_ref()
        .map(|n| format!("from {n}"))
        .or_else(|| c.exclusive_minimum.as_ref().map(|n| format!("from above {n}")));
    let high = c
        .maximum
        .as_ref()
        .map(|n| format!("to {n}"))
        .or_else(|| c.exclusive_maximum.as_ref().map(|n| format!("to below {n}")));
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} {high}")),
        (Some(low), None) => Some(low),
        (None, Some(high)) => Some(format!("from any {high}")),
        (None, None) => None,
    }
}

/// Formats that repeat the type say nothing.
fn is_telling(format: &str) -> bool {
    !matches!(format, "json" | "string" | "int64" | "double") && format.len() <= LONGEST_PATTERN
}

fn pattern(pattern: &str) -> Option<String> {
    let shown = pattern.len() <= LONGEST_PATTERN && !pattern.chars().any(char::is_control);
    shown.then(|| format!("pattern {}", code(pattern)))
}

/// What follows from setting or changing a property.
fn consequences(marks: Marks) -> String {
    let mut text = String::new();
    if marks.create_only {
        text.push_str(" A change replaces the resource.");
    } else if marks.conditional_create_only {
        text.push_str(" A change may replace the resource.");
    }
    if marks.write_only {
        text.push_str(" Write-only.");
    }
    if marks.deprecated {
        text.push_str(" Deprecated by AWS.");
    }
    text
}

/// A code span that survives backticks inside.
pub(super) fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// What `Ref` returns, or what identifies the resource where nobody has written that down.
pub(super) fn reference(facts: &ResourceType) -> Option<String> {
    let parts = |paths: &[PropertyPath]| {
        paths.iter().map(|path| format!("`{}`", dotted(path))).collect::<Vec<_>>().join(", ")
    };
    match (facts.returns.reference.as_slice(), facts.primary_identifier.as_slice()) {
        ([], []) => None,
        ([], [only]) => Some(format!("Identified by `{}`, which `Ref` returns as a rule.", dotted(only))),
        ([], several) => Some(format!("Identified by {}.", parts(several))),
        (known, _) => Some(format!("`Ref` returns {}.", parts(known))),
    }
}

fn dotted(path: &PropertyPath) -> String {
    path.names().collect::<Vec<_>>().join(".")
}

/// What AWS announced about the type's end.
pub(super) fn lifecycle(facts: &ResourceType) -> Option<String> {
    let lifecycle = facts.lifecycle.as_ref()?;
    let date = lifecycle.date.as_deref().map(|date| format!(" on {date}")).unwrap_or_default();
    Some(format!("AWS has announced the end of this resource type: {}{date}.", lifecycle.status))
}
