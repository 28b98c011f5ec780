//! Reads regular expressions of the usual forms. What is rare, and what libraries understand differently, is not read.

use super::plain_pattern::{Alternatives, Part};

/// Everything but a line break.
const ANY: u128 = !(1 << b'\n');
/// What has a meaning of its own outside brackets.
const MARKS: &str = "(){}?*+|^$]";

/// What is left of an expression.
pub(super) struct Reader<'p> {
    rest: &'p str,
}

/// What a class is made of.
enum Member {
    /// One character, of ASCII or not.
    Character(u32),
    /// A set such as `\w`.
    Set(u128),
}

impl<'p> Reader<'p> {
    pub(super) fn new(pattern: &'p str) -> Self {
        Self { rest: pattern }
    }

    /// All of the expression.
    pub(super) fn whole(mut self) -> Option<Alternatives> {
        let alternatives = self.alternatives()?;
        self.rest.is_empty().then_some(alternatives)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        Some(next)
    }

    /// What stands up to the end of a group.
    fn alternatives(&mut self) -> Option<Alternatives> {
        let mut alternatives = vec![Vec::new()];
        while !self.rest.is_empty() && !self.rest.starts_with(')') {
            if self.take("|") {
                alternatives.push(Vec::new());
                continue;
            }
            let part = self.part()?;
            let part = match self.count()? {
                Some((least, most)) => repeated(part, least, most)?,
                None => part,
            };
            alternatives.last_mut()?.push(part);
        }
        Some(alternatives)
    }

    fn part(&mut self) -> Option<Part> {
        if self.rest.starts_with('{') && begins_count(self.rest.get(1..)?) {
            return None;
        }
        match self.next()? {
            '.' => Some(Part::Set(ANY)),
            '^' => Some(Part::Start),
            '$' => Some(Part::End),
            '[' => Some(Part::Set(self.class()?)),
            '(' => self.group(),
            '\\' if self.take("Z") || self.take("z") => Some(Part::VeryEnd),
            '\\' => match self.escape()? {
                Member::Character(code) => Some(Part::Set(bit(code))),
                Member::Set(set) => Some(Part::Set(set)),
            },
            plain if plain.is_ascii() && (plain == '{' || !MARKS.contains(plain)) => {
                Some(Part::Set(bit(plain.into())))
            }
            _ => None,
        }
    }

    fn group(&mut self) -> Option<Part> {
        let look = match () {
            () if self.take("?=") => Some(true),
            () if self.take("?!") => Some(false),
            () if self.take("?:") => None,
            () if self.rest.starts_with('?') => return None,
            () => None,
        };
        let alternatives = self.alternatives()?;
        if !self.take(")") {
            return None;
        }
        Some(match look {
            Some(wanted) => Part::Look { alternatives, wanted },
            None => Part::Group(alternatives),
        })
    }

    /// How often the part before this repeats, if it does. One that repeats in turn, or takes all it can, is not read.
    fn count(&mut self) -> Option<Option<(usize, usize)>> {
        let bounds = match self.rest.as_bytes() {
            [b'*', ..] => (0, usize::MAX),
            [b'+', ..] => (1, usize::MAX),
            [b'?', ..] => (0, 1),
            [b'{', ..] if begins_count(self.rest.get(1..)?) => {
                let (bounds, rest) = self.rest.get(1..)?.split_once('}')?;
                // What is left begins with the mark that is skipped below.
                self.rest = self.rest.get(self.rest.len() - rest.len() - 1..)?;
                match bounds.split_once(',') {
                    None => (bounds.parse().ok()?, bounds.parse().ok()?),
                    Some((least, "")) => (least.parse().ok()?, usize::MAX),
                    Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
                }
            }
            _ => return Some(None),
        };
        self.rest = self.rest.get(1..)?;
        // Whether it takes more or less first changes nothing of whether all fits.
        self.take("?");
        let is_over = !self.rest.starts_with(['*', '+', '?', '{']);
        (is_over && bounds.0 <= bounds.1).then_some(Some(bounds))
    }

    /// The characters of a class, after its bracket.
    fn class(&mut self) -> Option<u128> {
        let is_inverse = self.take("^");
        let mut all = 0;
        let mut is_first = true;
        while is_first || !self.take("]") {
            is_first = false;
            match self.member()? {
                // A hyphen after a set is one.
                Member::Set(_) if self.rest.starts_with("--") => return None,
                Member::Set(set) => {
                    all |= set;
                    if self.take("-") {
                        all |= bit('-'.into());
                    }
                }
                Member::Character(first) => {
                    if !self.rest.starts_with('-') || self.rest.starts_with("-]") {
                        all |= bit(first);
                        continue;
                    }
                    // Two hyphens where a range cannot end are an operator to some.
                    if first == u32::from('-') {
                        return None;
                    }
                    self.take("-");
                    let Member::Character(last) = self.member()? else { return None };
                    if first > last {
                        return None;
                    }
                    all |= (first..=last.min(127)).fold(0, |all, code| all | bit(code));
                }
            }
        }
        Some(if is_inverse { !all } else { all })
    }

