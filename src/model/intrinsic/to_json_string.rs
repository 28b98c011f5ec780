use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::ToJsonString`: an object or a list as JSON text. Needs the transform `AWS::LanguageExtensions`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ToJsonString.html>
#[derive(Clone, Debug, PartialEq)]
pub struct ToJsonString {
    /// The object or the list.
    pub value: Node,
}

impl Function for ToJsonString {
    const KEY: &'static str = "Fn::ToJsonString";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.value))
    }
}
