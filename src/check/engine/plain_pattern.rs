//! Regular expressions of the most usual form, such as `^[a-z][a-z0-9-]{0,62}$`: sets of characters one after the other, of
//! which only the last may repeat a varying number of times. To compile such one in full takes longer than all else that is
//! done with a small template.

/// An expression of that form.
#[derive(Debug)]
pub(super) struct PlainPattern {
    sets: Vec<Set>,
    from_start: bool,
    to_end: bool,
}

/// A set of ASCII characters, and how many of them.
#[derive(Clone, Copy, Debug)]
struct Set {
    members: u128,
    least: usize,
    most: usize,
}

/// Everything but a line break.
const ANY: u128 = !(1 << b'\n');

impl PlainPattern {
    /// The expression, if it is of that form.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let (from_start, rest) = pattern.strip_prefix('^').map_or((false, pattern), |rest| (true, rest));
        let ends = rest.ends_with('$') && !rest.ends_with("\\$");
        let mut rest = if ends { rest.strip_suffix('$')? } else { rest };
        let mut sets: Vec<Set> = Vec::new();
        while !rest.is_empty() {
            // One that varies has to be the last.
            if sets.last().is_some_and(|set| set.least != set.most) {
                return None;
            }
            let (members, after) = members(rest)?;
            let (least, most, after) = repetition(after)?;
            sets.push(Set { members, least, most });
            rest = after;
        }
        let is_single = matches!(sets.as_slice(), [Set { least: 0 | 1, .. }]);
        (from_start || (is_single && !ends)).then_some(Self { sets, from_start, to_end: ends })
    }

    /// Whether it occurs in a text of ASCII characters.
    pub(super) fn is_found(&self, text: &str) -> bool {
        if !self.from_start {
            return self.sets.iter().all(|set| set.least == 0 || text.bytes().any(|byte| set.has(byte)));
        }
        let mut rest = text.as_bytes();
        for set in &self.sets {
            let count = rest.iter().take(set.most).take_while(|byte| set.has(**byte)).count();
            let Some(after) = rest.get(count..).filter(|_| count >= set.least) else { return false };
            rest = after;
        }
        // As in Python, the end is also before a final line break.
        !self.to_end || matches!(rest, [] | [b'\n'])
    }
}

impl Set {
    fn has(self, byte: u8) -> bool {
        self.members >> byte & 1 == 1
    }
}

/// The set that an expression starts with, and what comes after it.
fn members(pattern: &str) -> Option<(u128, &str)> {
    let mut characters = pattern.chars();
    match characters.next()? {
        '.' => Some((ANY, characters.as_str())),
        '\\' => escaped(characters.as_str()),
        '[' => {
            let (inside, after) = characters.as_str().split_once(']')?;
            // A bracket in a set, or one that is escaped, is left to others, and so are operations on sets.
            if inside.ends_with('\\')
                || inside.contains(['['])
                || ["--", "&&", "~~"].iter().any(|two| inside.contains(two))
            {
                return None;
            }
            let (inside, is_inverse) =
                inside.strip_prefix('^').map_or((inside, false), |inside| (inside, true));
            let members = union(inside)?;
            Some((if is_inverse { !members } else { members }, after))
        }
        plain if plain.is_ascii() && !"(){}?*+|^$]".contains(plain) => {
            Some((1 << u32::from(plain), characters.as_str()))
        }
        _ => None,
    }
}

/// The set that an escape is, and what comes after it.
fn escaped(pattern: &str) -> Option<(u128, &str)> {
    let range = |from: u8, to: u8| (from..=to).fold(0_u128, |all, byte| all | 1 << byte);
    let digits = range(b'0', b'9');
    let spaces = range(b'\t', b'\r') | 1 << b' ';
    let words = digits | range(b'a', b'z') | range(b'A', b'Z') | 1 << b'_';
    let mut characters = pattern.chars();
    let members = match characters.next()? {
        'd' => digits,
        'D' => !digits,
        's' => spaces,
        'S' => !spaces,
        'w' => words,
        'W' => !words,
        'n' => 1 << b'\n',
        'r' => 1 << b'\r',
        't' => 1 << b'\t',
        mark if mark.is_ascii_punctuation() => 1 << u32::from(mark),
        _ => return None,
    };
    Some((members, characters.as_str()))
}

/// All that is written between brackets.
fn union(mut inside: &str) -> Option<u128> {
    if inside.is_empty() {
        return None;
    }
    let mut all = 0;
    while !inside.is_empty() {
        let (first, rest) = member(inside)?;
        match rest.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            Some(rest) => {
                let (last, rest) = member(rest)?;
                if first.count_ones() != 1 || last.count_ones() != 1 || first > last {
                    return None;
                }
                // All bits from the one to the other.
                all |= last | (last - first);
                inside = rest;
            }
            None => {
                all |= first;
                inside = rest;
            }
        }
    }
    Some(all)
}

fn member(inside: &str) -> Option<(u128, &str)> {
    let mut characters = inside.chars();
    match characters.next()? {
        '\\' => escaped(characters.as_str()),
        plain if plain.is_ascii() => Some((1 << u32::from(plain), characters.as_str())),
        _ => None,
    }
}

/// How often a set repeats, and what comes after that.
fn repetition(pattern: &str) -> Option<(usize, usize, &str)> {
    let (least, most, rest) = match pattern.as_bytes().first() {
        Some(b'*') => (0, usize::MAX, pattern.get(1..)?),
        Some(b'+') => (1, usize::MAX, pattern.get(1..)?),
        Some(b'?') => (0, 1, pattern.get(1..)?),
        Some(b'{') => {
            let (bounds, rest) = pattern.get(1..)?.split_once('}')?;
            match bounds.split_once(',') {
                None => (bounds.parse().ok()?, bounds.parse().ok()?, rest),
                Some((least, "")) => (least.parse().ok()?, usize::MAX, rest),
                Some((least, most)) => (least.parse().ok()?, most.parse().ok()?, rest),
            }
        }
        _ => return Some((1, 1, pattern)),
    };
    // One that repeats, or is lazy, is left to others.
    let is_over = !rest.starts_with(['*', '+', '?', '{']);
    (is_over && least <= most).then_some((least, most, rest))
}

#[cfg(test)]
mod tests {
    use super::PlainPattern;
    use crate::check::engine::patterns::compile;

    /// Every text of up to three of these characters.
    fn texts() -> Vec<String> {
        let letters = ["", "a", "Z", "0", "-", "_", ".", "\n", " ", "#", "]"];
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
        ] {
            let plain =
                PlainPattern::new(pattern).unwrap_or_else(|| panic!("{pattern} is of the usual form"));
            let full = compile(pattern).unwrap();
            for text in texts() {
                assert_eq!(plain.is_found(&text), full.is_match(&text).unwrap(), "{pattern} in {text:?}");
            }
        }
    }

    #[test]
    fn others_are_left_to_regular_expressions() {
        for pattern in [
            "a|b",
            "^(a)$",
            "^[a-z]+x$",
            "a$",
            "ab",
            "^a{2}{3}$",
            "^a+?$",
            "^[[:alpha:]]$",
            "^[a&&b]$",
            "^\\p{L}$",
            "^[z-a]$",
            "^[\\]]$",
            "^é$",
            "[a-z]{2}",
            "",
        ] {
            assert!(PlainPattern::new(pattern).is_none(), "{pattern}");
        }
    }
}
