use super::{Arg, Arguments, Function};
use crate::model::{Name, Node};

/// `Fn::ValueOf`: an attribute of the resource that a parameter names. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOf {
    /// The logical ID of the parameter.
    pub parameter: Name,
    /// The attribute, such as `VpcId` or `Tags.Department`.
    pub attribute: Node,
}

impl Function for ValueOf {
    const KEY: &'static str = "Fn::ValueOf";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Name(&self.parameter), Arg::Node(&self.attribute)])
    }
}
