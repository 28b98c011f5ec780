//! The one walker over templates.

use std::borrow::Cow;
use std::fmt;

use super::{Arg, Arguments, Entry, Intrinsic, Name, NameText, Node, Object, SubPart, Value};
use crate::diag::Origin;

/// One step from a node to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value of that name, or the argument of that function.
    Key(Cow<'a, str>),
    /// To the item of that index.
    Index(usize),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.write_str(key),
            Self::Index(index) => index.fmt(f),
        }
    }
}

/// Where the walker is: the steps from the root, and the nearest origin that is known.
#[derive(Debug, Default)]
pub struct Cursor<'a> {
    path: Vec<Step<'a>>,
    origin: Origin,
}

impl<'a> Cursor<'a> {
    /// The steps from the root. Functions count as objects with their long form's key.
    #[must_use]
    pub fn path(&self) -> &[Step<'a>] {
        &self.path
    }

    /// The origin of the node, or the nearest one around it that is known.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }
}

/// What is done at each place of a template. The methods do nothing unless they are overridden.
pub trait Visitor<'a> {
    /// Called for each node before those inside it; whether to go inside.
    fn node(&mut self, cursor: &Cursor<'a>, node: &'a Node) -> bool {
        let _ = (cursor, node);
        true
    }

    /// Called for each function that stands among the entries of an object, such as a loop; whether to go inside.
    fn own_entry(&mut self, cursor: &Cursor<'a>, function: &'a Intrinsic) -> bool {
        let _ = (cursor, function);
        true
    }

    /// Called for each name by which a function refers to something: also those in the text of `Fn::Sub`.
    fn name(&mut self, cursor: &Cursor<'a>, function: &'a Intrinsic, name: &'a Name) {
        let _ = (cursor, function, name);
    }
}

/// Visits an object's values and all that is inside them, in order.
pub fn walk_object<'a>(object: &'a Object, visitor: &mut impl Visitor<'a>) {
    Walker { cursor: Cursor::default(), visitor }.object(object);
}

/// Visits a node and all that is inside it, in order.
pub fn walk<'a>(node: &'a Node, visitor: &mut impl Visitor<'a>) {
    Walker { cursor: Cursor::default(), visitor }.node(node);
}

struct Walker<'a, 'v, V> {
    cursor: Cursor<'a>,
    visitor: &'v mut V,
}

impl<'a, V: Visitor<'a>> Walker<'a, '_, V> {
    fn within(&mut self, step: Step<'a>, visit: impl FnOnce(&mut Self)) {
        self.cursor.path.push(step);
        visit(self);
        self.cursor.path.pop();
    }

    fn node(&mut self, node: &'a Node) {
        let outer = self.cursor.origin;
        self.cursor.origin = node.origin.or(outer);
        if self.visitor.node(&self.cursor, node) {
            match &node.value {
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
                Value::List(items) => self.nodes(items),
                Value::Object(object) => self.object(object),
                Value::Intrinsic(function) => {
                    self.within(Step::Key(function.key()), |walker| walker.arguments(function));
                }
            }
        }
        self.cursor.origin = outer;
    }

    fn nodes(&mut self, items: &'a [Node]) {
        for (index, item) in items.iter().enumerate() {
            self.within(Step::Index(index), |walker| walker.node(item));
        }
    }

    fn object(&mut self, object: &'a Object) {
        for entry in object {
            if let Some(function) = own_entry(entry) {
                self.within(Step::Key(function.key()), |walker| {
                    if walker.visitor.own_entry(&walker.cursor, function) {
                        walker.arguments(function);
                    }
                });
            } else {
                self.within(Step::Key(Cow::Borrowed(&entry.key)), |walker| walker.node(&entry.node));
            }
        }
    }

    fn arguments(&mut self, function: &'a Intrinsic) {
        // The text of this one is put together only where it is written.
        if let Intrinsic::Sub(sub) = function {
            for part in &sub.parts {
                if let SubPart::Variable { name, .. } = part {
                    self.visitor.name(&self.cursor, function, name);
                }
            }
            if let Some(variables) = &sub.variables {
                self.within(Step::Index(1), |walker| walker.object(variables));
            }
            return;
        }
        match function.arguments() {
            Arguments::One(argument) => self.argument(function, argument),
            Arguments::List(list) => {
                for (index, argument) in list.into_iter().enumerate() {
                    self.within(Step::Index(index), |walker| walker.argument(function, argument));
                }
            }
            Arguments::Nodes(items) => self.nodes(items),
            Arguments::Map(entries) => {
                for (key, node) in entries {
                    self.within(Step::Key(Cow::Borrowed(key)), |walker| walker.node(node));
                }
            }
            Arguments::Dotted(name, attribute) => {
                self.within(Step::Index(0), |walker| walker.argument(function, Arg::Name(name)));
                self.within(Step::Index(1), |walker| walker.node(attribute));
            }
        }
    }

    fn argument(&mut self, function: &'a Intrinsic, argument: Arg<'a>) {
        match argument {
            Arg::Node(node) => self.node(node),
            Arg::Name(name) => match &name.text {
                NameText::Literal(_) => {
                    let outer = self.cursor.origin;
                    self.cursor.origin = name.origin.or(outer);
                    self.visitor.name(&self.cursor, function, name);
                    self.cursor.origin = outer;
                }
                NameText::Computed(node) => self.node(node),
            },
            Arg::Text(_) => {}
            Arg::Object(object) => self.object(object),
            Arg::Entry(key, node) => self.within(Step::Key(Cow::Borrowed(key)), |walker| walker.node(node)),
        }
    }
}

/// The function that an entry is, where a function stands among the entries of an object: a loop, or a transform.
/// Its key is then the function's own, and is not written twice.
#[must_use]
pub fn own_entry(entry: &Entry) -> Option<&Intrinsic> {
    let function = entry.node.as_intrinsic()?;
    let stands_among_entries = match function {
        Intrinsic::ForEach(_) | Intrinsic::Transform(_) | Intrinsic::Malformed(_) => {
            entry.key == function.key()
        }
        Intrinsic::And(_)
        | Intrinsic::Base64(_)
        | Intrinsic::Cidr(_)
        | Intrinsic::Condition(_)
        | Intrinsic::Contains(_)
        | Intrinsic::EachMemberEquals(_)
        | Intrinsic::EachMemberIn(_)
        | Intrinsic::Equals(_)
        | Intrinsic::FindInMap(_)
        | Intrinsic::GetAtt(_)
        | Intrinsic::GetAZs(_)
        | Intrinsic::GetStackOutput(_)
        | Intrinsic::If(_)
        | Intrinsic::ImportValue(_)
        | Intrinsic::Join(_)
        | Intrinsic::Length(_)
        | Intrinsic::Not(_)
        | Intrinsic::Or(_)
        | Intrinsic::RefAll(_)
        | Intrinsic::Ref(_)
        | Intrinsic::Select(_)
        | Intrinsic::Split(_)
        | Intrinsic::Sub(_)
        | Intrinsic::ToJsonString(_)
        | Intrinsic::ValueOf(_)
        | Intrinsic::ValueOfAll(_) => false,
    };
    stands_among_entries.then_some(function)
}
