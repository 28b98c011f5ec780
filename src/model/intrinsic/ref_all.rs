use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::RefAll`: the values of all parameters of a type, as a list. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct RefAll {
    /// The type, such as `AWS::EC2::VPC::Id`.
    pub parameter_type: Node,
}

impl Function for RefAll {
    const KEY: &'static str = "Fn::RefAll";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.parameter_type))
    }
}
