//! All that can be the case of a request and a stack, as far as some facts go.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use super::condition::{Fact, possible, text_test};
use super::pattern::{Letter, signatures};

/// The most combinations of facts that are tried in one cell.
const COMBINATIONS: usize = 1 << 14;

/// All that can be the case of some facts.
pub(super) struct Worlds<'f> {
    facts: Vec<&'f Fact>,
    /// For each fact what it goes with of those before it.
    possible: Vec<Vec<[bool; 4]>>,
    values: Vec<Values>,
}

impl<'f> Worlds<'f> {
    pub(super) fn new(facts: Vec<&'f Fact>) -> Self {
        let possible = facts
            .iter()
            .enumerate()
            .map(|(index, fact)| facts.iter().take(index).map(|before| possible(before, fact)).collect())
            .collect();
        let values = Values::of_all(&facts);
        Self { facts, possible, values }
    }

    /// Nothing if there are too many.
    pub(super) fn all(&self) -> Option<Vec<BTreeMap<&'f Fact, bool>>> {
        let mut worlds: Vec<Vec<bool>> = vec![Vec::new()];
        for possible in &self.possible {
            let mut next = Vec::new();
            for world in worlds {
                for value in [false, true] {
                    let fits = world.iter().zip(possible).all(|(before, ways)| {
                        ways.get(usize::from(*before) + 2 * usize::from(value)).copied().unwrap_or(true)
                    });
                    if fits {
                        let mut world = world.clone();
                        world.push(value);
                        next.push(world);
                    }
                }
            }
            if next.len() > COMBINATIONS {
                return None;
            }
            worlds = next;
        }
        worlds.retain(|world| self.values.iter().all(|values| values.can_be(world)));
        Some(worlds.into_iter().map(|world| self.facts.iter().copied().zip(world).collect()).collect())
    }
}

/// The tests of one key's value against texts. Two by two is not enough for these: what is one character long and begins
/// with `u` is `u`.
struct Values {
    tests: Vec<usize>,
    /// Whether there is a value.
    exists: Option<usize>,
    /// The sets of tests that some value passes.
    together: BTreeSet<Bits>,
}

impl Values {
    fn of_all(facts: &[&Fact]) -> Vec<Self> {
        let mut by_key: BTreeMap<&str, Vec<(usize, &[Letter])>> = BTreeMap::new();
        for (index, fact) in facts.iter().enumerate() {
            if let Some((key, letters)) = text_test(fact) {
                by_key.entry(key).or_default().push((index, letters));
            }
        }
        let of_key = |(key, tests): (&str, Vec<(usize, &[Letter])>)| {
            let letters: Vec<&[Letter]> = tests.iter().map(|(_, letters)| *letters).collect();
            let exists = facts.iter().position(|fact| matches!(fact, Fact::Exists(of) if of == key));
            let together = signatures(&letters, None)?.into_iter().collect();
            Some(Self { tests: tests.into_iter().map(|(index, _)| index).collect(), exists, together })
        };
        by_key.into_iter().filter_map(of_key).collect()
    }

    fn can_be(&self, world: &[bool]) -> bool {
        let is = |index: usize| world.get(index).copied().unwrap_or_default();
        let passed: Bits =
            self.tests.iter().enumerate().filter(|(_, index)| is(**index)).map(|(test, _)| test).collect();
        match self.exists.map(is) {
            Some(true) => self.together.contains(&passed),
            Some(false) => passed.is_empty(),
            None => passed.is_empty() || self.together.contains(&passed),
        }
    }
}
