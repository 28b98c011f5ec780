use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::names::shown;
use super::target::Target;
use super::val::{IntoVal, Val};
use crate::diag::{Diagnostic, Origin};
use crate::model::{Entry, FindInMap, LOGICAL_ID_MAX_LENGTH, LogicalId, Node, Object, Value};

/// Fixed values of type `T` by two keys.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("mappings");
/// let images = stack.mapping(
///     "Images",
///     Mapping::<String>::new().row("us-east-1", [("Arm", "ami-1"), ("X86", "ami-2")]).row("eu-west-1", [("Arm", "ami-3")]),
/// );
/// stack.output("Image", images.find(pseudo::region(), "Arm"));
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html>
#[must_use]
pub struct Mapping<T> {
    rows: Object,
    marker: PhantomData<fn() -> T>,
}

impl<T> Mapping<T> {
    /// A mapping without rows.
    pub const fn new() -> Self {
        Self { rows: Object::new(), marker: PhantomData }
    }

    /// Adds the values of a first key, each by its second key.
    #[track_caller]
    pub fn row<K: Into<Cow<'static, str>>>(
        mut self,
        top_level_key: impl Into<Cow<'static, str>>,
        values: impl IntoIterator<Item = (K, impl IntoVal<T>)>,
    ) -> Self {
        let origin = Origin::caller();
        let values: Object =
            values.into_iter().map(|(key, value)| (key, value.into_val().into_node())).collect();
        let node = Node { value: Value::Object(values), origin };
        self.rows.extend([Entry { key: top_level_key.into(), key_origin: origin, node }]);
        self
    }

    /// What CloudFormation refuses about the mapping of that name.
    pub(super) fn mistakes(&self, id: &str, declared: Origin) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if self.rows.is_empty() {
            let message = format!("the mapping `{id}` is empty");
            found.push(Diagnostic::error("empty-mapping", message).label(declared, ""));
        }
        for row in &self.rows {
            let mut wrong = |message: String, help| {
                found.push(Diagnostic::error("mapping-key", message).label(row.key_origin, "").help(help));
            };
            let is_wide = |character: char| character.is_ascii_alphanumeric() || "-.".contains(character);
            if row.key.is_empty() || row.key.len() > LOGICAL_ID_MAX_LENGTH || !row.key.chars().all(is_wide) {
                wrong(
                    format!("`{}` is no top-level key for a mapping", shown(&row.key)),
                    "it is made of 1 to 255 ASCII letters, digits, `-` and `.`",
                );
            }
            for value in row.node.as_object().into_iter().flatten() {
                if LogicalId::new(value.key.clone()).is_err() {
                    wrong(
                        format!("`{}` is no second-level key for a mapping", shown(&value.key)),
                        "it is made of 1 to 255 ASCII letters and digits; only top-level keys have `-` and `.`, too",
                    );
                }
            }
            if row.node.as_object().is_some_and(Object::is_empty) {
                let message = format!("`{}` of the mapping `{id}` has no values", shown(&row.key));
                found.push(Diagnostic::error("empty-mapping", message).label(row.key_origin, ""));
            }
        }
        found
    }

    pub(super) fn into_node(self, declared: Origin) -> Node {
        Node::from(self.rows).at(declared)
    }
}

impl<T> Default for Mapping<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for Mapping<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

/// A mapping of a stack, to be looked up in.
pub struct MappingHandle<T> {
    target: Target,
    marker: PhantomData<fn() -> T>,
}

impl<T> MappingHandle<T> {
    pub(super) fn new(target: Target) -> Self {
        Self { target, marker: PhantomData }
    }

    /// The logical ID.
    #[must_use]
    pub fn logical_id(&self) -> &'static str {
        self.target.logical_id()
    }

    /// `Fn::FindInMap`: the value by both keys.
    #[must_use]
    #[track_caller]
    pub fn find(self, top_level_key: impl IntoVal<String>, second_level_key: impl IntoVal<String>) -> Val<T> {
        self.lookup(top_level_key, second_level_key, None, Origin::caller())
    }

    /// `Fn::FindInMap` with a value for where a key is missing. Adds the transform `AWS::LanguageExtensions`.
    #[must_use]
    #[track_caller]
    pub fn find_or(
        self,
        top_level_key: impl IntoVal<String>,
        second_level_key: impl IntoVal<String>,
        default: impl IntoVal<T>,
    ) -> Val<T> {
        let default = Some(default.into_val().into_node());
        self.lookup(top_level_key, second_level_key, default, Origin::caller())
    }

    fn lookup(
        self,
        top_level_key: impl IntoVal<String>,
        second_level_key: impl IntoVal<String>,
        default: Option<Node>,
        origin: Origin,
    ) -> Val<T> {
        let function = FindInMap {
            mapping: self.target.name(),
            top_level_key: top_level_key.into_val().into_node(),
            second_level_key: second_level_key.into_val().into_node(),
            default,
        };
        Val::function(function, origin)
    }
}

impl<T> Clone for MappingHandle<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for MappingHandle<T> {}

impl<T> fmt::Debug for MappingHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)
    }
}
