//! Reads JSON to the letter (RFC 8259), with positions.

use std::borrow::Cow;

use super::duplicates;
use super::limits::{DEEPEST, MOST_VALUES};
use super::problem::Problem;
use crate::diag::{Origin, Span};
use crate::model::{Entry, Node, Number, Value};

/// The value of the text, and keys that occur twice.
pub(super) fn read(text: &str) -> Result<(Node, Vec<Problem>), Problem> {
    let mut reader = Reader { text, at: 0, depth: 0, values: 0, problems: Vec::new() };
    let node = reader.value("expected a value")?;
    reader.skip_blanks();
    if reader.at < text.len() {
        return Err(reader.problem("expected the end of the document"));
    }
    Ok((node, reader.problems))
}

/// Whether the text is meant as JSON: it begins with a bracket and what only JSON has behind it.
pub(super) fn is_meant(text: &str) -> bool {
    let rest = text.trim_start();
    let inside = |rest: &str, next: &[char]| rest.trim_start().starts_with(next);
    match rest.split_at_checked(1) {
        Some(("{", rest)) => inside(rest, &['"', '}']),
        Some(("[", rest)) => inside(rest, &['"', '{', '[', ']']),
        _ => false,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    values: usize,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        Span { start: start as u32, end: self.at as u32 }
    }

    fn here(&self) -> Span {
        let length = self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span { start: self.at as u32, end: (self.at + length) as u32 }
    }

    fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.here(), message)
    }

    fn value(&mut self, expected: &str) -> Result<Node, Problem> {
        self.skip_blanks();
        let start = self.at;
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(Problem::limit(
                self.here(),
                format!("the document holds more than {MOST_VALUES} values"),
            ));
        }
        let value = match self.peek() {
            Some(b'"') => Value::String(self.text()?),
            Some(open @ (b'{' | b'[')) => {
                if self.depth >= DEEPEST {
                    return Err(Problem::limit(self.here(), format!("nested deeper than {DEEPEST} levels")));
                }
                self.depth += 1;
                self.at += 1;
                let value = if open == b'{' { self.object(start)? } else { self.list(start)? };
                self.depth -= 1;
                value
            }
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(b'a'..=b'z') => self.word(expected)?,
            _ => return Err(self.problem(expected)),
        };
        Ok(Node { value, origin: Origin::Text(self.span(start)) })
    }

    fn word(&mut self, expected: &str) -> Result<Value, Problem> {
        let start = self.at;
        while matches!(self.peek(), Some(b'a'..=b'z')) {
            self.at += 1;
        }
        match self.slice(start) {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            "null" => Ok(Value::Null),
            _ => Err(Problem::new(self.span(start), expected).help("a text needs double quotes")),
        }
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn number(&mut self) -> Result<Number, Problem> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else if self.digits() == 0 {
            return Err(self.problem("expected a digit"));
        }
        let mut is_whole = true;
        if self.peek() == Some(b'.') {
            is_whole = false;
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.problem("expected a digit after the decimal point"));
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            is_whole = false;
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.problem("expected a digit of the exponent"));
            }
        }
        if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(Problem::new(self.span(start), "a number cannot start with a zero"));
        }
        let text = self.slice(start);
        let whole = if is_whole {
            let signed = text.parse().map(Number::Integer).ok();
            signed.or_else(|| text.parse().map(Number::Unsigned).ok())
        } else {
            None
        };
        let value = whole.unwrap_or_else(|| Number::Float(text.parse().unwrap_or(f64::NAN)));
        Ok(Number::written(text, value))
    }

    fn list(&mut self, start: usize) -> Result<Value, Problem> {
        let mut items = Vec::new();
        self.skip_blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value("expected a value")?);
            self.skip_blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Value::List(items));
                }
                _ => return Err(self.opened(start, "expected `,` or `]`", "the list begins here")),
            }
        }
    }

    fn opened(&self, start: usize, expected: &str, what: &'static str) -> Problem {
        self.problem(expected).within(Span { start: start as u32, end: start as u32 + 1 }, what)
    }

    fn object(&mut self, start: usize) -> Result<Value, Problem> {
        let mut entries: Vec<Entry> = Vec::new();
        self.skip_blanks();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(entries.into_iter().collect()));
        }
        loop {
            self.skip_blanks();
            let key_start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.opened(start, "expected a key in double quotes", "the object begins here"));
            }
            let key = self.text()?;
            let key_origin = Origin::Text(self.span(key_start));
            self.skip_blanks();
            if self.peek() != Some(b':') {
                return Err(self.problem("expected `:` after the key"));
            }
            self.at += 1;
            let node = self.value("expected a value")?;
            entries.push(Entry { key, key_origin, node });
            self.skip_blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    self.report_duplicates(&entries);
                    return Ok(Value::Object(entries.into_iter().collect()));
                }
                _ => return Err(self.opened(start, "expected `,` or `}`", "the object begins here")),
            }
        }
    }

    fn text(&mut self) -> Result<Cow<'static, str>, Problem> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let from = self.at;
            while self.peek().is_some_and(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            out.push_str(self.slice(from));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Cow::Owned(out));
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    out.push(character);
                }
                byte => {
                    let message = match byte {
                        None => "expected the end of the text in quotes",
                        Some(b'\n' | b'\r') => {
                            "expected the end of the text in quotes before the end of the line"
                        }
                        Some(_) => {
                            "a control character cannot stand in a text: write it as an escape such as `\\t`"
                        }
                    };
                    return Err(self.opened(start, message, "the text begins here"));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        let start = self.at;
        self.at += 1;
        let character = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\x08',
            Some(b'f') => '\x0C',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.unit(start)?;
                let mut units = vec![high];
                // A character above U+FFFF is two escapes.
                if (0xD800..0xDC00).contains(&high)
                    && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u"))
                {
                    self.at += 1;
                    units.push(self.unit(start)?);
                }
                return match char::decode_utf16(units).next() {
                    Some(Ok(character)) => Ok(character),
                    _ => Err(Problem::new(
                        self.span(start),
                        "this is half of a character: it takes two such escapes",
                    )),
                };
            }
            _ => {
                self.at = self.here().end as usize;
                return Err(Problem::new(self.span(start), "there is no such escape after a backslash")
                    .help("write the backslash twice"));
            }
        };
        self.at += 1;
        Ok(character)
    }

    /// The number of `u0041`.
    fn unit(&mut self, start: usize) -> Result<u16, Problem> {
        self.at += 1;
        let digits = self
            .text
            .get(self.at..self.at + 4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => Err(Problem::new(self.span(start), "expected four hexadecimal digits after `\\u`")),
        }
    }

    fn report_duplicates(&mut self, entries: &[Entry]) {
        let keys: Vec<(&str, &str, Span)> = entries
            .iter()
            .map(|entry| (&*entry.key, &*entry.key, entry.key_origin.span().unwrap_or_default()))
            .collect();
        duplicates::report(&keys, &mut self.problems);
    }
}
