use std::borrow::Cow;

use super::val::{IntoVal, List, Map, PropertyType, Val, literal};
use crate::diag::Origin;
use crate::model::{Node, Number, Object, Value};

/// The type of properties that take any JSON, intrinsic functions inside it included.
#[derive(Clone, Debug)]
pub struct Json(Node);

impl Json {
    /// The JSON of a value.
    #[track_caller]
    pub fn new(value: impl IntoVal<Self>) -> Self {
        Self(value.into_val().into_node().at(Origin::caller()))
    }

    /// `null`, which CloudFormation accepts hardly anywhere.
    #[must_use]
    #[track_caller]
    pub fn null() -> Self {
        Self(Node::from(Value::Null).at(Origin::caller()))
    }

    /// A list.
    #[track_caller]
    pub fn list<const N: usize>(items: [Self; N]) -> Self {
        Self(Node::list(items.map(|item| item.0)).at(Origin::caller()))
    }

    /// An object.
    #[track_caller]
    pub fn object<const N: usize>(entries: [(Cow<'static, str>, Self); N]) -> Self {
        Self(
            Node::from(entries.map(|(key, value)| (key, value.0)).into_iter().collect::<Object>())
                .at(Origin::caller()),
        )
    }
}

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        Self(node)
    }
}

#[diagnostic::do_not_recommend]
impl IntoVal<Self> for Json {
    fn into_val(self) -> Val<Self> {
        Val::from_node(self.0)
    }
}

/// Every property type is JSON, too.
#[diagnostic::do_not_recommend]
impl<T: PropertyType> IntoVal<Json> for T {
    fn into_val(self) -> Val<Json> {
        Val::from_node(self.into_node())
    }
}

literal!(Json:
    Node => |value| value,
    Value => |value| value,
    Object => |value| value,
    bool => |value| value,
    f32 => |value| f64::from(value),
    usize => |value| Number::from(value as u64),
    i32 => |value| i64::from(value),
    i64 => |value| value,
    u32 => |value| i64::from(value),
    u64 => |value| Number::from(value),
    f64 => |value| value,
    &str => |value| value.to_owned(),
    String => |value| value,
    Cow<'static, str> => |value| value,
    Val<bool> => |value| value.into_node(),
    Val<i64> => |value| value.into_node(),
    Val<f64> => |value| value.into_node(),
    Val<String> => |value| value.into_node(),
);

#[diagnostic::do_not_recommend]
impl<T> IntoVal<Json> for Val<List<T>> {
    fn into_val(self) -> Val<Json> {
        self.cast()
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<Json> for Val<Map<T>> {
    fn into_val(self) -> Val<Json> {
        self.cast()
    }
}

#[diagnostic::do_not_recommend]
impl<I: IntoVal<Json>, const N: usize> IntoVal<Json> for [I; N] {
    fn into_val(self) -> Val<Json> {
        Val::from_node(Node::list(self.into_iter().map(|item| item.into_val().into_node())))
    }
}

#[diagnostic::do_not_recommend]
impl<I: IntoVal<Json>> IntoVal<Json> for Vec<I> {
    fn into_val(self) -> Val<Json> {
        Val::from_node(Node::list(self.into_iter().map(|item| item.into_val().into_node())))
    }
}
