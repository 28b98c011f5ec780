use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::diag::Origin;
use crate::model::{Intrinsic, Node, Number, Object, Value};

/// A value of type `T`: a literal, or an intrinsic function that yields one.
///
/// `T` says what CloudFormation takes there: [`String`], [`bool`], [`i64`], [`f64`], [`List<T>`], [`Map<T>`],
/// [`Json`](super::Json), a property type such as [`Tag`](super::Tag), or an enum of a property.
pub struct Val<T> {
    node: Node,
    marker: PhantomData<fn() -> T>,
}

impl<T> Val<T> {
    /// Takes a node for a value of this type. The escape hatch: nothing is checked.
    #[must_use]
    pub fn from_node(node: Node) -> Self {
        Self { node, marker: PhantomData }
    }

    pub(crate) fn function(function: impl Into<Intrinsic>, origin: Origin) -> Self {
        Self::from_node(Node { value: Value::Intrinsic(Box::new(function.into())), origin })
    }

    /// The node that a template holds for it.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The node that a template holds for it.
    #[must_use]
    pub fn into_node(self) -> Node {
        self.node
    }

    /// The same value, taken for one of another type: nothing is checked.
    #[must_use]
    pub fn cast<U>(self) -> Val<U> {
        Val::from_node(self.node)
    }
}

impl Val<String> {
    /// The text, taken for a boolean: CloudFormation reads `"true"` and `"false"` so.
    #[must_use]
    pub fn as_bool(self) -> Val<bool> {
        self.cast()
    }

    /// The text, taken for a number: CloudFormation reads `"0.5"` so.
    #[must_use]
    pub fn as_number(self) -> Val<f64> {
        self.cast()
    }

    /// The text, taken for a whole number: CloudFormation reads `"20"` so.
    #[must_use]
    pub fn as_integer(self) -> Val<i64> {
        self.cast()
    }
}

impl<T> Clone for Val<T> {
    fn clone(&self) -> Self {
        Self::from_node(self.node.clone())
    }
}

impl<T> fmt::Debug for Val<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.node.fmt(f)
    }
}

/// What can be used where a value of type `T` is taken: a literal, a handle, or an intrinsic function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be used where the property takes `{T}`",
    label = "this is not a value of type `{T}`",
    note = "a property takes a literal of its type, a parameter, an attribute of a resource, or a function that yields one",
    note = "a parameter is used as another type with `.as_bool()`, `.as_number()` or `.as_integer()`",
    note = "a list is written `[a, b]`, or `list![a, b]` if its items are of different kinds"
)]
pub trait IntoVal<T> {
    /// The value.
    fn into_val(self) -> Val<T>;
}

/// The type of a list.
#[derive(Debug)]
pub struct List<T>(PhantomData<T>);

/// The type of an object with keys of the author's choice.
#[derive(Debug)]
pub struct Map<T>(PhantomData<T>);

/// The type of what AWS takes both as a single value and as a list.
#[derive(Debug)]
pub struct OneOrMany<T>(PhantomData<T>);

/// A type that properties take and that the schema names: a property type, or an enum.
pub trait PropertyType: Sized {
    /// The node that a template holds for it.
    fn into_node(self) -> Node;
}

/// An enum that also takes values which AWS has added since.
pub trait OpenEnum: Copy {
    /// The value as a template has it.
    fn as_str(self) -> &'static str;
}

