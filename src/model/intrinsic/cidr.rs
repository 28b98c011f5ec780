use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Cidr`: a list of CIDR blocks cut from one.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-cidr.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Cidr {
    /// The block to cut.
    pub ip_block: Node,
    /// How many blocks, 1 to 256.
    pub count: Node,
    /// The number of subnet bits of each block: 32 less the prefix length for IPv4, 128 less it for IPv6.
    pub cidr_bits: Option<Node>,
}

impl Function for Cidr {
    const KEY: &'static str = "Fn::Cidr";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::List(
            [Some(&self.ip_block), Some(&self.count), self.cidr_bits.as_ref()].into_iter().flatten().map(Arg::Node).collect(),
        )
    }
}