    fn member(&mut self) -> Option<Member> {
        if self.take("[:") {
            let (name, rest) = self.rest.split_once(":]")?;
            self.rest = rest;
            return named(name).map(Member::Set);
        }
        match self.next()? {
            '\\' => self.escape(),
            character => Some(Member::Character(character.into())),
        }
    }

    /// What is escaped, after the backslash.
    fn escape(&mut self) -> Option<Member> {
        let set = |name| named(name).map(Member::Set);
        let inverse = |name| named(name).map(|set| Member::Set(!set));
        match self.next()? {
            'd' => set("digit"),
            'D' => inverse("digit"),
            's' => set("space"),
            'S' => inverse("space"),
            'w' => set("word"),
            'W' => inverse("word"),
            'n' => Some(Member::Character('\n'.into())),
            'r' => Some(Member::Character('\r'.into())),
            't' => Some(Member::Character('\t'.into())),
            'x' => self.code(2),
            'u' => self.code(4),
            sign @ ('p' | 'P') => {
                let (name, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
                self.rest = rest;
                let set = category(name)?;
                Some(Member::Set(if sign == 'p' { set } else { !set }))
            }
            mark if mark.is_ascii_punctuation() => Some(Member::Character(mark.into())),
            _ => None,
        }
    }

    /// A character by its code. Half of one, which no text has, is none that is in use.
    fn code(&mut self, digits: usize) -> Option<Member> {
        let (code, rest) = self.rest.split_at_checked(digits)?;
        self.rest = rest;
        let is_code = code.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(code, 16).ok().filter(|_| is_code)?;
        Some(Member::Character(if (0xD800..0xE000).contains(&code) { 0xFFFF } else { code }))
    }
}

/// The part, repeated. To look repeatedly is rare; so is what may be nothing more than once, where what nothing is depends on
/// the place.
fn repeated(part: Part, least: usize, most: usize) -> Option<Part> {
    let is_place = matches!(part, Part::Start | Part::End | Part::VeryEnd | Part::Look { .. });
    let is_unclear = least > 1 && part.can_be_empty();
    (!is_place && !is_unclear).then(|| Part::Repeat { part: Box::new(part), least, most })
}

/// The set of one character, empty for one outside ASCII.
fn bit(code: u32) -> u128 {
    1_u128.checked_shl(code).unwrap_or(0)
}

/// The characters of ASCII that are so.
fn those(are: impl Fn(u8) -> bool) -> u128 {
    (0..128).filter(|byte| are(*byte)).fold(0, |all, byte| all | bit(byte.into()))
}

/// The set of a name such as that in `[:alpha:]`.
fn named(name: &str) -> Option<u128> {
    Some(match name {
        "alnum" => those(|byte| byte.is_ascii_alphanumeric()),
        "alpha" => those(|byte| byte.is_ascii_alphabetic()),
        "digit" => those(|byte| byte.is_ascii_digit()),
        "lower" => those(|byte| byte.is_ascii_lowercase()),
        "punct" => those(|byte| byte.is_ascii_punctuation()),
        "space" => those(|byte| matches!(byte, b'\t'..=b'\r' | b' ')),
        "upper" => those(|byte| byte.is_ascii_uppercase()),
        "word" => those(|byte| byte.is_ascii_alphanumeric() || byte == b'_'),
        _ => return None,
    })
}

/// What a general category of Unicode has of ASCII.
fn category(name: &str) -> Option<u128> {
    let symbols = those(|byte| b"$+<=>^`|~".contains(&byte));
    Some(match name {
        "C" | "Cc" => those(|byte| byte.is_ascii_control()),
        "L" => named("alpha")?,
        "Ll" => named("lower")?,
        "Lu" => named("upper")?,
        "M" => 0,
        "N" | "Nd" => named("digit")?,
        "P" => named("punct")? & !symbols,
        "Print" => those(|byte| !byte.is_ascii_control()),
        "S" => symbols,
        "Z" | "Zs" => bit(' '.into()),
        _ => return None,
    })
}

/// Whether this is what follows the brace of a count such as `{2,3}`.
pub(super) fn begins_count(after: &str) -> bool {
    let count = after.split('}').next().filter(|count| count.len() < after.len());
    count.is_some_and(|count| {
        let (least, most) = count.split_once(',').unwrap_or((count, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        !least.is_empty() && digits(least) && digits(most)
    })
}
