use super::{Arguments, Function};
use crate::model::Node;

/// `Fn::Or`: whether at least one condition holds.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Or {
    /// Two to ten conditions.
    pub conditions: Vec<Node>,
}

impl Function for Or {
    const KEY: &'static str = "Fn::Or";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Nodes(&self.conditions)
    }
}
