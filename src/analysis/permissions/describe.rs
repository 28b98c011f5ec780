//! The pieces of an axis, and how people call some of them.

use std::collections::BTreeMap;

use super::bits::Bits;
use super::pattern::{Letter, Pattern, signatures};
use super::statement::Set;

/// An axis on which rules have patterns: principals, actions, resources.
pub(super) struct PatternAxis {
    patterns: Vec<Pattern>,
    /// The pieces that each pattern matches.
    matched: Vec<Bits>,
    /// The pieces of each rule.
    pub(super) of_rule: Vec<Bits>,
    /// The patterns that each rule names.
    named: Vec<Vec<usize>>,
}

/// What some pieces are called.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase<'p> {
    pub(super) included: Vec<&'p Pattern>,
    pub(super) excepted: Vec<&'p Pattern>,
    /// Whether it is exactly these, and not only some of them.
    pub(super) exact: bool,
}

impl PatternAxis {
    /// The axis for the sets that the rules have on it, where everything is called `all`; nothing if their patterns are too
    /// many to be told apart.
    pub(super) fn new(sets: &[&Set], universe: Option<&[Letter]>, all: &str) -> Option<Self> {
        let mut patterns = Vec::new();
        let mut numbers: BTreeMap<Vec<Letter>, usize> = BTreeMap::new();
        let mut number = |pattern: &Pattern| {
            *numbers.entry(pattern.letters.clone()).or_insert_with(|| {
                patterns.push(pattern.clone());
                patterns.len() - 1
            })
        };
        let listed: Vec<Vec<usize>> =
            sets.iter().map(|set| set.patterns.iter().map(&mut number).collect()).collect();
        let everything = number(&Pattern { text: all.to_owned(), ..Pattern::everything() });
        let letters: Vec<&[Letter]> = patterns.iter().map(|pattern| pattern.letters.as_slice()).collect();
        let pieces = signatures(&letters, universe)?;
        let mut matched = vec![Bits::default(); patterns.len()];
        for (piece, signature) in pieces.iter().enumerate() {
            for pattern in signature.iter() {
                if let Some(bits) = matched.get_mut(pattern) {
                    bits.insert(piece);
                }
            }
        }
        let all: Bits = (0..pieces.len()).collect();
        let mut of_rule = Vec::new();
        let mut named = Vec::new();
        for (set, listed) in sets.iter().zip(listed) {
            let mut bits = Bits::default();
            for pattern in &listed {
                bits.add(matched.get(*pattern).unwrap_or(&Bits::default()));
            }
            of_rule.push(if set.not { all.without(&bits) } else { bits });
            named.push(if set.not { vec![everything] } else { listed });
        }
        Some(Self { patterns, matched, of_rule, named })
    }

    /// What people call the pieces, which are some of those of the rules.
    pub(super) fn describe(&self, pieces: &Bits, rules: &[usize]) -> Phrase<'_> {
        let own: Vec<usize> =
            rules.iter().filter_map(|rule| self.named.get(*rule)).flatten().copied().collect();
        // First those that the deciding rules name, in their order.
        let mut candidates = own.clone();
        candidates.extend((0..self.patterns.len()).filter(|pattern| !own.contains(pattern)));
        let mut included = self.largest(&candidates, |bits| bits.is_within(pieces));
        let mut rest = pieces.without(&self.union(&included));
        let mut excepted = Vec::new();
        if !rest.is_empty() {
            for pattern in own {
                let Some(bits) = self.matched.get(pattern) else { continue };
                if bits.meets(&rest) && !included.contains(&pattern) {
                    included.retain(|other| !self.bits(*other).is_within(bits));
                    included.push(pattern);
                    rest = rest.without(bits);
                }
            }
            let around = self.union(&included);
            excepted = self.largest(&candidates, |bits| bits.meets(&around) && !bits.meets(pieces));
        }
        let meant = self.union(&included).without(&self.union(&excepted));
        let patterns = |numbers: Vec<usize>| {
            numbers.into_iter().filter_map(|number| self.patterns.get(number)).collect::<Vec<_>>()
        };
        Phrase { exact: meant == *pieces, included: patterns(included), excepted: patterns(excepted) }
    }

    /// The patterns that fit and lie within no other one that does.
    fn largest(&self, candidates: &[usize], fits: impl Fn(&Bits) -> bool) -> Vec<usize> {
        let mut largest: Vec<usize> = Vec::new();
        for candidate in candidates {
            let bits = self.bits(*candidate);
            if bits.is_empty() || !fits(&bits) {
                continue;
            }
            if largest.iter().any(|other| bits.is_within(&self.bits(*other))) {
                continue;
            }
            largest.retain(|other| !self.bits(*other).is_within(&bits));
            largest.push(*candidate);
        }
        largest
    }

    fn bits(&self, pattern: usize) -> Bits {
        self.matched.get(pattern).cloned().unwrap_or_default()
    }

    fn union(&self, patterns: &[usize]) -> Bits {
        let mut all = Bits::default();
        for pattern in patterns {
            all.add(&self.bits(*pattern));
        }
        all
    }
}

impl Phrase<'_> {
    /// `a, b and c except d`.
    pub(super) fn text(&self) -> String {
        let texts =
            |patterns: &[&Pattern]| listed(patterns.iter().map(|pattern| pattern.text.clone()).collect());
        let mut text = texts(&self.included);
        if !self.excepted.is_empty() {
            text = format!("{text} except {}", texts(&self.excepted));
        }
        if self.exact { text } else { format!("part of {text}") }
    }
}

/// How many things are listed before the rest is only counted.
const LISTED: usize = 12;

/// `a, b and c`.
pub(super) fn listed(mut texts: Vec<String>) -> String {
    if texts.len() > LISTED + 1 {
        let more = texts.len() - LISTED;
        texts.truncate(LISTED);
        texts.push(format!("{more} more"));
    }
    match texts.pop() {
        None => "nothing".to_owned(),
        Some(last) if texts.is_empty() => last,
        Some(last) => format!("{} and {last}", texts.join(", ")),
    }
}

/// The beginning of a sentence.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
