//! Changes of a document's text.

use std::ops::Range;

use crate::emit::{self, node_to_string};
use crate::model::{Node, Step, Value};
use crate::parse::{Document, Format};

/// Text in the place of other text.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    range: Range<usize>,
    text: String,
}

impl Edit {
    /// The text with the change.
    pub(super) fn applied(&self, text: &str) -> Option<String> {
        Some(format!("{}{}{}", text.get(..self.range.start)?, self.text, text.get(self.range.end..)?))
    }
}

const NO_PLACE: &str = "it has no place of its own in the text";

/// Puts the argument of a function in the function's place.
pub(super) fn replace_with_argument(document: &Document, node: &Node) -> Result<Edit, &'static str> {
    let entry = node.as_object().and_then(|object| object.iter().next()).ok_or(NO_PLACE)?;
    let whole = range(node).ok_or(NO_PLACE)?;
    let argument = range(&entry.node).ok_or(NO_PLACE)?;
    let written = document.source.text().get(argument).ok_or(NO_PLACE)?.trim_end();
    // Without the function, a text such as `yes` might be none.
    let emitted = match document.format {
        Format::Yaml => node_to_string(&entry.node, emit::Format::Yaml),
        Format::Json => String::new(),
    };
    let needs_quotes = emitted.starts_with(['\'', '"']) && !written.starts_with(['\'', '"', '|', '>']);
    let text = if needs_quotes { emitted.trim_end() } else { written };
    Ok(Edit { range: whole.start..end(document, &whole), text: text.to_owned() })
}

/// Where a value ends but for the blanks and line ends after it, which a block counts as its own.
fn end(document: &Document, range: &Range<usize>) -> usize {
    let text = document.source.text().get(range.clone()).unwrap_or_default();
    range.start + text.trim_end().len()
}

/// Puts a plain scalar in quotes.
pub(super) fn quote(document: &Document, node: &Node) -> Result<Edit, &'static str> {
    let range = range(node).ok_or(NO_PLACE)?;
    let written = document.source.text().get(range.clone()).ok_or(NO_PLACE)?;
    if written.contains(['\'', '\n', '#']) {
        return Err("it is written in several lines, or with quotes in it");
    }
    Ok(Edit { text: format!("'{written}'"), range })
}

/// Puts another text in the place of one, and leaves its quotes.
pub(super) fn replace_text(document: &Document, node: &Node, new: &str) -> Result<Edit, &'static str> {
    let range = range(node).ok_or(NO_PLACE)?;
    let written = document.source.text().get(range.clone()).ok_or(NO_PLACE)?;
    let old = node.as_str().filter(|old| written.contains(old)).ok_or(NO_PLACE)?;
    Ok(Edit { text: written.replacen(old, new, 1), range })
}

/// Takes an item out of a list, or an entry out of an object: with its line or lines in block style, with its comma
/// otherwise.
pub(super) fn remove(document: &Document, container: &Node, step: &Step<'_>) -> Result<Edit, &'static str> {
    let text = document.source.text();
    let parts = parts(container).ok_or(NO_PLACE)?;
    let index = match (step, &container.value) {
        (Step::Index(index), Value::List(_)) => *index,
        (Step::Key(key), Value::Object(object)) => {
            object.iter().position(|entry| entry.key == *key).ok_or(NO_PLACE)?
        }
        _ => return Err(NO_PLACE),
    };
    let part = parts.get(index).ok_or(NO_PLACE)?.clone();
    let open = range(container).and_then(|range| text.get(range.start..)).ok_or(NO_PLACE)?;
    let in_brackets = document.format == Format::Json || open.starts_with(['[', '{']);
    let range = if in_brackets {
        match (index.checked_sub(1).and_then(|before| parts.get(before)), parts.get(index + 1)) {
            (Some(before), _) => before.end..part.end,
            (None, Some(next)) => part.start..next.start,
            (None, None) => part,
        }
    } else {
        lines(text, &part).ok_or("it shares its line with something else")?
    };
    if document.comments.iter().any(|comment| range.contains(&(comment.span.start as usize))) {
        return Err("a comment stands in it, which would be lost");
    }
    Ok(Edit { range, text: String::new() })
}

/// The lines that a part of a block fills, if it has them for itself.
fn lines(text: &str, part: &Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..part.start)?.rfind('\n').map_or(0, |end| end + 1);
    let before = text.get(start..part.start)?.trim();
    let last = text.get(..part.end)?.trim_end_matches(['\n', '\r', ' ', '\t']).len();
    let rest = text.get(last..)?;
    let end = last + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let after = text.get(last..end)?.trim();
    (matches!(before, "" | "-") && after.is_empty()).then_some(start..end)
}

/// Where each item or entry of a container is written.
fn parts(container: &Node) -> Option<Vec<Range<usize>>> {
    match &container.value {
        Value::List(items) => items.iter().map(range).collect(),
        Value::Object(object) => object
            .iter()
            .map(|entry| {
                let key = entry.key_origin.span()?;
                Some(key.start as usize..range(&entry.node)?.end)
            })
            .collect(),
        _ => None,
    }
}

fn range(node: &Node) -> Option<Range<usize>> {
    let span = node.origin.span()?;
    Some(span.start as usize..span.end as usize)
}
