//! Writes templates as people do: block and flow, all kinds of quotes, short tags and long names, comments.

use synth::model::{Node, Object, Value};

use super::random::Random;

/// Functions that have a short tag.
const TAGGED: [&str; 16] = [
    "Ref",
    "Fn::GetAtt",
    "Fn::Sub",
    "Fn::Join",
    "Fn::If",
    "Fn::Equals",
    "Fn::And",
    "Fn::Or",
    "Fn::Not",
    "Fn::FindInMap",
    "Fn::Select",
    "Fn::Split",
    "Fn::GetAZs",
    "Fn::ImportValue",
    "Fn::Base64",
    "Fn::Cidr",
];

/// Words that YAML takes for something else.
const RESERVED: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"];

/// The text of the template, in YAML of a mixed style.
pub fn yaml(root: &Node, random: &mut Random) -> String {
    let mut writer = Writer { random, text: String::from("# Written anew.\n") };
    writer.block_entries(root.as_object().unwrap(), 0);
    writer.text
}

struct Writer<'r> {
    random: &'r mut Random,
    text: String,
}

impl Writer<'_> {
    fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    fn indent(&mut self, depth: usize) {
        if self.one_in(30) {
            self.text.push_str(&format!("{}# A comment: [with, signs] {{in: it}} \"\n", " ".repeat(depth)));
        }
        self.text.push_str(&" ".repeat(depth));
    }

    fn block_entries(&mut self, object: &Object, depth: usize) {
        for entry in object {
            self.indent(depth);
            self.key(&entry.key);
            self.text.push(':');
            self.after_mark(&entry.node, depth);
        }
    }

    /// What follows a key or a dash, to the end of the line or in the lines below.
    fn after_mark(&mut self, node: &Node, depth: usize) {
        let step = 1 + self.random.below(4);
        match &node.value {
            Value::Object(object) if !object.is_empty() && !self.one_in(6) => {
                if let Some((tag, argument)) = self.tagged(object) {
                    self.text.push_str(&format!(" !{tag}"));
                    return match &argument.value {
                        // Nothing but a list or a text stands behind a tag.
                        Value::List(items) if !items.is_empty() && self.one_in(2) => {
                            self.block_items(items, depth + step);
                        }
                        _ => {
                            self.text.push(' ');
                            self.flow(&argument);
                            self.line_end();
                        }
                    };
                }
                self.line_end();
                self.block_entries(object, depth + step);
            }
            Value::List(items) if !items.is_empty() && !self.one_in(4) => {
                self.block_items(items, depth + step)
            }
            Value::String(text) if is_block_text(text) && self.one_in(2) => {
                let body = text.strip_suffix('\n');
                self.text.push_str(if body.is_some() { " |\n" } else { " |-\n" });
                for line in body.unwrap_or(text).split('\n') {
                    let indent = if line.is_empty() { 0 } else { depth + step };
                    self.text.push_str(&format!("{}{line}\n", " ".repeat(indent)));
                }
            }
            _ => {
                self.text.push(' ');
                self.flow(node);
                self.line_end();
            }
        }
    }

    fn block_items(&mut self, items: &[Node], depth: usize) {
        self.line_end();
        for item in items {
            self.indent(depth);
            self.text.push('-');
            self.after_mark(item, depth + 1);
        }
    }

    fn line_end(&mut self) {
        let comment = if self.one_in(12) { " # it's a comment" } else { "" };
        self.text.push_str(comment);
        self.text.push('\n');
    }

    fn flow(&mut self, node: &Node) {
        match &node.value {
            Value::Null => self.text.push_str("null"),
            Value::Bool(value) => self.text.push_str(&value.to_string()),
            Value::Number(number) => self.text.push_str(&number.to_string()),
            Value::String(text) => self.string(text),
            Value::List(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.text.push_str(if index > 0 { ", " } else { "" });
                    self.flow(item);
                }
                self.text.push(']');
            }
            Value::Object(object) => {
                if let Some((tag, argument)) = self.tagged(object) {
                    self.text.push_str(&format!("!{tag} "));
                    return self.flow(&argument);
                }
                self.text.push('{');
                for (index, entry) in object.iter().enumerate() {
                    self.text.push_str(if index > 0 { ", " } else { "" });
                    self.key(&entry.key);
                    self.text.push_str(": ");
                    self.flow(&entry.node);
                }
                self.text.push('}');
            }
            Value::Intrinsic(_) => panic!("templates are plain here"),
        }
    }

    /// The short tag of a function, with what stands behind it, at times.
    fn tagged(&mut self, object: &Object) -> Option<(String, Node)> {
        let [entry] = object.iter().collect::<Vec<_>>()[..] else { return None };
        let key = TAGGED.iter().find(|key| entry.key == **key)?;
        if self.one_in(3) {
            return None;
        }
        let tag = key.trim_start_matches("Fn::").to_owned();
        match (&entry.node.value, *key) {
            // One tag cannot stand right behind another.
            (Value::Object(_) | Value::Null, _) => None,
            (Value::List(items), "Fn::GetAtt") if self.one_in(2) => match items.as_slice() {
                [name, attribute] => {
                    let text = format!("{}.{}", name.as_str()?, attribute.as_str()?);
                    Some((tag, text.into()))
                }
                _ => None,
            },
            _ => Some((tag, entry.node.clone())),
        }
    }

    fn key(&mut self, key: &str) {
        if is_plain(key) && !self.one_in(8) { self.text.push_str(key) } else { self.quoted(key) }
    }

    fn string(&mut self, text: &str) {
        if is_plain(text) && self.one_in(2) { self.text.push_str(text) } else { self.quoted(text) }
    }

    fn quoted(&mut self, text: &str) {
        if self.one_in(2) && text.chars().all(|character| (' '..='~').contains(&character)) {
            self.text.push_str(&format!("'{}'", text.replace('\'', "''")));
        } else {
            self.text.push_str(&serde_json::to_string(text).unwrap());
        }
    }
}

fn is_plain(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_/".contains(character))
        && !RESERVED.contains(&text.to_ascii_lowercase().as_str())
}

/// Whether it can be written line by line.
fn is_block_text(text: &str) -> bool {
    let body = text.strip_suffix('\n').unwrap_or(text);
    body.contains('\n')
        && !body.starts_with([' ', '\t', '\n'])
        && !body.ends_with('\n')
        && body.chars().all(|character| character == '\n' || (' '..='~').contains(&character))
        && body.split('\n').all(|line| !line.ends_with(' ') && (line.is_empty() || !line.trim().is_empty()))
}
