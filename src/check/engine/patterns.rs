//! Regular expressions, compiled once in a process.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};

use fancy_regex::Regex;

/// Expressions by their text; `None` for one that is none.
type Compiled = RwLock<HashMap<&'static str, Option<Arc<Regex>>>>;

/// Whether the expression, one of a schema's, occurs in the text. One that cannot be compiled fits everything: a test sees
/// to it that the facts have none.
pub(crate) fn is_found(pattern: &'static str, text: &str) -> bool {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    let compiled = COMPILED.get_or_init(Compiled::default);
    let known = compiled.read().ok().and_then(|known| known.get(pattern).cloned());
    let expression = known.unwrap_or_else(|| {
        let expression = compile(pattern).map(Arc::new);
        if let Ok(mut known) = compiled.write() {
            known.insert(pattern, expression.clone());
        }
        expression
    });
    expression.is_none_or(|expression| expression.is_match(text).unwrap_or(true))
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
