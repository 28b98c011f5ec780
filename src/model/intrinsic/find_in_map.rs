use super::{Arg, Arguments, Function};
use crate::model::{Name, Node};

/// `Fn::FindInMap`: a value of a mapping.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-findinmap.html>
#[derive(Clone, Debug, PartialEq)]
pub struct FindInMap {
    /// The logical ID of the mapping.
    pub mapping: Name,
    /// The first key.
    pub top_level_key: Node,
    /// The second key.
    pub second_level_key: Node,
    /// What it yields where a key is missing. Needs the transform `AWS::LanguageExtensions`.
    pub default: Option<Node>,
}

impl Function for FindInMap {
    const KEY: &'static str = "Fn::FindInMap";

    fn arguments(&self) -> Arguments<'_> {
        {
            let mut list = vec![Arg::Name(&self.mapping), Arg::Node(&self.top_level_key), Arg::Node(&self.second_level_key)];
            list.extend(self.default.as_ref().map(|default| Arg::Entry("DefaultValue", default)));
            Arguments::List(list)
        }
    }
}
