use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Length`: the number of items of a list. Needs the transform `AWS::LanguageExtensions`.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-length.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Length {
    /// The list, or a function that yields one.
    pub values: Node,
}

impl Function for Length {
    const KEY: &'static str = "Fn::Length";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.values))
    }
}
