//! Regular expressions, compiled once in a process.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use fancy_regex::Regex;

use super::plain_pattern::PlainPattern;
use super::plain_syntax::begins_count;

/// Expressions by their text.
type Compiled = RwLock<HashMap<&'static str, Arc<Pattern>>>;

/// An expression, compiled in full when that is needed; `None` for one that is none.
struct Pattern {
    plain: Option<PlainPattern>,
    /// For all texts, and for those of ASCII, which are most: without the many other characters of `\w` and the like it
    /// compiles a hundred times as fast.
    full: [OnceLock<Option<Regex>>; 2],
}

/// Whether the expression, one of a schema's, occurs in the text. One that cannot be compiled fits everything: a test sees
/// to it that the facts have none.
pub(crate) fn is_found(pattern: &'static str, text: &str) -> bool {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(Compiled::default);
    let known = compiled.read().ok().and_then(|known| known.get(pattern).cloned());
    let expression = known.unwrap_or_else(|| {
        let expression = Arc::new(Pattern { plain: PlainPattern::new(pattern), full: Default::default() });
        if let Ok(mut known) = compiled.write() {
            known.insert(pattern, Arc::clone(&expression));
        }
        expression
    });
    if let Some(found) = expression.plain.as_ref().and_then(|plain| plain.is_found(text)) {
        return found;
    }
    let ascii = text.is_ascii();
    let full = expression.full.get(usize::from(ascii));
    let full =
        full.and_then(|full| full.get_or_init(|| Regex::new(&translate(pattern, ascii)).ok()).as_ref());
    full.is_none_or(|expression| expression.is_match(text).unwrap_or(true))
}

/// Whether an expression from a template occurs in the text.
pub(crate) fn is_found_once(pattern: &str, text: &str) -> bool {
    let plain = PlainPattern::new(pattern).and_then(|plain| plain.is_found(text));
    plain.unwrap_or_else(|| is_found_in_full(pattern, text))
}

/// Whether an expression from a template fits the beginning of the text.
pub(crate) fn is_at_start(pattern: &str, text: &str) -> bool {
    let plain = PlainPattern::new(pattern).and_then(|plain| plain.fits(text, false));
    plain.unwrap_or_else(|| is_found_in_full(&format!("^(?:{pattern})"), text))
}

/// Whether an expression from a template fits the whole text.
pub(crate) fn is_whole(pattern: &str, text: &str) -> bool {
    let plain = PlainPattern::new(pattern).and_then(|plain| plain.fits(text, true));
    plain.unwrap_or_else(|| is_found_in_full(&format!("^(?:{pattern})$"), text))
}

fn is_found_in_full(pattern: &str, text: &str) -> bool {
    let expression = Regex::new(&translate(pattern, text.is_ascii())).ok();
    expression.is_none_or(|expression| expression.is_match(text).unwrap_or(true))
}

/// Whether this is an expression.
pub(crate) fn is_expression(pattern: &str) -> bool {
    PlainPattern::new(pattern).is_some() || compile(pattern).is_some()
}

/// Compiles what schemas and CloudFormation write.
pub(super) fn compile(pattern: &str) -> Option<Regex> {
    Regex::new(&translate(pattern, false)).ok()
}

/// Ends a class, of which only ASCII counts.
const IN_ASCII: &str = r"&&[\x00-\x7F]]";

