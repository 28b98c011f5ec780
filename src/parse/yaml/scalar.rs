//! Texts without quotes, in quotes and as blocks.

use std::borrow::Cow;

use super::super::problem::Problem;
use super::cursor::{Cursor, span};
use super::scanner::Scanner;
use super::token::Kind;

/// What has been read of a text: a piece of the document as long as it reads as it is written.
struct Text {
    /// Where the text starts, and how far it reads as it is written.
    start: usize,
    end: usize,
    owned: Option<String>,
}

impl Text {
    fn at(start: usize) -> Self {
        Self { start, end: start, owned: None }
    }

    /// Adds what stands between two places of the document.
    fn add(&mut self, cursor: &Cursor<'_>, start: usize, end: usize) {
        match &mut self.owned {
            None if start == self.end => self.end = end,
            None if start == end => {}
            _ => self.change(cursor).push_str(cursor.since(start, end)),
        }
    }

    /// The text, to add what is not written as it reads.
    fn change(&mut self, cursor: &Cursor<'_>) -> &mut String {
        let (start, end) = (self.start, self.end);
        self.owned.get_or_insert_with(|| cursor.since(start, end).to_owned())
    }

    fn finish<'a>(self, cursor: &Cursor<'a>) -> Cow<'a, str> {
        match self.owned {
            None => Cow::Borrowed(cursor.since(self.start, self.end)),
            Some(text) => Cow::Owned(text),
        }
    }
}

/// Line ends within a text: one reads as a space, and of several all but the first stay.
#[derive(Default)]
struct Fold {
    first: Option<&'static str>,
    rest: String,
}

impl Fold {
    fn add(&mut self, line_end: &str) {
        if self.first.is_some() {
            self.rest.push_str(line_end);
        } else {
            self.first = Some(owned_line_end(line_end));
        }
    }

    fn write(&mut self, out: &mut String) {
        match self.first.take() {
            Some("\n") if self.rest.is_empty() => out.push(' '),
            Some("\n") | None => out.push_str(&self.rest),
            Some(unicode) => {
                out.push_str(unicode);
                out.push_str(&self.rest);
            }
        }
        self.rest.clear();
    }
}

/// The three ways in which a line end can read.
fn owned_line_end(line_end: &str) -> &'static str {
    match line_end {
        "\u{2028}" => "\u{2028}",
        "\u{2029}" => "\u{2029}",
        _ => "\n",
    }
}

impl<'a> Scanner<'a> {
    fn push_scalar(&mut self, text: Cow<'a, str>, plain: bool, start: usize, end: usize) {
        self.push_token(Kind::Scalar { text, plain }, span(start, end));
    }

    pub(super) fn plain_scalar(&mut self) -> Result<(), Problem> {
        let start = self.cursor.at;
        let line = self.cursor.line;
        let indent = self.indent + 1;
        let in_brackets = self.in_brackets();
        let mut text = Text::at(start);
        let mut end = start;
        let mut fold = Fold::default();
        let mut line_ended = false;
        loop {
            if self.cursor.is_document_marker() || self.cursor.is(b'#') {
                break;
            }
            let word = self.cursor.at;
            while !self.cursor.is_gap(0) {
                let byte = self.cursor.peek(0);
                if byte == b':' {
                    let next = self.cursor.peek(1);
                    if in_brackets && matches!(next, b',' | b'?' | b'[' | b']' | b'{' | b'}') {
                        return Err(self
                            .cursor
                            .problem("a `:` cannot stand here")
                            .within(self.cursor.span_from(start), "in this text without quotes")
                            .help("put a space after the `:`, or the text into quotes"));
                    }
                    if self.cursor.is_gap(1) {
                        break;
                    }
                }
                if in_brackets && matches!(byte, b',' | b'[' | b']' | b'{' | b'}') {
                    break;
                }
                self.cursor.skip_character();
            }
            if self.cursor.at > word {
                if line_ended {
                    fold.write(text.change(&self.cursor));
                    line_ended = false;
                } else {
                    text.add(&self.cursor, end, word);
                }
                text.add(&self.cursor, word, self.cursor.at);
                end = self.cursor.at;
            }
            if !self.cursor.is_gap(0) || self.cursor.is_end() {
                break;
            }
            loop {
                if self.cursor.is_blank(0) {
                    if line_ended && self.cursor.is(b'\t') && (self.cursor.column() as isize) < indent {
                        return Err(self
                            .cursor
                            .problem("a tab cannot indent the next line of a text")
                            .within(span(start, end), "the text begins here")
                            .help("indent with spaces"));
                    }
                    self.cursor.skip(1);
                } else if let Some(line_end) = self.cursor.next_line() {
                    fold.add(line_end);
                    line_ended = true;
                } else {
                    break;
                }
            }
            if !in_brackets && (self.cursor.column() as isize) < indent {
                break;
            }
        }
        if line_ended {
            self.key_may_start = true;
        }
        self.last_plain = (span(start, end), line);
        let text = text.finish(&self.cursor);
        self.push_scalar(text, true, start, end);
        Ok(())
    }

