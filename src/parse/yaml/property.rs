//! Tokens that are names: anchors, aliases, tags and directives.

use std::borrow::Cow;

use super::super::problem::Problem;
use super::scanner::Scanner;
use super::token::Kind;

/// A letter, a digit, `_` or `-`.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

impl<'a> Scanner<'a> {
    /// `&name` or `*name`.
    pub(super) fn anchor(&mut self) -> Result<(), Problem> {
        let start = self.cursor.at;
        let is_alias = self.cursor.is(b'*');
        self.cursor.skip(1);
        let name_start = self.cursor.at;
        while is_word(self.cursor.peek(0)) {
            self.cursor.skip(1);
        }
        let name = self.cursor.since(name_start, self.cursor.at);
        let ends = self.cursor.is_gap(0)
            || matches!(self.cursor.peek(0), b'?' | b':' | b',' | b']' | b'}' | b'%' | b'@' | b'`');
        if name.is_empty() || !ends {
            let what = if is_alias { "this begins an alias" } else { "this begins an anchor" };
            return Err(self
                .cursor
                .problem("expected letters, digits, `-` or `_`: the name of an anchor")
                .within(self.cursor.span_from(start), what)
                .help("a text that starts with `*` or `&` needs quotes"));
        }
        self.push_token(
            if is_alias { Kind::Alias(name) } else { Kind::Anchor(name) },
            self.cursor.span_from(start),
        );
        Ok(())
    }

    /// `!name`, `!!name`, `!handle!name` or `!<name>`.
    pub(super) fn tag(&mut self) -> Result<(), Problem> {
        let start = self.cursor.at;
        let (handle, suffix) = if self.cursor.peek(1) == b'<' {
            self.cursor.skip(2);
            let suffix = self.tag_name(start, "", true)?;
            if !self.cursor.is(b'>') {
                return Err(self.in_tag(start, "expected `>`, the end of the tag"));
            }
            self.cursor.skip(1);
            ("", suffix)
        } else {
            let handle = self.tag_handle(start)?;
            if handle.len() > 1 && handle.ends_with('!') {
                (handle, self.tag_name(start, "", false)?)
            } else {
                // What looks like the start of a handle is the start of the name.
                let (handle, read) = handle.split_at(1);
                (handle, self.tag_name(start, read, false)?)
            }
        };
        let ends = self.cursor.is_gap(0) || (self.in_brackets() && self.cursor.is(b','));
        if !ends {
            return Err(self.in_tag(start, "expected a space after the tag"));
        }
        self.push_token(Kind::Tag { handle, suffix }, self.cursor.span_from(start));
        Ok(())
    }

    fn in_tag(&self, start: usize, message: &str) -> Problem {
        self.cursor.problem(message).within(self.cursor.span_from(start), "in this tag")
    }

