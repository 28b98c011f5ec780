//! Puts the tokens of a document together.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::limits::{DEEPEST, MOST_EXPANDED_VALUES, MOST_VALUES};
use super::super::problem::Problem;
use super::graph::{Alias, Content, Graph, Index, Tag};
use super::scanner::Scanner;
use super::token::Kind;
use crate::diag::Span;

/// The version of YAML whose major number documents must have.
const MAJOR_VERSION: u32 = 1;

pub(super) struct Grammar<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) graph: Graph<'a>,
    anchors: HashMap<&'a str, (Index, Span)>,
    prefixes: Vec<(&'a str, Cow<'a, str>)>,
    depth: usize,
}

/// In which kind of collection a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    Block,
    /// As the value of a key, where the items of a list need no indentation.
    BlockKey,
    Brackets,
}

/// What stands before a value: `&anchor !tag`.
#[derive(Default)]
struct Properties<'a> {
    anchor: Option<(&'a str, Span)>,
    tag: Option<Tag<'a>>,
    start: Option<u32>,
    end: u32,
}

impl<'a> Grammar<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            scanner: Scanner::new(text),
            graph: Graph::default(),
            anchors: HashMap::new(),
            prefixes: Vec::new(),
            depth: 0,
        }
    }

    /// The first document, if there is one.
    pub(super) fn document(&mut self) -> Result<Option<Index>, Problem> {
        let started = self.start_of_document()?;
        if !started && self.scanner.peek()?.kind == Kind::StreamEnd {
            return Ok(None);
        }
        let token = self.scanner.peek()?;
        // Only after `---` may there be nothing at all.
        let is_empty = started
            && matches!(
                token.kind,
                Kind::Version(_)
                    | Kind::TagPrefix { .. }
                    | Kind::DocumentStart
                    | Kind::DocumentEnd
                    | Kind::StreamEnd
            );
        let root = if is_empty {
            let at = token.span.start;
            self.empty(at)?
        } else {
            self.node(Around::Block)?
        };
        Ok(Some(root))
    }

    /// Where a second document starts; a problem if what follows the first is none.
    pub(super) fn second_document(&mut self) -> Result<Option<Span>, Problem> {
        let mut has_directives = false;
        while let token = self.scanner.peek()?
            && matches!(token.kind, Kind::DocumentEnd | Kind::Version(_) | Kind::TagPrefix { .. })
        {
            has_directives |= token.kind != Kind::DocumentEnd;
            self.scanner.next()?;
        }
        let token = self.scanner.peek()?;
        let span = token.span;
        match token.kind {
            Kind::StreamEnd if !has_directives => Ok(None),
            Kind::DocumentStart => Ok(Some(span)),
            _ => Err(Problem::new(span, "expected the end of the document, or `---`")),
        }
    }

    /// Reads directives and `---`; whether there are any.
    fn start_of_document(&mut self) -> Result<bool, Problem> {
        let mut version = false;
        let mut explicit = false;
        loop {
            let token = self.scanner.peek()?.clone();
            match token.kind {
                Kind::Version(_) if version => {
                    return Err(Problem::new(token.span, "a second `%YAML` directive"));
                }
                Kind::Version(major) if major != MAJOR_VERSION => {
                    return Err(Problem::new(token.span, "expected YAML 1"));
                }
                Kind::Version(_) => version = true,
                Kind::TagPrefix { handle, .. } if self.prefix(handle).is_some() => {
                    return Err(Problem::new(token.span, "a second `%TAG` directive for this handle"));
                }
                Kind::TagPrefix { handle, prefix } => self.prefixes.push((handle, prefix)),
                Kind::DocumentStart => {
                    self.scanner.next()?;
                    return Ok(true);
                }
                _ if explicit => {
                    return Err(Problem::new(token.span, "expected `---`, the start of the document"));
                }
                _ => return Ok(false),
            }
            explicit = true;
            self.scanner.next()?;
        }
    }

    fn prefix(&self, handle: &str) -> Option<&Cow<'a, str>> {
        self.prefixes.iter().find(|(known, _)| *known == handle).map(|(_, prefix)| prefix)
    }

    pub(super) fn add(&mut self, content: Content<'a>, span: Span) -> Result<Index, Problem> {
        if self.graph.len() >= MOST_VALUES {
            return Err(Problem::limit(span, format!("the document holds more than {MOST_VALUES} values")));
        }
        Ok(self.graph.add(content, span, span.start, None))
    }

    /// Nothing, where a value could stand.
    pub(super) fn empty(&mut self, at: u32) -> Result<Index, Problem> {
        self.add(Content::Scalar { text: Cow::Borrowed(""), plain: true }, Span { start: at, end: at })
    }

    pub(super) fn node(&mut self, around: Around) -> Result<Index, Problem> {
        let token = self.scanner.peek()?;
        let here = token.span;
        if let Kind::Alias(name) = token.kind {
            self.scanner.next()?;
            let Some((index, _)) = self.anchors.get(name) else {
                return Err(Problem::new(here, format!("there is no anchor `&{name}` before this alias"))
                    .help("a text that starts with `*` needs quotes"));
            };
            if self.graph.aliases.len() >= MOST_EXPANDED_VALUES {
                return Err(Problem::limit(here, format!("more than {MOST_EXPANDED_VALUES} aliases")));
            }
            self.graph.aliases.push(Alias { name: name.to_owned(), span: here });
            return Ok(*index);
        }
        let properties = self.properties()?;
        self.with_properties(around, properties)
    }

    /// Reads the anchor and the tag, in either order.
    fn properties(&mut self) -> Result<Properties<'a>, Problem> {
        let mut properties = Properties::default();
        loop {
            let token = self.scanner.peek()?;
            let span = token.span;
            match &token.kind {
                Kind::Anchor(name) if properties.anchor.is_none() => properties.anchor = Some((name, span)),
                Kind::Tag { handle, suffix } if properties.tag.is_none() => {
                    let (handle, suffix) = (*handle, suffix.clone());
                    properties.tag = Some(Tag { name: self.tag_name(handle, suffix, span)?, span });
                }
                _ => return Ok(properties),
            }
            properties.start.get_or_insert(span.start);
            properties.end = span.end;
            self.scanner.next()?;
        }
    }

    fn tag_name(&self, handle: &str, suffix: Cow<'a, str>, span: Span) -> Result<Cow<'a, str>, Problem> {
        let prefix = match (handle, self.prefix(handle)) {
            ("", _) => return Ok(suffix),
            (_, Some(prefix)) => prefix.as_ref(),
            ("!", None) => "!",
            ("!!", None) => "tag:yaml.org,2002:",
            (_, None) => {
                return Err(Problem::new(
                    span,
                    format!("no directive says what the handle `{handle}` means"),
                ));
            }
        };
        Ok(Cow::Owned(format!("{prefix}{suffix}")))
    }

    fn with_properties(&mut self, around: Around, properties: Properties<'a>) -> Result<Index, Problem> {
        let has_properties = properties.start.is_some();
        let reserved = match properties.anchor {
            None => None,
            Some((name, span)) => {
                if let Some((_, first)) = self.anchors.get(name) {
                    return Err(Problem::new(span, format!("there is an anchor `&{name}` already"))
                        .within(*first, "the first one"));
                }
                let reserved = self.graph.reserve(span);
                self.anchors.insert(name, (reserved, span));
                Some(reserved)
            }
        };
        let (mut content, content_span) = self.content(around, has_properties.then_some(properties.end))?;
        if self.graph.len() >= MOST_VALUES {
            return Err(Problem::limit(
                content_span,
                format!("the document holds more than {MOST_VALUES} values"),
            ));
        }
        // Nothing at all behind the tag `!` is an empty text.
        if let (Content::Scalar { text, plain }, Some(tag)) = (&mut content, &properties.tag)
            && text.is_empty()
            && tag.name == "!"
        {
            *plain = false;
        }
        let whole = Span {
            start: properties.start.unwrap_or(content_span.start),
            end: content_span.end.max(properties.end),
        };
        let index = self.graph.add(content, whole, content_span.start, properties.tag);
        Ok(match reserved {
            None => index,
            Some(reserved) => {
                self.graph.fill(reserved, index);
                reserved
            }
        })
    }

    /// The value itself. `after` is where its anchor or tag ends, if it has one: nothing may follow that.
    fn content(&mut self, around: Around, after: Option<u32>) -> Result<(Content<'a>, Span), Problem> {
        let in_block = around != Around::Brackets;
        let token = self.scanner.peek()?;
        let here = token.span;
        if let Kind::Scalar { .. } = token.kind {
            return match self.scanner.next()?.kind {
                Kind::Scalar { text, plain } => Ok((Content::Scalar { text, plain }, here)),
                _ => Err(unexpected(here, in_block)),
            };
        }
        if self.depth >= DEEPEST {
            return Err(Problem::limit(here, format!("nested deeper than {DEEPEST} levels")));
        }
        self.depth += 1;
        let content = match &token.kind {
            Kind::BlockEntry if around == Around::BlockKey => self.items_at_key(),
            Kind::FlowSequenceStart => self.list_in_brackets(),
            Kind::FlowMappingStart => self.object_in_brackets(),
            Kind::BlockSequenceStart if in_block => self.block_list(),
            Kind::BlockMappingStart if in_block => self.block_object(),
            _ => match after {
                Some(at) => {
                    let content = Content::Scalar { text: Cow::Borrowed(""), plain: true };
                    Ok((content, Span { start: at, end: at }))
                }
                None => Err(unexpected(here, in_block)),
            },
        };
        self.depth -= 1;
        content
    }

    /// Where the value ends that was just read.
    pub(super) fn end_of(&self, index: Index) -> u32 {
        self.graph.get(index).map_or(0, |place| place.span.end)
    }

    fn block_list(&mut self) -> Result<(Content<'a>, Span), Problem> {
        let start = self.scanner.next()?.span.start;
        let mut end = start;
        let mut items = Vec::new();
        loop {
            let token = self.scanner.next()?;
            match token.kind {
                Kind::BlockEntry => {
                    let next = self.scanner.peek()?;
                    let item = if matches!(next.kind, Kind::BlockEntry | Kind::BlockEnd) {
                        self.empty(token.span.end)?
                    } else {
                        self.node(Around::Block)?
                    };
                    end = self.last_end(item, token.span.end);
                    items.push(item);
                }
                Kind::BlockEnd => return Ok((Content::List(items.into()), Span { start, end })),
                _ => {
                    return Err(Problem::new(token.span, "expected `-`, the next item of the list")
                        .within(Span { start, end: start + 1 }, "the list begins here"));
                }
            }
        }
    }

    /// An alias ends elsewhere than what it stands for.
    pub(super) fn last_end(&self, index: Index, least: u32) -> u32 {
        let alias = self.graph.aliases.last().map_or(0, |alias| alias.span.end);
        let own = self.end_of(index);
        // What is anchored ends before its alias does.
        if own >= least { own } else { alias.max(least) }
    }

    /// A list whose items are not indented deeper than the key it belongs to.
    fn items_at_key(&mut self) -> Result<(Content<'a>, Span), Problem> {
        let start = self.scanner.peek()?.span.start;
        let mut end = start;
        let mut items = Vec::new();
        while self.scanner.peek()?.kind == Kind::BlockEntry {
            let token = self.scanner.next()?;
            let next = self.scanner.peek()?;
            let is_empty = matches!(next.kind, Kind::BlockEntry | Kind::Key | Kind::Value | Kind::BlockEnd);
            let item = if is_empty { self.empty(token.span.end)? } else { self.node(Around::Block)? };
            end = self.last_end(item, token.span.end);
            items.push(item);
        }
        Ok((Content::List(items.into()), Span { start, end }))
    }

    fn block_object(&mut self) -> Result<(Content<'a>, Span), Problem> {
        let start = self.scanner.next()?.span.start;
        let mut end = start;
        let mut entries: Vec<(Index, Index)> = Vec::new();
        loop {
            let token = self.scanner.peek()?;
            let here = token.span;
            let key = match token.kind {
                Kind::Key => {
                    self.scanner.next()?;
                    let next = self.scanner.peek()?;
                    if matches!(next.kind, Kind::Key | Kind::Value | Kind::BlockEnd) {
                        self.empty(here.end)?
                    } else {
                        self.node(Around::BlockKey)?
                    }
                }
                Kind::BlockEnd => {
                    self.scanner.next()?;
                    return Ok((Content::Object(entries.into()), Span { start, end }));
                }
                _ => {
                    let problem = Problem::new(here, "expected a key and `:`, indented as the keys above");
                    let first = entries.first().and_then(|(key, _)| self.graph.get(*key));
                    return Err(match first {
                        Some(first) => problem.within(first.span, "the first key of this object"),
                        None => problem,
                    });
                }
            };
            end = self.last_end(key, here.end);
            let token = self.scanner.peek()?;
            let value = if token.kind == Kind::Value {
                let colon = self.scanner.next()?.span;
                let next = self.scanner.peek()?;
                let value = if matches!(next.kind, Kind::Key | Kind::Value | Kind::BlockEnd) {
                    self.empty(colon.end)?
                } else {
                    self.node(Around::BlockKey)?
                };
                end = self.last_end(value, colon.end);
                value
            } else {
                self.empty(end)?
            };
            entries.push((key, value));
        }
    }
}

fn unexpected(here: Span, in_block: bool) -> Problem {
    let problem = Problem::new(here, "expected a value");
    if in_block { problem } else { problem.help("a text that starts with this character needs quotes") }
}