    pub(super) fn quoted_scalar(&mut self, quote: u8) -> Result<(), Problem> {
        let start = self.cursor.at;
        self.cursor.skip(1);
        let mut text = Text::at(self.cursor.at);
        loop {
            let unfinished = if self.cursor.is_document_marker() {
                Some("expected the end of the text in quotes before the end of the document")
            } else if self.cursor.is_end() {
                Some("expected the end of the text in quotes")
            } else {
                None
            };
            if let Some(message) = unfinished {
                let quote = span(start, start + 1);
                return Err(self.cursor.problem(message).within(quote, "the text begins here"));
            }
            let mut line_ended = false;
            while !self.cursor.is_gap(0) {
                let byte = self.cursor.peek(0);
                if byte == quote {
                    if quote == b'\'' && self.cursor.peek(1) == quote {
                        text.change(&self.cursor).push('\'');
                        self.cursor.skip(2);
                        continue;
                    }
                    break;
                }
                if quote == b'"' && byte == b'\\' {
                    self.cursor.skip(1);
                    text.change(&self.cursor);
                    if self.cursor.next_line().is_some() {
                        line_ended = true;
                        break;
                    }
                    let character = self.escape(start)?;
                    text.change(&self.cursor).push(character);
                    continue;
                }
                let from = self.cursor.at;
                self.cursor.skip_character();
                text.add(&self.cursor, from, self.cursor.at);
            }
            if self.cursor.is(quote) {
                break;
            }
            let blanks = self.cursor.at;
            let mut blanks_end = blanks;
            let mut fold = Fold::default();
            loop {
                if self.cursor.is_blank(0) {
                    self.cursor.skip(1);
                    if !line_ended {
                        blanks_end = self.cursor.at;
                    }
                } else if let Some(line_end) = self.cursor.next_line() {
                    // The line end after a backslash is none.
                    if line_ended && fold.first.is_none() {
                        fold.rest.push_str(line_end);
                    } else {
                        fold.add(line_end);
                    }
                    line_ended = true;
                } else {
                    break;
                }
            }
            if line_ended {
                fold.write(text.change(&self.cursor));
            } else {
                text.add(&self.cursor, blanks, blanks_end);
            }
        }
        self.cursor.skip(1);
        let text = text.finish(&self.cursor);
        self.push_scalar(text, false, start, self.cursor.at);
        Ok(())
    }

    /// The character that stands after a backslash, or what it means.
    fn escape(&mut self, start: usize) -> Result<char, Problem> {
        let quote = span(start, start + 1);
        let digits = match self.cursor.peek(0) {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            byte => {
                let character = match byte {
                    b'0' => '\0',
                    b'a' => '\x07',
                    b'b' => '\x08',
                    b't' | b'\t' => '\t',
                    b'n' => '\n',
                    b'v' => '\x0B',
                    b'f' => '\x0C',
                    b'r' => '\r',
                    b'e' => '\x1B',
                    b' ' => ' ',
                    b'"' => '"',
                    b'/' => '/',
                    b'\\' => '\\',
                    b'N' => '\u{85}',
                    b'_' => '\u{A0}',
                    b'L' => '\u{2028}',
                    b'P' => '\u{2029}',
                    _ => {
                        let problem = self.backslash("there is no such escape after a backslash");
                        return Err(problem
                            .within(quote, "in this text in quotes")
                            .help("write the backslash twice, or the text in single quotes"));
                    }
                };
                self.cursor.skip(1);
                return Ok(character);
            }
        };
        let from = self.cursor.at + 1;
        let hexadecimal = (0..digits).all(|index| self.cursor.peek(1 + index).is_ascii_hexdigit());
        if !hexadecimal {
            let problem = self.backslash(&format!("expected {digits} hexadecimal digits"));
            return Err(problem.within(quote, "in this text in quotes"));
        }
        let code = u32::from_str_radix(self.cursor.since(from, from + digits), 16).ok();
        let Some(character) = code.and_then(char::from_u32) else {
            let problem = self.backslash("no character has this number");
            return Err(problem
                .within(quote, "in this text in quotes")
                .help("write a character above U+FFFF as it is, or as `\\U0001F600`"));
        };
        self.cursor.skip(1 + digits);
        Ok(character)
    }

