//! The layout of YAML.

use std::borrow::Borrow;
use std::fmt::Write as _;

use super::order::{Place, ordered};
use super::scalar::{self, Position, Style, push_spaces};
use crate::model::{
    Arg, Arguments, Entry, Intrinsic, NameText, Node, Number, Object, Template, Value, own_entry,
};

mod brackets;
use brackets::{dotted, short_tag};

/// How much deeper than its collection a collection inside it is indented.
const STEP: usize = 2;
/// A longer key needs a line of its own: readers look for its colon within 1,024 characters.
const LONGEST_KEY: usize = 1000;

pub(super) fn template(out: String, template: &Template) -> String {
    let mut yaml = Yaml { out, kept: None };
    if template.root().is_empty() {
        yaml.out.push_str("{}\n");
    }
    for (index, entry) in ordered(template.root(), Place::Root).enumerate() {
        if index > 0 {
            yaml.out.push('\n');
        }
        yaml.entry(entry, Place::Root, 0);
        yaml.settle();
    }
    yaml.out
}

pub(super) fn node(out: String, node: &Node) -> String {
    let mut yaml = Yaml { out, kept: None };
    yaml.node(node, Before::Nothing, 0, Place::Data);
    yaml.settle();
    yaml.out
}

/// What stands on the line already, in front of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, since the value is the document.
    Nothing,
    /// The dash of an item: a collection begins on this line.
    Dash,
    /// A key or a tag: a collection begins on the next line.
    Name,
}

struct Yaml {
    out: String,
    kept: Option<Kept>,
}

/// A literal block that ends with empty lines, and so means more or less of them as empty lines follow.
struct Kept {
    start: usize,
    end: usize,
    text: String,
}

