//! The order in which entries are written.

use std::{slice, vec};

use crate::model::{
    Entry, Object, OutputAttribute, ParameterAttribute, ResourceAttribute, RuleAttribute, Section,
};

/// Where in a template an object stands, which decides the order of its entries.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// The template itself: its entries are sections.
    Root,
    /// A section: its entries are parameters, resources, outputs and so on.
    Section(Section),
    /// One parameter, resource, output or rule: its entries are attributes.
    Attributes(Section),
    /// Anything else, in the author's order.
    Data,
}

impl Place {
    /// The place of the value that stands under `key` here.
    pub(super) fn inside(self, key: &str) -> Self {
        match self {
            Self::Root => Section::from_key(key).map_or(Self::Data, Self::Section),
            Self::Section(section) => Self::Attributes(section),
            Self::Attributes(_) | Self::Data => Self::Data,
        }
    }

    /// Entries with a lower rank come first; those that AWS does not know come last.
    fn rank(self, key: &str) -> u8 {
        let known = match self {
            Self::Root => Section::from_key(key).map(|section| section as u8),
            Self::Attributes(Section::Parameters) => {
                ParameterAttribute::from_key(key).map(|attribute| attribute as u8)
            }
            Self::Attributes(Section::Resources) => {
                ResourceAttribute::from_key(key).map(|attribute| attribute as u8)
            }
            Self::Attributes(Section::Outputs) => {
                OutputAttribute::from_key(key).map(|attribute| attribute as u8)
            }
            Self::Attributes(Section::Rules) => RuleAttribute::from_key(key).map(|attribute| attribute as u8),
            Self::Section(_) | Self::Attributes(_) | Self::Data => Some(0),
        };
        known.unwrap_or(u8::MAX)
    }
}

/// The entries of an object in the order in which they are written at `place`. Entries of one name stay together,
/// in the author's order.
pub(super) fn ordered(object: &Object, place: Place) -> Ordered<'_> {
    if object.iter().is_sorted_by_key(|entry| place.rank(&entry.key)) {
        return Ordered::AsWritten(object.iter());
    }
    let mut entries: Vec<&Entry> = object.iter().collect();
    entries.sort_by_key(|entry| place.rank(&entry.key));
    Ordered::Sorted(entries.into_iter())
}

/// See [`ordered`].
pub(super) enum Ordered<'a> {
    /// The author's order is the one.
    AsWritten(slice::Iter<'a, Entry>),
    /// The author's order is another one.
    Sorted(vec::IntoIter<&'a Entry>),
}

impl<'a> Iterator for Ordered<'a> {
    type Item = &'a Entry;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::AsWritten(entries) => entries.next(),
            Self::Sorted(entries) => entries.next(),
        }
    }
}