    /// A problem with the escape whose backslash was just read.
    fn backslash(&self, message: &str) -> Problem {
        Problem::new(span(self.cursor.at - 1, self.cursor.here().end as usize), message)
    }

    pub(super) fn block_scalar(&mut self, literal: bool) -> Result<(), Problem> {
        let start = self.cursor.at;
        let header = |cursor: &Cursor<'a>, message: &str| {
            cursor.problem(message).within(cursor.span_from(start), "the block of text begins here")
        };
        self.cursor.skip(1);
        let mut chomp = 0_u8;
        let mut more = 0_isize;
        for _ in 0..2 {
            match self.cursor.peek(0) {
                mark @ (b'+' | b'-') if chomp == 0 => chomp = mark,
                b'0' if more == 0 => {
                    return Err(header(&self.cursor, "the indentation of a block is 1 to 9"));
                }
                digit @ b'1'..=b'9' if more == 0 => more = isize::from(digit - b'0'),
                _ => break,
            }
            self.cursor.skip(1);
        }
        self.cursor.skip_blanks();
        self.comment();
        if !self.cursor.is_line_end_or_end(0) {
            return Err(header(
                &self.cursor,
                "expected the end of the line: the text begins on the next one",
            ));
        }
        let header_end = self.cursor.at;
        self.cursor.next_line();
        let mut indent = if more > 0 { self.indent.max(0) + more } else { 0 };
        let mut out = String::new();
        let mut line_end = "";
        let mut empty_lines = String::new();
        let mut end = header_end;
        self.empty_lines(&mut indent, &mut empty_lines, start)?;
        let mut was_indented = false;
        while self.cursor.column() as isize == indent && !self.cursor.is_end() {
            let is_indented = self.cursor.is_blank(0);
            if !literal && line_end == "\n" && !was_indented && !is_indented {
                if empty_lines.is_empty() {
                    out.push(' ');
                }
            } else {
                out.push_str(line_end);
            }
            out.push_str(&empty_lines);
            empty_lines.clear();
            was_indented = is_indented;
            let from = self.cursor.at;
            self.cursor.skip_to_line_end();
            out.push_str(self.cursor.since(from, self.cursor.at));
            end = self.cursor.at;
            line_end = self.cursor.next_line().map_or("", owned_line_end);
            self.empty_lines(&mut indent, &mut empty_lines, start)?;
        }
        if chomp != b'-' {
            out.push_str(line_end);
        }
        if chomp == b'+' {
            out.push_str(&empty_lines);
        }
        self.push_scalar(Cow::Owned(out), false, start, end);
        Ok(())
    }

    /// Reads empty lines of a block, and the indentation of the line after them; finds out the block's indentation if
    /// that is 0.
    fn empty_lines(&mut self, indent: &mut isize, lines: &mut String, start: usize) -> Result<(), Problem> {
        let mut deepest = 0;
        loop {
            let is_indentation = |cursor: &Cursor<'_>| *indent == 0 || (cursor.column() as isize) < *indent;
            while is_indentation(&self.cursor) && self.cursor.is(b' ') {
                self.cursor.skip(1);
            }
            deepest = deepest.max(self.cursor.column() as isize);
            if is_indentation(&self.cursor) && self.cursor.is(b'\t') {
                return Err(self
                    .cursor
                    .problem("a tab cannot indent the lines of a block")
                    .within(span(start, start + 1), "the block of text begins here")
                    .help("indent with spaces"));
            }
            match self.cursor.next_line() {
                None => break,
                Some(line_end) => lines.push_str(line_end),
            }
        }
        if *indent == 0 {
            *indent = deepest.max(self.indent + 1).max(1);
        }
        Ok(())
    }
}
