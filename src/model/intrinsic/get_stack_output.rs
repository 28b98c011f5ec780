use super::{Arguments, Function};
use crate::model::Node;

/// `Fn::GetStackOutput`: the value of an output of another stack, possibly of another Region or account.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>
#[derive(Clone, Debug, PartialEq)]
pub struct GetStackOutput {
    /// The name of the stack.
    pub stack_name: Node,
    /// The logical ID of the output.
    pub output_name: Node,
    /// The Region of the stack, if it is another one.
    pub region: Option<Node>,
    /// The role to read it with, if the stack is in another account.
    pub role_arn: Option<Node>,
}

impl Function for GetStackOutput {
    const KEY: &'static str = "Fn::GetStackOutput";
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Map(
            [
                ("StackName", Some(&self.stack_name)),
                ("OutputName", Some(&self.output_name)),
                ("Region", self.region.as_ref()),
                ("RoleArn", self.role_arn.as_ref()),
            ]
            .into_iter()
            .filter_map(|(key, node)| Some((key, node?)))
            .collect(),
        )
    }
}
