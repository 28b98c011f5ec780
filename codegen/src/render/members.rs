//! The names of methods and enum variants.

use std::collections::{BTreeMap, BTreeSet};

use super::case;
use super::model::{Field, Model};
use super::names::Names;
use super::plan::settable;
use crate::Error;

/// Methods of every resource, which a property's setter must not hide.
const RESOURCE_METHODS: &[&str] = &[
    "allow",
    "attribute",
    // Once a method; published setters are named around it.
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

/// Methods of every property type.
const PROPERTY_TYPE_METHODS: &[&str] =
    &["clone", "from", "into", "into_node", "into_properties", "into_val", "new", "property"];

/// Methods of every handle and of every attributes type.
const ATTRIBUTE_METHODS: &[&str] = &["clone", "from", "get_att", "into", "logical_id", "reference"];

/// The names of a struct's setters by property; a required property's is that of the argument.
#[derive(Debug)]
pub(super) struct Setters<'f> {
    by_property: BTreeMap<&'f str, String>,
    /// The names that several properties would have.
    contested: BTreeMap<String, Vec<&'f str>>,
}

impl<'f> Setters<'f> {
    pub(super) fn of_resource(fields: &[Field<'f>]) -> Self {
        Self::new(fields, RESOURCE_METHODS)
    }

    pub(super) fn of_property_type(fields: &[Field<'f>]) -> Self {
        Self::new(fields, PROPERTY_TYPE_METHODS)
    }

    fn new(fields: &[Field<'f>], methods: &[&str]) -> Self {
        let mut contested: BTreeMap<String, Vec<&'f str>> = BTreeMap::new();
        for field in settable(fields) {
            contested.entry(case::snake(field.name)).or_default().push(field.name);
        }
        contested.retain(|_, properties| properties.len() > 1);
        let mut by_property = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for field in settable(fields) {
            let mut name = case::snake(field.name);
            if methods.contains(&name.as_str()) {
                name = case::snake_plain(field.name) + "_property";
            } else if contested.contains_key(&name) {
                // `SseAlgorithm` beside `SSEAlgorithm`: both keep their spelling.
                name = case::keyword_safe(case::as_identifier(field.name));
            }
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            by_property.insert(field.name, name);
        }
        Self { by_property, contested }
    }

    pub(super) fn name(&self, field: &Field<'_>) -> &str {
        self.by_property.get(field.name).map_or("", String::as_str)
    }

    /// That a setter of a type which has been published goes on to set the same property.
    ///
    /// # Errors
    /// [`Error::Invalid`] if another property has come whose setter would have the same name, so that none has it.
    pub(super) fn kept(&self, rust: &str, frozen: &Names) -> Result<(), Error> {
        for (name, properties) in &self.contested {
            if frozen.has_setter(rust, name) {
                return Err(Error::Invalid(format!(
                    "`{rust}` has been published with `{name}`, which would now be the setter of {} alike; without that name in \
                     the type's line in the list of names, each is spelled as its property",
                    properties.join(" and ")
                )));
            }
        }
        Ok(())
    }
}

/// The methods of a resource's attributes, with the attribute of each; those with members of the author's choice are last.
pub(super) fn attribute_methods<'m>(model: &'m Model<'_>) -> Vec<(String, &'m str)> {
    let mut taken: BTreeSet<String> = ATTRIBUTE_METHODS.iter().map(|&name| name.to_owned()).collect();
    let mut methods = Vec::new();
    for attribute in model.attributes.keys().chain(&model.facts.returns.maps) {
        let mut method = case::snake(attribute);
        if taken.contains(&method) {
            method = case::snake_plain(attribute) + "_attribute";
        }
        while !taken.insert(method.clone()) {
            method.push('_');
        }
        methods.push((method, attribute.as_str()));
    }
    methods
}

/// The variants' names; those that would be one are told apart by their spelling, whatever their order.
pub(super) fn variants<'v>(values: &[&'v str]) -> Vec<(String, &'v str)> {
    let namings: [fn(&str) -> String; 3] = [case::variant, case::variant_as_spelled, case::variant_by_code];
    let mut names: Vec<(String, &'v str)> = values.iter().map(|&value| (String::new(), value)).collect();
    for naming in namings {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for (name, value) in &names {
            let name = if name.is_empty() { naming(value) } else { name.clone() };
            *count.entry(name).or_default() += 1;
        }
        for (name, value) in &mut names {
            if name.is_empty() && count.get(&naming(value)) == Some(&1) {
                *name = naming(value);
            }
        }
    }
    names.retain(|(name, _)| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_that_collide_keep_their_spelling() {
        let names =
            |values: &[&'static str]| variants(values).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(&["lowest-price", "lowestPrice"]), ["Lowest_price", "LowestPrice"]);
        assert_eq!(names(&["lowestPrice", "lowest-price"]), ["LowestPrice", "Lowest_price"]);
        assert_eq!(names(&["GLACIER", "Glacier", "STANDARD"]), ["GLACIER", "Glacier", "Standard"]);
        assert_eq!(names(&["a-b", "a_b", "a.b"]), ["Va_u2d_b", "Va_u5f_b", "Va_u2e_b"]);
    }
}
