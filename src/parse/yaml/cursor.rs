use super::super::problem::Problem;
use crate::diag::Span;

/// A place in the text, and what stands there.
///
/// Lines end as YAML 1.1 has them, U+0085, U+2028 and U+2029 included. Columns count bytes: wherever a column decides
/// about structure, only ASCII can stand before it on the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
    pub(super) line: u32,
    line_start: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 0, line_start: 0 }
    }

    /// The byte `ahead` of this place; 0 behind the end, since the text holds no such byte.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub(super) fn is(&self, byte: u8) -> bool {
        self.peek(0) == byte
    }

    pub(super) fn is_end(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(super) fn column(&self) -> usize {
        self.at - self.line_start
    }

    /// The length of the line end `ahead` of this place; 0 if there is none.
    pub(super) fn line_end(&self, ahead: usize) -> usize {
        match self.peek(ahead) {
            b'\n' => 1,
            b'\r' if self.peek(ahead + 1) == b'\n' => 2,
            b'\r' => 1,
            0xC2 if self.peek(ahead + 1) == 0x85 => 2,
            0xE2 if self.peek(ahead + 1) == 0x80 && matches!(self.peek(ahead + 2), 0xA8 | 0xA9) => 3,
            _ => 0,
        }
    }

    pub(super) fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t')
    }

    pub(super) fn is_line_end_or_end(&self, ahead: usize) -> bool {
        match self.peek(ahead) {
            0 => true,
            b'!'..=b'~' => false,
            _ => self.line_end(ahead) > 0,
        }
    }

    /// A space, a tab, the end of the line or of the text.
    pub(super) fn is_gap(&self, ahead: usize) -> bool {
        self.is_blank(ahead) || self.is_line_end_or_end(ahead)
    }

    /// `---` or `...` at the start of a line.
    pub(super) fn is_document_marker(&self) -> bool {
        self.column() == 0
            && matches!([self.peek(0), self.peek(1), self.peek(2)], [b'-', b'-', b'-'] | [b'.', b'.', b'.'])
            && self.is_gap(3)
    }

    /// Goes over bytes that are not line ends.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes over one character that is no line end.
    pub(super) fn skip_character(&mut self) {
        self.at += match self.peek(0) {
            0..0x80 => 1,
            0x80..0xE0 => 2,
            0xE0..0xF0 => 3,
            0xF0.. => 4,
        };
    }

    /// Goes over a byte order mark at the start of a line, which is a column of its own.
    pub(super) fn skip_byte_order_mark(&mut self) {
        let mark = '\u{FEFF}'.len_utf8();
        if self.column() == 0 && self.since(self.at, self.at + mark) == "\u{FEFF}" {
            self.at += mark;
            self.line_start += mark - 1;
        }
    }

    /// Goes to the next line, if this is the end of one, and says how that end reads: as `\n` unless it is one of
    /// Unicode's own, which stay.
    pub(super) fn next_line(&mut self) -> Option<&'a str> {
        let length = self.line_end(0);
        if length == 0 {
            return None;
        }
        let reads = if length == 3 { self.since(self.at, self.at + 3) } else { "\n" };
        self.at += length;
        self.line += 1;
        self.line_start = self.at;
        Some(reads)
    }

    pub(super) fn skip_to_line_end(&mut self) {
        while !self.is_line_end_or_end(0) {
            self.skip_character();
        }
    }

    pub(super) fn skip_blanks(&mut self) {
        while self.is_blank(0) {
            self.skip(1);
        }
    }

    /// The text between two places.
    pub(super) fn since(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// From `start` to this place.
    pub(super) fn span_from(&self, start: usize) -> Span {
        span(start, self.at)
    }

    /// The character at this place.
    pub(super) fn here(&self) -> Span {
        let mut after = *self;
        if !self.is_line_end_or_end(0) {
            after.skip_character();
        }
        span(self.at, after.at)
    }

    pub(super) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::new(self.here(), message)
    }
}

/// Documents are shorter than `u32::MAX` bytes: longer ones are refused before they are read.
pub(super) fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, end: end as u32 }
}
