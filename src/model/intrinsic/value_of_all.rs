use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::ValueOfAll`: an attribute of the resources that all parameters of a type name, as a list. For rules only.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html>
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOfAll {
    /// The type, such as `AWS::EC2::Subnet::Id`.
    pub parameter_type: Node,
    /// The attribute, such as `AvailabilityZone`.
    pub attribute: Node,
}

impl Function for ValueOfAll {
    const KEY: &'static str = "Fn::ValueOfAll";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(vec![Arg::Node(&self.parameter_type), Arg::Node(&self.attribute)])
    }
}