/// The expression as this library writes it, perhaps for texts of ASCII only.
///
/// `$` also stands before a final line break, a class has no classes and operators in it but those like `[:alpha:]`, a
/// hyphen after `\w` is a hyphen, a brace that begins no count is a brace, and to look ahead repeatedly is to do it once.
fn translate(pattern: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    let mut class: Option<Class> = None;
    // Which of the groups that are open look ahead or behind.
    let mut looks: Vec<bool> = Vec::new();
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let mut taken = character.len_utf8();
        match (character, &mut class) {
            ('\\', _) => {
                taken = escape(rest, ascii && class.is_none(), &mut out);
                if let Some(class) = &mut class {
                    let is_set = after.starts_with(['w', 'W', 'd', 'D', 's', 'S', 'p', 'P']);
                    (class.seen, class.after_set) = (true, is_set);
                }
            }
            ('[', None) => {
                class = Some(Class::default());
                out.push_str(if ascii { "[[" } else { "[" });
                if after.starts_with('^') {
                    taken += 1;
                    out.push('^');
                }
            }
            (']', Some(Class { seen: true, .. })) => {
                class = None;
                out.push(']');
                if ascii {
                    out.push_str(IN_ASCII);
                }
            }
            ('[', Some(class)) => {
                let named = after.strip_prefix(':').and_then(|name| name.find(":]")).map(|end| end + 4);
                taken = named.unwrap_or(taken);
                if named.is_none() {
                    out.push('\\');
                }
                out.push_str(rest.get(..taken).unwrap_or_default());
                (class.seen, class.after_set) = (true, named.is_some());
            }
            (other, Some(class)) => {
                let is_hyphen = other == '-' && (class.after_set || out.ends_with('-'));
                if is_hyphen || matches!(other, '&' | '~' | ']') {
                    out.push('\\');
                }
                out.push(other);
                (class.seen, class.after_set) = (true, false);
            }
            ('(', None) => {
                looks.push(["?=", "?!", "?<=", "?<!"].iter().any(|look| after.starts_with(look)));
                out.push('(');
            }
            (')', None) => {
                out.push(')');
                if looks.pop() == Some(true) && after.starts_with('+') {
                    taken += 1;
                }
            }
            ('.', None) if ascii && !pattern.contains("(?") => out.push_str(r"[\x00-\x09\x0B-\x7F]"),
            ('$', None) => out.push_str(r"(?:\n?\z)"),
            ('{', None) if !begins_count(after) => out.push_str("\\{"),
            (other, None) => out.push(other),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// What has been seen of a class.
#[derive(Default)]
struct Class {
    /// Whether anything has.
    seen: bool,
    /// Whether the last thing was a set such as `\w`.
    after_set: bool,
}

/// Writes what begins with a backslash, and says how long it is.
fn escape(rest: &str, in_ascii: bool, out: &mut String) -> usize {
    let escaped = rest.chars().nth(1);
    let mut taken = 1 + escaped.map_or(0, char::len_utf8);
    match escaped {
        Some('<' | '>') => out.extend(escaped),
        Some('Z') => out.push_str("\\z"),
        // Half of a character, which no text has.
        Some('u') if is_surrogate(rest.get(2..6)) => {
            taken = 6;
            out.push_str("\\uFFFF");
        }
        Some('p' | 'P') if rest.get(2..).is_some_and(|name| name.starts_with('{')) => {
            taken = rest.find('}').map_or(rest.len(), |end| end + 1);
            let set = match rest.get(..taken).unwrap_or_default() {
                "\\p{Print}" => "\\P{C}",
                "\\p{Graph}" => r"[\P{C}&&\P{Z}]",
                other => other,
            };
            write_set(set, in_ascii, out);
        }
        Some('w' | 'W' | 'd' | 'D' | 's' | 'S') => {
            write_set(rest.get(..taken).unwrap_or_default(), in_ascii, out);
        }
        _ => out.push_str(rest.get(..taken).unwrap_or_default()),
    }
    taken
}

fn write_set(set: &str, in_ascii: bool, out: &mut String) {
    if in_ascii {
        out.push('[');
    }
    out.push_str(set);
    if in_ascii {
        out.push_str(IN_ASCII);
    }
}

fn is_surrogate(digits: Option<&str>) -> bool {
    digits
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .is_some_and(|code| (0xD800..0xE000).contains(&code))
}

#[cfg(test)]
mod tests {
    use super::{PlainPattern, translate};
    use crate::schema::{Fact, FactValue, checks, database};

    /// Calls `see` with the patterns of a schema.
    fn patterns(fact: Fact, see: &mut dyn FnMut(&'static str)) {
        match fact.value() {
            FactValue::Object(entries) => {
                for (key, value) in entries {
                    match (key, value.as_str()) {
                        ("pattern", Some(pattern)) => see(pattern),
                        _ => patterns(value, see),
                    }
                    if key == "patternProperties" {
                        value.entries().for_each(|(pattern, _)| see(pattern));
                    }
                }
            }
            FactValue::List(items) => items.for_each(|item| patterns(item, see)),
            _ => {}
        }
    }

    #[test]
    fn every_pattern_of_the_facts_is_an_expression() {
        let mut all = std::collections::BTreeSet::new();
        for (_, fact) in database().iter().chain(checks().iter()) {
            patterns(fact, &mut |pattern| {
                all.insert(pattern);
            });
        }
        let problem = |pattern: &&str| {
            let error = fancy_regex::Regex::new(&translate(pattern, true)).err()?;
            Some(format!("{pattern}: {error}"))
        };
        let wrong: Vec<String> = all.iter().filter_map(problem).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nearly_every_pattern_of_the_facts_is_plain_and_finds_the_same() {
        let mut all = std::collections::BTreeSet::new();
        for (_, fact) in database().iter().chain(checks().iter()) {
            patterns(fact, &mut |pattern| {
                all.insert(pattern);
            });
        }
        let texts = [
            "",
            "a",
            "A-1",
            "a/b:c.d",
            "arn:aws:iam::123456789012:role/a",
            "i-0123456789abcdef0",
            "10.0.0.0/16",
            "aws:x",
            "2026-01-02T03:04:05Z",
            "a b\n",
            "https://a.example.com/b?c=d",
            "{{a}}",
            "a@b.com",
            "-",
            "1.5",
        ];
        let mut others = Vec::new();
        for pattern in &all {
            let Some(plain) = PlainPattern::new(pattern) else {
                others.push(*pattern);
                continue;
            };
            let full = fancy_regex::Regex::new(&translate(pattern, true)).unwrap();
            for text in texts {
                let found = plain.is_found(text);
                assert!(found.is_none_or(|found| found == full.is_match(text).unwrap()), "{pattern}: {text}");
            }
        }
        assert!(others.len() * 20 < all.len(), "{} of {}:\n{}", others.len(), all.len(), others.join("\n"));
    }

    #[test]
    fn what_is_written_differently_here_means_the_same() {
        let fits = |pattern: &str, text: &str| {
            let fits = |ascii| fancy_regex::Regex::new(&translate(pattern, ascii)).ok()?.is_match(text).ok();
            assert!(!text.is_ascii() || fits(true) == fits(false), "{pattern}");
            fits(false)
        };
        assert_eq!(fits(r"^[a@[\]+=&;]+$", "a[]@"), Some(true));
        assert_eq!(fits(r"^[a&&b~~]+$", "a&b~"), Some(true));
        assert_eq!(fits("^[]a]$", "]"), Some(true));
        assert_eq!(fits(r"^[\w-.]+[^\d]$", "a-.b"), Some(true));
        assert_eq!(fits("^a$", "a\n"), Some(true));
        assert_eq!(fits("^a$", "a\nb"), Some(false));
        assert_eq!(fits(r"^a\Z", "a\n"), Some(false));
        assert_eq!(fits(r"^[\<\>]\<$", "><"), Some(true));
        assert_eq!(fits("^a{1-3}$", "a{1-3}"), Some(true));
        assert_eq!(fits(r"^\d{2,}[[:alpha:]]$", "12b"), Some(true));
        assert_eq!(fits(r"^(/(?!\.)+a)$", "/a"), Some(true));
        assert_eq!(fits(r"^\w\P{C}[\p{Print}\p{Graph}]$", "äöü"), Some(true));
        assert_eq!(fits(r"^[\uD83C-\uDBFF\u2000]$", "\u{2000}"), Some(true));
        assert_eq!(translate(r"\$[$]", false), r"\$[$]");
    }
}
