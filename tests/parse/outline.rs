//! A document as lines of text: the place of each key and value, its type and its text.

use std::fmt::Write;

use synth::diag::Origin;
use synth::model::{Node, Value};
use synth::parse::Document;

pub(crate) fn outline(document: &Document) -> String {
    let mut outline = Outline { document, text: format!("{:?}\n", document.format) };
    if let Some(root) = &document.root {
        outline.node(root, 0);
    }
    for key in &document.odd_keys {
        let (place, text) = (outline.place(Origin::Text(key.span)), document.source.slice(key.span));
        writeln!(outline.text, "key of another type: {:?} {text:?} at {place}", key.kind).unwrap();
    }
    for alias in &document.aliases {
        let place = outline.place(Origin::Text(alias.span));
        writeln!(outline.text, "alias of {:?} at {place}", alias.name).unwrap();
    }
    for comment in &document.comments {
        let (place, text) = (outline.place(Origin::Text(comment.span)), document.source.slice(comment.span));
        let where_ = if comment.own_line { "on its own line" } else { "behind something" };
        writeln!(outline.text, "comment {text:?} at {place}, {where_}").unwrap();
    }
    outline.text
}

struct Outline<'a> {
    document: &'a Document,
    text: String,
}

impl Outline<'_> {
    /// `1:3-2:5`, or `1:3-5` on one line: from the first character to the one behind the last.
    fn place(&self, origin: Origin) -> String {
        let span = origin.span().expect("everything has a place");
        let (line, column) = self.document.source.line_column(span.start);
        let (last_line, last_column) = self.document.source.line_column(span.end);
        if line == last_line {
            format!("{line}:{column}-{last_column}")
        } else {
            format!("{line}:{column}-{last_line}:{last_column}")
        }
    }

    fn node(&mut self, node: &Node, depth: usize) {
        let place = self.place(node.origin);
        let value = match &node.value {
            Value::Null => "null".to_owned(),
            Value::Bool(truth) => truth.to_string(),
            Value::Number(number) => {
                let kind = if number.is_integer() { "integer" } else { "float" };
                let (text, value) = (number.text(), number.python_text());
                if text == value {
                    format!("{kind} {text}")
                } else {
                    format!("{kind} {value}, written {text}")
                }
            }
            Value::String(text) => format!("{text:?}"),
            Value::List(items) => format!("list of {}", items.len()),
            Value::Object(object) => format!("object of {}", object.len()),
            Value::Intrinsic(_) => panic!("nothing is recognised yet"),
        };
        writeln!(self.text, "{value} at {place}").unwrap();
        let indentation = "  ".repeat(depth + 1);
        for item in node.as_list().into_iter().flatten() {
            write!(self.text, "{indentation}- ").unwrap();
            self.node(item, depth + 1);
        }
        for entry in node.as_object().into_iter().flatten() {
            let place = self.place(entry.key_origin);
            write!(self.text, "{indentation}{:?} at {place}: ", entry.key).unwrap();
            self.node(&entry.node, depth + 1);
        }
    }
}
