//! The facts of one resource type.

use std::collections::BTreeMap;

use super::{PropertyPath, Reference, Schema};

/// A resource type: what may be written in a template, and what AWS does with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResourceType {
    /// `typeName`, e.g. `AWS::S3::Bucket`.
    pub type_name: String,
    /// The properties, what is required, and what rules combine them.
    pub root: Schema,
    /// Named schemas that properties refer to.
    pub definitions: BTreeMap<String, Schema>,
    /// `required` does not say who must give a property that AWS fills in: these cannot be written.
    pub read_only: Vec<PropertyPath>,
    /// A change replaces the resource.
    pub create_only: Vec<PropertyPath>,
    /// A change may replace the resource.
    pub conditional_create_only: Vec<PropertyPath>,
    /// Never returned when the resource is read.
    pub write_only: Vec<PropertyPath>,
    /// Not to be used any more.
    pub deprecated: Vec<PropertyPath>,
    /// What identifies the resource. `Ref` returns it as a rule, but [`returns`](Self::returns) knows better.
    pub primary_identifier: Vec<PropertyPath>,
    /// Other sets of properties that identify the resource.
    pub additional_identifiers: Vec<Vec<PropertyPath>>,
    /// Whether and where the resource carries tags.
    pub tagging: Option<Tagging>,
    /// `propertyTransform`: a JSONata expression for the value that AWS stores, by property.
    pub property_transform: BTreeMap<String, String>,
    /// `replacementStrategy`: `create_then_delete` unless it says otherwise.
    pub replacement_strategy: Option<String>,
    /// What AWS announced about the type's end.
    pub lifecycle: Option<Lifecycle>,
    /// `resourceLink`: the page in AWS's console.
    pub resource_link: Option<ResourceLink>,
    /// `documentationUrl`.
    pub documentation_url: Option<String>,
    /// What `Ref` and `Fn::GetAtt` return beyond what the schema says.
    pub returns: Returns,
}

/// `returns`, which is our own: return values that follow from nothing in a schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returns {
    /// `ref`: what `Ref` returns instead of the primary identifier.
    pub reference: Vec<PropertyPath>,
    /// `getAtt`: documented attributes that are properties an author may set.
    pub attributes: Vec<PropertyPath>,
    /// `getAttNot`: read-only properties that `Fn::GetAtt` refuses.
    pub no_attributes: Vec<PropertyPath>,
    /// `getAttEveryProperty`: `Fn::GetAtt` returns any property.
    pub every_property: bool,
    /// `getAttMaps`: attributes that have members of the author's choice, such as `Outputs.NAME`.
    pub maps: Vec<String>,
    /// `getAttAny`: attributes of any name.
    pub anything: bool,
}

/// `tagging`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagging {
    /// Whether the type can have tags at all.
    pub taggable: bool,
    /// Whether tags can be given when the resource is created.
    pub tag_on_create: Option<bool>,
    /// Whether tags can change later.
    pub tag_updatable: Option<bool>,
    /// Whether CloudFormation adds its own tags.
    pub cloud_formation_system_tags: Option<bool>,
    /// The property that holds the tags.
    pub tag_property: Option<PropertyPath>,
}

/// `lifecycle`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// `maintenance`, `sunset` or `shutdown`.
    pub status: String,
    /// When, as `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// `resourceLink`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceLink {
    /// The address, with `${…}` where values go.
    pub template_uri: String,
    /// The property behind each `${…}`.
    pub mappings: BTreeMap<String, String>,
}

impl ResourceType {
    /// The schema that a reference points to.
    pub fn target(&self, reference: &Reference) -> Option<&Schema> {
        match reference {
            Reference::Definition(name) => self.definitions.get(name),
            Reference::Property(name) => self.root.properties.get(name),
        }
    }

    /// `AWS::S3` of `AWS::S3::Bucket`, and `My::Net` of the module `My::Net::Vpc::MODULE`.
    pub fn service_name(&self) -> &str {
        let end = self.type_name.match_indices("::").nth(1).map_or(self.type_name.len(), |(index, _)| index);
        self.type_name.get(..end).unwrap_or_default()
    }

    /// `Bucket` of `AWS::S3::Bucket`, and `Vpc` of the module `My::Net::Vpc::MODULE`.
    pub fn short_name(&self) -> &str {
        self.type_name.split("::").nth(2).unwrap_or_default()
    }

    /// Whether AWS alone sets this property of the resource itself.
    pub fn is_read_only(&self, property: &str) -> bool {
        self.read_only.iter().any(|path| path.is_top_level() && path.first() == property)
    }
}
