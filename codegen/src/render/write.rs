//! The text of a service's module.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::doc::{self, Page};
use super::plan::{Plan, Shared, settable};
use super::shape::{Body, Field, Model, Shape};
use super::{Options, case};

/// Methods of every resource, which a property's setter must not hide.
const RESOURCE_METHODS: &[&str] = &[
    "allow",
    "attribute",
    "body",
    "body_mut",
    "clone",
    "condition",
    "creation_policy",
    "delete_always",
    "deletion_policy",
    "depends_on",
    "from",
    "into",
    "into_body",
    "into_val",
    "metadata",
    "new",
    "property",
    "retain",
    "retain_except_on_create",
    "snapshot",
    "tag",
    "type_name",
    "update_policy",
    "update_replace_policy",
];

/// Methods of every handle and of every attributes type.
const ATTRIBUTE_METHODS: &[&str] = &["clone", "from", "get_att", "into", "logical_id", "reference"];

/// Methods of every property type.
const PROPERTY_TYPE_METHODS: &[&str] =
    &["clone", "from", "into", "into_node", "into_properties", "into_val", "new", "property"];

pub(super) fn module(plan: &Plan<'_>, options: &Options) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "use {} as d;", options.runtime);
    for index in 0..plan.models.len() {
        resource(&mut out, plan, index);
    }
    for shared in plan.property_types() {
        property_type(&mut out, plan, &shared);
    }
    out
}

fn resource(out: &mut String, plan: &Plan<'_>, index: usize) {
    let Some(model) = plan.models.get(index) else { return };
    let name = plan.resource_name(index);
    let attributes = plan.attributes_name(index);
    let page = Page::of_resource(model.facts);
    let type_name = &model.facts.type_name;
    let setters = Setters::new(&model.fields, RESOURCE_METHODS);

    let _ = writeln!(out, "\n/// `{type_name}`");
    if let Some(page) = &page {
        let _ = writeln!(out, "///\n/// <{}>", page.url());
    }
    if let Some(lifecycle) = doc::lifecycle(model.facts) {
        let _ = writeln!(out, "///\n/// {lifecycle}");
    }
    let _ =
        writeln!(out, "#[derive(Clone)]\n#[must_use]\npub struct {name}(d::ResourceBody);\nimpl {name} {{");
    let writer = Writer { plan, index, model, page: page.as_ref() };
    writer.constructor(out, &model.fields, "d::ResourceBody::new()", &setters);
    for field in settable(&model.fields).filter(|field| !field.required) {
        writer.setter(out, field, &setters);
    }
    writer.tag(out);
    out.push_str("}\n");
    let _ = write!(
        out,
        "impl d::ResourceType for {name} {{\n    \
         const TYPE_NAME: &'static str = {type_name:?};\n    \
         type Attributes = {attributes};\n    \
         fn body(&self) -> &d::ResourceBody {{ &self.0 }}\n    \
         fn body_mut(&mut self) -> &mut d::ResourceBody {{ &mut self.0 }}\n    \
         fn into_body(self) -> d::ResourceBody {{ self.0 }}\n\
         }}\n\
         /// What `Fn::GetAtt` returns for [`{name}`].\n\
         #[derive(Clone, Copy)]\n\
         pub struct {attributes}(d::Target);\n\
         impl From<d::Target> for {attributes} {{\n    fn from(target: d::Target) -> Self {{ Self(target) }}\n}}\n"
    );
    if !model.attributes.is_empty() {
        let _ = writeln!(out, "impl {attributes} {{");
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (attribute, shape) in &model.attributes {
            let mut method = case::snake(attribute);
            if ATTRIBUTE_METHODS.contains(&method.as_str()) || !taken.insert(method.clone()) {
                method = case::snake_plain(attribute) + "_attribute";
                taken.insert(method.clone());
            }
            let rust = plan.rust_type(index, shape);
            let _ = writeln!(
                out,
                "    /// `{attribute}`: {}.\n    \
                 #[track_caller]\n    pub fn {method}(&self) -> d::Val<{rust}> {{ self.0.get_att({attribute:?}) }}",
                doc::kind(shape)
            );
        }
        out.push_str("}\n");
    }
}

