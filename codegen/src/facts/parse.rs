//! JSON to facts. Every keyword is either read, known to be prose, or an error.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::{
    Additional, Constraints, Kind, Lifecycle, PropertyPath, Reference, Relationship, ResourceLink,
    ResourceType, Returns, Schema, Tagging,
};
use crate::Error;

/// Keywords of a schema node that say nothing a program needs.
const PROSE: &[&str] = &["$comment", "$id", "$schema", "description", "examples", "title"];

/// Keywords of a whole resource type that this project has no use for.
const UNUSED: &[&str] =
    &["handlers", "sourceUrl", "typeConfiguration", "nonPublicProperties", "nonPublicDefinitions"];

impl Returns {
    /// Reads the return values of a resource type.
    ///
    /// # Errors
    /// [`Error::Construct`], as [`ResourceType::from_value`].
    pub fn from_value(type_name: &str, value: &Value) -> Result<Self, Error> {
        Parser { type_name: type_name.to_owned(), place: vec!["returns".to_owned()] }.returns(value)
    }
}

impl ResourceType {
    /// Reads a resource type definition schema: the facts of this crate, AWS's own, or a user's.
    ///
    /// # Errors
    /// [`Error::Construct`] names the type, the place and the keyword that is unknown or has the wrong shape.
    pub fn from_value(value: &Value) -> Result<Self, Error> {
        let type_name =
            value.get("typeName").and_then(Value::as_str).unwrap_or("(a schema without typeName)");
        Parser { type_name: type_name.to_owned(), place: Vec::new() }.resource(value)
    }

    /// Reads the text of a resource type definition schema.
    ///
    /// # Errors
    /// [`Error::Json`] if it is not JSON, otherwise as [`from_value`](Self::from_value).
    pub fn from_json(origin: &str, text: &str) -> Result<Self, Error> {
        let value =
            serde_json::from_str(text).map_err(|source| Error::Json { origin: origin.to_owned(), source })?;
        Self::from_value(&value)
    }
}

struct Parser {
    type_name: String,
    place: Vec<String>,
}

type Parsed<T> = Result<T, Error>;

impl Parser {
    fn error<T>(&self, message: impl Into<String>) -> Parsed<T> {
        let place = self.place.iter().fold(String::new(), |text, step| text + "/" + step);
        Err(Error::Construct { type_name: self.type_name.clone(), place, message: message.into() })
    }

