use std::borrow::Cow;

use crate::diag::Span;

/// What a document holds, before anchors, merges and tags are resolved: an alias is a second edge to the same place.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    places: Vec<Place<'a>>,
    tags: Vec<Tag<'a>>,
    /// Each use of an anchor.
    pub(super) aliases: Vec<Alias>,
}

/// The use of an anchor: `*name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name of the anchor.
    pub name: String,
    /// Where the alias stands.
    pub span: Span,
}

/// The number of a place in a graph.
pub(super) type Index = u32;

#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) content: Content<'a>,
    /// From its anchor or tag, if it has one, to its end.
    pub(super) span: Span,
    /// Where it starts behind its anchor and tag.
    pub(super) start: u32,
    /// The number of its tag, from 1.
    tag: u32,
}

#[derive(Debug)]
pub(super) enum Content<'a> {
    Scalar { text: Cow<'a, str>, plain: bool },
    List(Box<[Index]>),
    Object(Box<[(Index, Index)]>),
}

#[derive(Clone, Debug)]
pub(super) struct Tag<'a> {
    /// With its handle resolved: `!Ref`, or `tag:yaml.org,2002:str`.
    pub(super) name: Cow<'a, str>,
    pub(super) span: Span,
}

impl<'a> Graph<'a> {
    pub(super) fn add(
        &mut self,
        content: Content<'a>,
        span: Span,
        start: u32,
        tag: Option<Tag<'a>>,
    ) -> Index {
        let tag = tag.map_or(0, |tag| {
            self.tags.push(tag);
            self.tags.len() as u32
        });
        self.places.push(Place { content, span, start, tag });
        (self.places.len() - 1) as Index
    }

    /// Keeps the place for what an anchor names, as an alias inside it may lead back to it.
    pub(super) fn reserve(&mut self, span: Span) -> Index {
        self.add(Content::Scalar { text: Cow::Borrowed(""), plain: true }, span, span.start, None)
    }

    pub(super) fn fill(&mut self, reserved: Index, with: Index) {
        if reserved == with {
            return;
        }
        let Some(mut place) = self.places.pop() else { return };
        if let Some(kept) = self.places.get_mut(reserved as usize) {
            std::mem::swap(kept, &mut place);
        }
    }

    pub(super) fn get(&self, index: Index) -> Option<&Place<'a>> {
        self.places.get(index as usize)
    }

    pub(super) fn tag(&self, place: &Place<'a>) -> Option<&Tag<'a>> {
        self.tags.get((place.tag as usize).checked_sub(1)?)
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }
}
