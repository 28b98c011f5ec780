//! The intrinsic functions, one file each.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html>

use std::borrow::Cow;

use super::{Name, Node, Object};

mod for_each;
mod malformed;
pub use for_each::ForEach;
pub use malformed::Malformed;

/// What each function with a key of its own says of itself.
trait Function {
    /// The key of the long form.
    const KEY: &'static str;
    /// Whether YAML has a short tag for it.
    const SHORT_TAG: bool = true;

    /// The arguments, in the order and shape in which they are written.
    fn arguments(&self) -> Arguments<'_>;
}

/// The arguments of a function, in the shape in which they are written.
#[derive(Clone, Debug)]
pub enum Arguments<'a> {
    /// One argument, written in place of a list.
    One(Arg<'a>),
    /// A list of arguments.
    List(Vec<Arg<'a>>),
    /// A list of arguments that are all values.
    Nodes(&'a [Node]),
    /// Named arguments.
    Map(Vec<(&'static str, &'a Node)>),
    /// A logical ID and an attribute: `A.B` in YAML, `["A", "B"]` in JSON.
    Dotted(&'a Name, &'a Node),
}

/// One argument of a function.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// A value.
    Node(&'a Node),
    /// A name of the template's.
    Name(&'a Name),
    /// Text that the function makes from its parts.
    Text(Cow<'a, str>),
    /// An object.
    Object(&'a Object),
    /// An object of one entry.
    Entry(&'static str, &'a Node),
}

macro_rules! intrinsics {
    ($($module:ident :: $name:ident),+ $(,)?) => {
        $(
            mod $module;
            pub use $module::$name;

            impl From<$name> for Intrinsic {
                fn from(function: $name) -> Self {
                    Self::$name(function)
                }
            }
        )+

        /// An intrinsic function.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Intrinsic {
            $(
                #[doc = concat!("`", stringify!($name), "`")]
                $name($name),
            )+
            /// `Fn::ForEach`
            ForEach(ForEach),
            /// A function with arguments of the wrong shape
            Malformed(Malformed),
        }

        impl Intrinsic {
            /// The keys of the functions that have one each: all but `Fn::ForEach`, whose key holds a name.
            pub const KEYS: &'static [&'static str] = &[$($name::KEY),+];

            /// The key of the long form, such as `Fn::GetAtt` or `Ref`.
            #[must_use]
            pub fn key(&self) -> Cow<'_, str> {
                match self {
                    $(Self::$name(_) => Cow::Borrowed($name::KEY),)+
                    Self::ForEach(function) => Cow::Owned(function.key()),
                    Self::Malformed(function) => Cow::Borrowed(&function.key),
                }
            }

            /// Whether YAML has a short tag for it, such as `!GetAtt`.
            #[must_use]
            pub const fn has_short_tag(&self) -> bool {
                match self {
                    $(Self::$name(_) => $name::SHORT_TAG,)+
                    Self::ForEach(_) | Self::Malformed(_) => false,
                }
            }

            /// The arguments, in the order and shape in which they are written.
            #[must_use]
            pub fn arguments(&self) -> Arguments<'_> {
                match self {
                    $(Self::$name(function) => function.arguments(),)+
                    Self::ForEach(function) => function.arguments(),
                    Self::Malformed(function) => function.arguments(),
                }
            }
        }
    };
}

intrinsics! {
    and::And,
    base64::Base64,
    cidr::Cidr,
    condition::Condition,
    contains::Contains,
    each_member_equals::EachMemberEquals,
    each_member_in::EachMemberIn,
    equals::Equals,
    find_in_map::FindInMap,
    get_att::GetAtt,
    get_azs::GetAZs,
    get_stack_output::GetStackOutput,
    if_::If,
    import_value::ImportValue,
    join::Join,
    length::Length,
    not::Not,
    or::Or,
    ref_all::RefAll,
    reference::Ref,
    select::Select,
    split::Split,
    sub::Sub,
    to_json_string::ToJsonString,
    transform::Transform,
    value_of::ValueOf,
    value_of_all::ValueOfAll,
}
pub use sub::{SubPart, SubPiece, sub_pieces};

impl From<ForEach> for Intrinsic {
    fn from(function: ForEach) -> Self {
        Self::ForEach(function)
    }
}

impl From<Malformed> for Intrinsic {
    fn from(function: Malformed) -> Self {
        Self::Malformed(function)
    }
}
