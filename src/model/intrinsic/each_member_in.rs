use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::EachMemberIn`: whether each item of a list is one of another list. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct EachMemberIn {
    /// The list whose items are looked for.
    pub values: Node,
    /// The list to look in.
    pub within: Node,
}

impl Function for EachMemberIn {
    const KEY: &'static str = "Fn::EachMemberIn";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.values), Arg::Node(&self.within)])
    }
}
