//! Lists and maps with values of different kinds side by side.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::Json;
use super::val::{IntoVal, List, Map, OneOrMany, Val};
use crate::diag::Origin;
use crate::model::{Entry, Node, Object};

/// A list whose items are of different kinds, written with [`list!`](crate::list).
pub struct MixedList<T> {
    items: Vec<Node>,
    marker: PhantomData<fn() -> T>,
}

impl<T> MixedList<T> {
    /// A list without items.
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new(), marker: PhantomData }
    }

    /// The list with one more item.
    #[must_use]
    #[track_caller]
    pub fn item(mut self, item: impl IntoVal<T>) -> Self {
        self.items.push(item.into_val().into_node().at(Origin::caller()));
        self
    }

    fn into_node(self) -> Node {
        self.items.into()
    }
}

impl<T> Default for MixedList<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for MixedList<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<List<T>> for MixedList<T> {
    fn into_val(self) -> Val<List<T>> {
        Val::from_node(self.into_node())
    }
}

#[diagnostic::do_not_recommend]
impl IntoVal<OneOrMany<String>> for MixedList<String> {
    fn into_val(self) -> Val<OneOrMany<String>> {
        Val::from_node(self.into_node())
    }
}

#[diagnostic::do_not_recommend]
impl IntoVal<Json> for MixedList<Json> {
    fn into_val(self) -> Val<Json> {
        Val::from_node(self.into_node())
    }
}

/// A map whose values are of different kinds, written with [`map!`](crate::map).
pub struct MixedMap<T> {
    entries: Object,
    marker: PhantomData<fn() -> T>,
}

impl<T> MixedMap<T> {
    /// A map without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Object::new(), marker: PhantomData }
    }

    /// The map with one more entry. A key that is there already is an error when the stack is synthesized.
    #[must_use]
    #[track_caller]
    pub fn entry(mut self, key: impl Into<Cow<'static, str>>, value: impl IntoVal<T>) -> Self {
        let origin = Origin::caller();
        let node = value.into_val().into_node().at(origin);
        self.entries.extend([Entry { key: key.into(), key_origin: origin, node }]);
        self
    }
}

impl<T> Default for MixedMap<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for MixedMap<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.entries.fmt(f)
    }
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<Map<T>> for MixedMap<T> {
    fn into_val(self) -> Val<Map<T>> {
        Val::from_node(self.entries.into())
    }
}

#[diagnostic::do_not_recommend]
impl IntoVal<Json> for MixedMap<Json> {
    fn into_val(self) -> Val<Json> {
        Val::from_node(self.entries.into())
    }
}

/// A list whose items are of different kinds: literals, handles and functions side by side.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("lists");
/// let subnet = stack.parameter("Subnet", Parameter::subnet_id());
/// let subnets: Val<List<String>> = list![subnet, "subnet-0123456789abcdef0", sub!("subnet-${AWS::Region}")].into_val();
/// ```
#[macro_export]
macro_rules! list {
    ($($item:expr),* $(,)?) => {
        $crate::dsl::MixedList::new()$(.item($item))*
    };
}

/// A map whose values are of different kinds: literals, handles and functions side by side. Keys are any texts.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("maps");
/// let bucket = stack.parameter("Bucket", Parameter::string());
/// let stage = "STAGE";
/// let variables: Val<Map<String>> = map! {
///     "BUCKET" => bucket,
///     "PREFIX" => sub!("s3://${bucket}/jobs"),
///     "RETRIES" => 3,
///     stage => "prod",
/// }
/// .into_val();
/// ```
#[macro_export]
macro_rules! map {
    ($($key:expr => $value:expr),* $(,)?) => {
        $crate::dsl::MixedMap::new()$(.entry($key, $value))*
    };
}
