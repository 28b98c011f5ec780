//! Values in one line, as people write them.

use crate::model::{Node, Value};

use super::function::Function;

/// The value in one line: `!Ref A`, `"text"`, `[1, 2]`, `{Key: value}`.
#[must_use]
pub fn inline(node: &Node) -> String {
    let mut text = String::new();
    write(&mut text, node);
    text
}

fn write(out: &mut String, node: &Node) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::String(text) => write_text(out, text),
        Value::List(items) => write_list(out, items),
        Value::Object(object) => {
            if let Some(function) = Function::of(node) {
                return write_function(out, &function);
            }
            out.push('{');
            for (index, entry) in object.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                out.push_str(&entry.key);
                out.push_str(": ");
                write(out, &entry.node);
            }
            out.push('}');
        }
        Value::Intrinsic(_) => write(out, &crate::model::plain(node)),
    }
}

/// Texts stand in quotes where they could be taken for something else.
fn write_text(out: &mut String, text: &str) {
    let is_plain = text
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || "-_.:/*@+$ {}=%~".contains(character))
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || "/*$".contains(first))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !["true", "false", "null", "yes", "no", "on", "off"].contains(&text.to_ascii_lowercase().as_str());
    if is_plain {
        out.push_str(text);
        return;
    }
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            character if character.is_control() => out.extend(character.escape_default()),
            // What turns the direction of a text around could make it read as another one.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(character.escape_unicode());
            }
            character => out.push(character),
        }
    }
    out.push('"');
}

fn write_list(out: &mut String, items: &[Node]) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(out, item);
    }
    out.push(']');
}

fn write_function(out: &mut String, function: &Function<'_>) {
    out.push('!');
    out.push_str(function.key.strip_prefix("Fn::").unwrap_or(function.key));
    out.push(' ');
    match (function.key, function.argument.as_list()) {
        ("Fn::GetAtt", Some([resource, attribute])) => {
            write(out, resource);
            out.push('.');
            write(out, attribute);
        }
        _ => write(out, function.argument),
    }
}
