use std::borrow::Cow;

use super::val::{IntoVal, PropertyType};
use crate::diag::Origin;
use crate::model::{Entry, Node, Object, Value};

/// The properties of a resource or of a property type, in the order in which they were set.
///
/// This is what the generated types are made of.
#[derive(Clone, Debug, Default)]
pub struct Properties(Object);

impl Properties {
    /// No properties.
    #[must_use]
    pub const fn new() -> Self {
        Self(Object::new())
    }

    /// Sets a property; one that is set already gets the new value.
    #[must_use]
    #[track_caller]
    pub fn with<T, V: IntoVal<T>>(mut self, name: &'static str, value: V) -> Self {
        self.set(name, value.into_val().into_node(), Origin::caller());
        self
    }

    /// Adds an item to a property that is a list.
    #[must_use]
    #[track_caller]
    pub fn push<T, V: IntoVal<T>>(mut self, name: &'static str, item: V) -> Self {
        let origin = Origin::caller();
        let item = item.into_val().into_node().at(origin);
        match self.0.get_mut(name).map(|node| &mut node.value) {
            Some(Value::List(items)) => items.push(item),
            _ => self.set(name, vec![item].into(), origin),
        }
        self
    }

    /// Adds an entry to a property that is a map.
    #[must_use]
    #[track_caller]
    pub fn insert<T, V: IntoVal<T>>(
        mut self,
        name: &'static str,
        key: impl Into<Cow<'static, str>>,
        value: V,
    ) -> Self {
        let origin = Origin::caller();
        let key = key.into();
        let value = value.into_val().into_node().at(origin);
        match self.0.get_mut(name).map(|node| &mut node.value) {
            Some(Value::Object(map)) => map.set(Entry { key, key_origin: origin, node: value }),
            _ => self.set(name, Object::from_iter([(key, value)]).into(), origin),
        }
        self
    }

    pub(crate) fn set(&mut self, name: impl Into<Cow<'static, str>>, node: Node, origin: Origin) {
        self.0.set(Entry { key: name.into(), key_origin: origin, node: node.at(origin) });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PropertyType for Properties {
    fn into_node(self) -> Node {
        self.0.into()
    }
}
