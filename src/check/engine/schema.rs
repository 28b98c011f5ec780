//! Schemas as a validation meets them: facts, and the little that rules add.

use crate::schema::{Fact, FactValue, check_schema};

/// A schema, and how much of it counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Schema {
    /// Takes everything.
    Anything,
    /// Takes nothing.
    Nothing,
    /// Takes values of these types.
    Kinds(&'static [&'static str]),
    /// Takes these texts.
    Texts(&'static [&'static str]),
    /// What is among the facts.
    Fact(FactSchema),
}

/// A schema among the facts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactSchema {
    /// Its keywords.
    pub(crate) fact: Fact,
    /// The whole that it belongs to, where its references lead.
    pub(crate) root: Fact,
    /// Whether the keywords that look at a value as a whole have been dealt with: see [`is_about_whole`].
    pub(crate) reduced: bool,
}

/// All types: what is asked of values that a schema says nothing about.
pub(crate) const ALL_KINDS: &[&str] = &["array", "boolean", "integer", "number", "object", "string"];

/// Whether a keyword looks at which properties or items there are. Those see the value once for each way in which the
/// conditions in it can turn out.
pub(crate) fn is_about_whole(keyword: &str) -> bool {
    matches!(
        keyword,
        "dependencies"
            | "dependentExcluded"
            | "dependentRequired"
            | "else"
            | "if"
            | "maxItems"
            | "maxProperties"
            | "minItems"
            | "minProperties"
            | "required"
            | "requiredOr"
            | "requiredXor"
            | "then"
            | "uniqueItems"
    )
}

/// Whether a keyword narrows the values of a type.
fn narrows(keyword: &str) -> bool {
    matches!(
        keyword,
        "$ref"
            | "enum"
            | "const"
            | "pattern"
            | "minLength"
            | "maxLength"
            | "minimum"
            | "maximum"
            | "exclusiveMinimum"
            | "exclusiveMaximum"
            | "multipleOf"
            | "format"
            | "allOf"
            | "anyOf"
            | "oneOf"
            | "not"
            | "if"
    )
}

impl Schema {
    /// A schema that stands for itself.
    pub(crate) fn of(root: Fact) -> Self {
        Self::Fact(FactSchema { fact: root, root, reduced: false })
    }

    /// One of the schemas that the checker carries, such as `other/functions/join`; one that takes everything if there is
    /// none of that name, which a test excludes.
    pub(crate) fn named(name: &str) -> Self {
        check_schema(name).map_or(Self::Anything, Self::of)
    }

    /// The types that the schema names, also through a reference.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        match self {
            Self::Anything | Self::Nothing => Vec::new(),
            Self::Kinds(kinds) => kinds.to_vec(),
            Self::Texts(_) => vec!["string"],
            Self::Fact(schema) => schema.kinds(),
        }
    }

    /// The text of a keyword.
    pub(crate) fn text(&self, keyword: &str) -> Option<&'static str> {
        self.get(keyword)?.as_str()
    }

    /// The value of a keyword.
    pub(crate) fn get(&self, keyword: &str) -> Option<Fact> {
        match self {
            Self::Fact(schema) if !(schema.reduced && is_about_whole(keyword)) => schema.fact.get(keyword),
            _ => None,
        }
    }

    /// Whether something is asked of a value beyond its type, so that it pays to look what a function can yield.
    pub(crate) fn is_narrow(&self) -> bool {
        match self {
            Self::Anything | Self::Nothing | Self::Kinds(_) => false,
            Self::Texts(_) => true,
            Self::Fact(schema) => is_narrow(schema.fact, schema.reduced),
        }
    }
}

fn is_narrow(fact: Fact, reduced: bool) -> bool {
    fact.entries().any(|(keyword, value)| match keyword {
        "items" | "additionalProperties" => is_narrow(value, false),
        "properties" | "patternProperties" => value.entries().any(|(_, value)| is_narrow(value, false)),
        _ => narrows(keyword) && !(reduced && is_about_whole(keyword)),
    })
}

impl FactSchema {
    /// A schema inside this one, which belongs to the same whole.
    pub(crate) fn inside(&self, fact: Fact) -> Schema {
        match fact.value() {
            FactValue::Bool(true) => Schema::Anything,
            FactValue::Bool(false) => Schema::Nothing,
            _ => Schema::Fact(Self { fact, root: self.root, reduced: false }),
        }
    }

    /// The same, of which only the keywords count that look at one value.
    pub(crate) fn reduced(&self) -> Self {
        Self { reduced: true, ..*self }
    }

    /// What a reference leads to.
    pub(crate) fn resolve(&self, reference: &str) -> Option<Schema> {
        let (document, pointer) = match reference.split_once('#') {
            // The references of resource types stand without `#/definitions/`.
            None => return Some(self.inside(self.root.get("definitions")?.get(reference)?)),
            Some(parts) => parts,
        };
        let root =
            if document.is_empty() { self.root } else { check_schema(&format!("other/iam/{document}"))? };
        let fact =
            pointer.split('/').filter(|part| !part.is_empty()).try_fold(root, |fact, part| {
                match part.parse::<usize>() {
                    Ok(index) if matches!(fact.value(), FactValue::List(_)) => fact.items().nth(index),
                    _ => fact.get(part),
                }
            })?;
        Some(Self { fact, root, reduced: false }.inside(fact))
    }

    fn kinds(&self) -> Vec<&'static str> {
        if let Some(kinds) = self.fact.get("type") {
            return texts(kinds).collect();
        }
        let reference = self.fact.get("$ref").and_then(Fact::as_str);
        reference.and_then(|reference| self.resolve(reference)).map_or_else(Vec::new, |schema| schema.kinds())
    }
}

/// The texts of a list, or the one text.
pub(crate) fn texts(fact: Fact) -> impl Iterator<Item = &'static str> {
    fact.as_str().into_iter().chain(fact.items().filter_map(Fact::as_str))
}
