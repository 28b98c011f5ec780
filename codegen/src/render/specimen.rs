//! Source that constructs a specimen of every type of a service: one function for each, which sets all that can be set.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::members::{self, Setters};
use super::model::{Body, Field, Model, Shape};
use super::plan::{Plan, PropertyType, settable};
use super::writer::required;
use super::{resource, sample};
use crate::Error;
use crate::facts::Schema;

/// Writes the functions of a service.
struct Writer<'p, 'f> {
    plan: &'p Plan<'f>,
    types: BTreeMap<&'p str, &'p PropertyType<'p, 'f>>,
    /// The property types that lead back to themselves.
    recursive: BTreeSet<&'p str>,
    /// A path to each enum in each model.
    enums: BTreeMap<&'p str, Vec<(&'p str, String)>>,
}

/// Writes the module with a service's specimens.
pub(super) fn write(out: &mut String, module: &str, plan: &Plan<'_>) -> Result<(), Error> {
    let property_types = plan.property_types()?;
    let types = property_types.iter().map(|property_type| (property_type.name, property_type)).collect();
    let mut writer = Writer { plan, types, recursive: BTreeSet::new(), enums: BTreeMap::new() };
    writer.recursive = writer.types.keys().copied().filter(|name| writer.leads_to_itself(name)).collect();
    for index in 0..plan.models.len() {
        writer.find_enums(index);
    }
    let _ = write!(
        out,
        "pub(crate) mod {module} {{\n\
         use super::{{Above, Collection}};\n\
         use ::synth::aws::{module} as t;\n\
         use ::synth::dsl as d;\n\
         use d::OpenEnum as _;\n\
         pub(crate) fn all(all: &mut Collection) {{\n"
    );
    let enums = property_types.iter().filter(|of| matches!(of.body, Body::Enum(_))).map(|of| of.name);
    for name in (0..plan.models.len()).map(|index| plan.resource_name(index)).chain(enums) {
        let _ = writeln!(out, "    {name}(all);");
    }
    out.push_str("}\n");
    for (index, model) in plan.models.iter().enumerate() {
        writer.resource(out, index, model);
    }
    for property_type in &property_types {
        match &property_type.body {
            Body::Struct(fields) => writer.structure(out, property_type, fields),
            Body::Enum(values) => writer.enumeration(out, property_type.name, values),
        }
    }
    out.push_str("}\n");
    Ok(())
}

