//! Templates of which one is the other with other logical IDs, and nothing else.
//!
//! All resources are told apart at once, by what they say and by what refers to them. Where that leaves some alike, one
//! of them is taken for one of the others, and what follows from that tells more of them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::form::AsWritten;
use super::rename::{Looked, Prints, body_form, hash, outlines, refined};
use super::side::{Renamed, Side};

/// What a permutation says of names.
#[derive(Debug, Default)]
pub(super) struct Permutation {
    /// The new logical IDs by the old ones, of those that have changed.
    pub(super) mapping: BTreeMap<String, String>,
    /// Of these, groups that could be one another.
    pub(super) alike: Vec<(Vec<String>, Vec<String>)>,
}

/// So many times one of several that are alike is taken for another, each time as costly as telling all apart.
const MOST_CHOICES: usize = 40;

/// The permutation that makes the new template of the old one, if there is one.
pub(super) fn find(old: &Side<'_>, new: &Side<'_>, same: &BTreeSet<&str>) -> Option<Permutation> {
    let [old_names, new_names] = [old, new].map(|side| side.resources().collect::<Vec<_>>());
    let sorted = |side, names: &[_]| {
        let mut prints: Vec<u64> = outlines(side, names.iter().copied()).into_values().collect();
        prints.sort_unstable();
        prints
    };
    if old_names.len() != new_names.len() || sorted(old, &old_names) != sorted(new, &new_names) {
        return None;
    }
    let nothing = Prints::new();
    let (old_looked, new_looked) = ((old, &nothing), (new, &nothing));
    let start = |names: &[_]| names.iter().map(|name| (*name, 0)).collect();
    let (pairs, alike) = pairs(old_looked, new_looked, (start(&old_names), start(&new_names)))?;
    if !makes(old, new, &pairs) {
        return None;
    }
    let mut permutation = Permutation { mapping: without_still_circles(pairs, same), alike };
    permutation.alike.retain(|(from, _)| from.iter().any(|name| permutation.mapping.contains_key(name)));
    Some(permutation)
}

type Pairs<'t> = BTreeMap<&'t str, &'t str>;
type Groups = Vec<(Vec<String>, Vec<String>)>;

/// Which resource of the new template each of the old one is, and the groups in which that was chosen.
fn pairs<'t>(
    old: Looked<'_, 't>,
    new: Looked<'_, 't>,
    start: (Prints<'t>, Prints<'t>),
) -> Option<(Pairs<'t>, Groups)> {
    let mut alike = Groups::new();
    let (mut old_prints, mut new_prints) = refined(old, new, start, true);
    for choice in 0..=MOST_CHOICES {
        let mut groups: BTreeMap<u64, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
        old_prints.iter().for_each(|(name, print)| groups.entry(*print).or_default().0.push(name));
        new_prints.iter().for_each(|(name, print)| groups.entry(*print).or_default().1.push(name));
        if groups.values().any(|(from, to)| from.len() != to.len()) {
            return None;
        }
        let Some((from, to)) = groups.values().find(|(from, _)| from.len() > 1) else {
            let pairs = groups.into_values().flat_map(|(from, to)| from.into_iter().zip(to)).collect();
            return Some((pairs, alike));
        };
        // What can keep its name does.
        let kept = from.iter().copied().find(|name| to.contains(name));
        let (one, other) = match kept {
            Some(name) => (name, name),
            None => {
                let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
                alike.push((owned(from), owned(to)));
                (*from.first()?, *to.first()?)
            }
        };
        let chosen = hash(&("chosen", choice));
        old_prints.insert(one, chosen);
        new_prints.insert(other, chosen);
        (old_prints, new_prints) = refined(old, new, (old_prints, new_prints), true);
    }
    None
}

/// Whether the old template says what the new one does, with these names.
fn makes(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs<'_>) -> bool {
    let mapping = pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
    pairs.iter().all(|(from, to)| {
        let kind = new.resource_type(to);
        old.resource_type(from) == kind
            && old.resource(from).zip(new.resource(to)).is_some_and(|(before, after)| {
                body_form(before, kind, &Renamed(&mapping)) == body_form(after, kind, &AsWritten)
            })
    })
}

/// The pairs of different names, but for circles in which each name says what it said before: there, what refers to
/// the resources has changed, and not their names.
fn without_still_circles(pairs: Pairs<'_>, same: &BTreeSet<&str>) -> BTreeMap<String, String> {
    let mut still = BTreeSet::new();
    for start in pairs.keys() {
        let mut circle = vec![*start];
        while let Some(next) = circle.last().and_then(|name| pairs.get(name)).filter(|next| *next != start) {
            if !same.contains(next) || circle.len() > pairs.len() {
                break;
            }
            circle.push(next);
        }
        let is_closed = circle.last().and_then(|name| pairs.get(name)) == Some(start);
        if is_closed && same.contains(start) {
            still.extend(circle);
        }
    }
    let moved = pairs.into_iter().filter(|(from, to)| from != to && !still.contains(from));
    moved.map(|(from, to)| (from.to_owned(), to.to_owned())).collect()
}
