use std::borrow::Cow;
use std::collections::HashSet;
use std::panic::Location;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::val::Val;
use crate::diag::Origin;
use crate::model::{Declaration, GetAtt, Name, NameText, Node, Ref};

/// What a handle refers to: a name that a stack declared, and the line that declared it.
///
/// It is `Copy`, so that a handle can be used any number of times. Names that are not literals are kept for the life of
/// the process for that, each once.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    id: &'static str,
    declaration: Declaration,
}

impl Target {
    pub(crate) fn new(id: &'static str, declaration: Declaration) -> Self {
        Self { id, declaration }
    }

    /// The logical ID.
    #[must_use]
    pub fn logical_id(self) -> &'static str {
        self.id
    }

    pub(crate) fn stack(self) -> u32 {
        self.declaration.stack
    }

    pub(crate) fn declared_at(self) -> &'static Location<'static> {
        self.declaration.location
    }

    pub(crate) fn name(self) -> Name {
        Name {
            text: NameText::Literal(Cow::Borrowed(self.id)),
            declaration: Some(self.declaration),
            origin: Origin::Unknown,
        }
    }

    /// `Ref`.
    #[must_use]
    #[track_caller]
    pub fn reference<T>(self) -> Val<T> {
        Val::function(Ref { name: self.name() }, Origin::caller())
    }

    /// `Ref` without a place of its own: it is written where the property is.
    pub(super) fn unplaced_reference<T>(self) -> Val<T> {
        Val::function(Ref { name: self.name() }, Origin::Unknown)
    }

    /// `Fn::GetAtt`.
    #[must_use]
    #[track_caller]
    pub fn get_att<T>(self, attribute: impl Into<Cow<'static, str>>) -> Val<T> {
        let attribute = Node::from(attribute.into());
        Val::function(GetAtt { resource: self.name(), attribute }, Origin::caller())
    }
}

/// The same text for the life of the process.
pub(crate) fn intern(text: Cow<'static, str>) -> &'static str {
    static TEXTS: LazyLock<Mutex<HashSet<&'static str>>> = LazyLock::new(Mutex::default);
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => {
            let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
            match texts.get(text.as_str()) {
                Some(present) => present,
                None => {
                    let text: &'static str = Box::leak(text.into_boxed_str());
                    texts.insert(text);
                    text
                }
            }
        }
    }
}
