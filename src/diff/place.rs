//! What the schema says of a place in a resource, as far as it decides what is the same there.

use crate::model::Node;
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

/// A schema, and the whole that it belongs to, where its references lead. What is asked often is read once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Described {
    root: Fact,
    kinds: u8,
    is_json: bool,
    is_unordered: bool,
    is_free: bool,
    properties: Option<Fact>,
    items: Option<Fact>,
    default: Option<Fact>,
    /// `oneOf`, `anyOf` and `allOf`.
    alternatives: [Option<Fact>; 3],
    /// What stands under names that the schema does not list.
    more: Option<Fact>,
}

/// The types of values, each a bit of [`Described::kinds`].
const KINDS: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
const ARRAY: u8 = 1;
const BOOLEAN: u8 = 1 << 1;
const NUMBER: u8 = 1 << 2 | 1 << 3;
const OBJECT: u8 = 1 << 4;
const STRING: u8 = 1 << 5;

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
    /// Accounts, users and roles.
    Identities,
    /// One of them.
    Identity,
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
            Some(root) => Self::Known(Described::new(root, root)),
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
                None if described.is_free => Self::Json,
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
                described.items.map_or(Self::Unknown, |fact| Self::Known(described.at(fact)))
            }
            Self::Policy(Policy::Statements) => Self::Policy(Policy::Statement),
            Self::Policy(Policy::Actions) => Self::Policy(Policy::Action),
            Self::Policy(Policy::Identities) => Self::Policy(Policy::Identity),
            Self::Policy(_) => Self::Policy(Policy::Value),
        }
    }

    /// The place as what really stands there needs it: JSON with statements is a policy.
    pub(super) fn for_value(self, node: &Node) -> Self {
        let is_free = match self {
            Self::Known(described) => described.is_free,
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
            Self::Known(described) => described.is_unordered,
            Self::Policy(policy) => policy.is_set(),
            Self::Names => true,
            Self::Unknown | Self::Json | Self::Name => false,
        }
    }

    /// Whether one value may stand here instead of a list of it.
    pub(super) fn takes_one_for_a_list(self) -> bool {
        match self {
            Self::Known(described) => described.has(ARRAY) && described.kinds != ARRAY,
            Self::Policy(policy) => policy.is_set(),
            Self::Names => true,
            Self::Unknown | Self::Json | Self::Name => false,
        }
    }

    /// Whether a text may stand here instead of the JSON that it holds.
    pub(super) fn takes_json_text(self) -> bool {
        match self {
            Self::Known(described) => described.has(OBJECT) || (described.is_json && !described.has(STRING)),
            _ => false,
        }
    }

    /// Whether numbers and booleans are told from texts here.
    pub(super) fn is_exact(self) -> bool {
        matches!(self, Self::Json)
    }

    /// Whether a number is meant here.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Known(described) if described.has(NUMBER))
    }

    /// Whether a boolean is meant here.
    pub(super) fn is_boolean(self) -> bool {
        matches!(self, Self::Known(described) if described.has(BOOLEAN))
    }

    /// Whether everybody may be meant here.
    pub(super) fn is_principal(self) -> bool {
        matches!(self, Self::Policy(Policy::Principal))
    }

    /// Whether an account, a user or a role is meant here.
    pub(super) fn is_identity(self) -> bool {
        matches!(self, Self::Policy(Policy::Identities | Policy::Identity))
    }

    /// Whether the case of texts means nothing here.
    pub(super) fn ignores_case(self) -> bool {
        matches!(self, Self::Policy(Policy::Actions | Policy::Action))
    }

    /// The value that the schema states for what is not given here.
    pub(super) fn default(self) -> Option<Fact> {
        match self {
            Self::Known(described) => described.default,
            _ => None,
        }
    }

    /// Whether the schema describes the place.
    pub(super) fn is_known(self) -> bool {
        matches!(self, Self::Known(_))
    }
}

impl Described {
    fn new(root: Fact, fact: Fact) -> Self {
        let mut described = Self {
            root,
            kinds: 0,
            is_json: false,
            is_unordered: false,
            is_free: false,
            properties: None,
            items: None,
            default: None,
            alternatives: [None; 3],
            more: None,
        };
        let mut patterns = None;
        let (mut one_of, mut any_of, mut all_of) = (None, None, None);
        for (keyword, value) in fact.entries() {
            match keyword {
                "type" => described.kinds |= kinds(value),
                "format" => described.is_json = value.as_str() == Some("json"),
                "insertionOrder" => described.is_unordered = value.as_bool() == Some(false),
                "properties" => described.properties = Some(value),
                "items" => described.items = Some(value),
                "default" => described.default = Some(value),
                "oneOf" => one_of = Some(value),
                "anyOf" => any_of = Some(value),
                "allOf" => all_of = Some(value),
                "patternProperties" => patterns = value.entries().next().map(|(_, fact)| fact),
                "additionalProperties" if value.as_bool().is_none() => described.more = Some(value),
                _ => {}
            }
        }
        described.alternatives = [one_of, any_of, all_of];
        let has_alternatives = described.alternatives.iter().any(Option::is_some);
        described.is_free = (described.has(OBJECT) || described.is_json)
            && described.properties.is_none()
            && patterns.is_none()
            && !has_alternatives;
        described.more = patterns.or(described.more);
        for alternative in described.alternatives.iter().take(2).flatten().flat_map(|all| all.items()) {
            described.kinds |= target(root, alternative).get("type").map_or(0, kinds);
        }
        described
    }

    fn at(self, fact: Fact) -> Self {
        Self::new(self.root, target(self.root, fact))
    }

    fn has(self, kinds: u8) -> bool {
        self.kinds & kinds != 0
    }

    /// What stands at a property, also in one of several alternatives.
    fn property(self, key: &str) -> Option<Self> {
        if let Some(fact) = self.properties.and_then(|all| all.get(key)) {
            return Some(self.at(fact));
        }
        let alternatives = self.alternatives.into_iter().flatten().flat_map(Fact::items);
        let found =
            alternatives.map(|alternative| self.at(alternative)).find_map(|inner| inner.property(key));
        found.or_else(|| self.more.map(|fact| self.at(fact)))
    }
}

/// Where a reference leads, or the schema itself.
fn target(root: Fact, mut fact: Fact) -> Fact {
    for _ in 0..MOST_REFERENCES {
        let Some(reference) = fact.get("$ref").and_then(Fact::as_str) else { break };
        let own = root.get("definitions").and_then(|all| all.get(reference));
        let property = || root.get("properties")?.get(reference.strip_prefix("#/properties/")?);
        let Some(target) = own.or_else(property) else { break };
        fact = target;
    }
    fact
}

/// The types that the keyword `type` lists.
fn kinds(types: Fact) -> u8 {
    let bit = |name: &str| KINDS.iter().position(|kind| *kind == name).map_or(0, |position| 1 << position);
    match types.as_str() {
        Some(name) => bit(name),
        None => types.items().filter_map(Fact::as_str).map(bit).fold(0, |all, kind| all | kind),
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
            (Self::Principal, "AWS") => Self::Identities,
            (Self::Operator | Self::Principal, _) => Self::Texts,
            // A single statement.
            (Self::Statements, key) => Self::Statement.entry(key),
            _ => Self::Value,
        }
    }

    fn is_set(self) -> bool {
        matches!(self, Self::Statements | Self::Actions | Self::Identities | Self::Texts)
    }
}
