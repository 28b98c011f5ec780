use std::borrow::Cow;

use super::{Intrinsic, Number};
use crate::diag::Origin;

/// A value in a template, and where it was written.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it was written; equality ignores it.
    pub origin: Origin,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Node {
    /// A list of nodes.
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Value::List(items.into_iter().collect()).into()
    }

    /// The same value, said to be written at `origin` unless an origin is known already.
    #[must_use]
    pub fn at(mut self, origin: Origin) -> Self {
        self.origin = self.origin.or(origin);
        self
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The function, if this is one.
    #[must_use]
    pub fn as_intrinsic(&self) -> Option<&Intrinsic> {
        match &self.value {
            Value::Intrinsic(function) => Some(function),
            _ => None,
        }
    }
}

/// What stands at one place of a template.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, which CloudFormation accepts hardly anywhere.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(Cow<'static, str>),
    /// A list.
    List(Vec<Node>),
    /// Names and their values, in the author's order.
    Object(Object),
    /// An intrinsic function.
    Intrinsic(Box<Intrinsic>),
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        Self { value, origin: Origin::Unknown }
    }
}

macro_rules! node_from {
    ($($from:ty => $to:expr),+ $(,)?) => {$(
        impl From<$from> for Node {
            fn from(value: $from) -> Self {
                let convert: fn($from) -> Value = $to;
                convert(value).into()
            }
        }
    )+};
}

node_from! {
    bool => Value::Bool,
    Number => Value::Number,
    i64 => |number| Value::Number(number.into()),
    f64 => |number| Value::Number(number.into()),
    &'static str => |text| Value::String(Cow::Borrowed(text)),
    String => |text| Value::String(Cow::Owned(text)),
    Cow<'static, str> => Value::String,
    Vec<Node> => Value::List,
    Object => Value::Object,
    Intrinsic => |function| Value::Intrinsic(Box::new(function)),
}

/// Names and their values, in order. A name may occur twice: a file can hold that, and it is reported, not lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Object {
    entries: Vec<Entry>,
}

/// One name of an object, and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name.
    pub key: Cow<'static, str>,
    /// Where the name was written; equality ignores it.
    pub key_origin: Origin,
    /// The value.
    pub node: Node,
}

impl Entry {
    /// An entry whose name was written where its value was.
    pub fn new(key: impl Into<Cow<'static, str>>, node: impl Into<Node>) -> Self {
        let node = node.into();
        Self { key: key.into(), key_origin: node.origin, node }
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.node == other.node
    }
}

impl Object {
    /// An object without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// The first value of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The first value of that name, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
    }

    /// Gives the entry's name its value: in its place if the name is there, else at the end.
    pub fn set(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|present| present.key == entry.key) {
            Some(present) => *present = entry,
            None => self.append(entry),
        }
    }

    fn append(&mut self, entry: Entry) {
        // Most objects have one entry or two, and a vector would begin with room for four. Memory that is touched for the
        // first time is what a large stack costs most: this is a tenth of its time.
        if self.entries.capacity() == 0 {
            self.entries.reserve_exact(2);
        }
        self.entries.push(entry);
    }

    /// Adds an entry at the end, whether or not the name is there already.
    pub fn push(&mut self, key: impl Into<Cow<'static, str>>, node: impl Into<Node>) {
        self.append(Entry::new(key, node));
    }

    /// The entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// The entries in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Entry> {
        self.entries.iter_mut()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<K: Into<Cow<'static, str>>, N: Into<Node>> FromIterator<(K, N)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, N)>>(entries: I) -> Self {
        entries.into_iter().map(|(key, node)| Entry::new(key, node)).collect()
    }
}

impl Extend<Entry> for Object {
    fn extend<I: IntoIterator<Item = Entry>>(&mut self, entries: I) {
        self.entries.extend(entries);
    }
}

impl FromIterator<Entry> for Object {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { entries: entries.into_iter().collect() }
    }
}

impl IntoIterator for Object {
    type Item = Entry;
    type IntoIter = std::vec::IntoIter<Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a> IntoIterator for &'a Object {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
