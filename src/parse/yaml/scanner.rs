//! Cuts the text into tokens, and finds out from the indentation where collections begin and end.

use std::collections::VecDeque;

use super::super::comment::Comment;
use super::super::problem::Problem;
use super::cursor::{Cursor, span};
use super::token::{Kind, Token};
use crate::diag::Span;

/// The most characters of a key that has no `?` before it, and the colon behind it.
const LONGEST_KEY: usize = 1024;

/// A place where a key may have begun, which only the colon behind it will tell.
#[derive(Clone, Copy)]
struct PossibleKey {
    /// The number of the token that would be it.
    token: usize,
    start: KeyStart,
    /// Whether nothing else than a key can stand there.
    required: bool,
}

/// Where the key starts.
#[derive(Clone, Copy)]
struct KeyStart {
    at: usize,
    line: u32,
    column: usize,
}

pub(super) struct Scanner<'a> {
    pub(super) cursor: Cursor<'a>,
    pub(super) comments: Vec<Comment>,
    queue: VecDeque<Token<'a>>,
    /// How many tokens have left the queue.
    taken: usize,
    /// The column of the innermost block collection; -1 outside of all.
    pub(super) indent: isize,
    indents: Vec<isize>,
    /// What may be a key, one place for each list or object in brackets, and one outside of them.
    keys: Vec<Option<PossibleKey>>,
    pub(super) key_may_start: bool,
    /// The last text without quotes, and the line that it starts on.
    pub(super) last_plain: (Span, u32),
    finished: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            cursor: Cursor::new(text),
            comments: Vec::new(),
            queue: VecDeque::new(),
            taken: 0,
            indent: -1,
            indents: Vec::new(),
            keys: vec![None],
            key_may_start: true,
            last_plain: (Span::default(), 0),
            finished: false,
        }
    }

    /// The next token, which stays the next one.
    pub(super) fn peek(&mut self) -> Result<&Token<'a>, Problem> {
        while !self.finished && self.needs_more()? {
            self.fetch()?;
        }
        if self.queue.is_empty() {
            let here = self.cursor.here();
            self.queue.push_back(Token { kind: Kind::StreamEnd, span: here });
        }
        // There is one: it was just made sure of.
        self.queue.front().ok_or_else(|| self.cursor.problem("the document ends unexpectedly"))
    }

    /// Takes the next token.
    pub(super) fn next(&mut self) -> Result<Token<'a>, Problem> {
        self.peek()?;
        self.taken += 1;
        self.queue.pop_front().ok_or_else(|| self.cursor.problem("the document ends unexpectedly"))
    }

    pub(super) fn in_brackets(&self) -> bool {
        self.keys.len() > 1
    }

    /// Whether the next token is not known yet: there is none, or what comes may make a key of it.
    fn needs_more(&mut self) -> Result<bool, Problem> {
        if self.queue.is_empty() {
            return Ok(true);
        }
        self.drop_stale_keys()?;
        Ok(self.keys.iter().flatten().any(|key| key.token == self.taken))
    }

    /// A key ends on the line that it starts on, and soon.
    fn drop_stale_keys(&mut self) -> Result<(), Problem> {
        let cursor = self.cursor;
        for place in &mut self.keys {
            let Some(key) = place else { continue };
            let length = cursor.at - key.start.at;
            let is_long = length > LONGEST_KEY
                && cursor.since(key.start.at, cursor.at).chars().take(LONGEST_KEY + 1).count() > LONGEST_KEY;
            if key.start.line < cursor.line || is_long {
                if key.required {
                    return Err(missing_colon(&cursor, key));
                }
                *place = None;
            }
        }
        Ok(())
    }

    /// Notes that a key may start here.
    fn save_key(&mut self) -> Result<(), Problem> {
        let required = !self.in_brackets() && self.indent == self.cursor.column() as isize;
        if self.key_may_start {
            let cursor = &self.cursor;
            let start = KeyStart { at: cursor.at, line: cursor.line, column: cursor.column() };
            let key = PossibleKey { token: self.taken + self.queue.len(), start, required };
            self.forget_key()?;
            if let Some(place) = self.keys.last_mut() {
                *place = Some(key);
            }
        }
        Ok(())
    }

    fn forget_key(&mut self) -> Result<(), Problem> {
        let key = self.keys.last_mut().and_then(Option::take);
        match key {
            Some(key) if key.required => Err(missing_colon(&self.cursor, &key)),
            _ => Ok(()),
        }
    }

    /// Begins a block collection at `column`, if that is deeper; its token comes before the one numbered `token`.
    fn indent_to(&mut self, column: usize, token: Option<usize>, kind: Kind<'a>, at: usize) {
        let column = column as isize;
        if self.in_brackets() || self.indent >= column {
            return;
        }
        self.indents.push(self.indent);
        self.indent = column;
        let start = Token { kind, span: span(at, at) };
        match token {
            None => self.queue.push_back(start),
            Some(number) => self.insert(number, start),
        }
    }

    fn insert(&mut self, number: usize, token: Token<'a>) {
        let index = number.saturating_sub(self.taken).min(self.queue.len());
        self.queue.insert(index, token);
    }

    /// Ends the block collections that are deeper than `column`.
    fn unindent_to(&mut self, column: isize) {
        if self.in_brackets() {
            return;
        }
        while self.indent > column {
            let at = self.cursor.at;
            self.queue.push_back(Token { kind: Kind::BlockEnd, span: span(at, at) });
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    /// Reads one token, or what begins or ends a collection with it, into the queue.
    fn fetch(&mut self) -> Result<(), Problem> {
        self.skip_gap();
        self.drop_stale_keys()?;
        self.unindent_to(self.cursor.column() as isize);
        let byte = self.cursor.peek(0);
        if self.cursor.is_end() {
            self.unindent_to(-1);
            self.forget_key()?;
            self.key_may_start = false;
            self.finished = true;
            self.push(Kind::StreamEnd, 0);
            return Ok(());
        }
        if self.cursor.column() == 0 && byte == b'%' {
            self.unindent_to(-1);
            self.forget_key()?;
            self.key_may_start = false;
            return self.directive();
        }
        if self.cursor.is_document_marker() {
            self.unindent_to(-1);
            self.forget_key()?;
            self.key_may_start = false;
            self.push(if byte == b'-' { Kind::DocumentStart } else { Kind::DocumentEnd }, 3);
            return Ok(());
        }
        let gap_follows = self.cursor.is_gap(1);
        let in_brackets = self.in_brackets();
        match byte {
            b'[' => self.open(Kind::FlowSequenceStart),
            b'{' => self.open(Kind::FlowMappingStart),
            b']' => self.close(Kind::FlowSequenceEnd),
            b'}' => self.close(Kind::FlowMappingEnd),
            b',' => {
                self.forget_key()?;
                self.key_may_start = true;
                self.push(Kind::FlowEntry, 1);
                Ok(())
            }
            b'-' if gap_follows => self.block_entry(),
            b'?' if in_brackets || gap_follows => self.key(),
            b':' if in_brackets || gap_follows => self.value(),
            b'*' | b'&' => {
                self.save_key()?;
                self.key_may_start = false;
                self.anchor()
            }
            b'!' => {
                self.save_key()?;
                self.key_may_start = false;
                self.tag()
            }
            b'|' | b'>' if !in_brackets => {
                self.forget_key()?;
                self.key_may_start = true;
                self.block_scalar(byte == b'|')
            }
            b'\'' | b'"' => {
                self.save_key()?;
                self.key_may_start = false;
                self.quoted_scalar(byte)
            }
            _ if self.starts_plain(byte, in_brackets) => {
                self.save_key()?;
                self.key_may_start = false;
                self.plain_scalar()
            }
            b'\t' => Err(self.cursor.problem("a tab cannot stand here").help("indent with spaces")),
            _ => {
                let message = match self.cursor.since(self.cursor.at, self.cursor.here().end as usize) {
                    "`" => "no value can start with a backtick".to_owned(),
                    character => format!("no value can start with `{character}`"),
                };
                let problem = self.cursor.problem(message);
                Err(problem.help("put the text into quotes"))
            }
        }
    }

    /// Whether a text without quotes starts here, all other tokens having been excluded.
    fn starts_plain(&self, byte: u8, in_brackets: bool) -> bool {
        match byte {
            b'-' => !self.cursor.is_blank(1),
            b'?' | b':' => !in_brackets,
            b' ' | b'\t' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' => false,
            _ => true,
        }
    }

    /// Goes over blanks, comments and line ends.
    fn skip_gap(&mut self) {
        loop {
            self.cursor.skip_byte_order_mark();
            let tabs = self.in_brackets() || !self.key_may_start;
            while self.cursor.is(b' ') || (tabs && self.cursor.is(b'\t')) {
                self.cursor.skip(1);
            }
            self.comment();
            if self.cursor.next_line().is_none() {
                return;
            }
            if !self.in_brackets() {
                self.key_may_start = true;
            }
        }
    }

    /// Notes the comment that starts here, if one does, and goes to its end.
    pub(super) fn comment(&mut self) {
        if self.cursor.is(b'#') {
            let start = self.cursor.at;
            let before = self.cursor.since(start - self.cursor.column(), start);
            let own_line = before.trim_matches([' ', '\t']).is_empty();
            self.cursor.skip_to_line_end();
            self.comments.push(Comment { span: self.cursor.span_from(start), own_line });
        }
    }

    fn push(&mut self, kind: Kind<'a>, length: usize) {
        let start = self.cursor.at;
        self.cursor.skip(length);
        self.queue.push_back(Token { kind, span: self.cursor.span_from(start) });
    }

    pub(super) fn push_token(&mut self, kind: Kind<'a>, span: Span) {
        self.queue.push_back(Token { kind, span });
    }

    fn open(&mut self, kind: Kind<'a>) -> Result<(), Problem> {
        self.save_key()?;
        self.keys.push(None);
        self.key_may_start = true;
        self.push(kind, 1);
        Ok(())
    }

    fn close(&mut self, kind: Kind<'a>) -> Result<(), Problem> {
        self.forget_key()?;
        if self.in_brackets() {
            self.keys.pop();
        }
        self.key_may_start = false;
        self.push(kind, 1);
        Ok(())
    }

    fn block_entry(&mut self) -> Result<(), Problem> {
        if !self.in_brackets() {
            if !self.key_may_start {
                return Err(self.cursor.problem("an item of a list cannot start here"));
            }
            self.indent_to(self.cursor.column(), None, Kind::BlockSequenceStart, self.cursor.at);
        }
        self.forget_key()?;
        self.key_may_start = true;
        self.push(Kind::BlockEntry, 1);
        Ok(())
    }

    fn key(&mut self) -> Result<(), Problem> {
        if !self.in_brackets() {
            if !self.key_may_start {
                return Err(self.cursor.problem("a key cannot start here"));
            }
            self.indent_to(self.cursor.column(), None, Kind::BlockMappingStart, self.cursor.at);
        }
        self.forget_key()?;
        self.key_may_start = !self.in_brackets();
        self.push(Kind::Key, 1);
        Ok(())
    }

    fn value(&mut self) -> Result<(), Problem> {
        if let Some(key) = self.keys.last_mut().and_then(Option::take) {
            let at = key.start.at;
            self.insert(key.token, Token { kind: Kind::Key, span: span(at, at) });
            self.indent_to(key.start.column, Some(key.token), Kind::BlockMappingStart, at);
            self.key_may_start = false;
        } else {
            if !self.in_brackets() {
                if !self.key_may_start {
                    return Err(self.misplaced_colon());
                }
                self.indent_to(self.cursor.column(), None, Kind::BlockMappingStart, self.cursor.at);
            }
            self.key_may_start = !self.in_brackets();
        }
        self.push(Kind::Value, 1);
        Ok(())
    }
}

impl Scanner<'_> {
    /// A colon behind what cannot be a key: a value, or a text that began on another line.
    fn misplaced_colon(&self) -> Problem {
        let (plain, line) = self.last_plain;
        if plain.end as usize == self.cursor.at && line < self.cursor.line {
            return self
                .cursor
                .problem("a `:` behind a text of several lines, which cannot be a key")
                .within(plain, "the text begins here: is a `:` missing in this line?");
        }
        self.cursor
            .problem("a second `:` on this line: a value that holds `: ` needs quotes")
            .help("put the value into quotes, or begin a new line")
    }
}

fn missing_colon(cursor: &Cursor<'_>, key: &PossibleKey) -> Problem {
    let line = cursor.since(key.start.at, cursor.at).lines().next().unwrap_or_default();
    let key = span(key.start.at, key.start.at + line.trim_end().len());
    cursor.problem("expected `:` after the key before this place").within(key, "this is read as a key")
}
