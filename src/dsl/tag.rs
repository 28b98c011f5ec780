use super::properties::Properties;
use super::val::{IntoVal, PropertyType};
use crate::model::Node;

/// A tag of a resource.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html>
#[derive(Clone, Debug)]
#[must_use]
pub struct Tag(Properties);

impl Tag {
    /// A tag of that key, 1 to 128 characters, and that value, up to 256.
    #[track_caller]
    pub fn new(key: impl IntoVal<String>, value: impl IntoVal<String>) -> Self {
        Self(Properties::new().with::<String, _>("Key", key).with::<String, _>("Value", value))
    }
}

impl PropertyType for Tag {
    fn into_node(self) -> Node {
        self.0.into_node()
    }
}
