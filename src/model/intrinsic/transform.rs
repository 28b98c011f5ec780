use super::{Arguments, Function};
use crate::model::Node;

/// `Fn::Transform`: what a macro makes of its parameters and of what stands beside the function.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-transform.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Transform {
    /// The name of the macro, such as `AWS::Include`.
    pub name: Node,
    /// What the macro is given.
    pub parameters: Option<Node>,
}

impl Transform {
    /// The key of the function, also where it stands among the entries of a section.
    pub const KEY: &'static str = "Fn::Transform";
}

impl Function for Transform {
    const KEY: &'static str = Self::KEY;
    const SHORT_TAG: bool = false;

    fn arguments(&self) -> Arguments<'_> {
        Arguments::Map(
            [("Name", Some(&self.name)), ("Parameters", self.parameters.as_ref())]
                .into_iter()
                .filter_map(|(key, node)| Some((key, node?)))
                .collect(),
        )
    }
}
