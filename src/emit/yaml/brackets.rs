//! Short tags, and the arguments that stand in brackets on the line of their function.

use std::borrow::{Borrow, Cow};

use super::{Before, Yaml};
use crate::emit::scalar::{self, Position};
use crate::model::{Arg, Arguments, Intrinsic, NameText, Node, Value};

/// A line with brackets has at most that many columns.
const WIDTH: usize = 100;

/// The function's short tag, where YAML can put it: not in front of another function, as nothing can have two tags, nor
/// in front of a number, a boolean or null, which would become text.
pub(super) fn short_tag<'f>(function: &'f Intrinsic, arguments: &Arguments<'_>) -> Option<&'f str> {
    let takes_tag = |node: &Node| matches!(node.value, Value::String(_) | Value::List(_) | Value::Object(_));
    let possible = function.has_short_tag()
        && match arguments {
            Arguments::One(Arg::Node(node)) => takes_tag(node),
            Arguments::One(Arg::Name(name)) => match &name.text {
                NameText::Literal(_) => true,
                NameText::Computed(node) => takes_tag(node),
            },
            Arguments::One(Arg::Text(_) | Arg::Object(_) | Arg::Entry(..))
            | Arguments::List(_)
            | Arguments::Nodes(_)
            | Arguments::Map(_)
            | Arguments::Dotted(..) => true,
        };
    match function.key() {
        Cow::Borrowed(key) if possible => Some(key.strip_prefix("Fn::").unwrap_or(key)),
        _ => None,
    }
}

/// The parts of `LogicalId.Attribute`, where that can be taken apart again.
pub(super) fn dotted<'a>(arguments: &Arguments<'a>) -> Option<[&'a str; 3]> {
    let Arguments::Dotted(name, attribute) = arguments else { return None };
    let (name, attribute) = (name.literal()?, attribute.as_str()?);
    let separable = !name.is_empty() && !name.contains('.') && !attribute.is_empty();
    separable.then_some([name, ".", attribute])
}

impl Yaml {
    /// Writes ` [a, b]` if the arguments are texts, numbers and functions of one text each, at most one of them being a
    /// function with such arguments in brackets of its own, and if the line stays short. Else it writes nothing.
    pub(super) fn brackets<'a, A: Borrow<Arg<'a>>>(
        &mut self,
        arguments: impl IntoIterator<Item = A>,
        before: Before,
    ) -> bool {
        let start = self.out.len();
        self.space(before);
        let mut arguments = arguments.into_iter().peekable();
        let is_empty = arguments.peek().is_none();
        let written = self.bracketed(arguments, true) && (is_empty || self.column_fits());
        if !written {
            self.out.truncate(start);
        }
        written
    }

    fn column_fits(&self) -> bool {
        let start = self.out.rfind('\n').map_or(0, |end| end + 1);
        self.out.get(start..).is_some_and(|line| line.len() <= WIDTH || line.chars().count() <= WIDTH)
    }

    fn bracketed<'a, A: Borrow<Arg<'a>>>(
        &mut self,
        arguments: impl IntoIterator<Item = A>,
        mut may_nest: bool,
    ) -> bool {
        self.out.push('[');
        for (index, argument) in arguments.into_iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            let written = match argument.borrow() {
                Arg::Node(node) => self.node_in_brackets(node, &mut may_nest),
                Arg::Name(name) => match &name.text {
                    NameText::Literal(text) => self.text_in_brackets(text),
                    NameText::Computed(node) => self.node_in_brackets(node, &mut may_nest),
                },
                Arg::Text(text) => self.text_in_brackets(text),
                Arg::Object(_) | Arg::Entry(..) => false,
            };
            if !written {
                return false;
            }
        }
        self.out.push(']');
        true
    }

    fn node_in_brackets(&mut self, node: &Node, may_nest: &mut bool) -> bool {
        match &node.value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Number(number) => self.number(number),
            Value::String(text) => return self.text_in_brackets(text),
            Value::Intrinsic(function) => return self.function_in_brackets(function, may_nest),
            Value::List(_) | Value::Object(_) => return false,
        }
        true
    }

    fn text_in_brackets(&mut self, text: &str) -> bool {
        // A text of several lines is to be read as such.
        let is_line = !text.contains('\n');
        if is_line {
            scalar::write(&mut self.out, text, Position::Flow);
        }
        is_line
    }

    fn function_in_brackets(&mut self, function: &Intrinsic, may_nest: &mut bool) -> bool {
        let arguments = function.arguments();
        let Some(tag) = short_tag(function, &arguments) else { return false };
        self.out.push('!');
        self.out.push_str(tag);
        self.out.push(' ');
        match &arguments {
            Arguments::One(Arg::Node(node)) => match node.as_str() {
                Some(text) => self.text_in_brackets(text),
                None => false,
            },
            Arguments::One(Arg::Name(name)) => match name.literal() {
                Some(text) => self.text_in_brackets(text),
                None => false,
            },
            Arguments::One(Arg::Text(text)) => self.text_in_brackets(text),
            Arguments::Dotted(..) => match dotted(&arguments) {
                Some(parts) => {
                    scalar::write_parts(&mut self.out, &parts, Position::Flow);
                    true
                }
                None => false,
            },
            Arguments::List(list) => std::mem::take(may_nest) && self.bracketed(list, false),
            Arguments::Nodes(nodes) => {
                std::mem::take(may_nest) && self.bracketed(nodes.iter().map(Arg::Node), false)
            }
            Arguments::One(Arg::Object(_) | Arg::Entry(..)) | Arguments::Map(_) => false,
        }
    }
}