    /// `!`, `!!`, `!word!` or, if no second `!` follows, `!word`.
    fn tag_handle(&mut self, start: usize) -> Result<&'a str, Problem> {
        if !self.cursor.is(b'!') {
            return Err(self.in_tag(start, "expected `!`"));
        }
        let handle_start = self.cursor.at;
        self.cursor.skip(1);
        while is_word(self.cursor.peek(0)) {
            self.cursor.skip(1);
        }
        if self.cursor.is(b'!') {
            self.cursor.skip(1);
        }
        Ok(self.cursor.since(handle_start, self.cursor.at))
    }

    /// The name, or the rest of it after what is `read`, with its escapes such as `%20` resolved. A name in `<>` may hold
    /// commas and brackets.
    fn tag_name(&mut self, start: usize, read: &'a str, in_angles: bool) -> Result<Cow<'a, str>, Problem> {
        let from = self.cursor.at - read.len();
        let mut escaped: Option<Vec<u8>> = None;
        loop {
            let byte = self.cursor.peek(0);
            if byte == b'%' {
                let digits =
                    [self.cursor.peek(1), self.cursor.peek(2)].map(|byte| char::from(byte).to_digit(16));
                let [Some(high), Some(low)] = digits else {
                    return Err(self.in_tag(start, "expected two hexadecimal digits after `%`"));
                };
                let so_far = self.cursor.since(from, self.cursor.at);
                escaped.get_or_insert_with(|| so_far.as_bytes().to_vec()).push((16 * high + low) as u8);
                self.cursor.skip(3);
                continue;
            }
            let plain = is_word(byte)
                || matches!(byte, b';' | b'/' | b'?' | b':' | b'@' | b'&' | b'=' | b'+' | b'$' | b'.')
                || matches!(byte, b'!' | b'~' | b'*' | b'\'' | b'(' | b')')
                || (in_angles && matches!(byte, b',' | b'[' | b']'));
            if !plain {
                break;
            }
            if let Some(bytes) = &mut escaped {
                bytes.push(byte);
            }
            self.cursor.skip(1);
        }
        let name = match escaped {
            None => Cow::Borrowed(self.cursor.since(from, self.cursor.at)),
            Some(bytes) => match String::from_utf8(bytes) {
                Ok(name) => Cow::Owned(name),
                Err(_) => return Err(self.in_tag(start, "the escapes in this tag are not UTF-8")),
            },
        };
        // `!` on its own is a tag.
        let alone = self.cursor.at == start + 1;
        if name.is_empty() && !alone {
            return Err(self.in_tag(start, "expected the name of the tag"));
        }
        Ok(name)
    }

    /// `%YAML 1.1` or `%TAG ! tag:example.com,2000:`.
    pub(super) fn directive(&mut self) -> Result<(), Problem> {
        let start = self.cursor.at;
        self.cursor.skip(1);
        let name_start = self.cursor.at;
        while is_word(self.cursor.peek(0)) {
            self.cursor.skip(1);
        }
        let name = self.cursor.since(name_start, self.cursor.at);
        let kind = match name {
            "YAML" => {
                self.cursor.skip_blanks();
                let major = self.version_number(start)?;
                if !self.cursor.is(b'.') {
                    return Err(self.in_directive(start, "expected a version such as `1.1`"));
                }
                self.cursor.skip(1);
                self.version_number(start)?;
                Kind::Version(major)
            }
            "TAG" => {
                self.cursor.skip_blanks();
                let handle = self.tag_handle(start)?;
                if handle.len() > 1 && !handle.ends_with('!') {
                    return Err(self.in_directive(start, "expected `!`, the end of the tag's handle"));
                }
                if !self.cursor.is_blank(0) {
                    return Err(self.in_directive(start, "expected a space"));
                }
                self.cursor.skip_blanks();
                let prefix = self.tag_name(start, "", true)?;
                if !self.cursor.is_gap(0) {
                    return Err(self.in_directive(start, "expected a space or the end of the line"));
                }
                Kind::TagPrefix { handle, prefix }
            }
            "" => return Err(self.in_directive(start, "expected the name of a directive")),
            _ => {
                return Err(self
                    .in_directive(start, &format!("there is no directive `%{name}`"))
                    .help("a line that starts with `%` is a directive, `%YAML` or `%TAG`"));
            }
        };
        let span = self.cursor.span_from(start);
        self.cursor.skip_blanks();
        self.comment();
        if !self.cursor.is_line_end_or_end(0) {
            return Err(self.in_directive(start, "expected the end of the line"));
        }
        self.cursor.next_line();
        self.push_token(kind, span);
        Ok(())
    }

    fn version_number(&mut self, start: usize) -> Result<u32, Problem> {
        let from = self.cursor.at;
        while self.cursor.peek(0).is_ascii_digit() && self.cursor.at - from < 9 {
            self.cursor.skip(1);
        }
        let digits = self.cursor.since(from, self.cursor.at);
        digits.parse().map_err(|_| self.in_directive(start, "expected a version such as `1.1`"))
    }

    fn in_directive(&self, start: usize, message: &str) -> Problem {
        self.cursor.problem(message).within(self.cursor.span_from(start), "in this directive")
    }
}
