//! The intrinsic functions as the checker sees them: objects of one entry.

use crate::model::{Node, Value};

macro_rules! functions {
    ($($name:ident = $key:literal as $python:literal),+ $(,)?) => {
        /// An intrinsic function with a key of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Function {
            $(#[doc = $key] $name,)+
        }

        impl Function {
            /// The key of its long form.
            pub(crate) const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// The name under which faults in its arguments are known.
            pub(crate) const fn keyword(self) -> &'static str {
                match self {
                    $(Self::$name => $python,)+
                }
            }

            /// The function of that key.
            pub(crate) fn from_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

functions! {
    And = "Fn::And" as "fn_and",
    Base64 = "Fn::Base64" as "fn_base64",
    Cidr = "Fn::Cidr" as "fn_cidr",
    Condition = "Condition" as "condition",
    Contains = "Fn::Contains" as "fn_contains",
    EachMemberEquals = "Fn::EachMemberEquals" as "fn_eachmemberequals",
    EachMemberIn = "Fn::EachMemberIn" as "fn_eachmemberin",
    Equals = "Fn::Equals" as "fn_equals",
    FindInMap = "Fn::FindInMap" as "fn_findinmap",
    GetAtt = "Fn::GetAtt" as "fn_getatt",
    GetAzs = "Fn::GetAZs" as "fn_getazs",
    GetStackOutput = "Fn::GetStackOutput" as "fn_getstackoutput",
    If = "Fn::If" as "fn_if",
    ImportValue = "Fn::ImportValue" as "fn_importvalue",
    Join = "Fn::Join" as "fn_join",
    Length = "Fn::Length" as "fn_length",
    Not = "Fn::Not" as "fn_not",
    Or = "Fn::Or" as "fn_or",
    Ref = "Ref" as "ref",
    RefAll = "Fn::RefAll" as "fn_refall",
    Select = "Fn::Select" as "fn_select",
    Split = "Fn::Split" as "fn_split",
    Sub = "Fn::Sub" as "fn_sub",
    ToJsonString = "Fn::ToJsonString" as "fn_tojsonstring",
    Transform = "Fn::Transform" as "fn_transform",
    ValueOf = "Fn::ValueOf" as "fn_valueof",
    ValueOfAll = "Fn::ValueOfAll" as "fn_valueofall",
}

/// A set of functions: those that a place of the template takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Functions(u32);

impl Functions {
    /// No function.
    pub(crate) const NONE: Self = Self(0);
    /// `Fn::Transform` alone, which stands anywhere.
    pub(crate) const TRANSFORM: Self = Self::NONE.and(Function::Transform);
    /// Those that make values.
    pub(crate) const VALUES: Self = Self::NONE
        .and(Function::Base64)
        .and(Function::Cidr)
        .and(Function::Contains)
        .and(Function::FindInMap)
        .and(Function::GetAtt)
        .and(Function::GetAzs)
        .and(Function::GetStackOutput)
        .and(Function::If)
        .and(Function::ImportValue)
        .and(Function::Join)
        .and(Function::Length)
        .and(Function::Ref)
        .and(Function::Select)
        .and(Function::Split)
        .and(Function::Sub)
        .and(Function::ToJsonString)
        .and(Function::Transform);
    /// Those that make truths of the section `Conditions`.
    pub(crate) const CONDITIONS: Self = Self::NONE
        .and(Function::And)
        .and(Function::Condition)
        .and(Function::Equals)
        .and(Function::Not)
        .and(Function::Or);
    /// Those of the section `Rules`.
    pub(crate) const RULES: Self = Self::CONDITIONS
        .and(Function::Contains)
        .and(Function::EachMemberEquals)
        .and(Function::EachMemberIn)
        .and(Function::RefAll)
        .and(Function::ValueOf)
        .and(Function::ValueOfAll);

    /// The set with one more.
    pub(crate) const fn and(self, function: Function) -> Self {
        Self(self.0 | 1 << function as u32)
    }

    /// The set without one.
    pub(crate) const fn without(self, function: Function) -> Self {
        Self(self.0 & !(1 << function as u32))
    }

    /// Whether the function is one of them.
    pub(crate) const fn has(self, function: Function) -> bool {
        self.0 & 1 << function as u32 != 0
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl<'k> FromIterator<&'k str> for Functions {
    fn from_iter<I: IntoIterator<Item = &'k str>>(keys: I) -> Self {
        keys.into_iter().filter_map(Function::from_key).fold(Self::NONE, Self::and)
    }
}

/// The key and argument of an object of one entry.
pub(crate) fn only_entry(node: &Node) -> Option<(&str, &Node)> {
    match &node.value {
        Value::Object(object) if object.len() == 1 => {
            object.iter().next().map(|entry| (entry.key.as_ref(), &entry.node))
        }
        _ => None,
    }
}

/// The function that a value or condition is, and its argument: one of those that [`Functions::VALUES`] and
/// [`Functions::CONDITIONS`] have.
pub(crate) fn function(node: &Node) -> Option<(Function, &Node)> {
    let (key, argument) = only_entry(node)?;
    let function = Function::from_key(key)?;
    let known = Functions::VALUES.has(function) || Functions::CONDITIONS.has(function);
    known.then_some((function, argument))
}

/// The name in `{"Ref": "name"}`.
pub(crate) fn ref_name(node: &Node) -> Option<&str> {
    match function(node)? {
        (Function::Ref, name) => name.as_str(),
        _ => None,
    }
}

/// The resource or parameter that `Ref` or `Fn::GetAtt` names.
pub(crate) fn named_resource(node: &Node) -> Option<&str> {
    match function(node)? {
        (Function::Ref, name) => name.as_str(),
        (Function::GetAtt, argument) => {
            let name = argument.as_list().and_then(<[Node]>::first).unwrap_or(argument);
            name.as_str()?.split('.').next()
        }
        _ => None,
    }
}

/// Whether this is `{"Ref": "AWS::NoValue"}`.
pub(crate) fn is_no_value(node: &Node) -> bool {
    ref_name(node) == Some("AWS::NoValue")
}
