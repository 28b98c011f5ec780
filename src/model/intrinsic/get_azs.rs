use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::GetAZs`: the Availability Zones of a Region, as a list.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getavailabilityzones.html>
#[derive(Clone, Debug, PartialEq)]
pub struct GetAZs {
    /// The Region; the empty text is the Region of the stack.
    pub region: Node,
}

impl Function for GetAZs {
    const KEY: &'static str = "Fn::GetAZs";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.region))
    }
}