impl<'p, 'f> Writer<'p, 'f> {
    fn resource(&self, out: &mut String, index: usize, model: &Model<'_>) {
        let name = self.plan.resource_name(index);
        let type_name = &model.facts.type_name;
        let setters = Setters::of_resource(&model.fields);
        let arguments: Vec<String> =
            required(&model.fields).into_iter().map(|field| self.value(index, field)).collect();
        let _ = write!(
            out,
            "fn {name}(all: &mut Collection) {{\n    let above = &mut Above::of({type_name:?});\n    \
             let required = t::{name}::new({});\n    all.required(required.clone());\n    let resource = required",
            arguments.join(", ")
        );
        for field in settable(&model.fields).filter(|field| !field.required) {
            let _ = write!(out, "\n        .{}({})", setters.name(field), self.value(index, field));
        }
        if let Some(arguments) = resource::tag_arguments(model) {
            let value = |field: Option<&Field<'_>>| {
                field.map_or_else(|| "\"text\"".to_owned(), |field| self.value(index, field))
            };
            let arguments: Vec<String> = arguments.into_iter().map(value).collect();
            let _ = write!(out, "\n        .tag({})", arguments.join(", "));
        }
        let _ = writeln!(out, ";\n    all.resource(resource, |handle, attributes| {{");
        for (method, attribute) in members::attribute_methods(model) {
            let member = if model.attributes.contains_key(attribute) { "" } else { "\"Member\"" };
            let _ = writeln!(out, "        attributes.add({method:?}, handle.{method}({member}));");
        }
        out.push_str("    });\n}\n");
    }

    /// Inside itself, a type has only what is required.
    fn structure(&self, out: &mut String, property_type: &PropertyType<'_, '_>, fields: &[Field<'_>]) {
        let name = property_type.name;
        let setters = Setters::of_property_type(fields);
        let arguments: Vec<String> =
            required(fields).into_iter().map(|field| self.value_in(property_type, field)).collect();
        let _ = write!(
            out,
            "fn {name}(above: &mut Above) -> t::{name} {{\n    let value = t::{name}::new({});\n",
            arguments.join(", ")
        );
        let recursive = self.recursive.contains(name);
        if recursive {
            let _ = writeln!(out, "    if !above.enter({name:?}) {{ return value; }}");
        }
        out.push_str("    let value = value");
        for field in settable(fields).filter(|field| !field.required) {
            let value = self.value_in(property_type, field);
            let setter = setters.name(field);
            let having = self.having(property_type, field.name);
            if having.len() == property_type.nodes.len() {
                let _ = write!(out, "\n        .{setter}({value})");
            } else {
                // Some of the resource types that share the type do not have the property.
                let _ = write!(
                    out,
                    ";\n    let value = if above.is_of(&{having:?}) {{ value.{setter}({value}) }} else {{ value }}"
                );
            }
        }
        out.push_str(";\n");
        if recursive {
            out.push_str("    above.leave();\n");
        }
        out.push_str("    value\n}\n");
    }

    fn enumeration(&self, out: &mut String, name: &str, values: &[&str]) {
        let places = self.enums.get(name).map(Vec::as_slice).unwrap_or_default();
        let _ = write!(out, "fn {name}(all: &mut Collection) {{\n    all.values(&{places:?}, &[");
        for (variant, _) in members::variants(values) {
            let _ = write!(out, "t::{name}::{variant}.as_str(), ");
        }
        out.push_str("]);\n}\n");
    }

    /// The resource types in whose property of this type there is a property of that name.
    fn having(&self, property_type: &PropertyType<'_, '_>, property: &str) -> Vec<&str> {
        let has = |(index, node): &(usize, &super::model::Node<'_>)| {
            let Body::Struct(fields) = &node.body else { return None };
            settable(fields).find(|field| field.name == property)?;
            Some(self.plan.models.get(*index)?.facts.type_name.as_str())
        };
        property_type.nodes.iter().filter_map(has).collect()
    }

    /// The value of a property of a property type, whichever of the resource types that share it has it so.
    fn value_in(&self, property_type: &PropertyType<'_, '_>, field: &Field<'_>) -> String {
        let rust_type = property_type.rust_type(field.name);
        let own = property_type.nodes.iter().find_map(|(index, node)| {
            let Body::Struct(fields) = &node.body else { return None };
            let own = fields.iter().find(|own| own.name == field.name)?;
            (self.plan.rust_type(*index, &own.shape) == rust_type).then_some((*index, own))
        });
        own.map_or_else(String::new, |(index, own)| self.value(index, own))
    }

    fn value(&self, index: usize, field: &Field<'_>) -> String {
        self.value_of(index, &field.shape, &field.schemas)
    }

    fn value_of(&self, index: usize, shape: &Shape, schemas: &[&Schema]) -> String {
        let Some(model) = self.plan.models.get(index) else { return String::new() };
        let inside = |inner: &Shape| self.value_of(index, inner, &sample::inside(model.facts, schemas));
        match shape {
            Shape::String | Shape::OneOrMany => "\"text\"".to_owned(),
            Shape::Bool => "true".to_owned(),
            Shape::Integer => "1".to_owned(),
            Shape::Number => "0.5".to_owned(),
            Shape::Json => sample::json(model.facts, schemas),
            Shape::PolicyDocument => "super::policy()".to_owned(),
            Shape::Tag => "d::Tag::new(\"Key\", \"text\")".to_owned(),
            Shape::List(inner) => format!("[{}]", inside(inner)),
            Shape::Map(inner) => format!("[(\"Key\", {})]", inside(inner)),
            Shape::Node(_) => {
                let name = self.plan.rust_type(index, shape);
                let body = self.types.get(name.as_str()).map(|property_type| &property_type.body);
                match body {
                    Some(Body::Enum(values)) => {
                        let variants = members::variants(values);
                        let variant = variants.first().map_or("", |(variant, _)| variant.as_str());
                        format!("t::{name}::{variant}")
                    }
                    _ => format!("{name}(above)"),
                }
            }
        }
    }

    /// The property types in a property type.
    fn parts(&self, name: &str) -> Vec<&'p str> {
        let Some(property_type) = self.types.get(name) else { return Vec::new() };
        let mut parts = Vec::new();
        for (index, node) in &property_type.nodes {
            let Body::Struct(fields) = &node.body else { continue };
            for shape in settable(fields).filter_map(|field| field.shape.node()) {
                let name = self.plan.rust_type(*index, &Shape::Node(shape));
                parts.extend(self.types.get_key_value(name.as_str()).map(|(name, _)| *name));
            }
        }
        parts
    }

    fn leads_to_itself(&self, name: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut next = self.parts(name);
        while let Some(part) = next.pop() {
            if part == name {
                return true;
            }
            if seen.insert(part) {
                next.extend(self.parts(part));
            }
        }
        false
    }

    /// Notes a path to each enum of a model.
    fn find_enums(&mut self, index: usize) {
        let plan: &'p Plan<'f> = self.plan;
        let Some(model) = plan.models.get(index) else { return };
        let mut seen = BTreeSet::new();
        let mut next: Vec<(String, &'p [Field<'f>])> = vec![(String::new(), &model.fields)];
        while let Some((path, fields)) = next.pop() {
            for field in settable(fields) {
                let Some(number) = field.shape.node().filter(|number| seen.insert(*number)) else { continue };
                let path =
                    if path.is_empty() { field.name.to_owned() } else { format!("{path}/{}", field.name) };
                match model.nodes.get(number).map(|node| &node.body) {
                    Some(Body::Struct(fields)) => next.push((path, fields)),
                    Some(Body::Enum(_)) => {
                        let name = plan.rust_type(index, &Shape::Node(number));
                        if let Some((name, _)) = self.types.get_key_value(name.as_str()) {
                            self.enums.entry(name).or_default().push((&model.facts.type_name, path));
                        }
                    }
                    None => {}
                }
            }
        }
    }
}
