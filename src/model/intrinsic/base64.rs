use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::Base64`: the Base64 form of a text.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-base64.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Base64 {
    /// The text.
    pub value: Node,
}

impl Function for Base64 {
    const KEY: &'static str = "Fn::Base64";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.value))
    }
}
