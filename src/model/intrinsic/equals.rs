use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Equals`: whether two values are the same text.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Equals {
    /// One value.
    pub left: Node,
    /// The other value.
    pub right: Node,
}

impl Function for Equals {
    const KEY: &'static str = "Fn::Equals";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.left), Arg::Node(&self.right)])
    }
}
