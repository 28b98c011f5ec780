//! JSON text with a fact a line.

use std::collections::BTreeMap;

use serde_json::Value;

/// The widest line that holds more than one fact.
const WIDTH: usize = 120;

/// The text of a file: keys sorted, an object or list on one line if that is not too long, else a member a line.
pub fn to_text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0, 0);
    out.push('\n');
    out
}

/// Writes a value after `before` columns, the last of which are not those of the indentation.
fn write(out: &mut String, value: &Value, indent: usize, before: usize) {
    let line = in_line(value);
    let (open, close) = match value {
        Value::Object(members) if before + line.len() > WIDTH && !members.is_empty() => ('{', '}'),
        Value::Array(items) if before + line.len() > WIDTH && !items.is_empty() => ('[', ']'),
        _ => return out.push_str(&line),
    };
    out.push(open);
    let mut first = true;
    let mut next = |out: &mut String| {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        out.extend(std::iter::repeat_n(' ', indent + 1));
    };
    match value {
        Value::Object(members) => {
            for (key, value) in members.iter().collect::<BTreeMap<_, _>>() {
                next(out);
                let key = Value::from(key.as_str()).to_string();
                out.push_str(&key);
                out.push_str(": ");
                write(out, value, indent + 1, indent + key.len() + 4);
            }
        }
        Value::Array(items) => {
            for item in items {
                next(out);
                write(out, item, indent + 1, indent + 2);
            }
        }
        _ => {}
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(close);
}

fn in_line(value: &Value) -> String {
    let mut out = String::new();
    crate::facts::write_value(&mut out, value);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn short_values_take_a_line_and_long_ones_a_line_for_each_member() {
        assert_eq!(to_text(&json!({"b": [1, 2], "a": {}})), "{\"a\": {}, \"b\": [1, 2]}\n");
        let long = "x".repeat(WIDTH);
        let text = to_text(&json!({"b": [{"c": long}], "a": null}));
        assert_eq!(text, format!("{{\n \"a\": null,\n \"b\": [\n  {{\n   \"c\": \"{long}\"\n  }}\n ]\n}}\n"));
    }
}
