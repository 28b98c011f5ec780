//! Regular expressions, compiled once in a process.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use fancy_regex::Regex;

use super::plain_pattern::PlainPattern;

/// Expressions by their text.
type Compiled = RwLock<HashMap<&'static str, Arc<Pattern>>>;

/// An expression, compiled in full when that is needed; `None` for one that is none.
struct Pattern {
    plain: Option<PlainPattern>,
    full: OnceLock<Option<Regex>>,
}

/// Whether the expression, one of a schema's, occurs in the text. One that cannot be compiled fits everything: a test sees
/// to it that the facts have none.
pub(crate) fn is_found(pattern: &'static str, text: &str) -> bool {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(Compiled::default);
    let known = compiled.read().ok().and_then(|known| known.get(pattern).cloned());
    let expression = known.unwrap_or_else(|| {
        let expression = Arc::new(Pattern { plain: PlainPattern::new(pattern), full: OnceLock::new() });
        if let Ok(mut known) = compiled.write() {
            known.insert(pattern, Arc::clone(&expression));
        }
        expression
    });
    if let Some(plain) = expression.plain.as_ref().filter(|_| text.is_ascii()) {
        return plain.is_found(text);
    }
    let full = expression.full.get_or_init(|| compile(pattern));
    full.as_ref().is_none_or(|expression| expression.is_match(text).unwrap_or(true))
}

/// Whether an expression from a template occurs in the text.
pub(crate) fn is_found_once(pattern: &str, text: &str) -> bool {
    compile(pattern).is_none_or(|expression| expression.is_match(text).unwrap_or(true))
}

/// Whether an expression from a template fits the beginning of the text.
pub(crate) fn is_at_start(pattern: &str, text: &str) -> bool {
    let anchored = format!("^{}", pattern.strip_prefix('^').unwrap_or(pattern));
    match PlainPattern::new(&anchored).filter(|_| text.is_ascii()) {
        Some(plain) => plain.is_found(text),
        None => is_found_once(&format!("^(?:{pattern})"), text),
    }
}

/// Compiles what schemas and CloudFormation write.
pub(crate) fn compile(pattern: &str) -> Option<Regex> {
    Regex::new(&translate(pattern)).ok()
}

/// The expression as this library writes it: `$` also stands before a final line break, a class has no classes and
/// operators in it but those like `[:alpha:]`, and a brace that begins no count is a brace.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    // How many characters of a class have been seen; `None` outside.
    let mut class: Option<usize> = None;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        let mut taken = character.len_utf8();
        match (character, class) {
            ('\\', _) => {
                let escaped = after.chars().next();
                taken += escaped.map_or(0, char::len_utf8);
                match escaped {
                    Some('<' | '>') => out.extend(escaped),
                    Some('Z') => out.push_str("\\z"),
                    _ => out.push_str(rest.get(..taken).unwrap_or_default()),
                }
                class = class.map(|seen| seen + 1);
            }
            ('[', None) => {
                class = Some(0);
                out.push('[');
                if after.starts_with('^') {
                    taken += 1;
                    out.push('^');
                }
            }
            (']', Some(1..)) => {
                class = None;
                out.push(']');
            }
            ('[', Some(seen)) => {
                let named = after.strip_prefix(':').and_then(|name| name.find(":]")).map(|end| end + 4);
                taken = named.unwrap_or(taken);
                if named.is_none() {
                    out.push('\\');
                }
                out.push_str(rest.get(..taken).unwrap_or_default());
                class = Some(seen + 1);
            }
            (other, Some(seen)) => {
                let is_operator = matches!(other, '&' | '~') || (other == '-' && out.ends_with('-'));
                if is_operator || other == ']' {
                    out.push('\\');
                }
                out.push(other);
                class = Some(seen + 1);
            }
            ('$', None) => out.push_str(r"(?:\n?\z)"),
            ('{', None) if !begins_count(after) => out.push_str("\\{"),
            (other, None) => out.push(other),
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// Whether this is what follows the brace of a count such as `{2,3}`.
fn begins_count(after: &str) -> bool {
    let count = after.split('}').next().filter(|count| count.len() < after.len());
    count.is_some_and(|count| {
        let (least, most) = count.split_once(',').unwrap_or((count, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        !least.is_empty() && digits(least) && digits(most)
    })
}

#[cfg(test)]
mod tests {
    use super::{compile, translate};
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
        let mut wrong = Vec::new();
        for (name, fact) in database().iter().chain(checks().iter()) {
            patterns(fact, &mut |pattern| {
                if compile(pattern).is_none() {
                    wrong.push(format!("{name}: {pattern}"));
                }
            });
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_written_differently_here_means_the_same() {
        let fits = |pattern: &str, text: &str| compile(pattern).and_then(|it| it.is_match(text).ok());
        assert_eq!(fits(r"^[a@[\]+=&;]+$", "a[]@"), Some(true));
        assert_eq!(fits(r"^[a&&b~~--]+$", "a&b~-"), Some(true));
        assert_eq!(fits("^[]a]$", "]"), Some(true));
        assert_eq!(fits("^a$", "a\n"), Some(true));
        assert_eq!(fits("^a$", "a\nb"), Some(false));
        assert_eq!(fits(r"^a\Z", "a\n"), Some(false));
        assert_eq!(fits(r"^[\<\>]\<$", "><"), Some(true));
        assert_eq!(fits("^a{1-3}$", "a{1-3}"), Some(true));
        assert_eq!(fits(r"^\d{2,}[[:alpha:]]$", "12b"), Some(true));
        assert_eq!(translate(r"\$[$]"), r"\$[$]");
    }
}