/// Every method that writes a value takes what stands `before` it on its line, and the column `at` which a collection
/// would begin; it ends the line.
impl Yaml {
    fn node(&mut self, node: &Node, before: Before, at: usize, place: Place) {
        match &node.value {
            Value::Null => self.word("null", before),
            Value::Bool(true) => self.word("true", before),
            Value::Bool(false) => self.word("false", before),
            Value::Number(number) => {
                self.space(before);
                self.number(number);
                self.out.push('\n');
            }
            Value::String(text) => self.text(text, before, at),
            Value::List(items) if items.is_empty() => self.word("[]", before),
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.start(before, at, index == 0);
                    self.out.push('-');
                    self.node(item, Before::Dash, at + STEP, Place::Data);
                }
            }
            Value::Object(object) => self.object(object, before, at, place),
            Value::Intrinsic(function) => self.function(function, before, at),
        }
    }

    fn object(&mut self, object: &Object, before: Before, at: usize, place: Place) {
        if object.is_empty() {
            return self.word("{}", before);
        }
        for (index, entry) in ordered(object, place).enumerate() {
            self.start(before, at, index == 0);
            self.entry(entry, place, at);
        }
    }

    /// Writes an entry of the object at column `at`, to which the line is indented already.
    fn entry(&mut self, entry: &Entry, place: Place, at: usize) {
        match own_entry(entry) {
            Some(function) => {
                // What a loop repeats are entries like those around it.
                let body = if matches!(function, Intrinsic::ForEach(_)) { place } else { Place::Data };
                self.key(&function.key(), at);
                self.arguments(&function.arguments(), Before::Name, at + STEP, body);
            }
            None => {
                self.key(&entry.key, at);
                self.node(&entry.node, Before::Name, at + STEP, place.inside(&entry.key));
            }
        }
    }

    fn key(&mut self, key: &str, at: usize) {
        let start = self.out.len();
        scalar::write(&mut self.out, key, Position::Line);
        if self.out.len() - start > LONGEST_KEY {
            self.out.insert_str(start, "? ");
            self.out.push('\n');
            push_spaces(&mut self.out, at);
        }
        self.out.push(':');
    }

    fn function(&mut self, function: &Intrinsic, before: Before, at: usize) {
        let arguments = function.arguments();
        if let Some(tag) = short_tag(function, &arguments) {
            self.space(before);
            self.out.push('!');
            self.out.push_str(tag);
            if let Some(parts) = dotted(&arguments) {
                self.out.push(' ');
                scalar::write_parts(&mut self.out, &parts, Position::Line);
                self.out.push('\n');
            } else {
                let at = if before == Before::Nothing { STEP } else { at };
                self.arguments(&arguments, Before::Name, at, Place::Data);
            }
        } else {
            self.start(before, at, true);
            self.key(&function.key(), at);
            self.arguments(&arguments, Before::Name, at + STEP, Place::Data);
        }
    }

    fn arguments(&mut self, arguments: &Arguments<'_>, before: Before, at: usize, place: Place) {
        match arguments {
            Arguments::One(argument) => self.argument(argument, before, at, place),
            Arguments::List(list) => self.sequence(list, before, at, place),
            Arguments::Nodes(nodes) => self.sequence(nodes.iter().map(Arg::Node), before, at, place),
            Arguments::Dotted(name, attribute) => {
                self.sequence([Arg::Name(name), Arg::Node(attribute)], before, at, place);
            }
            Arguments::Map(entries) => {
                for (index, (key, node)) in entries.iter().enumerate() {
                    self.start(before, at, index == 0);
                    self.pair(key, node, at);
                }
            }
        }
    }

    fn argument(&mut self, argument: &Arg<'_>, before: Before, at: usize, place: Place) {
        match argument {
            Arg::Node(node) => self.node(node, before, at, place),
            Arg::Name(name) => match &name.text {
                NameText::Literal(text) => self.text(text, before, at),
                NameText::Computed(node) => self.node(node, before, at, place),
            },
            Arg::Text(text) => self.text(text, before, at),
            Arg::Object(object) => self.object(object, before, at, place),
            Arg::Entry(key, node) => {
                self.start(before, at, true);
                self.pair(key, node, at);
            }
        }
    }

    fn pair(&mut self, key: &str, node: &Node, at: usize) {
        self.key(key, at);
        self.node(node, Before::Name, at + STEP, Place::Data);
    }

    /// Writes the arguments of a function: in brackets on this line if they are simple and the line stays short, else
    /// as a list.
    fn sequence<'a, A: Borrow<Arg<'a>>>(
        &mut self,
        arguments: impl IntoIterator<Item = A> + Clone,
        before: Before,
        at: usize,
        place: Place,
    ) {
        if self.brackets(arguments.clone(), before) {
            return self.out.push('\n');
        }
        for (index, argument) in arguments.into_iter().enumerate() {
            self.start(before, at, index == 0);
            self.out.push('-');
            self.argument(argument.borrow(), Before::Dash, at + STEP, place);
        }
    }

    fn text(&mut self, text: &str, before: Before, at: usize) {
        self.space(before);
        let start = self.out.len();
        let position =
            if before == Before::Nothing { Position::Line } else { Position::Block { indent: at } };
        let style = scalar::write(&mut self.out, text, position);
        self.out.push('\n');
        if style == Style::Literal && text.ends_with("\n\n") {
            self.kept = Some(Kept { start, end: self.out.len(), text: text.to_owned() });
        }
    }

    /// Puts the last text into quotes if it is a block that what follows would change: an empty line, or the end of the
    /// file, where people and their editors like one line end.
    fn settle(&mut self) {
        if let Some(kept) = self.kept.take_if(|kept| kept.end == self.out.len()) {
            self.out.truncate(kept.start);
            scalar::write(&mut self.out, &kept.text, Position::Line);
            self.out.push('\n');
        }
    }

    fn number(&mut self, number: &Number) {
        if number.is_finite() {
            // Writing into a string cannot fail.
            let _ = write!(self.out, "{number}");
        } else if let Number::Written(_) = number {
            // A document said `.inf` or `.nan`: YAML can say it again.
            self.out.push_str(&number.text());
        } else {
            self.out.push_str("null");
        }
    }

    fn word(&mut self, word: &str, before: Before) {
        self.space(before);
        self.out.push_str(word);
        self.out.push('\n');
    }

    fn space(&mut self, before: Before) {
        if before != Before::Nothing {
            self.out.push(' ');
        }
    }

    /// Goes to the column at which an item or an entry of a collection begins.
    fn start(&mut self, before: Before, at: usize, is_first: bool) {
        match before {
            Before::Nothing | Before::Dash if is_first => self.space(before),
            Before::Name if is_first => {
                self.out.push('\n');
                push_spaces(&mut self.out, at);
            }
            _ => push_spaces(&mut self.out, at),
        }
    }
}
