//! What the schema says of a place in a resource, as far as it decides what is the same there.

use crate::model::{Node, Value};
use crate::schema::{Fact, database};

/// A place in a template.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Nothing is known of it.
    Unknown,
    /// A value that the schema describes.
    Known(Described),
    /// JSON that CloudFormation hands on as it is: it tells a number from a text.
    Json,
    /// A part of a policy document.
    Policy(Policy),
    /// A list of names whose order means nothing, one of which may stand alone: `DependsOn`.
    Names,
    /// The logical ID of a resource, written as a text.
    Name,
}

/// A schema, and the whole that it belongs to, where its references lead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Described {
    root: Fact,
    fact: Fact,
}

/// A part of a policy document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// The document.
    Document,
    /// The list of statements, or a single one.
    Statements,
    /// A statement.
    Statement,
    /// Whom a statement is about: all, or names by kind.
    Principal,
    /// Operators, each with its keys.
    Condition,
    /// Keys, each with its values.
    Operator,
    /// Actions, the case of which means nothing, or one of them.
    Actions,
    /// An action.
    Action,
    /// Texts, or one of them.
    Texts,
    /// Anything else.
    Value,
}

/// References lead so far at most, which no schema comes near.
const MOST_REFERENCES: usize = 16;

impl Place {
    /// The properties of a resource of that type.
    pub(super) fn properties(resource_type: &str) -> Self {
        match database().get(resource_type) {
            Some(root) => Self::Known(Described { root, fact: root }),
            None => Self::Unknown,
        }
    }

    /// The place of the value of that key.
    pub(super) fn entry(self, key: &str) -> Self {
        match self {
            Self::Unknown | Self::Names | Self::Name => Self::Unknown,
            Self::Json => Self::Json,
            Self::Known(described) => match described.property(key) {
                Some(inner) => Self::Known(inner),
                None if described.is_free() => Self::Json,
                None => Self::Unknown,
            },
            Self::Policy(policy) => Self::Policy(policy.entry(key)),
        }
    }

    /// The place of the items of a list that stands here.
    pub(super) fn item(self) -> Self {
        match self {
            Self::Unknown | Self::Name => Self::Unknown,
            Self::Names => Self::Name,
            Self::Json => Self::Json,
            Self::Known(described) => {
                described.keyword("items").map_or(Self::Unknown, |fact| Self::Known(described.at(fact)))
            }
            Self::Policy(Policy::Statements) => Self::Policy(Policy::Statement),
            Self::Policy(Policy::Actions) => Self::Policy(Policy::Action),
            Self::Policy(_) => Self::Policy(Policy::Value),
        }
    }

    /// The place as what really stands there needs it: JSON with statements is a policy.
    pub(super) fn for_value(self, node: &Node) -> Self {
        let is_free = match self {
            Self::Known(described) => described.is_free(),
            Self::Json => true,
            _ => false,
        };
        match node.as_object() {
            Some(object) if is_free && object.get("Statement").is_some() => Self::Policy(Policy::Document),
            Some(_) if is_free => Self::Json,
            _ => self,
        }
    }

    /// Whether the order of a list means nothing here.
    pub(super) fn is_unordered(self) -> bool {
        match self {
            // That items are unique says nothing: the first of several name servers is asked first.
            Self::Known(described) => {
                described.keyword("insertionOrder").and_then(Fact::as_bool) == Some(false)
            }
            Self::Policy(policy) => policy.is_set(),
            Self::Names => true,
            Self::Unknown | Self::Json | Self::Name => false,
        }
    }

    /// Whether one value may stand here instead of a list of it.
    pub(super) fn takes_one_for_a_list(self) -> bool {
        match self {
            Self::Known(described) => described.has_kind("array") && described.kinds() > 1,
            Self::Policy(policy) => policy.is_set(),
            Self::Names => true,
            Self::Unknown | Self::Json | Self::Name => false,
        }
    }

    /// Whether a text may stand here instead of the JSON that it holds.
    pub(super) fn takes_json_text(self) -> bool {
        match self {
            Self::Known(described) => {
                let is_json = described.keyword("format").and_then(Fact::as_str) == Some("json");
                described.has_kind("object") || (is_json && !described.has_kind("string"))
            }
            _ => false,
        }
    }

