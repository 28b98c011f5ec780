use std::borrow::Cow;

use super::{Arg, Arguments};
use crate::model::Node;

/// `Fn::ForEach::NAME`: an entry of a section or of an object, repeated for each item of a collection.
/// Needs the transform `AWS::LanguageExtensions`.
///
/// It stands among the entries of an object, under the key that [`ForEach::key`] gives.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html>
#[derive(Clone, Debug, PartialEq)]
pub struct ForEach {
    /// The name of the loop, unique in the template.
    pub name: Cow<'static, str>,
    /// The name that stands for the item, as `${Identifier}` in the body.
    pub identifier: Node,
    /// The collection: a list, or a `Ref` to a parameter that holds one.
    pub collection: Node,
    /// The entries that each item gives.
    pub body: Node,
}

impl ForEach {
    /// What every key of a loop starts with.
    pub const KEY_PREFIX: &'static str = "Fn::ForEach::";

    /// The key that the loop stands under.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}{}", Self::KEY_PREFIX, self.name)
    }

    pub(super) fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.identifier), Arg::Node(&self.collection), Arg::Node(&self.body)])
    }
}
