use std::borrow::Cow;

use super::val::{IntoVal, List, PropertyType, Val, literal};
use crate::model::{Node, Number, Object, Value};

/// The type of properties that take any JSON, intrinsic functions inside it included.
#[derive(Clone, Debug)]
pub struct Json(Node);

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        Self(node)
    }
}

impl PropertyType for Json {
    fn into_node(self) -> Node {
        self.0
    }
}

literal!(Json:
    Node => |value| value,
    Value => |value| value,
    Object => |value| value,
    bool => |value| value,
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
    Val<List<String>> => |value| value.into_node(),
);

impl<I: IntoVal<Json>, const N: usize> IntoVal<Json> for [I; N] {
    fn into_val(self) -> Val<Json> {
        Val::from_node(Node::list(self.into_iter().map(|item| item.into_val().into_node())))
    }
}

impl<I: IntoVal<Json>> IntoVal<Json> for Vec<I> {
    fn into_val(self) -> Val<Json> {
        Val::from_node(Node::list(self.into_iter().map(|item| item.into_val().into_node())))
    }
}
