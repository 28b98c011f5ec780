//! JSON text laid out so that it is pleasant to review.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

/// An object with each member on a line of its own.
pub(super) struct Block<'o> {
    pub(super) out: &'o mut String,
    pub(super) indent: usize,
    first: bool,
}

impl<'o> Block<'o> {
    pub(super) fn open(out: &'o mut String, indent: usize) -> Self {
        out.push('{');
        Self { out, indent, first: true }
    }

    pub(super) fn key(&mut self, key: &str) {
        self.out.push_str(if self.first { "\n" } else { ",\n" });
        self.first = false;
        self.out.extend(std::iter::repeat_n(' ', self.indent + 1));
        write_text(self.out, key);
        self.out.push_str(": ");
    }

    pub(super) fn close(self) {
        if !self.first {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', self.indent));
        }
        self.out.push('}');
    }
}

/// An object or list on one line, which writes its own separators.
pub(super) struct Line<'o> {
    pub(super) out: &'o mut String,
    first: bool,
    end: char,
}

impl<'o> Line<'o> {
    pub(super) fn object(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true, end: '}' }
    }

    pub(super) fn list(out: &'o mut String) -> Self {
        out.push('[');
        Self { out, first: true, end: ']' }
    }

    pub(super) fn item(&mut self) -> &mut String {
        if !self.first {
            self.out.push_str(", ");
        }
        self.first = false;
        self.out
    }

    pub(super) fn key(&mut self, key: &str) -> &mut String {
        let out = self.item();
        write_text(out, key);
        out.push_str(": ");
        out
    }

    pub(super) fn close(self) {
        self.out.push(self.end);
    }
}

/// Where a schema's keywords go: one line, or a line each.
pub(super) enum Members<'a, 'o> {
    Block(&'a mut Block<'o>),
    Line(&'a mut Line<'o>),
}

impl Members<'_, '_> {
    pub(super) fn key(&mut self, key: &str) -> &mut String {
        match self {
            Self::Block(block) => {
                block.key(key);
                block.out
            }
            Self::Line(line) => line.key(key),
        }
    }

    /// The indentation of members, if they are on lines of their own.
    pub(super) fn indent(&self) -> Option<usize> {
        match self {
            Self::Block(block) => Some(block.indent + 1),
            Self::Line(_) => None,
        }
    }
}

pub(super) fn write_texts<'t>(out: &mut String, texts: impl Iterator<Item = &'t str>) {
    let mut line = Line::list(out);
    for text in texts {
        write_text(line.item(), text);
    }
    line.close();
}

pub(super) fn write_text_map(out: &mut String, map: &BTreeMap<String, String>) {
    let mut line = Line::object(out);
    for (key, text) in map {
        write_text(line.key(key), text);
    }
    line.close();
}

pub(super) fn write_text(out: &mut String, text: &str) {
    write_value(out, &Value::from(text));
}

/// Compact JSON; objects in the order of their keys whatever features `serde_json` was built with.
pub(crate) fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Object(members) => {
            let sorted: BTreeMap<&String, &Value> = members.iter().collect();
            let mut line = Line::object(out);
            for (key, value) in sorted {
                write_value(line.key(key), value);
            }
            line.close();
        }
        Value::Array(items) => {
            let mut line = Line::list(out);
            for item in items {
                write_value(line.item(), item);
            }
            line.close();
        }
        scalar => {
            let _ = write!(out, "{scalar}");
        }
    }
}
