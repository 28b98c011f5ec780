use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Select`: one item of a list.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-select.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Select {
    /// Which one, from 0.
    pub index: Node,
    /// The list, or a function that yields one.
    pub values: Node,
}

impl Function for Select {
    const KEY: &'static str = "Fn::Select";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.index), Arg::Node(&self.values)])
    }
}
