//! Keys that occur twice in an object.

use std::collections::HashMap;
use std::hash::Hash;

use super::limits::MOST_PROBLEMS;
use super::problem::Problem;
use crate::diag::Span;

/// Up to this many keys, comparing each with each is faster than a table.
const FEW: usize = 8;

/// Reports each place of a key that occurs more than once, as the reference does: a reader keeps one value of them, and
/// which one nobody can see. A key is what equal ones share, how it is written, and where.
pub(super) fn report<K: Eq + Hash>(keys: &[(K, &str, Span)], problems: &mut Vec<Problem>) {
    let is_unique = |index: usize, key: &K| keys.iter().skip(index + 1).all(|(other, ..)| other != key);
    if keys.len() <= FEW && keys.iter().enumerate().all(|(index, (key, ..))| is_unique(index, key)) {
        return;
    }
    // The first and the second place of each key.
    let mut places: HashMap<&K, (Span, Option<Span>)> = HashMap::new();
    for (key, _, span) in keys {
        places.entry(key).and_modify(|(_, second)| _ = second.get_or_insert(*span)).or_insert((*span, None));
    }
    for (key, text, span) in keys {
        if problems.len() >= MOST_PROBLEMS {
            return;
        }
        let Some((first, Some(second))) = places.get(key) else { continue };
        let (other, what) =
            if span == first { (*second, "and again here") } else { (*first, "the first one") };
        let problem = Problem::new(*span, format!("the key `{text}` occurs more than once in this object"));
        problems.push(problem.within(other, what));
    }
}