    /// Runs `read` one step deeper, so that an error names the place.
    fn at<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.place.push(step.to_owned());
        let result = read(self);
        self.place.pop();
        result
    }

    fn resource(&mut self, value: &Value) -> Parsed<ResourceType> {
        let object = self.object(value)?;
        let mut resource = ResourceType { type_name: self.type_name.clone(), ..ResourceType::default() };
        if self.type_name.split("::").filter(|part| is_identifier(part)).count() < 3 {
            return self.error("typeName is not of the form Organization::Service::Resource");
        }
        let mut own = Map::new();
        for (key, value) in object {
            self.at(key, |p| {
                match key.as_str() {
                    "typeName" => {}
                    "definitions" => resource.definitions = p.schemas(value)?,
                    "readOnlyProperties" => resource.read_only = p.paths(value)?,
                    "createOnlyProperties" => resource.create_only = p.paths(value)?,
                    "conditionalCreateOnlyProperties" => resource.conditional_create_only = p.paths(value)?,
                    "writeOnlyProperties" => resource.write_only = p.paths(value)?,
                    "deprecatedProperties" => resource.deprecated = p.paths(value)?,
                    "primaryIdentifier" => resource.primary_identifier = p.paths(value)?,
                    "additionalIdentifiers" => {
                        resource.additional_identifiers =
                            p.array(value)?.iter().map(|set| p.paths(set)).collect::<Parsed<_>>()?;
                    }
                    "tagging" => resource.tagging = Some(p.tagging(value)?),
                    "taggable" => {
                        let taggable = p.boolean(value)?;
                        if resource.tagging.is_none() {
                            resource.tagging = Some(Tagging { taggable, ..Tagging::default() });
                        }
                    }
                    "propertyTransform" => resource.property_transform = p.string_map(value)?,
                    "replacementStrategy" => resource.replacement_strategy = Some(p.string(value)?),
                    "lifecycle" => resource.lifecycle = Some(p.lifecycle(value)?),
                    "resourceLink" => resource.resource_link = Some(p.resource_link(value)?),
                    "returns" => resource.returns = p.returns(value)?,
                    "documentationUrl" => resource.documentation_url = Some(p.string(value)?),
                    key if UNUSED.contains(&key) => {}
                    _ => {
                        own.insert(key.clone(), value.clone());
                    }
                }
                Ok(())
            })?;
        }
        resource.root = self.object_schema(&own)?;
        self.check_references(&resource)?;
        Ok(resource)
    }

    fn schema(&mut self, value: &Value) -> Parsed<Schema> {
        let object = self.object(value)?;
        self.object_schema(object)
    }

    fn object_schema(&mut self, object: &Map<String, Value>) -> Parsed<Schema> {
        let mut schema = Schema::default();
        let mut c = Constraints::default();
        for (key, value) in object {
            self.at(key, |p| {
                match key.as_str() {
                    "type" => schema.types = p.kinds(value)?,
                    "$ref" => schema.reference = Some(p.reference(value)?),
                    "properties" => schema.properties = p.schemas(value)?,
                    "patternProperties" => schema.pattern_properties = p.schemas(value)?,
                    "additionalProperties" => {
                        schema.additional_properties = Some(match value {
                            Value::Bool(allowed) => Additional::Allowed(*allowed),
                            _ => Additional::Matching(Box::new(p.schema(value)?)),
                        });
                    }
                    "required" => schema.required = p.strings(value)?,
                    "items" => schema.items = Some(Box::new(p.schema(value)?)),
                    "prefixItems" => schema.prefix_items = p.schema_list(value)?,
                    "anyOf" => schema.any_of = p.schema_list(value)?,
                    "oneOf" => schema.one_of = p.schema_list(value)?,
                    "allOf" => schema.all_of = p.schema_list(value)?,
                    "enum" => c.enumeration = p.array(value)?.clone(),
                    "enumCaseInsensitive" => c.enum_case_insensitive = p.array(value)?.clone(),
                    "const" => c.constant = Some(value.clone()),
                    "default" => c.default = Some(value.clone()),
                    "format" => c.format = Some(p.string(value)?),
                    "pattern" => c.pattern = Some(p.string(value)?),
                    "minLength" => c.min_length = Some(p.count(value)?),
                    "maxLength" => c.max_length = Some(p.count(value)?),
                    "minimum" => c.minimum = Some(p.number(value)?),
                    "maximum" => c.maximum = Some(p.number(value)?),
                    "exclusiveMinimum" => c.exclusive_minimum = Some(p.number(value)?),
                    "exclusiveMaximum" => c.exclusive_maximum = Some(p.number(value)?),
                    "multipleOf" => c.multiple_of = Some(p.number(value)?),
                    "minItems" => c.min_items = Some(p.count(value)?),
                    "maxItems" => c.max_items = Some(p.count(value)?),
                    "maxUniqueItems" => c.max_unique_items = Some(p.count(value)?),
                    "uniqueItems" => c.unique_items = Some(p.boolean(value)?),
                    "uniqueKeys" => c.unique_keys = p.strings(value)?,
                    "insertionOrder" => c.insertion_order = Some(p.boolean(value)?),
                    "arrayType" => c.array_type = Some(p.string(value)?),
                    "minProperties" => c.min_properties = Some(p.count(value)?),
                    "maxProperties" => c.max_properties = Some(p.count(value)?),
                    "requiredOr" => c.required_or = p.strings(value)?,
                    "requiredXor" => c.required_xor = p.strings(value)?,
                    "dependentRequired" => c.dependent_required.append(&mut p.lists(value)?),
                    "dependentSchemas" => c.dependent_schemas.append(&mut p.schemas(value)?),
                    "dependencies" => p.dependencies(value, &mut c)?,
                    "dependentExcluded" => c.dependent_excluded = p.lists(value)?,
                    "not" => c.not = Some(Box::new(p.schema(value)?)),
                    "if" => c.if_ = Some(Box::new(p.schema(value)?)),
                    "then" => c.then = Some(Box::new(p.schema(value)?)),
                    "else" => c.else_ = Some(Box::new(p.schema(value)?)),
                    "relationshipRef" => c.relationship = Some(p.relationship(value)?),
                    key if PROSE.contains(&key) => {}
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        if c != Constraints::default() {
            schema.constraints = Some(Box::new(c));
        }
        Ok(schema)
    }

    /// Every `$ref` must lead somewhere, and not back to itself.
    fn check_references(&mut self, resource: &ResourceType) -> Parsed<()> {
        let roots = std::iter::once(("properties", &resource.root.properties))
            .chain([("definitions", &resource.definitions)]);
        for (section, schemas) in roots {
            for (name, schema) in schemas {
                self.at(section, |p| p.at(name, |p| p.check_schema(resource, schema)))?;
            }
        }
        Ok(())
    }

    fn check_schema(&mut self, resource: &ResourceType, schema: &Schema) -> Parsed<()> {
        let mut next = schema.reference.as_ref();
        let mut seen = Vec::new();
        while let Some(reference) = next {
            if seen.contains(&reference) {
                return self.error("$ref leads back to itself");
            }
            seen.push(reference);
            let Some(target) = resource.target(reference) else {
                return self.error(format!("$ref to {reference}, which is not there"));
            };
            next = target.reference.as_ref();
        }
        let named = schema.properties.iter().chain(&schema.pattern_properties);
        for (name, child) in named {
            self.at(name, |p| p.check_schema(resource, child))?;
        }
        if let Some(items) = &schema.items {
            self.at("items", |p| p.check_schema(resource, items))?;
        }
        if let Some(Additional::Matching(values)) = &schema.additional_properties {
            self.at("additionalProperties", |p| p.check_schema(resource, values))?;
        }
        for (index, branch) in schema.branches().chain(&schema.prefix_items).enumerate() {
            self.at(&index.to_string(), |p| p.check_schema(resource, branch))?;
        }
        Ok(())
    }

    fn kinds(&mut self, value: &Value) -> Parsed<Vec<Kind>> {
        let names = match value {
            Value::Array(_) => self.strings(value)?,
            _ => vec![self.string(value)?],
        };
        let mut kinds = Vec::with_capacity(names.len());
        for name in names {
            match Kind::from_name(&name) {
                Some(kind) => kinds.push(kind),
                None => return self.error(format!("unknown type `{name}`")),
            }
        }
        Ok(kinds)
    }

    fn reference(&mut self, value: &Value) -> Parsed<Reference> {
        let text = self.string(value)?;
        match text.strip_prefix("#/").and_then(|path| path.split_once('/')) {
            Some(("definitions", name)) if !name.contains('/') => Ok(Reference::Definition(name.to_owned())),
            Some(("properties", name)) if !name.contains('/') => Ok(Reference::Property(name.to_owned())),
            _ => self.error(format!("$ref `{text}` is neither to a definition nor to a property")),
        }
    }

    fn paths(&mut self, value: &Value) -> Parsed<Vec<PropertyPath>> {
        let mut paths = Vec::new();
        for text in self.strings(value)? {
            match PropertyPath::parse(&text) {
                Some(path) => paths.push(path),
                None => return self.error(format!("`{text}` is not a property's path")),
            }
        }
        Ok(paths)
    }

    fn tagging(&mut self, value: &Value) -> Parsed<Tagging> {
        let mut tagging = Tagging::default();
        for (key, value) in self.object(value)? {
            self.at(key, |p| {
                match key.as_str() {
                    "taggable" => tagging.taggable = p.boolean(value)?,
                    "tagOnCreate" => tagging.tag_on_create = Some(p.boolean(value)?),
                    "tagUpdatable" => tagging.tag_updatable = Some(p.boolean(value)?),
                    "cloudFormationSystemTags" => {
                        tagging.cloud_formation_system_tags = Some(p.boolean(value)?)
                    }
                    "tagProperty" => tagging.tag_property = PropertyPath::parse(&p.string(value)?),
                    "permissions" => {}
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        Ok(tagging)
    }

    fn returns(&mut self, value: &Value) -> Parsed<Returns> {
        let mut returns = Returns::default();
        for (key, value) in self.object(value)? {
            self.at(key, |p| {
                match key.as_str() {
                    "ref" => returns.reference = p.paths(value)?,
                    "getAtt" => returns.attributes = p.paths(value)?,
                    "getAttNot" => returns.no_attributes = p.paths(value)?,
                    "getAttEveryProperty" => returns.every_property = p.boolean(value)?,
                    "getAttMaps" => returns.maps = p.strings(value)?,
                    "getAttAny" => returns.anything = p.boolean(value)?,
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        Ok(returns)
    }

    fn lifecycle(&mut self, value: &Value) -> Parsed<Lifecycle> {
        let mut lifecycle = Lifecycle { status: String::new(), date: None };
        for (key, value) in self.object(value)? {
            self.at(key, |p| {
                match key.as_str() {
                    "status" => lifecycle.status = p.string(value)?,
                    "date" => lifecycle.date = Some(p.string(value)?),
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        Ok(lifecycle)
    }

    fn resource_link(&mut self, value: &Value) -> Parsed<ResourceLink> {
        let mut link = ResourceLink { template_uri: String::new(), mappings: BTreeMap::new() };
        for (key, value) in self.object(value)? {
            self.at(key, |p| {
                match key.as_str() {
                    "templateUri" => link.template_uri = p.string(value)?,
                    "mappings" => link.mappings = p.string_map(value)?,
                    key if PROSE.contains(&key) => {}
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        Ok(link)
    }

    fn relationship(&mut self, value: &Value) -> Parsed<Relationship> {
        let mut relation = Relationship { type_name: String::new(), property_path: String::new() };
        for (key, value) in self.object(value)? {
            self.at(key, |p| {
                match key.as_str() {
                    "typeName" => relation.type_name = p.string(value)?,
                    "propertyPath" => relation.property_path = p.string(value)?,
                    key => return p.error(format!("unknown keyword `{key}`")),
                }
                Ok(())
            })?;
        }
        Ok(relation)
    }

    fn dependencies(&mut self, value: &Value, c: &mut Constraints) -> Parsed<()> {
        for (name, value) in self.object(value)? {
            if value.is_array() {
                c.dependent_required.insert(name.clone(), self.strings(value)?);
            } else {
                let schema = self.at(name, |p| p.schema(value))?;
                c.dependent_schemas.insert(name.clone(), schema);
            }
        }
        Ok(())
    }

    fn schemas(&mut self, value: &Value) -> Parsed<BTreeMap<String, Schema>> {
        self.object(value)?
            .iter()
            .map(|(name, value)| Ok((name.clone(), self.at(name, |p| p.schema(value))?)))
            .collect()
    }

    fn schema_list(&mut self, value: &Value) -> Parsed<Vec<Schema>> {
        let values = self.array(value)?;
        values.iter().enumerate().map(|(i, value)| self.at(&i.to_string(), |p| p.schema(value))).collect()
    }

    fn lists(&mut self, value: &Value) -> Parsed<BTreeMap<String, Vec<String>>> {
        self.object(value)?.iter().map(|(name, value)| Ok((name.clone(), self.strings(value)?))).collect()
    }

    fn string_map(&mut self, value: &Value) -> Parsed<BTreeMap<String, String>> {
        self.object(value)?.iter().map(|(name, value)| Ok((name.clone(), self.string(value)?))).collect()
    }

    fn object<'v>(&self, value: &'v Value) -> Parsed<&'v Map<String, Value>> {
        value.as_object().map_or_else(|| self.error("expected an object"), Ok)
    }

    fn array<'v>(&self, value: &'v Value) -> Parsed<&'v Vec<Value>> {
        value.as_array().map_or_else(|| self.error("expected an array"), Ok)
    }

    fn strings(&self, value: &Value) -> Parsed<Vec<String>> {
        self.array(value)?.iter().map(|item| self.string(item)).collect()
    }

    fn string(&self, value: &Value) -> Parsed<String> {
        value.as_str().map_or_else(|| self.error("expected a string"), |text| Ok(text.to_owned()))
    }

    fn boolean(&self, value: &Value) -> Parsed<bool> {
        value.as_bool().map_or_else(|| self.error("expected true or false"), Ok)
    }

    fn count(&self, value: &Value) -> Parsed<u64> {
        value.as_u64().map_or_else(|| self.error("expected a whole number that is not negative"), Ok)
    }

    fn number(&self, value: &Value) -> Parsed<Number> {
        value.as_number().map_or_else(|| self.error("expected a number"), |number| Ok(number.clone()))
    }
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Definition(name) => write!(f, "#/definitions/{name}"),
            Self::Property(name) => write!(f, "#/properties/{name}"),
        }
    }
}
