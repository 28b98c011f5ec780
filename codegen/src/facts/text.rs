//! Facts to text: one property a line, always in the same order, so that a change of AWS's is a change of one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::layout::{Block, Line, Members, write_text, write_text_map, write_texts, write_value};
use super::{Additional, Constraints, PropertyPath, Relationship, ResourceType, Returns, Schema, Service};

impl Service {
    /// The text of the service's file: JSON, the same for the same facts.
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        let mut block = Block::open(&mut out, 0);
        for (name, resource) in &self.types {
            block.key(name);
            write_resource(block.out, resource);
        }
        block.close();
        out.push('\n');
        out
    }
}

impl Schema {
    /// The schema as one line of JSON.
    pub fn to_line(&self) -> String {
        let mut out = String::new();
        write_schema(&mut out, self, None);
        out
    }
}

fn write_resource(out: &mut String, resource: &ResourceType) {
    let mut block = Block::open(out, 1);
    block.key("typeName");
    write_text(block.out, &resource.type_name);
    let paths = [
        ("primaryIdentifier", &resource.primary_identifier),
        ("readOnlyProperties", &resource.read_only),
        ("createOnlyProperties", &resource.create_only),
        ("conditionalCreateOnlyProperties", &resource.conditional_create_only),
        ("writeOnlyProperties", &resource.write_only),
        ("deprecatedProperties", &resource.deprecated),
    ];
    for (key, paths) in paths {
        if !paths.is_empty() {
            block.key(key);
            write_paths(block.out, paths);
        }
    }
    if !resource.additional_identifiers.is_empty() {
        block.key("additionalIdentifiers");
        let mut line = Line::list(block.out);
        for set in &resource.additional_identifiers {
            write_paths(line.item(), set);
        }
        line.close();
    }
    if resource.returns != Returns::default() {
        block.key("returns");
        write_returns(block.out, &resource.returns);
    }
    if let Some(tagging) = &resource.tagging {
        block.key("tagging");
        let mut line = Line::object(block.out);
        let _ = write!(line.key("taggable"), "{}", tagging.taggable);
        let flags = [
            ("tagOnCreate", tagging.tag_on_create),
            ("tagUpdatable", tagging.tag_updatable),
            ("cloudFormationSystemTags", tagging.cloud_formation_system_tags),
        ];
        for (key, flag) in flags {
            if let Some(flag) = flag {
                let _ = write!(line.key(key), "{flag}");
            }
        }
        if let Some(path) = &tagging.tag_property {
            write_text(line.key("tagProperty"), &path.to_string());
        }
        line.close();
    }
    for (key, text) in [
        ("replacementStrategy", &resource.replacement_strategy),
        ("documentationUrl", &resource.documentation_url),
    ] {
        if let Some(text) = text {
            block.key(key);
            write_text(block.out, text);
        }
    }
    if let Some(lifecycle) = &resource.lifecycle {
        block.key("lifecycle");
        let mut line = Line::object(block.out);
        write_text(line.key("status"), &lifecycle.status);
        if let Some(date) = &lifecycle.date {
            write_text(line.key("date"), date);
        }
        line.close();
    }
    if let Some(link) = &resource.resource_link {
        block.key("resourceLink");
        let mut line = Line::object(block.out);
        write_text(line.key("templateUri"), &link.template_uri);
        write_text_map(line.key("mappings"), &link.mappings);
        line.close();
    }
    if !resource.property_transform.is_empty() {
        block.key("propertyTransform");
        let mut inner = Block::open(block.out, 2);
        for (key, text) in &resource.property_transform {
            inner.key(key);
            write_text(inner.out, text);
        }
        inner.close();
    }
    write_keywords(&mut Members::Block(&mut block), &resource.root);
    write_members(&mut Members::Block(&mut block), "properties", &resource.root.properties);
    write_members(&mut Members::Block(&mut block), "definitions", &resource.definitions);
    block.close();
}

fn write_returns(out: &mut String, returns: &Returns) {
    let mut line = Line::object(out);
    for (key, paths) in
        [("ref", &returns.reference), ("getAtt", &returns.attributes), ("getAttNot", &returns.no_attributes)]
    {
        if !paths.is_empty() {
            write_paths(line.key(key), paths);
        }
    }
    for (key, flag) in [("getAttEveryProperty", returns.every_property), ("getAttAny", returns.anything)] {
        if flag {
            line.key(key).push_str("true");
        }
    }
    if !returns.maps.is_empty() {
        write_texts(line.key("getAttMaps"), returns.maps.iter().map(String::as_str));
    }
    line.close();
}

/// Writes a schema on one line, or with its properties on a line each when `indent` is given and it has any.
fn write_schema(out: &mut String, schema: &Schema, indent: Option<usize>) {
    match indent {
        Some(indent) if !schema.properties.is_empty() || has_inner_properties(schema) => {
            let mut block = Block::open(out, indent);
            write_keywords(&mut Members::Block(&mut block), schema);
            write_members(&mut Members::Block(&mut block), "properties", &schema.properties);
            block.close();
        }
        _ => {
            let mut line = Line::object(out);
            write_keywords(&mut Members::Line(&mut line), schema);
            write_members(&mut Members::Line(&mut line), "properties", &schema.properties);
            line.close();
        }
    }
}

/// Whether a schema without own properties has some in its elements, entries or branches.
fn has_inner_properties(schema: &Schema) -> bool {
    let additional = match &schema.additional_properties {
        Some(Additional::Matching(values)) => Some(values.as_ref()),
        _ => None,
    };
    let inner =
        schema.items.as_deref().into_iter().chain(additional).chain(schema.pattern_properties.values());
    inner.chain(schema.branches()).any(|inner| !inner.properties.is_empty() || has_inner_properties(inner))
}

