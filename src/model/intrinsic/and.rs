use super::{Arguments, Function};
use crate::model::Node;

/// `Fn::And`: whether all conditions hold.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct And {
    /// Two to ten conditions.
    pub conditions: Vec<Node>,
}

impl Function for And {
    const KEY: &'static str = "Fn::And";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Nodes(&self.conditions)
    }
}
