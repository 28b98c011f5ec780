use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Split`: a list cut from a text.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-split.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// Where to cut.
    pub delimiter: Node,
    /// The text.
    pub source: Node,
}

impl Function for Split {
    const KEY: &'static str = "Fn::Split";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.delimiter), Arg::Node(&self.source)])
    }
}
