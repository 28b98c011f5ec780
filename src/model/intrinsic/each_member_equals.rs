use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::EachMemberEquals`: whether each item of a list is the same text. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct EachMemberEquals {
    /// The list.
    pub values: Node,
    /// The text.
    pub value: Node,
}

impl Function for EachMemberEquals {
    const KEY: &'static str = "Fn::EachMemberEquals";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.values), Arg::Node(&self.value)])
    }
}
