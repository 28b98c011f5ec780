//! Patterns with `*` and `?`, and which of them can match the same text.

use std::collections::{BTreeSet, HashSet};

use super::bits::Bits;

/// One piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Letter {
    /// This character.
    Char(char),
    /// A part that is known only when the stack is deployed, or when the policy is evaluated: `${Bucket}`. It is the same
    /// as another one that is written the same, and no character.
    Token(String),
    /// Any one character: `?`.
    AnyOne,
    /// Anything: `*`.
    AnyMany,
}

/// A text with wildcards.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// As people read it.
    pub(super) text: String,
    pub(super) letters: Vec<Letter>,
}

/// The most states that are looked at before a question is given up. No policy that people write comes near.
const STATES: usize = 200_000;

impl Pattern {
    /// The pattern that matches everything.
    pub(super) fn everything() -> Self {
        Self { text: "*".to_owned(), letters: vec![Letter::AnyMany] }
    }

    pub(super) fn is_everything(&self) -> bool {
        !self.letters.is_empty() && self.letters.iter().all(|letter| *letter == Letter::AnyMany)
    }

    pub(super) fn is_wild(&self) -> bool {
        self.letters.iter().any(|letter| matches!(letter, Letter::AnyMany | Letter::AnyOne))
    }

    /// The same without regard to case.
    pub(super) fn folded(mut self) -> Self {
        for letter in &mut self.letters {
            if let Letter::Char(character) = letter {
                *character = character.to_ascii_lowercase();
            }
        }
        self
    }

    /// Whether the pattern begins with this text, character by character.
    pub(super) fn starts_with(&self, text: &str) -> bool {
        let mut letters = self.letters.iter();
        text.chars().all(|character| letters.next() == Some(&Letter::Char(character)))
    }
}

/// The letters of a text in which `*` and `?` are wildcards and `${…}` is a variable of the policy language. `${*}`,
/// `${?}` and `${$}` are the characters themselves.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
pub(super) fn wild_letters(text: &str) -> Vec<Letter> {
    read(text, true)
}

/// The letters of a text in which only `${…}` has a meaning.
pub(super) fn plain_letters(text: &str) -> Vec<Letter> {
    read(text, false)
}

fn read(text: &str, wild: bool) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix("${").and_then(|inside| inside.split_once('}')) {
            letters.push(match name {
                "*" | "?" | "$" => Letter::Char(name.chars().next().unwrap_or('*')),
                name => Letter::Token(format!("${{{name}}}")),
            });
            rest = after;
            continue;
        }
        letters.push(match character {
            '*' if wild => Letter::AnyMany,
            '?' if wild => Letter::AnyOne,
            character => Letter::Char(character),
        });
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    letters
}

/// All ways in which a text can match some of the patterns and not the others: each is the set of the patterns that some
/// text matches. With a universe, only texts count that match it. Nothing if there are too many.
///
/// This is exact: it walks all patterns at once through every text, where a character that no pattern names stands for all
/// such. A text that matches `a` and not `b` is found exactly if `a` is not contained in `b`.
pub(super) fn signatures(patterns: &[&[Letter]], universe: Option<&[Letter]>) -> Option<Vec<Bits>> {
    let all: Vec<&[Letter]> = patterns.iter().copied().chain(universe).collect();
    let product = Product::new(&all);
    let start = product.closed(product.starts.clone());
    let mut seen: HashSet<Vec<usize>> = HashSet::from([start.clone()]);
    let mut waiting = vec![start];
    let mut found = BTreeSet::new();
    while let Some(state) = waiting.pop() {
        let signature = product.accepted(&state);
        if universe.is_none() || signature.contains(patterns.len()) {
            found.insert(signature.iter().filter(|index| *index < patterns.len()).collect::<Bits>());
        }
        for letter in product.next_letters(&state) {
            let next = product.step(&state, letter);
            if seen.len() < STATES && !seen.contains(&next) {
                seen.insert(next.clone());
                waiting.push(next);
            }
        }
        if seen.len() >= STATES {
            return None;
        }
    }
    Some(found.into_iter().collect())
}

