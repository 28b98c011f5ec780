//! The text of property types and enums.

use std::fmt::Write as _;

use super::doc::{self, Page};
use super::members::{self, Setters};
use super::model::{Body, Field, Model};
use super::plan::{Plan, PropertyType, settable};
use super::writer::Writer;
use crate::Error;

pub(super) fn write(
    out: &mut String,
    plan: &Plan<'_>,
    property_type: &PropertyType<'_, '_>,
) -> Result<(), Error> {
    match &property_type.body {
        Body::Struct(fields) => structure(out, plan, property_type, fields)?,
        Body::Enum(values) => enumeration(out, plan, property_type, values),
    }
    Ok(())
}

/// The resources that have a property of this type.
fn owners(plan: &Plan<'_>, property_type: &PropertyType<'_, '_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, _) in &property_type.nodes {
        let name = format!("[`{}`]", plan.resource_name(*index));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

fn structure(
    out: &mut String,
    plan: &Plan<'_>,
    property_type: &PropertyType<'_, '_>,
    fields: &[Field<'_>],
) -> Result<(), Error> {
    let Some((index, node)) = property_type.nodes.first() else { return Ok(()) };
    let Some(model) = plan.models.get(*index) else { return Ok(()) };
    let name = property_type.name;
    let page = node.definition.and_then(|definition| Page::of_property_type(model.facts, definition));
    let _ = writeln!(out, "\n/// Property type of {}.", owners(plan, property_type));
    if let Some(page) = &page {
        let _ = writeln!(out, "///\n/// <{}>", page.url());
    }
    let _ = writeln!(out, "#[derive(Clone)]\n#[must_use]\npub struct {name}(d::Properties);\nimpl {name} {{");
    let setters = Setters::of_property_type(fields);
    setters.kept(name, plan.frozen)?;
    let described = |field: &Field<'_>| {
        let same: Vec<(&Model<'_>, &Field<'_>)> = property_type
            .nodes
            .iter()
            .filter_map(|(index, node)| {
                let Body::Struct(fields) = &node.body else { return None };
                let own = fields.iter().find(|own| own.name == field.name)?;
                Some((plan.models.get(*index)?, own))
            })
            .collect();
        doc::property(&same, field.marks) + &doc::property_url(page.as_ref(), field)
    };
    let rust_type = |field: &Field<'_>| property_type.rust_type(field.name);
    let writer = Writer { setters: &setters, rust_type: &rust_type, described: &described };
    writer.constructor(out, fields, "d::Properties::new()");
    for field in settable(fields).filter(|field| !field.required) {
        writer.setter(out, field);
    }
    let _ = write!(
        out,
        "}}\nimpl d::PropertyType for {name} {{\n    fn into_node(self) -> d::Node {{ d::PropertyType::into_node(self.0) }}\n}}\n"
    );
    Ok(())
}

/// As few and as small traits as will do: a trait with the values in it is a fifth of what an enum costs the compiler, and
/// there are thousands. What AWS adds later is a `&'static str` so that enums are `Copy`, which needs no list of the values.
fn enumeration(out: &mut String, plan: &Plan<'_>, property_type: &PropertyType<'_, '_>, values: &[&str]) {
    let name = property_type.name;
    let _ = writeln!(
        out,
        "\n/// Values of a property of {}, which takes them as strings, too.\n\
         #[derive(Clone, Copy)]\n#[non_exhaustive]\npub enum {name} {{",
        owners(plan, property_type)
    );
    let variants = members::variants(values);
    for (variant, value) in &variants {
        let _ = writeln!(out, "    /// {}\n    {variant},", doc::code(value));
    }
    let _ = write!(
        out,
        "    /// A value that AWS has added since.\n    Other(&'static str),\n}}\n\
         impl d::OpenEnum for {name} {{\n    fn as_str(self) -> &'static str {{\n        match self {{\n"
    );
    for (variant, value) in &variants {
        let _ = writeln!(out, "            Self::{variant} => {value:?},");
    }
    out.push_str("            Self::Other(text) => text,\n        }\n    }\n}\n");
}
