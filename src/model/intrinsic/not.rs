use super::{Arguments, Function};
use crate::model::Node;

/// `Fn::Not`: whether a condition does not hold.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Not {
    /// The condition.
    pub condition: Node,
}

impl Function for Not {
    const KEY: &'static str = "Fn::Not";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Nodes(std::slice::from_ref(&self.condition))
    }
}
