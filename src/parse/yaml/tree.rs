//! Makes the plain tree of a document: aliases and merges are what they stand for, and short forms of functions are
//! long ones.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::document::{KeyKind, OddKey};
use super::super::duplicates;
use super::super::limits::{DEEPEST, MOST_EXPANDED_VALUES};
use super::super::problem::Problem;
use super::graph::{Content, Graph, Index, Place, Tag};
use super::resolve::{boolean, float, integer, number, resolve};
use crate::diag::{Origin, Span};
use crate::model::{Entry, Node, Object, Value};

/// What the tags of YAML itself begin with.
const YAML_TAG: &str = "tag:yaml.org,2002:";

pub(super) struct Tree<'g, 'a> {
    graph: &'g Graph<'a>,
    pub(super) problems: Vec<Problem>,
    pub(super) odd_keys: Vec<OddKey>,
    /// The places that are being read, as an alias may lead back to one.
    open: Vec<bool>,
    values: usize,
    most: usize,
    depth: usize,
}

/// A key of an object, resolved.
struct Key {
    text: Cow<'static, str>,
    span: Span,
    /// What equal keys share: the text, or the number or truth it stands for.
    same: Same,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Same {
    Text(Cow<'static, str>),
    Value(String),
}

impl<'g, 'a> Tree<'g, 'a> {
    pub(super) fn new(graph: &'g Graph<'a>) -> Self {
        // Without aliases the tree is as large as the document, which has a bound of its own.
        let most = if graph.aliases.is_empty() { usize::MAX } else { MOST_EXPANDED_VALUES };
        Self {
            graph,
            problems: Vec::new(),
            odd_keys: Vec::new(),
            open: vec![false; graph.len()],
            values: 0,
            most,
            depth: 0,
        }
    }

    pub(super) fn node(&mut self, index: Index) -> Result<Node, Problem> {
        let graph = self.graph;
        let Some(place) = graph.get(index) else { return Ok(Node::default()) };
        self.count(place.span)?;
        if matches!(place.content, Content::Scalar { .. }) {
            return self.tagged(place);
        }
        self.enter(index, place)?;
        let node = self.tagged(place)?;
        self.leave(index);
        Ok(node)
    }

    /// Counts one more value.
    fn count(&mut self, span: Span) -> Result<(), Problem> {
        self.values += 1;
        if self.values > self.most {
            let message =
                format!("more than {MOST_EXPANDED_VALUES} values once the aliases stand for what they mean");
            return Err(Problem::limit(span, message));
        }
        Ok(())
    }

    fn tagged(&mut self, place: &'g Place<'a>) -> Result<Node, Problem> {
        let Some(tag) = self.graph.tag(place).filter(|tag| tag.name != "!") else {
            return self.plain(place, place.span);
        };
        match tag.name.strip_prefix(YAML_TAG) {
            Some(name) => self.of_type(place, tag, name),
            None => match tag.name.strip_prefix('!') {
                Some(name) => self.function(place, tag, name),
                None => {
                    self.problems.push(unknown_tag(tag));
                    self.plain(place, place.span)
                }
            },
        }
    }

    /// A value by its looks.
    fn plain(&mut self, place: &'g Place<'a>, span: Span) -> Result<Node, Problem> {
        let value = match &place.content {
            Content::Scalar { text, plain } => {
                let value = if *plain { resolve(text) } else { None };
                value.unwrap_or_else(|| Value::String(owned(text)))
            }
            Content::List(items) => Value::List(self.items(items)?),
            Content::Object(entries) => Value::Object(self.object(entries, true)?),
        };
        Ok(Node { value, origin: Origin::Text(span) })
    }

    fn items(&mut self, items: &[Index]) -> Result<Vec<Node>, Problem> {
        items.iter().map(|item| self.node(*item)).collect()
    }

    /// A value with a tag of YAML's own.
    fn of_type(&mut self, place: &'g Place<'a>, tag: &Tag<'a>, name: &str) -> Result<Node, Problem> {
        let origin = Origin::Text(place.span);
        let value = match (&place.content, name) {
            (Content::Scalar { text, .. }, _) => match name {
                "str" | "binary" | "timestamp" => Some(Value::String(owned(text))),
                "null" => Some(Value::Null),
                "bool" => boolean(text).map(Value::Bool),
                "int" => integer(text).map(Value::Number),
                "float" => float(text).or_else(|| number(text)).map(Value::Number),
                _ => None,
            },
            (Content::List(_), "seq" | "omap" | "pairs") | (Content::Object(_), "map" | "set") => {
                return self.plain(place, place.span);
            }
            _ => None,
        };
        match value {
            Some(value) => Ok(Node { value, origin }),
            None => {
                let known = ["str", "binary", "timestamp", "null", "bool", "int", "float"];
                let collections = ["seq", "omap", "pairs", "map", "set"];
                self.problems.push(if known.contains(&name) || collections.contains(&name) {
                    Problem::new(place.span, format!("this is no value of the type `!!{name}`"))
                } else {
                    unknown_tag(tag)
                });
                self.plain(place, place.span)
            }
        }
    }

    /// The short form of a function.
    fn function(&mut self, place: &'g Place<'a>, tag: &Tag<'a>, name: &str) -> Result<Node, Problem> {
        if self.depth >= DEEPEST {
            return Err(Problem::limit(place.span, format!("nested deeper than {DEEPEST} levels")));
        }
        self.depth += 1;
        let key = match name {
            "Ref" | "Condition" => Cow::Owned(name.to_owned()),
            _ => Cow::Owned(format!("Fn::{name}")),
        };
        let span = Span { start: place.start, end: place.span.end.max(place.start) };
        let value = match &place.content {
            Content::Scalar { text, .. } if key == "Fn::GetAtt" => {
                let written = self.is_as_written(place, text);
                let mut start = span.start;
                let parts = text.splitn(2, '.').map(|part| {
                    let end = start + part.len() as u32;
                    let part_span = if written { Span { start, end } } else { span };
                    start = end + 1;
                    Node { value: Value::String(owned(part)), origin: Origin::Text(part_span) }
                });
                Value::List(parts.collect())
            }
            Content::Scalar { text, .. } => Value::String(owned(text)),
            Content::List(items) => Value::List(self.items(items)?),
            // The reference does not look for duplicates here.
            Content::Object(entries) => Value::Object(self.object(entries, false)?),
        };
        self.depth -= 1;
        let argument = Node { value, origin: Origin::Text(span) };
        let entry = Entry { key, key_origin: Origin::Text(tag.span), node: argument };
        Ok(Node { value: Value::Object(Object::from_iter([entry])), origin: Origin::Text(place.span) })
    }

    fn is_as_written(&self, place: &Place<'a>, text: &str) -> bool {
        matches!(&place.content, Content::Scalar { plain: true, .. })
            && (place.span.end - place.start) as usize == text.len()
    }

    /// The entries of an object, merges included.
    fn object(&mut self, entries: &'g [(Index, Index)], report: bool) -> Result<Object, Problem> {
        let has_merge = entries.iter().any(|(key, _)| self.is_merge(*key));
        if has_merge {
            return self.merged(entries);
        }
        let mut read = Vec::with_capacity(entries.len());
        let mut same = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let key = self.key(*key)?;
            let node = self.node(*value)?;
            same.push((key.same, key.span));
            read.push(Entry { key: key.text, key_origin: Origin::Text(key.span), node });
        }
        if report {
            let keys: Vec<_> = same
                .into_iter()
                .zip(&read)
                .map(|((same, span), entry)| (same, entry.key.as_ref(), span))
                .collect();
            duplicates::report(&keys, &mut self.problems);
        }
        Ok(read.into_iter().collect())
    }

    fn is_merge(&self, key: Index) -> bool {
        let Some(place) = self.graph.get(key) else { return false };
        let is_plain = matches!(&place.content, Content::Scalar { text, plain: true } if text == "<<");
        is_plain && self.graph.tag(place).is_none_or(|tag| tag.name == "!")
    }

    /// The entries of an object with merges in it: those that come from elsewhere first, and each name once.
    fn merged(&mut self, entries: &'g [(Index, Index)]) -> Result<Object, Problem> {
        let mut pairs = Vec::new();
        self.flatten(entries, &mut pairs)?;
        let mut positions: HashMap<Same, usize> = HashMap::new();
        let mut read: Vec<Entry> = Vec::new();
        for (key, value) in pairs {
            let key = self.key(key)?;
            let node = self.node(value)?;
            let entry = Entry { key: key.text, key_origin: Origin::Text(key.span), node };
            let position = *positions.entry(key.same).or_insert(read.len());
            match read.get_mut(position) {
                Some(earlier) => *earlier = entry,
                None => read.push(entry),
            }
        }
        Ok(read.into_iter().collect())
    }

    /// The pairs of an object in the order in which later ones win: what is merged, then its own.
    fn flatten(
        &mut self,
        entries: &'g [(Index, Index)],
        pairs: &mut Vec<(Index, Index)>,
    ) -> Result<(), Problem> {
        let graph = self.graph;
        for (key, value) in entries {
            if !self.is_merge(*key) {
                continue;
            }
            match graph.get(*value).map(|place| &place.content) {
                // The first of them wins.
                Some(Content::List(items)) => {
                    items.iter().rev().try_for_each(|item| self.merge(*item, pairs))?;
                }
                _ => self.merge(*value, pairs)?,
            }
        }
        pairs.extend(entries.iter().filter(|(key, _)| !self.is_merge(*key)));
        // What is merged again and again counts again and again.
        self.values += entries.len();
        Ok(())
    }

    /// Adds the pairs of an object that is merged into another one.
    fn merge(&mut self, index: Index, pairs: &mut Vec<(Index, Index)>) -> Result<(), Problem> {
        let graph = self.graph;
        let Some(place) = graph.get(index) else { return Ok(()) };
        self.count(place.span)?;
        match &place.content {
            Content::Object(entries) => {
                self.enter(index, place)?;
                self.flatten(entries, pairs)?;
                self.leave(index);
            }
            Content::Scalar { .. } | Content::List(_) => {
                let message = "expected an object, or a list of objects, to merge";
                self.problems.push(Problem::new(place.span, message));
            }
        }
        Ok(())
    }

    /// Goes into a list or an object, which may be too deep inside others, or inside itself.
    fn enter(&mut self, index: Index, place: &Place<'a>) -> Result<(), Problem> {
        if self.depth >= DEEPEST {
            return Err(Problem::limit(place.span, format!("nested deeper than {DEEPEST} levels")));
        }
        if self.open.get_mut(index as usize).is_none_or(|open| std::mem::replace(open, true)) {
            return Err(Problem::limit(place.span, "this value holds an alias of itself"));
        }
        self.depth += 1;
        Ok(())
    }

    fn leave(&mut self, index: Index) {
        self.depth -= 1;
        if let Some(open) = self.open.get_mut(index as usize) {
            *open = false;
        }
    }

    fn key(&mut self, index: Index) -> Result<Key, Problem> {
        let node = self.node(index)?;
        let graph = self.graph;
        let span = graph.get(index).map(|place| place.span).unwrap_or_default();
        let written = match graph.get(index).map(|place| &place.content) {
            Some(Content::Scalar { text, .. }) => owned(text),
            _ => Cow::Borrowed(""),
        };
        let (kind, same) = match node.value {
            Value::String(text) => {
                return Ok(Key { text: text.clone(), span, same: Same::Text(text) });
            }
            Value::Number(number) => {
                let same = Same::Value(number.value().python_text());
                (if number.is_integer() { KeyKind::Integer } else { KeyKind::Float }, same)
            }
            Value::Bool(truth) => (KeyKind::Bool, Same::Value(truth.to_string())),
            Value::Null => {
                self.problems.push(
                    Problem::new(span, "a key cannot be null")
                        .help("put the key into quotes if it is a text"),
                );
                (KeyKind::Null, Same::Value("null".to_owned()))
            }
            Value::List(_) | Value::Object(_) | Value::Intrinsic(_) => {
                let what = if matches!(node.value, Value::List(_)) { "a list" } else { "an object" };
                let problem = Problem::new(span, format!("{what} cannot be a key"));
                self.problems.push(problem.help("a text that starts with `{` or `[` needs quotes"));
                (KeyKind::Collection, Same::Value(format!("@{}", span.start)))
            }
        };
        self.odd_keys.push(OddKey { span, kind });
        Ok(Key { text: written, span, same })
    }
}

fn unknown_tag(tag: &Tag<'_>) -> Problem {
    Problem::new(tag.span, format!("there is no type `{}`", tag.name))
}

fn owned(text: &str) -> Cow<'static, str> {
    Cow::Owned(text.to_owned())
}
