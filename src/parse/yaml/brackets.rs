//! Lists and objects in brackets.

use super::super::problem::Problem;
use super::grammar::{Around, Grammar};
use super::graph::{Content, Index};
use super::token::Kind;
use crate::diag::Span;

impl<'a> Grammar<'a> {
    pub(super) fn list_in_brackets(&mut self) -> Result<(Content<'a>, Span), Problem> {
        let open = self.scanner.next()?.span;
        let mut items = Vec::new();
        loop {
            let token = self.scanner.peek()?;
            match token.kind {
                Kind::FlowSequenceEnd => break,
                Kind::Key => {
                    let item = self.pair_in_brackets()?;
                    items.push(item);
                }
                _ => {
                    let item = self.node(Around::Brackets)?;
                    items.push(item);
                }
            }
            self.comma(open, Kind::FlowSequenceEnd, "expected `,` or `]`", "the list begins here")?;
        }
        let close = self.scanner.next()?.span;
        Ok((Content::List(items.into()), Span { start: open.start, end: close.end }))
    }

    /// Goes over the comma between two items, if this is not the end of them.
    fn comma(
        &mut self,
        open: Span,
        close: Kind<'a>,
        expected: &str,
        what: &'static str,
    ) -> Result<(), Problem> {
        let token = self.scanner.peek()?;
        if token.kind == Kind::FlowEntry {
            self.scanner.next()?;
        } else if token.kind != close {
            return Err(Problem::new(token.span, expected).within(open, what));
        }
        Ok(())
    }

    /// `key: value` as an item of a list in brackets: an object of one entry.
    fn pair_in_brackets(&mut self) -> Result<Index, Problem> {
        let key_token = self.scanner.next()?.span;
        let next = self.scanner.peek()?;
        let at = next.span;
        let key = match next.kind {
            // The reference takes this token for the missing key, and so fails at what comes after it.
            Kind::Value | Kind::FlowEntry | Kind::FlowSequenceEnd => {
                self.scanner.next()?;
                self.empty(at.end)?
            }
            _ => self.node(Around::Brackets)?,
        };
        let value = self.value_in_brackets(&Kind::FlowSequenceEnd)?;
        let end = self.last_end(value, self.end_of(key));
        self.add(Content::Object([(key, value)].into()), Span { start: key_token.start, end })
    }

    fn value_in_brackets(&mut self, close: &Kind<'a>) -> Result<Index, Problem> {
        if self.scanner.peek()?.kind == Kind::Value {
            self.scanner.next()?;
            let next = self.scanner.peek()?;
            if next.kind != Kind::FlowEntry && next.kind != *close {
                return self.node(Around::Brackets);
            }
        }
        let at = self.scanner.peek()?.span.start;
        self.empty(at)
    }

    pub(super) fn object_in_brackets(&mut self) -> Result<(Content<'a>, Span), Problem> {
        let open = self.scanner.next()?.span;
        let mut entries = Vec::new();
        loop {
            let token = self.scanner.peek()?;
            let entry = match token.kind {
                Kind::FlowMappingEnd => break,
                Kind::Key => {
                    self.scanner.next()?;
                    let next = self.scanner.peek()?;
                    let key = if matches!(next.kind, Kind::Value | Kind::FlowEntry | Kind::FlowMappingEnd) {
                        let at = next.span.start;
                        self.empty(at)?
                    } else {
                        self.node(Around::Brackets)?
                    };
                    (key, self.value_in_brackets(&Kind::FlowMappingEnd)?)
                }
                _ => {
                    let key = self.node(Around::Brackets)?;
                    let at = self.scanner.peek()?.span.start;
                    (key, self.empty(at)?)
                }
            };
            entries.push(entry);
            self.comma(open, Kind::FlowMappingEnd, "expected `,` or `}`", "the object begins here")?;
        }
        let close = self.scanner.next()?.span;
        Ok((Content::Object(entries.into()), Span { start: open.start, end: close.end }))
    }
}