#[diagnostic::do_not_recommend]
impl<T: OpenEnum> PropertyType for T {
    fn into_node(self) -> Node {
        self.as_str().into()
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<T> for Val<T> {
    fn into_val(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T: PropertyType> IntoVal<T> for T {
    fn into_val(self) -> Val<T> {
        Val::from_node(self.into_node())
    }
}

#[diagnostic::do_not_recommend]
impl<T: OpenEnum> IntoVal<T> for &str {
    fn into_val(self) -> Val<T> {
        Val::from_node(self.to_owned().into())
    }
}

#[diagnostic::do_not_recommend]
impl<T: OpenEnum> IntoVal<T> for String {
    fn into_val(self) -> Val<T> {
        Val::from_node(self.into())
    }
}

#[diagnostic::do_not_recommend]
impl<T: OpenEnum> IntoVal<T> for Val<String> {
    fn into_val(self) -> Val<T> {
        self.cast()
    }
}

macro_rules! literal {
    ($target:ty: $($from:ty => |$value:ident| $node:expr),+ $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl IntoVal<$target> for $from {
            fn into_val(self) -> Val<$target> {
                let $value = self;
                Val::from_node(Node::from($node))
            }
        }
    )+};
}
pub(crate) use literal;

literal!(bool: bool => |value| value);
literal!(i64:
    i8 => |value| i64::from(value),
    i16 => |value| i64::from(value),
    i32 => |value| i64::from(value),
    i64 => |value| value,
    u8 => |value| i64::from(value),
    u16 => |value| i64::from(value),
    u32 => |value| i64::from(value),
    u64 => |value| Number::from(value),
    usize => |value| Number::from(value as u64),
    Val<f64> => |value| value.into_node(),
);
literal!(f64:
    f32 => |value| f64::from(value),
    f64 => |value| value,
    i8 => |value| i64::from(value),
    i16 => |value| i64::from(value),
    i32 => |value| i64::from(value),
    i64 => |value| value,
    u8 => |value| i64::from(value),
    u16 => |value| i64::from(value),
    u32 => |value| i64::from(value),
    u64 => |value| Number::from(value),
    usize => |value| Number::from(value as u64),
    Val<i64> => |value| value.into_node(),
);
literal!(String:
    &str => |value| value.to_owned(),
    &&str => |value| (*value).to_owned(),
    &String => |value| value.clone(),
    String => |value| value,
    Cow<'static, str> => |value| value,
    bool => |value| value.to_string(),
    i8 => |value| value.to_string(),
    i16 => |value| value.to_string(),
    i32 => |value| value.to_string(),
    i64 => |value| value.to_string(),
    u8 => |value| value.to_string(),
    u16 => |value| value.to_string(),
    u32 => |value| value.to_string(),
    u64 => |value| value.to_string(),
    usize => |value| value.to_string(),
    f64 => |value| finite_text(value),
    Val<bool> => |value| value.into_node(),
    Val<i64> => |value| value.into_node(),
    Val<f64> => |value| value.into_node(),
);

/// The number as text; one that is not finite stays what it is, to be reported.
fn finite_text(number: f64) -> Node {
    if number.is_finite() { number.to_string().into() } else { number.into() }
}

fn list_of<T, I: IntoVal<T>>(items: impl IntoIterator<Item = I>) -> Node {
    Node::list(items.into_iter().map(|item| item.into_val().into_node()))
}

macro_rules! lists {
    ($(($($generic:tt)*) $from:ty => |$items:ident| $iterator:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<T, I: IntoVal<T> $($generic)*> IntoVal<List<T>> for $from {
            fn into_val(self) -> Val<List<T>> {
                let $items = self;
                Val::from_node(list_of($iterator))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<I: IntoVal<String> $($generic)*> IntoVal<OneOrMany<String>> for $from {
            fn into_val(self) -> Val<OneOrMany<String>> {
                let $items = self;
                Val::from_node(list_of($iterator))
            }
        }
    )+};
}

lists! {
    (, const N: usize) [I; N] => |items| items;
    (+ Clone, const N: usize) &[I; N] => |items| items.iter().cloned();
    () Vec<I> => |items| items;
    (+ Clone) &Vec<I> => |items| items.iter().cloned();
    (+ Clone) &[I] => |items| items.iter().cloned();
}

literal!(OneOrMany<String>:
    &str => |value| value.to_owned(),
    &String => |value| value.clone(),
    String => |value| value,
    i32 => |value| value.to_string(),
    i64 => |value| value.to_string(),
    u64 => |value| value.to_string(),
    bool => |value| value.to_string(),
    Val<String> => |value| value.into_node(),
    Val<List<String>> => |value| value.into_node(),
);

fn map_of<T, K: Into<Cow<'static, str>>, I: IntoVal<T>>(entries: impl IntoIterator<Item = (K, I)>) -> Node {
    entries.into_iter().map(|(key, value)| (key, value.into_val().into_node())).collect::<Object>().into()
}

#[diagnostic::do_not_recommend]
impl<T, K: Into<Cow<'static, str>>, I: IntoVal<T>, const N: usize> IntoVal<Map<T>> for [(K, I); N] {
    fn into_val(self) -> Val<Map<T>> {
        Val::from_node(map_of(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T, K: Into<Cow<'static, str>>, I: IntoVal<T>> IntoVal<Map<T>> for Vec<(K, I)> {
    fn into_val(self) -> Val<Map<T>> {
        Val::from_node(map_of(self))
    }
}
