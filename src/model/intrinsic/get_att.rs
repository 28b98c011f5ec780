use super::{Arguments, Function};
use crate::model::{Name, Node};

/// `Fn::GetAtt`: a value that a resource returns.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getatt.html>
#[derive(Clone, Debug, PartialEq)]
pub struct GetAtt {
    /// The logical ID of the resource.
    pub resource: Name,
    /// The name of the value, such as `Arn` or `Endpoint.Address`.
    pub attribute: Node,
}

impl Function for GetAtt {
    const KEY: &'static str = "Fn::GetAtt";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Dotted(&self.resource, &self.attribute)
    }
}
