use std::borrow::Cow;

use super::{Arg, Arguments};
use crate::model::Node;

/// A function whose arguments have the wrong shape, kept as it was written so that it can be reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Malformed {
    /// The key of the function in its long form, such as `Fn::Join`.
    pub key: Cow<'static, str>,
    /// What stands in place of its arguments.
    pub argument: Node,
}

impl Malformed {
    pub(super) fn arguments(&self) -> Arguments<'_> {
        Arguments::One(Arg::Node(&self.argument))
    }
}