fn property_type(out: &mut String, plan: &Plan<'_>, shared: &Shared<'_, '_>) {
    let Some((index, node)) = shared.nodes.first() else { return };
    let Some(model) = plan.models.get(*index) else { return };
    match &node.body {
        Body::Struct(fields) => {
            let page = node.definition.and_then(|definition| Page::of_property_type(model.facts, definition));
            structure(out, plan, *index, shared, fields, page.as_ref());
        }
        Body::Enum(values) => enumeration(out, shared, model, values),
    }
}

fn owners(plan: &Plan<'_>, shared: &Shared<'_, '_>) -> String {
    let mut names: Vec<String> = Vec::new();
    for (index, _) in &shared.nodes {
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
    index: usize,
    shared: &Shared<'_, '_>,
    fields: &[Field<'_>],
    page: Option<&Page>,
) {
    let Some(model) = plan.models.get(index) else { return };
    let name = shared.name;
    let _ = writeln!(out, "\n/// Property type of {}.", owners(plan, shared));
    if let Some(page) = page {
        let _ = writeln!(out, "///\n/// <{}>", page.url());
    }
    let _ = writeln!(out, "#[derive(Clone)]\n#[must_use]\npub struct {name}(d::Properties);\nimpl {name} {{");
    let setters = Setters::new(fields, PROPERTY_TYPE_METHODS);
    let writer = Writer { plan, index, model, page };
    writer.constructor(out, fields, "d::Properties::new()", &setters);
    for field in settable(fields).filter(|field| !field.required) {
        writer.setter(out, field, &setters);
    }
    let _ = write!(
        out,
        "}}\nimpl d::PropertyType for {name} {{\n    fn into_node(self) -> d::Node {{ d::PropertyType::into_node(self.0) }}\n}}\n"
    );
}

fn enumeration(out: &mut String, shared: &Shared<'_, '_>, model: &Model<'_>, values: &[&str]) {
    let name = shared.name;
    let _ = writeln!(
        out,
        "\n/// Values of a property of `{}`; a string that is not among them becomes `Other`.\n\
         #[derive(Clone, Debug, PartialEq, Eq)]\n#[non_exhaustive]\npub enum {name} {{",
        model.facts.type_name
    );
    let variants = variants(values);
    for (variant, value) in &variants {
        let _ = writeln!(out, "    /// {}\n    {variant},", doc::code(value));
    }
    out.push_str(
        "    /// A value that AWS has added since.\n    Other(::std::borrow::Cow<'static, str>),\n}\n",
    );
    let _ = write!(
        out,
        "impl d::PropertyType for {name} {{\n    fn into_node(self) -> d::Node {{\n        d::Node::from(match self {{\n"
    );
    for (variant, value) in &variants {
        let _ = writeln!(out, "            Self::{variant} => ::std::borrow::Cow::Borrowed({value:?}),");
    }
    let _ = write!(out, "            Self::Other(text) => text,\n        }})\n    }}\n}}\n");
    let _ = write!(
        out,
        "impl d::OpenEnum for {name} {{\n    fn from_text(text: ::std::borrow::Cow<'static, str>) -> Self {{\n        match &*text {{\n"
    );
    for (variant, value) in &variants {
        let _ = writeln!(out, "            {value:?} => Self::{variant},");
    }
    let _ = write!(out, "            _ => Self::Other(text),\n        }}\n    }}\n}}\n");
}

/// The variants' names; those that would be one are told apart, whatever their order.
pub(super) fn variants<'v>(values: &[&'v str]) -> Vec<(String, &'v str)> {
    let namings: [fn(&str) -> String; 3] = [case::variant, case::variant_as_spelled, case::variant_by_code];
    let mut names: Vec<(String, &'v str)> = values.iter().map(|&value| (String::new(), value)).collect();
    for naming in namings {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for (name, _) in names.iter().filter(|(name, _)| !name.is_empty()) {
            *count.entry(name.clone()).or_default() += 1;
        }
        for (_, value) in names.iter().filter(|(name, _)| name.is_empty()) {
            *count.entry(naming(value)).or_default() += 1;
        }
        for (name, value) in &mut names {
            if name.is_empty() {
                let candidate = naming(value);
                if count.get(&candidate) == Some(&1) {
                    *name = candidate;
                }
            }
        }
    }
    names.retain(|(name, _)| !name.is_empty());
    names
}

/// The names of a struct's setters.
struct Setters<'f>(BTreeMap<&'f str, String>);

