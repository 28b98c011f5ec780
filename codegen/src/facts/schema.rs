//! One node of a schema.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

/// A JSON type as schemas name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// `array`
    Array,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `null`
    Null,
    /// `number`
    Number,
    /// `object`
    Object,
    /// `string`
    String,
}

impl Kind {
    /// The name in a schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Array => "array",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Null => "null",
            Self::Number => "number",
            Self::Object => "object",
            Self::String => "string",
        }
    }

    /// The kind with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "array" => Self::Array,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "null" => Self::Null,
            "number" => Self::Number,
            "object" => Self::Object,
            "string" => Self::String,
            _ => return None,
        })
    }
}

/// What a `$ref` points to, always within the same resource type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// `#/definitions/NAME`
    Definition(String),
    /// `#/properties/NAME`
    Property(String),
}

/// `additionalProperties`.
#[derive(Clone, Debug, PartialEq)]
pub enum Additional {
    /// `true` or `false`
    Allowed(bool),
    /// Values that must match a schema.
    Matching(Box<Schema>),
}

/// `relationshipRef`: the property holds what another resource's property holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The other resource's type.
    pub type_name: String,
    /// The other resource's property, e.g. `/properties/Arn`.
    pub property_path: String,
}

/// A schema: of a property, a definition, a list's items, a branch of a union.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// `type`, in the schema's order; empty when it says none.
    pub types: Vec<Kind>,
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `properties`.
    pub properties: BTreeMap<String, Schema>,
    /// `patternProperties`: the schemas of map entries by the pattern of their key.
    pub pattern_properties: BTreeMap<String, Schema>,
    /// `additionalProperties`.
    pub additional_properties: Option<Additional>,
    /// `required`, in the schema's order.
    pub required: Vec<String>,
    /// `items`: the schema of each element.
    pub items: Option<Box<Schema>>,
    /// `prefixItems`: the schemas of the first elements.
    pub prefix_items: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// Everything that narrows values; absent when nothing does.
    pub constraints: Option<Box<Constraints>>,
}

/// The keywords that narrow a value without giving it a shape.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `enum`.
    pub enumeration: Vec<Value>,
    /// `enumCaseInsensitive`: an enumeration whose values AWS accepts in any case.
    pub enum_case_insensitive: Vec<Value>,
    /// `const`.
    pub constant: Option<Value>,
    /// `default`.
    pub default: Option<Value>,
    /// `format`: `date-time`, `json`, `AWS::EC2::Subnet.Id`, ….
    pub format: Option<String>,
    /// `pattern`: an ECMA regular expression.
    pub pattern: Option<String>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `maxUniqueItems`: how many different elements there may be.
    pub max_unique_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: Option<bool>,
    /// `uniqueKeys`: no two elements agree in all of these properties.
    pub unique_keys: Vec<String>,
    /// `insertionOrder`: `false` when AWS may return the elements in another order.
    pub insertion_order: Option<bool>,
    /// `arrayType`: `AttributeList` or `Standard`.
    pub array_type: Option<String>,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
    /// `requiredOr`: at least one of these properties.
    pub required_or: Vec<String>,
    /// `requiredXor`: exactly one of these properties.
    pub required_xor: Vec<String>,
    /// `dependentRequired` (`dependencies` with a list, in older schemas): a property that needs others.
    pub dependent_required: BTreeMap<String, Vec<String>>,
    /// `dependentSchemas` (`dependencies` with a schema): what holds for the whole object if a property is there.
    pub dependent_schemas: BTreeMap<String, Schema>,
    /// `dependentExcluded`: a property that rules out others.
    pub dependent_excluded: BTreeMap<String, Vec<String>>,
    /// `not`.
    pub not: Option<Box<Schema>>,
    /// `if`.
    pub if_: Option<Box<Schema>>,
    /// `then`.
    pub then: Option<Box<Schema>>,
    /// `else`.
    pub else_: Option<Box<Schema>>,
    /// `relationshipRef`.
    pub relationship: Option<Relationship>,
}

static NO_CONSTRAINTS: Constraints = Constraints {
    enumeration: Vec::new(),
    enum_case_insensitive: Vec::new(),
    constant: None,
    default: None,
    format: None,
    pattern: None,
    min_length: None,
    max_length: None,
    minimum: None,
    maximum: None,
    exclusive_minimum: None,
    exclusive_maximum: None,
    multiple_of: None,
    min_items: None,
    max_items: None,
    max_unique_items: None,
    unique_items: None,
    unique_keys: Vec::new(),
    insertion_order: None,
    array_type: None,
    min_properties: None,
    max_properties: None,
    required_or: Vec::new(),
    required_xor: Vec::new(),
    dependent_required: BTreeMap::new(),
    dependent_schemas: BTreeMap::new(),
    dependent_excluded: BTreeMap::new(),
    not: None,
    if_: None,
    then: None,
    else_: None,
    relationship: None,
};

impl Schema {
    /// The constraints, empty ones if the schema has none.
    pub fn constraints(&self) -> &Constraints {
        self.constraints.as_deref().unwrap_or(&NO_CONSTRAINTS)
    }

    /// The branches of `anyOf`, `oneOf` and `allOf`, in this order.
    pub fn branches(&self) -> impl Iterator<Item = &Schema> {
        self.any_of.iter().chain(&self.one_of).chain(&self.all_of)
    }

    /// The closed list of string values, from `enum`, `enumCaseInsensitive` or `const`.
    pub fn string_values(&self) -> Option<Vec<&str>> {
        let c = self.constraints();
        let values: Vec<&Value> = if !c.enumeration.is_empty() {
            c.enumeration.iter().collect()
        } else if !c.enum_case_insensitive.is_empty() {
            c.enum_case_insensitive.iter().collect()
        } else {
            c.constant.iter().collect()
        };
        if values.is_empty() { None } else { values.into_iter().map(Value::as_str).collect() }
    }
}
