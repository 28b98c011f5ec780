//! The text of resource types.

use std::fmt::Write as _;

use super::doc::{self, Page};
use super::members::{self, Setters};
use super::model::{Field, Model, Shape};
use super::plan::{Plan, settable};
use super::writer::{Writer, required};
use crate::Error;

pub(super) fn write(out: &mut String, plan: &Plan<'_>, index: usize) -> Result<(), Error> {
    let Some(model) = plan.models.get(index) else { return Ok(()) };
    let name = plan.resource_name(index);
    let page = Page::of_resource(model.facts);
    let _ = writeln!(out, "\n/// `{}`", model.facts.type_name);
    if let Some(page) = &page {
        let _ = writeln!(out, "///\n/// <{}>", page.url());
    }
    if let Some(reference) = doc::reference(model.facts) {
        let _ = writeln!(out, "///\n/// {reference}");
    }
    if let Some(lifecycle) = doc::lifecycle(model.facts) {
        let _ = writeln!(out, "///\n/// {lifecycle}");
    }
    let _ =
        writeln!(out, "#[derive(Clone)]\n#[must_use]\npub struct {name}(d::ResourceBody);\nimpl {name} {{");
    let setters = Setters::of_resource(&model.fields);
    setters.kept(name, plan.frozen)?;
    let writer = Writer {
        setters: &setters,
        rust_type: &|field| plan.rust_type(index, &field.shape),
        described: &|field| {
            doc::property(&[(model, field)], field.marks) + &doc::property_url(page.as_ref(), field)
        },
    };
    writer.constructor(out, &model.fields, "d::ResourceBody::new()");
    for field in settable(&model.fields).filter(|field| !field.required) {
        writer.setter(out, field);
    }
    tag(out, plan, index, model);
    out.push_str("}\n");
    attributes(out, plan, index, model);
    Ok(())
}

fn attributes(out: &mut String, plan: &Plan<'_>, index: usize, model: &Model<'_>) {
    let name = plan.resource_name(index);
    let attributes = plan.attributes_name(index);
    let type_name = &model.facts.type_name;
    let _ = write!(
        out,
        "impl d::ResourceType for {name} {{\n    \
         const TYPE_NAME: &'static str = {type_name:?};\n    \
         type Attributes = {attributes};\n    \
         fn body_mut(&mut self) -> &mut d::ResourceBody {{ &mut self.0 }}\n    \
         fn into_body(self) -> d::ResourceBody {{ self.0 }}\n\
         }}\n"
    );
    if !model.has_attributes() {
        return;
    }
    let _ = write!(
        out,
        "/// What `Fn::GetAtt` returns for [`{name}`].\n\
         #[derive(Clone, Copy)]\n\
         pub struct {attributes}(d::Target);\n\
         impl From<d::Target> for {attributes} {{\n    fn from(target: d::Target) -> Self {{ Self(target) }}\n}}\n"
    );
    let _ = writeln!(out, "impl {attributes} {{");
    for (method, attribute) in members::attribute_methods(model) {
        let Some(shape) = model.attributes.get(attribute) else {
            let _ = writeln!(
                out,
                "    /// `{attribute}.KEY`: string.\n    #[track_caller]\n    \
                 pub fn {method}(&self, key: impl ::std::fmt::Display) -> d::Val<String> {{ \
                 self.0.get_att(format!(\"{attribute}.{{key}}\")) }}"
            );
            continue;
        };
        let rust = plan.rust_type(index, shape);
        let _ = writeln!(
            out,
            "    /// `{attribute}`: {}.\n    #[track_caller]\n    \
             pub fn {method}(&self) -> d::Val<{rust}> {{ self.0.get_att({attribute:?}) }}",
            doc::kind(model, shape)
        );
    }
    out.push_str("}\n");
}

