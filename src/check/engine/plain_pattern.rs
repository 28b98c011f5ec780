//! Regular expressions of the usual forms, for texts of ASCII characters: sets, groups, alternatives, counts, anchors and looks
//! ahead. To compile such one in full takes longer than all else that is done with a small template. This one is only read,
//! and tried: each way to fit after the other, and none of them where that takes too long.

use std::cell::Cell;

use super::plain_syntax::Reader;

/// An expression of those forms.
#[derive(Debug)]
pub(super) struct PlainPattern {
    alternatives: Alternatives,
}

/// Sequences, one of which has to fit.
pub(super) type Alternatives = Vec<Vec<Part>>;

/// One part of a sequence.
#[derive(Debug)]
pub(super) enum Part {
    /// One character of these of ASCII.
    Set(u128),
    /// The beginning of the text.
    Start,
    /// The end of the text, perhaps before a final line break.
    End,
    /// The very end of the text.
    VeryEnd,
    /// One of these.
    Group(Alternatives),
    /// Whether one of these follows, or that none does.
    Look { alternatives: Alternatives, wanted: bool },
    /// The part so many times.
    Repeat { part: Box<Part>, least: usize, most: usize },
}

impl Part {
    /// Whether it may fit nothing at all.
    pub(super) fn can_be_empty(&self) -> bool {
        match self {
            Self::Set(_) => false,
            Self::Start | Self::End | Self::VeryEnd | Self::Look { .. } => true,
            Self::Group(alternatives) => {
                alternatives.iter().any(|parts| parts.iter().all(Self::can_be_empty))
            }
            Self::Repeat { part, least, .. } => *least == 0 || part.can_be_empty(),
        }
    }
}

impl PlainPattern {
    /// The expression, if it is of those forms.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        Some(Self { alternatives: Reader::new(pattern).whole()? })
    }

    /// Whether it occurs in a text; `None` if that is not ASCII, or to find out takes long.
    pub(super) fn is_found(&self, text: &str) -> Option<bool> {
        let is_anchored = self.alternatives.iter().all(|parts| matches!(parts.first(), Some(Part::Start)));
        let last = if is_anchored { 0 } else { text.len() };
        self.answer(text, |trial| (0..=last).any(|start| trial.one_of(&self.alternatives, start, &|_| true)))
    }

    /// As [`PlainPattern::is_found`], at the beginning of the text, and up to its end if it has to fit the whole.
    pub(super) fn fits(&self, text: &str, whole: bool) -> Option<bool> {
        self.answer(text, |trial| {
            let is_over = |at| !whole || trial.is_at_end(at);
            trial.one_of(&self.alternatives, 0, &is_over)
        })
    }

    fn answer(&self, text: &str, ask: impl FnOnce(&Trial<'_>) -> bool) -> Option<bool> {
        if !text.is_ascii() {
            return None;
        }
        let trial = Trial { text: text.as_bytes(), left: Cell::new(Trial::MOST), depth: Cell::new(0) };
        let found = ask(&trial);
        (trial.left.get() > 0).then_some(found)
    }
}

/// Whether a set has a character.
fn has(set: u128, byte: u8) -> bool {
    set.checked_shr(u32::from(byte)).unwrap_or(0) & 1 == 1
}

/// One text, and what may still be tried on it.
struct Trial<'t> {
    text: &'t [u8],
    /// When there are none left, no answer counts.
    left: Cell<usize>,
    /// How many groups that repeat have been entered and not left.
    depth: Cell<usize>,
}

/// What has to fit after a part, from there.
type Then<'f> = &'f dyn Fn(usize) -> bool;

impl Trial<'_> {
    /// So many parts are tried.
    const MOST: usize = 10_000;
    /// So many times groups repeat, each of which takes space on the stack.
    const DEEPEST: usize = 200;

    fn one_of(&self, alternatives: &Alternatives, at: usize, then: Then<'_>) -> bool {
        alternatives.iter().any(|parts| self.all(parts, at, then))
    }

    /// Whether all parts fit from there, and then what comes after them.
    fn all(&self, parts: &[Part], mut at: usize, then: Then<'_>) -> bool {
        let mut parts = parts.iter();
        while let Some(part) = parts.next() {
            let Some(left) = self.left.get().checked_sub(1) else { return false };
            self.left.set(left);
            let rest = parts.as_slice();
            let fits = match part {
                Part::Set(set) => {
                    at += 1;
                    self.text.get(at - 1).is_some_and(|byte| has(*set, *byte))
                }
                Part::Start => at == 0,
                Part::End => self.is_at_end(at),
                Part::VeryEnd => at == self.text.len(),
                Part::Look { alternatives, wanted } => self.one_of(alternatives, at, &|_| true) == *wanted,
                Part::Group(alternatives) => {
                    return self.one_of(alternatives, at, &|at| self.all(rest, at, then));
                }
                Part::Repeat { part, least, most } => {
                    return match part.as_ref() {
                        Part::Set(set) => {
                            let run = self.text.iter().skip(at).take(*most);
                            let run = run.take_while(|byte| has(*set, **byte)).count();
                            (*least..=run).rev().any(|count| self.all(rest, at + count, then))
                        }
                        part => self.repeat(part, *least, *most, at, &|at| self.all(rest, at, then)),
                    };
                }
            };
            if !fits {
                return false;
            }
        }
        then(at)
    }

    /// Whether a part fits so many times, and then what comes after it.
    fn repeat(&self, part: &Part, least: usize, most: usize, at: usize, then: Then<'_>) -> bool {
        let depth = self.depth.get();
        if depth == Self::DEEPEST {
            self.left.set(0);
            return false;
        }
        let part = std::slice::from_ref(part);
        self.depth.set(depth + 1);
        // Once more leads nowhere unless it leads on.
        let more = |next| next > at && self.repeat_more(part, least, most, next, then);
        let fits = most > 0 && self.all(part, at, &more);
        self.depth.set(depth);
        // It is only of the first time that nothing is enough: the reader sees to it.
        fits || ((least == 0 || self.all(part, at, &|next| next == at)) && then(at))
    }

    fn repeat_more(&self, part: &[Part], least: usize, most: usize, at: usize, then: Then<'_>) -> bool {
        let (least, most) = (least.saturating_sub(1), most - 1);
        part.first().is_some_and(|part| self.repeat(part, least, most, at, then))
    }

    fn is_at_end(&self, at: usize) -> bool {
        matches!(self.text.get(at..), Some([] | [b'\n']))
    }
}

