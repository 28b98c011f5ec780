//! The list of a service's public names, which is committed and reviewed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::case;
use super::members::{self, Setters};
use super::model::{Body, Field};
use super::names;
use super::plan::{Plan, PropertyType, settable};
use super::resource;
use super::writer::required;
use crate::Error;

/// One line for each type: its name, what it is in CloudFormation, and its members.
pub(super) fn list(plan: &Plan<'_>) -> Result<String, Error> {
    let mut lines: Vec<String> = Vec::new();
    for (index, model) in plan.models.iter().enumerate() {
        let setters = Setters::of_resource(&model.fields);
        setters.kept(plan.resource_name(index), plan.frozen)?;
        let mut line = format!(
            "{} = {}: {}",
            plan.resource_name(index),
            model.facts.short_name(),
            members(&model.fields, &setters)
        );
        if resource::tag_field(model).is_some() {
            line.push_str(" tag()");
        }
        if model.has_attributes() {
            let _ = write!(line, " -> {}", plan.attributes_name(index));
        }
        for (method, _) in members::attribute_methods(model) {
            let _ = write!(line, " {method}");
        }
        lines.push(line);
    }
    for property_type in plan.property_types()? {
        let keys = keys(plan, &property_type).join(" ");
        let members = match &property_type.body {
            Body::Struct(fields) => {
                let setters = Setters::of_property_type(fields);
                setters.kept(property_type.name, plan.frozen)?;
                members(fields, &setters)
            }
            Body::Enum(values) => {
                let variants: Vec<String> =
                    members::variants(values).into_iter().map(|(name, _)| name).collect();
                format!("| {}", variants.join(" | "))
            }
        };
        lines.push(format!("{} = {keys}: {members}", property_type.name));
    }
    lines.sort_unstable();
    Ok(lines.join("\n") + "\n")
}

fn members(fields: &[Field<'_>], setters: &Setters<'_>) -> String {
    let arguments: Vec<&str> = required(fields).into_iter().map(|field| setters.name(field)).collect();
    let mut text = format!("new({})", arguments.join(", "));
    for field in settable(fields).filter(|field| !field.required) {
        text.push(' ');
        text.push_str(setters.name(field));
    }
    text
}

fn keys(plan: &Plan<'_>, property_type: &PropertyType<'_, '_>) -> Vec<String> {
    let key = |(index, node): &(usize, &super::model::Node<'_>)| {
        let model = plan.models.get(*index)?;
        Some(names::key(model.facts.short_name(), &node.name))
    };
    let mut keys: Vec<String> = property_type.nodes.iter().filter_map(key).collect();
    keys.dedup();
    keys
}

/// The Rust name of each property and value: what a new schema must not change.
pub(super) fn member_names(plan: &Plan<'_>) -> Result<BTreeMap<String, String>, Error> {
    let mut names = BTreeMap::new();
    let mut add = |keys: &[String], rust: &str, member: &str, name: &str| {
        for key in keys {
            names.insert(format!("{key} {member}"), format!("{rust}::{name}"));
        }
    };
    for (index, model) in plan.models.iter().enumerate() {
        let keys = [case::type_name(model.facts.short_name())];
        let setters = Setters::of_resource(&model.fields);
        for field in settable(&model.fields) {
            add(&keys, plan.resource_name(index), field.name, setters.name(field));
        }
        for (method, attribute) in members::attribute_methods(model) {
            add(&keys, plan.attributes_name(index), &format!("GetAtt {attribute}"), &method);
        }
    }
    for property_type in plan.property_types()? {
        let keys = keys(plan, &property_type);
        match &property_type.body {
            Body::Struct(fields) => {
                let setters = Setters::of_property_type(fields);
                for field in settable(fields) {
                    add(&keys, property_type.name, field.name, setters.name(field));
                }
            }
            Body::Enum(values) => {
                for (variant, value) in members::variants(values) {
                    add(&keys, property_type.name, &format!("= {value}"), &variant);
                }
            }
        }
    }
    Ok(names)
}