    /// Whether numbers and booleans are told from texts here.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Json)
    }

    /// Whether a number is meant here.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Known(described) if described.has_kind("integer") || described.has_kind("number"))
    }

    /// Whether a boolean is meant here.
    pub(super) fn is_boolean(self) -> bool {
        matches!(self, Self::Known(described) if described.has_kind("boolean"))
    }

    /// Whether the case of texts means nothing here.
    pub(super) fn ignores_case(self) -> bool {
        matches!(self, Self::Policy(Policy::Actions | Policy::Action))
    }

    /// The value that the schema states for a property that is not given.
    pub(super) fn default_of(self, key: &str) -> Option<Fact> {
        match self {
            Self::Known(described) => described.property(key)?.keyword("default"),
            _ => None,
        }
    }

    /// Whether the schema describes the place.
    pub(super) fn is_known(self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl Described {
    fn at(self, fact: Fact) -> Self {
        let mut described = Self { fact, ..self };
        for _ in 0..MOST_REFERENCES {
            let Some(reference) = described.fact.get("$ref").and_then(Fact::as_str) else { break };
            let own = self.root.get("definitions").and_then(|all| all.get(reference));
            let target =
                own.or_else(|| self.root.get("properties")?.get(reference.strip_prefix("#/properties/")?));
            let Some(target) = target else { break };
            described.fact = target;
        }
        described
    }

    /// What stands at a property, also in one of several alternatives.
    fn property(self, key: &str) -> Option<Self> {
        let own = self.fact.get("properties").and_then(|all| all.get(key));
        if let Some(fact) = own {
            return Some(self.at(fact));
        }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            for alternative in self.fact.get(keyword).into_iter().flat_map(Fact::items) {
                if let Some(found) = self.at(alternative).property(key) {
                    return Some(found);
                }
            }
        }
        let patterns = self.fact.get("patternProperties").and_then(|all| all.entries().next());
        let more = patterns
            .map(|(_, fact)| fact)
            .or_else(|| self.fact.get("additionalProperties").filter(|more| more.as_bool().is_none()));
        more.map(|fact| self.at(fact))
    }

    fn keyword(self, keyword: &str) -> Option<Fact> {
        self.fact.get(keyword)
    }

    fn has_kind(self, kind: &str) -> bool {
        let has = |fact: Fact| match fact.get("type") {
            Some(kinds) if kinds.as_str().is_some() => kinds.as_str() == Some(kind),
            Some(kinds) => kinds.items().any(|item| item.as_str() == Some(kind)),
            None => false,
        };
        has(self.fact)
            || ["oneOf", "anyOf"].iter().any(|keyword| {
                self.fact.get(keyword).is_some_and(|all| all.items().any(|fact| has(self.at(fact).fact)))
            })
    }

    fn kinds(self) -> usize {
        ["array", "boolean", "integer", "number", "object", "string"]
            .iter()
            .filter(|kind| self.has_kind(kind))
            .count()
    }

    /// Whether the schema says no more than that this is JSON.
    fn is_free(self) -> bool {
        let says = |keyword: &str| self.fact.get(keyword).is_some();
        let is_json = self.keyword("format").and_then(Fact::as_str) == Some("json");
        (self.has_kind("object") || is_json)
            && !["properties", "patternProperties", "oneOf", "anyOf", "allOf"]
                .iter()
                .any(|keyword| says(keyword))
    }
}

impl Policy {
    fn entry(self, key: &str) -> Self {
        match (self, key) {
            (Self::Document, "Statement") => Self::Statements,
            (Self::Statement, "Action" | "NotAction") => Self::Actions,
            (Self::Statement, "Resource" | "NotResource") => Self::Texts,
            (Self::Statement, "Principal" | "NotPrincipal") => Self::Principal,
            (Self::Statement, "Condition") => Self::Condition,
            (Self::Condition, _) => Self::Operator,
            (Self::Operator | Self::Principal, _) => Self::Texts,
            // A single statement.
            (Self::Statements, key) => Self::Statement.entry(key),
            _ => Self::Value,
        }
    }

    fn is_set(self) -> bool {
        matches!(self, Self::Statements | Self::Actions | Self::Texts)
    }
}

/// A fact as a value of a template.
pub(super) fn node_of(fact: Fact) -> Node {
    use crate::schema::FactValue;
    match fact.value() {
        FactValue::Null => Node::default(),
        FactValue::Bool(value) => value.into(),
        FactValue::Integer(number) => number.into(),
        FactValue::Float(number) => number.into(),
        FactValue::Text(text) => text.into(),
        FactValue::List(items) => Node::list(items.map(node_of)),
        FactValue::Object(entries) => {
            Value::Object(entries.map(|(key, fact)| (key, node_of(fact))).collect()).into()
        }
    }
}