/// Which of the four ways there are in which a text can match two patterns: neither, only the first one, only the second
/// one, both.
pub(super) fn relation(first: &[Letter], second: &[Letter]) -> [bool; 4] {
    let Some(signatures) = signatures(&[first, second], None) else { return [true; 4] };
    let has = |a: bool, b: bool| signatures.iter().any(|bits| bits.contains(0) == a && bits.contains(1) == b);
    [has(false, false), has(true, false), has(false, true), has(true, true)]
}

/// All patterns at once. A position is one between two letters of one pattern.
struct Product<'p> {
    /// The letter after each position; none at the end of a pattern.
    letters: Vec<Option<&'p Letter>>,
    /// The pattern of each position.
    owners: Vec<usize>,
    starts: Vec<usize>,
}

impl<'p> Product<'p> {
    fn new(patterns: &[&'p [Letter]]) -> Self {
        let mut product = Self { letters: Vec::new(), owners: Vec::new(), starts: Vec::new() };
        for (owner, pattern) in patterns.iter().enumerate() {
            product.starts.push(product.letters.len());
            product.letters.extend(pattern.iter().map(Some));
            product.letters.push(None);
            product.owners.resize(product.letters.len(), owner);
        }
        product
    }

    fn letter(&self, position: usize) -> Option<&'p Letter> {
        self.letters.get(position).copied().flatten()
    }

    /// Adds the positions that are reached by letting `*` match nothing.
    fn closed(&self, mut positions: Vec<usize>) -> Vec<usize> {
        let mut index = 0;
        while let Some(position) = positions.get(index).copied() {
            if self.letter(position) == Some(&Letter::AnyMany) {
                positions.push(position + 1);
            }
            index += 1;
        }
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    fn accepted(&self, state: &[usize]) -> Bits {
        let ends = state.iter().filter(|position| self.letter(**position).is_none());
        ends.filter_map(|position| self.owners.get(*position).copied()).collect()
    }

    /// The letters that lead to different states: those that are named here, and one for all others.
    fn next_letters(&self, state: &[usize]) -> BTreeSet<Option<&'p Letter>> {
        let named = state.iter().filter_map(|position| self.letter(*position));
        let named = named.filter(|letter| matches!(letter, Letter::Char(_) | Letter::Token(_)));
        named.map(Some).chain([None]).collect()
    }

    fn step(&self, state: &[usize], letter: Option<&Letter>) -> Vec<usize> {
        let mut next = Vec::with_capacity(state.len());
        for position in state {
            match self.letter(*position) {
                Some(Letter::AnyMany) => next.push(*position),
                Some(Letter::AnyOne) if !matches!(letter, Some(Letter::Token(_))) => next.push(position + 1),
                Some(Letter::AnyOne) | None => {}
                own => {
                    if letter.is_some() && own == letter {
                        next.push(position + 1);
                    }
                }
            }
        }
        self.closed(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(first: &str, second: &str) -> [bool; 4] {
        relation(&wild_letters(first), &wild_letters(second))
    }

    #[test]
    fn patterns_contain_one_another() {
        assert_eq!(related("s3:*", "s3:Get*"), [true, true, false, true]);
        assert_eq!(related("a", "b"), [true, true, true, false]);
        assert_eq!(related("*a*", "*a?*"), [true, true, false, true]);
        assert_eq!(related("*", "**"), [false, false, false, true]);
        assert_eq!(related("?*", "*?"), [true, false, false, true]);
        assert_eq!(related("a*b", "*ab*"), [true, true, true, true]);
        assert_eq!(related("${*}", "*"), [false, false, true, true]);
        assert_eq!(related("${aws:username}/x", "*/x"), [true, false, true, true]);
        assert_eq!(related("${aws:username}", "?"), [true, true, true, false]);
    }

    #[test]
    fn many_patterns_share_their_states() {
        let texts: Vec<String> =
            (0..400).map(|number| format!("service{}:Action{number}*", number % 9)).collect();
        let letters: Vec<Vec<Letter>> = texts.iter().map(|text| wild_letters(text)).collect();
        let slices: Vec<&[Letter]> = letters.iter().map(Vec::as_slice).collect();
        assert!(signatures(&slices, None).is_some_and(|found| found.len() > 400));
    }
}
