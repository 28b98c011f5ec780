use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Contains`: whether a text is one of a list. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Contains {
    /// The list.
    pub values: Node,
    /// The text.
    pub value: Node,
}

impl Function for Contains {
    const KEY: &'static str = "Fn::Contains";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.values), Arg::Node(&self.value)])
    }
}
