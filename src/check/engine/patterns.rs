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

/// Compiles what schemas and CloudFormation write, which is a little more lenient than this library: `$` also stands before
/// a final line break.
pub(crate) fn compile(pattern: &str) -> Option<Regex> {
    Regex::new(pattern).ok()
}
