//! The layout of JSON.

use std::fmt::Write as _;

use super::order::{Place, ordered};
use super::scalar::push_spaces;
use crate::model::{Arg, Arguments, Intrinsic, NameText, Node, Number, Object, Template, Value, own_entry};

/// How much deeper than its object or list a value is indented.
const STEP: usize = 2;

pub(super) fn template(out: String, template: &Template) -> String {
    let mut json = Json { out, depth: 0 };
    json.object(template.root(), Place::Root);
    json.out.push('\n');
    json.out
}

pub(super) fn node(out: String, node: &Node) -> String {
    let mut json = Json { out, depth: 0 };
    json.node(node, Place::Data);
    json.out.push('\n');
    json.out
}

struct Json {
    out: String,
    depth: usize,
}

impl Json {
    fn node(&mut self, node: &Node, place: Place) {
        match &node.value {
            Value::Null => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Number(number) => self.number(number),
            Value::String(text) => self.text(text),
            Value::List(items) => self.within(['[', ']'], items, |json, item| json.node(item, Place::Data)),
            Value::Object(object) => self.object(object, place),
            Value::Intrinsic(function) => {
                self.within(['{', '}'], [function], |json, function| json.function(function, Place::Data));
            }
        }
    }

    fn object(&mut self, object: &Object, place: Place) {
        self.within(['{', '}'], ordered(object, place), |json, entry| match own_entry(entry) {
            // What a loop repeats are entries like those around it.
            Some(function @ Intrinsic::ForEach(_)) => json.function(function, place),
            Some(function) => json.function(function, Place::Data),
            None => {
                json.key(&entry.key);
                json.node(&entry.node, place.inside(&entry.key));
            }
        });
    }

    fn function(&mut self, function: &Intrinsic, place: Place) {
        self.key(&function.key());
        match function.arguments() {
            Arguments::One(argument) => self.argument(&argument, place),
            Arguments::List(list) => self.within(['[', ']'], &list, |json, item| json.argument(item, place)),
            Arguments::Nodes(nodes) => self.within(['[', ']'], nodes, |json, item| json.node(item, place)),
            Arguments::Map(entries) => self.within(['{', '}'], entries, |json, (key, node)| {
                json.key(key);
                json.node(node, place);
            }),
            Arguments::Dotted(name, attribute) => {
                let pair = [Arg::Name(name), Arg::Node(attribute)];
                self.within(['[', ']'], &pair, |json, item| json.argument(item, place));
            }
        }
    }

    fn argument(&mut self, argument: &Arg<'_>, place: Place) {
        match argument {
            Arg::Node(node) => self.node(node, place),
            Arg::Name(name) => match &name.text {
                NameText::Literal(text) => self.text(text),
                NameText::Computed(node) => self.node(node, place),
            },
            Arg::Text(text) => self.text(text),
            Arg::Object(object) => self.object(object, place),
            Arg::Entry(key, node) => self.within(['{', '}'], [(key, node)], |json, (key, node)| {
                json.key(key);
                json.node(node, place);
            }),
        }
    }

    /// Writes an object or a list, each of its parts on a line of its own.
    fn within<T>(
        &mut self,
        [open, close]: [char; 2],
        parts: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.out.push(open);
        self.depth += 1;
        let mut is_empty = true;
        for part in parts {
            self.out.push_str(if is_empty { "\n" } else { ",\n" });
            is_empty = false;
            push_spaces(&mut self.out, STEP * self.depth);
            write(self, part);
        }
        self.depth -= 1;
        if !is_empty {
            self.out.push('\n');
            push_spaces(&mut self.out, STEP * self.depth);
        }
        self.out.push(close);
    }

    fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push_str(": ");
    }

    fn number(&mut self, number: &Number) {
        if number.is_finite() {
            // Writing into a string cannot fail.
            let _ = write!(self.out, "{number}");
        } else {
            self.out.push_str("null");
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
        while let Some(position) = rest.bytes().position(special) {
            let (before, from) = rest.split_at(position);
            self.out.push_str(before);
            let mut characters = from.chars();
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        match character {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            _ => {
                let _ = write!(self.out, "\\u{:04X}", u32::from(character));
            }
        }
    }
}
