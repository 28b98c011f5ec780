use super::{Arg, Arguments, Function};
use crate::model::Name;

/// `Ref`: the value of a parameter, or what identifies a resource.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html>
#[derive(Clone, Debug, PartialEq)]
pub struct Ref {
    /// The logical ID, or the name of a pseudo parameter.
    pub name: Name,
}

impl Function for Ref {
    const KEY: &'static str = "Ref";

    fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Name(&self.name))
    }
}