impl<'f> Setters<'f> {
    fn new(fields: &[Field<'f>], methods: &[&str]) -> Self {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for field in settable(fields) {
            *count.entry(case::snake(field.name)).or_default() += 1;
        }
        let mut names = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for field in settable(fields) {
            let mut name = case::snake(field.name);
            if methods.contains(&name.as_str()) {
                name = case::snake_plain(field.name) + "_property";
            } else if count.get(&name) != Some(&1) {
                // `SseAlgorithm` beside `SSEAlgorithm`: both keep their spelling.
                name = field.name.to_owned();
            }
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            names.insert(field.name, name);
        }
        Self(names)
    }

    fn name(&self, field: &Field<'_>) -> &str {
        self.0.get(field.name).map_or("", String::as_str)
    }
}

/// Writes the methods of one struct.
struct Writer<'a, 'f> {
    plan: &'a Plan<'f>,
    index: usize,
    model: &'a Model<'f>,
    page: Option<&'a Page>,
}

impl Writer<'_, '_> {
    fn rust_type(&self, field: &Field<'_>) -> String {
        self.plan.rust_type(self.index, &field.shape)
    }

    fn constructor(&self, out: &mut String, fields: &[Field<'_>], empty: &str, setters: &Setters<'_>) {
        // Alphabetical: AWS may reorder `required`, and two strings would silently change places.
        let required: Vec<&Field<'_>> = settable(fields).filter(|field| field.required).collect();
        if required.is_empty() {
            let _ = writeln!(
                out,
                "    /// Without properties: none is required.\n    pub fn new() -> Self {{ Self({empty}) }}"
            );
            return;
        }
        out.push_str("    /// With the required properties.\n    ///\n");
        for field in &required {
            let _ = writeln!(
                out,
                "    /// - {}{}",
                doc::property(self.model, field),
                doc::property_url(self.page, field)
            );
        }
        out.push_str("    #[track_caller]\n    pub fn new(");
        for (position, field) in required.iter().enumerate() {
            let comma = if position == 0 { "" } else { ", " };
            let _ = write!(out, "{comma}{}: impl d::IntoVal<{}>", setters.name(field), self.rust_type(field));
        }
        let _ = write!(out, ") -> Self {{ Self({empty}");
        for field in &required {
            let _ = write!(
                out,
                ".with::<{}, _>({:?}, {})",
                self.rust_type(field),
                field.name,
                setters.name(field)
            );
        }
        out.push_str(") }\n");
    }

    fn setter(&self, out: &mut String, field: &Field<'_>, setters: &Setters<'_>) {
        let _ = write!(
            out,
            "    /// {}{}\n    #[track_caller]\n    \
             pub fn {}(self, value: impl d::IntoVal<{ty}>) -> Self {{ Self(self.0.with::<{ty}, _>({:?}, value)) }}\n",
            doc::property(self.model, field),
            doc::property_url(self.page, field),
            setters.name(field),
            field.name,
            ty = self.rust_type(field),
        );
    }

    /// `.tag(key, value)` where the resource has tags.
    fn tag(&self, out: &mut String) {
        let facts = self.model.facts;
        let declared =
            facts.tagging.as_ref().and_then(|tagging| tagging.tag_property.as_ref()).map(|path| path.first());
        let property = declared.unwrap_or("Tags");
        let Some(field) = settable(&self.model.fields).find(|field| field.name == property) else { return };
        match &field.shape {
            Shape::List(inner) if **inner == Shape::Tag => {
                let _ = writeln!(
                    out,
                    "    /// Adds a tag to `{property}`.\n    #[track_caller]\n    \
                     pub fn tag(self, key: impl d::IntoVal<String>, value: impl d::IntoVal<String>) -> Self {{ \
                     Self(self.0.push::<d::Tag, _>({property:?}, d::Tag::new(key, value))) }}"
                );
            }
            Shape::Map(_) | Shape::Json => {
                let _ = writeln!(
                    out,
                    "    /// Adds a tag to `{property}`.\n    #[track_caller]\n    \
                     pub fn tag(self, key: impl Into<::std::borrow::Cow<'static, str>>, value: impl d::IntoVal<String>) -> Self {{ \
                     Self(self.0.insert::<String, _>({property:?}, key, value)) }}"
                );
            }
            _ => {}
        }
    }
}
