//! Texts with functions in them, as letters: two that come out as the same text are the same letters.

use std::collections::BTreeMap;

use super::pattern::{Letter, Pattern, plain_letters, wild_letters};
use crate::model::{Intrinsic, Node, SubPart, Value, plain};

/// What reading a text needs to know of the template.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The types of the resources.
    pub(super) types: BTreeMap<String, String>,
    /// The physical names that the template gives to roles, users and groups, and their logical IDs.
    pub(super) named: BTreeMap<(&'static str, String), String>,
}

impl Names {
    /// The pattern that a value is; nothing if it is no text.
    pub(super) fn pattern(&self, node: &Node) -> Option<Pattern> {
        self.read(node, wild_letters)
    }

    /// The text that a value is, without wildcards.
    pub(super) fn text(&self, node: &Node) -> Option<Pattern> {
        self.read(node, plain_letters)
    }

    fn read(&self, node: &Node, literal: fn(&str) -> Vec<Letter>) -> Option<Pattern> {
        let mut letters = Vec::new();
        self.append(node, literal, &mut letters)?;
        let text = letters.iter().map(letter_text).collect();
        Some(Pattern { text, letters: in_this_partition(letters) })
    }

    fn append(&self, node: &Node, literal: fn(&str) -> Vec<Letter>, out: &mut Vec<Letter>) -> Option<()> {
        match &node.value {
            Value::String(text) => out.extend(literal(text)),
            Value::Number(number) => out.extend(plain_letters(&number.text())),
            Value::Bool(value) => out.extend(plain_letters(if *value { "true" } else { "false" })),
            Value::Intrinsic(function) => self.function(node, function, literal, out),
            Value::Null | Value::List(_) | Value::Object(_) => return None,
        }
        Some(())
    }

    fn function(
        &self,
        node: &Node,
        function: &Intrinsic,
        literal: fn(&str) -> Vec<Letter>,
        out: &mut Vec<Letter>,
    ) {
        let before = out.len();
        let known = match function {
            Intrinsic::Ref(reference) => reference.name.literal().map(|name| self.reference(name, None, out)),
            Intrinsic::GetAtt(get) => get
                .resource
                .literal()
                .zip(get.attribute.as_str())
                .map(|(name, attribute)| self.reference(name, Some(attribute), out)),
            Intrinsic::Sub(sub) => sub.parts.iter().try_for_each(|part| match part {
                SubPart::Text(text) => {
                    out.extend(literal(text));
                    Some(())
                }
                SubPart::Variable { name, attribute } => {
                    let name = name.literal()?;
                    let whole = attribute.as_ref().map(|attribute| format!("{name}.{attribute}"));
                    let variables = sub.variables.as_ref();
                    match variables.and_then(|all| all.get(whole.as_deref().unwrap_or(name))) {
                        Some(value) => self.append(value, literal, out),
                        None => {
                            self.reference(name, attribute.as_deref(), out);
                            Some(())
                        }
                    }
                }
            }),
            Intrinsic::Join(join) => {
                join.delimiter.as_str().zip(join.values.as_list()).and_then(|(delimiter, values)| {
                    values.iter().enumerate().try_for_each(|(index, value)| {
                        if index > 0 {
                            out.extend(literal(delimiter));
                        }
                        self.append(value, literal, out)
                    })
                })
            }
            // What these come out as is not computed: they are the same where they are written the same.
            _ => None,
        };
        if known.is_none() {
            out.truncate(before);
            out.push(Letter::Token(canonical(node)));
        }
    }

    fn reference(&self, name: &str, attribute: Option<&str>, out: &mut Vec<Letter>) {
        match (attribute, self.types.get(name).map(String::as_str)) {
            // The one ARN that holds neither region nor account, so it is often put together by hand.
            (Some("Arn"), Some("AWS::S3::Bucket")) => {
                out.extend(plain_letters("arn:aws:s3:::"));
                out.push(Letter::Token(format!("${{{name}}}")));
            }
            (Some(attribute), _) => out.push(Letter::Token(format!("${{{name}.{attribute}}}"))),
            (None, _) => out.push(Letter::Token(format!("${{{name}}}"))),
        }
    }

    /// The resource of this template that a value refers to: by `Ref`, by an attribute, or by a name that the template
    /// gives it.
    pub(super) fn resource(&self, node: &Node) -> Option<&str> {
        let pattern = self.text(node)?;
        let token = match pattern.letters.as_slice() {
            [Letter::Token(token)] => token.as_str(),
            // The ARN of a bucket.
            [Letter::Char('a'), .., Letter::Token(token)] if pattern.starts_with("arn:aws:s3:::") => token,
            _ => return None,
        };
        let name = token.strip_prefix("${")?.strip_suffix('}')?;
        let name = name.split_once('.').map_or(name, |(name, _)| name);
        self.types.get_key_value(name).map(|(name, _)| name.as_str())
    }
}

pub(super) fn letter_text(letter: &Letter) -> String {
    match letter {
        Letter::Char(character) => character.to_string(),
        Letter::Token(token) => token.clone(),
        Letter::AnyOne => "?".to_owned(),
        Letter::AnyMany => "*".to_owned(),
    }
}

/// `arn:${AWS::Partition}:` as `arn:aws:`. An ARN of another partition than the stack's matches nothing in it, so the two
/// differ only in stacks for China or GovCloud, where `arn:aws:` is a mistake.
fn in_this_partition(mut letters: Vec<Letter>) -> Vec<Letter> {
    let starts = letters.iter().take(4).zip("arn:".chars()).all(|(letter, c)| *letter == Letter::Char(c));
    let partition = Letter::Token("${AWS::Partition}".to_owned());
    if starts && letters.get(4) == Some(&partition) && letters.get(5) == Some(&Letter::Char(':')) {
        letters.splice(4..5, "aws".chars().map(Letter::Char));
    }
    letters
}

/// The value as JSON in one line, with the keys of objects in order: the same for values that are equal.
pub(super) fn canonical(node: &Node) -> String {
    let mut out = String::new();
    write(&plain(node), &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null | Value::Intrinsic(_) => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.value().to_string()),
        Value::String(text) => out.push_str(&format!("{text:?}")),
        Value::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(object) => {
            let entries: BTreeMap<&str, &Node> =
                object.iter().map(|entry| (entry.key.as_ref(), &entry.node)).collect();
            out.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&format!("{key:?}:"));
                write(value, out);
            }
            out.push('}');
        }
    }
}
