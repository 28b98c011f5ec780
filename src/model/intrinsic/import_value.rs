use super::{Arg, Arguments, Function};
use crate::model::Node;

/// `Fn::ImportValue`: the value that another stack exports.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-importvalue.html>
#[derive(Clone, Debug, PartialEq)]
pub struct ImportValue {
    /// The name of the export.
    pub name: Node,
}

impl Function for ImportValue {
    const KEY: &'static str = "Fn::ImportValue";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.name))
    }
}
