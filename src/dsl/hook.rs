use std::borrow::Cow;

use super::Json;
use super::properties::Properties;
use super::val::{IntoVal, PropertyType};
use crate::diag::Origin;
use crate::model::{Node, Object};

/// An entry of the section `Hooks`, such as `AWS::CodeDeploy::BlueGreen`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/blue-green.html>
#[derive(Clone, Debug)]
#[must_use]
pub struct Hook {
    type_name: Cow<'static, str>,
    properties: Properties,
}

impl Hook {
    /// A hook of that type.
    pub fn new(type_name: impl Into<Cow<'static, str>>) -> Self {
        Self { type_name: type_name.into(), properties: Properties::new() }
    }

    /// Sets a property.
    #[track_caller]
    pub fn property(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoVal<Json>) -> Self {
        self.properties.set(name, value.into_val().into_node(), Origin::caller());
        self
    }

    pub(super) fn into_node(self, declared: Origin) -> Node {
        let mut hook = Object::new();
        hook.push("Type", self.type_name);
        if !self.properties.is_empty() {
            hook.push("Properties", self.properties.into_node());
        }
        Node::from(hook).at(declared)
    }
}
