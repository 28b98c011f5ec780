//! An object while its entries are replaced one after the other.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Variable;
use super::term::Failure;
use super::text;
use crate::diag::Origin;
use crate::model::{Entry, Node, Object};

/// An entry: as written, replaced, or gone.
enum Slot<'t> {
    Written(&'t Entry, Option<Cow<'static, str>>),
    Made(Entry),
    Gone,
}

/// The entries in order.
pub(super) struct Slots<'t> {
    slots: Vec<Slot<'t>>,
}

impl<'t> Slots<'t> {
    /// The entries as written, with the variables of loops in their keys replaced: those come last.
    pub(super) fn of(object: &'t Object, variables: &[Variable]) -> Result<Self, Failure> {
        let mut slots: Vec<Slot<'t>> = object.iter().map(|entry| Slot::Written(entry, None)).collect();
        let mut places: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for (place, entry) in object.iter().enumerate() {
            let key = text::replaced(&entry.key, variables)?;
            if key == entry.key {
                continue;
            }
            if places.is_empty() {
                places = object
                    .iter()
                    .enumerate()
                    .map(|(place, entry)| (Cow::Borrowed(&*entry.key), place))
                    .collect();
            }
            places.remove(entry.key.as_ref());
            if let Some(slot) = slots.get_mut(place) {
                *slot = Slot::Gone;
            }
            let renamed = Slot::Written(entry, Some(key.clone().into_owned().into()));
            match places.get(&key).and_then(|place| slots.get_mut(*place)) {
                Some(present) => *present = renamed,
                None => {
                    places.insert(key, slots.len());
                    slots.push(renamed);
                }
            }
        }
        Ok(Self { slots })
    }

    /// The places, keys and values as they are before anything is replaced.
    pub(super) fn written(&self) -> Vec<(usize, Cow<'t, str>, &'t Node)> {
        let slots = self.slots.iter().enumerate();
        slots
            .filter_map(|(place, slot)| match slot {
                Slot::Written(entry, None) => Some((place, Cow::Borrowed(entry.key.as_ref()), &entry.node)),
                Slot::Written(entry, Some(key)) => Some((place, key.clone(), &entry.node)),
                Slot::Made(_) | Slot::Gone => None,
            })
            .collect()
    }

    /// Where the key at a place is written.
    pub(super) fn origin(&self, place: usize) -> Origin {
        match self.slots.get(place) {
            Some(Slot::Written(entry, _)) => entry.key_origin,
            Some(Slot::Made(entry)) => entry.key_origin,
            Some(Slot::Gone) | None => Origin::Unknown,
        }
    }

    /// All keys as they are now.
    pub(super) fn keys(&self) -> HashSet<Cow<'static, str>> {
        let slots = self.slots.iter();
        slots
            .filter_map(|slot| match slot {
                Slot::Written(_, Some(key)) => Some(key.clone()),
                Slot::Written(Entry { key, .. }, None) | Slot::Made(Entry { key, .. }) => Some(key.clone()),
                Slot::Gone => None,
            })
            .collect()
    }

    pub(super) fn set(&mut self, place: usize, node: Node) {
        if let Some(slot) = self.slots.get_mut(place)
            && let Slot::Written(entry, key) = slot
        {
            let key = key.take().unwrap_or_else(|| entry.key.clone());
            *slot = Slot::Made(Entry { key, key_origin: entry.key_origin, node });
        }
    }

    pub(super) fn remove(&mut self, place: usize) {
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = Slot::Gone;
        }
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.slots.push(Slot::Made(entry));
    }

    pub(super) fn into_object(self) -> Object {
        let slots = self.slots.into_iter();
        slots
            .filter_map(|slot| match slot {
                Slot::Written(entry, None) => Some(entry.clone()),
                Slot::Written(entry, Some(key)) => Some(Entry { key, ..entry.clone() }),
                Slot::Made(entry) => Some(entry),
                Slot::Gone => None,
            })
            .collect()
    }
}
