use super::{Arg, Arguments, Function};
use crate::model::Name;

/// `Condition`: whether a condition of the template holds.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-conditions.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The logical ID of the condition.
    pub name: Name,
}

impl Function for Condition {
    const KEY: &'static str = "Condition";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Name(&self.name))
    }
}