#[cfg(test)]
mod tests {
    use super::PlainPattern;
    use crate::check::engine::patterns::compile;

    /// Every text of up to three of these characters.
    fn texts() -> Vec<String> {
        let letters = ["", "a", "Z", "0", "-", "_", ".", "\n", " ", "#", "]", "{", "\u{1}"];
        let mut texts = Vec::new();
        for one in letters {
            for two in letters {
                for three in letters {
                    texts.push(format!("{one}{two}{three}"));
                }
            }
        }
        texts
    }

    #[test]
    fn plain_patterns_find_what_regular_expressions_find() {
        for pattern in [
            "^[a-z][a-zA-Z0-9-]{0,1}$",
            "^[\\w\\-]+$",
            ".*",
            ".+",
            "\\S",
            "^#[A-F0-9]{2}$",
            "^$",
            "^a?$",
            "^[^a]*$",
            "^[+-_a]+$",
            "^a",
            "^.{2}",
            "[0-9]",
            "^\\d+$",
            "^\\.[\\s\\S]*$",
            "^[-a]{2,}$",
            "^[a-]{1,2}$",
            "^[.]a$",
            "[^ ]",
            "^ab*",
            "^\\$",
            "^[\\D]+$",
            "a|0",
            "^(a)$",
            "^[a-z]+Z$",
            "a$",
            "a0",
            "^a+?$",
            "^[a&&b]$",
            "^[\\]]$",
            "^[]a]$",
            "[a-z]{2}",
            "",
            "^(a|0)*-$",
            "^(?:a0?)+$",
            "(a*)+-",
            "(a*){0,1}0",
            "^(?!a0).*$",
            "^a(?=0)",
            "^a|0$",
            "^(?!.*--)[a-]+$",
            "a\\Z",
            "a\\z",
            "(^a|-)0",
            "^[\\u0020-\\uD7FF\\uE000-\\uFFFD]$",
            "^[\\x20-\\x40]+$",
            "^[\\p{L}\\p{Z}]+$",
            "^[\\w-.]+$",
            "^a{1-$",
            "^[+--]$",
            "^[[]$",
            "(a|)0",
            "^()$",
            "(-|a(0|Z)){2}",
            "^[^\\d\\s]+$",
            "^\\P{C}$",
            "\\p{S}|\\p{P}",
            "[[:alpha:]][^[:digit:]]",
            "a{0}0",
        ] {
            let plain =
                PlainPattern::new(pattern).unwrap_or_else(|| panic!("{pattern} is of the usual form"));
            let full = compile(pattern).unwrap();
            for text in texts() {
                let expected = full.is_match(&text).unwrap();
                assert_eq!(plain.is_found(&text), Some(expected), "{pattern} in {text:?}");
            }
        }
    }

    #[test]
    fn others_are_left_to_regular_expressions() {
        for pattern in [
            "^a{2}{3}$",
            "^a++$",
            "^[z-a]$",
            "^é$",
            "(a)\\1",
            "(?i)a",
            "(?<=a)b",
            "\\ba",
            "(a",
            "a)",
            "[a",
            "*a",
            "^*",
            "a|*",
            "[\\w--a]",
            "(a*){2}",
            "\\p{Greek}",
            "(?!a)*",
            "a{3,2}",
            "(?P<n>a)",
            "^a{1-3}$",
        ] {
            assert!(PlainPattern::new(pattern).is_none(), "{pattern}");
        }
    }

    #[test]
    fn what_takes_long_is_left_to_regular_expressions() {
        let text = "a".repeat(100);
        let slow = PlainPattern::new("^(a|a)*$").unwrap();
        assert_eq!(slow.is_found(&format!("{text}-")), None);
        assert_eq!(PlainPattern::new("^([a-z])*$").unwrap().is_found(&text.repeat(100)), None);
        assert_eq!(slow.is_found("é"), None);
    }
}
