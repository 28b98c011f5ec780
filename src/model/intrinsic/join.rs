use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Join`: a text put together from a list.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-join.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// What stands between the values; may be empty.
    pub delimiter: Node,
    /// The values: a list, or a function that yields one.
    pub values: Node,
}

impl Function for Join {
    const KEY: &'static str = "Fn::Join";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.delimiter), Arg::Node(&self.values)])
    }
}