fn write_members(members: &mut Members<'_, '_>, key: &str, schemas: &BTreeMap<String, Schema>) {
    if schemas.is_empty() {
        return;
    }
    let indent = members.indent();
    let out = members.key(key);
    match indent {
        Some(indent) => {
            let mut block = Block::open(out, indent);
            for (name, schema) in schemas {
                block.key(name);
                write_schema(block.out, schema, Some(indent + 1));
            }
            block.close();
        }
        None => {
            let mut line = Line::object(out);
            for (name, schema) in schemas {
                write_schema(line.key(name), schema, None);
            }
            line.close();
        }
    }
}

fn write_keywords(m: &mut Members<'_, '_>, schema: &Schema) {
    let indent = m.indent();
    match schema.types.as_slice() {
        [] => {}
        [kind] => write_text(m.key("type"), kind.as_str()),
        kinds => write_texts(m.key("type"), kinds.iter().map(|kind| kind.as_str())),
    }
    if let Some(reference) = &schema.reference {
        write_text(m.key("$ref"), &reference.to_string());
    }
    write_constraints(m, schema.constraints());
    if !schema.required.is_empty() {
        write_texts(m.key("required"), schema.required.iter().map(String::as_str));
    }
    match &schema.additional_properties {
        None => {}
        Some(Additional::Allowed(allowed)) => {
            let _ = write!(m.key("additionalProperties"), "{allowed}");
        }
        Some(Additional::Matching(values)) => write_schema(m.key("additionalProperties"), values, indent),
    }
    if let Some(items) = &schema.items {
        write_schema(m.key("items"), items, indent);
    }
    for (key, branches) in [
        ("prefixItems", &schema.prefix_items),
        ("anyOf", &schema.any_of),
        ("oneOf", &schema.one_of),
        ("allOf", &schema.all_of),
    ] {
        if !branches.is_empty() {
            let mut line = Line::list(m.key(key));
            for branch in branches {
                write_schema(line.item(), branch, indent);
            }
            line.close();
        }
    }
    write_members(m, "patternProperties", &schema.pattern_properties);
}

fn write_constraints(m: &mut Members<'_, '_>, c: &Constraints) {
    let texts = [("format", &c.format), ("pattern", &c.pattern), ("arrayType", &c.array_type)];
    for (key, text) in texts {
        if let Some(text) = text {
            write_text(m.key(key), text);
        }
    }
    for (key, values) in [("enum", &c.enumeration), ("enumCaseInsensitive", &c.enum_case_insensitive)] {
        if !values.is_empty() {
            let mut line = Line::list(m.key(key));
            for value in values {
                write_value(line.item(), value);
            }
            line.close();
        }
    }
    for (key, value) in [("const", &c.constant), ("default", &c.default)] {
        if let Some(value) = value {
            write_value(m.key(key), value);
        }
    }
    let numbers = [
        ("minimum", &c.minimum),
        ("maximum", &c.maximum),
        ("exclusiveMinimum", &c.exclusive_minimum),
        ("exclusiveMaximum", &c.exclusive_maximum),
        ("multipleOf", &c.multiple_of),
    ];
    for (key, number) in numbers {
        if let Some(number) = number {
            let _ = write!(m.key(key), "{number}");
        }
    }
    let counts = [
        ("minLength", c.min_length),
        ("maxLength", c.max_length),
        ("minItems", c.min_items),
        ("maxItems", c.max_items),
        ("maxUniqueItems", c.max_unique_items),
        ("minProperties", c.min_properties),
        ("maxProperties", c.max_properties),
    ];
    for (key, count) in counts {
        if let Some(count) = count {
            let _ = write!(m.key(key), "{count}");
        }
    }
    for (key, flag) in [("uniqueItems", c.unique_items), ("insertionOrder", c.insertion_order)] {
        if let Some(flag) = flag {
            let _ = write!(m.key(key), "{flag}");
        }
    }
    for (key, names) in
        [("uniqueKeys", &c.unique_keys), ("requiredOr", &c.required_or), ("requiredXor", &c.required_xor)]
    {
        if !names.is_empty() {
            write_texts(m.key(key), names.iter().map(String::as_str));
        }
    }
    for (key, lists) in
        [("dependentRequired", &c.dependent_required), ("dependentExcluded", &c.dependent_excluded)]
    {
        if !lists.is_empty() {
            let mut line = Line::object(m.key(key));
            for (name, others) in lists {
                write_texts(line.key(name), others.iter().map(String::as_str));
            }
            line.close();
        }
    }
    if !c.dependent_schemas.is_empty() {
        let mut line = Line::object(m.key("dependentSchemas"));
        for (name, schema) in &c.dependent_schemas {
            write_schema(line.key(name), schema, None);
        }
        line.close();
    }
    for (key, schema) in [("not", &c.not), ("if", &c.if_), ("then", &c.then), ("else", &c.else_)] {
        if let Some(schema) = schema {
            write_schema(m.key(key), schema, None);
        }
    }
    if let Some(Relationship { type_name, property_path }) = &c.relationship {
        let mut line = Line::object(m.key("relationshipRef"));
        write_text(line.key("typeName"), type_name);
        write_text(line.key("propertyPath"), property_path);
        line.close();
    }
}

fn write_paths(out: &mut String, paths: &[PropertyPath]) {
    let mut line = Line::list(out);
    for path in paths {
        write_text(line.item(), &path.to_string());
    }
    line.close();
}
