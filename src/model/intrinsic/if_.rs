use super::{Arg, Arguments, Function};
use crate::model::{Name, Node};

/// `Fn::If`: one of two values, as a condition holds or not.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct If {
    /// The logical ID of the condition.
    pub condition: Name,
    /// The value where it holds.
    pub then: Node,
    /// The value where it does not.
    pub otherwise: Node,
}

impl Function for If {
    const KEY: &'static str = "Fn::If";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Name(&self.condition), Arg::Node(&self.then), Arg::Node(&self.otherwise)])
    }
}