/// `.tag(key, value)` where the resource has tags.
fn tag(out: &mut String, plan: &Plan<'_>, index: usize, model: &Model<'_>) {
    let Some(field) = tag_field(model) else { return };
    let property = field.name;
    let (arguments, call) = match &field.shape {
        Shape::List(inner) if **inner == Shape::Tag => (
            "key: impl d::IntoVal<String>, value: impl d::IntoVal<String>".to_owned(),
            format!("push::<d::Tag, _>({property:?}, d::Tag::new(key, value))"),
        ),
        Shape::List(inner) => {
            let Some((arguments, tag)) = other_tag(plan, index, model, inner) else { return };
            (arguments, format!("push::<{}, _>({property:?}, {tag})", plan.rust_type(index, inner)))
        }
        Shape::Map(_) | Shape::Json => (
            "key: impl Into<::std::borrow::Cow<'static, str>>, value: impl d::IntoVal<String>".to_owned(),
            format!("insert::<String, _>({property:?}, key, value)"),
        ),
        _ => return,
    };
    let _ = writeln!(
        out,
        "    /// Adds a tag to `{property}`.\n    #[track_caller]\n    \
         pub fn tag(self, {arguments}) -> Self {{ Self(self.0.{call}) }}"
    );
}

/// The property with the resource's tags.
pub(super) fn tag_field<'m, 'f>(model: &'m Model<'f>) -> Option<&'m Field<'f>> {
    let declared = model.facts.tagging.as_ref().and_then(|tagging| tagging.tag_property.as_ref());
    let property = declared.map_or("Tags", |path| path.first());
    settable(&model.fields).find(|field| field.name == property)
}

/// A tag with other properties than `Key` and `Value`: `TagKey`, or whether it is propagated. What it requires are arguments.
fn other_tag(plan: &Plan<'_>, index: usize, model: &Model<'_>, shape: &Shape) -> Option<(String, String)> {
    let arguments = other_tag_arguments(model, shape)?;
    let fields = model.fields_of(shape.node()?);
    let setters = Setters::of_property_type(fields);
    let required = required(fields);
    let parameters: Vec<String> = arguments
        .iter()
        .map(|field| {
            format!("{}: impl d::IntoVal<{}>", setters.name(field), plan.rust_type(index, &field.shape))
        })
        .collect();
    let given: Vec<&str> = required.iter().map(|field| setters.name(field)).collect();
    let mut tag = format!("{}::new({})", plan.rust_type(index, shape), given.join(", "));
    for field in arguments.iter().filter(|field| !field.required) {
        tag.push_str(&format!(".{name}({name})", name = setters.name(field)));
    }
    Some((parameters.join(", "), tag))
}

/// The key, the value, and what else is required.
fn other_tag_arguments<'m, 'f>(model: &'m Model<'f>, shape: &Shape) -> Option<Vec<&'m Field<'f>>> {
    let fields = model.fields_of(shape.node()?);
    let key = fields.iter().find(|field| matches!(field.name, "Key" | "TagKey"))?;
    // Where a union has both pairs, they do not mix.
    let value_name = if key.name == "Key" { "Value" } else { "TagValue" };
    let value = fields.iter().find(|field| field.name == value_name)?;
    let mut arguments = vec![key, value];
    arguments.extend(
        required(fields).into_iter().filter(|field| field.name != key.name && field.name != value.name),
    );
    Some(arguments)
}

/// What `.tag(…)` takes, if the resource has it: texts, or the properties of a tag with other ones than `Key` and `Value`.
#[cfg(feature = "specimens")]
pub(super) fn tag_arguments<'m, 'f>(model: &'m Model<'f>) -> Option<Vec<Option<&'m Field<'f>>>> {
    let texts = Some(vec![None, None]);
    match &tag_field(model)?.shape {
        Shape::List(inner) if **inner == Shape::Tag => texts,
        Shape::List(inner) => Some(other_tag_arguments(model, inner)?.into_iter().map(Some).collect()),
        Shape::Map(_) | Shape::Json => texts,
        _ => None,
    }
}
