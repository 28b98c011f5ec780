//! Reads from Rust source which parts of its own crate a file names: enough of the language for that, and no more.

use std::iter::Peekable;
use std::str::Chars;

/// A path that starts at the crate's root, as far as it matters here.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// Its first segment: a top module, or a name of the root itself.
    pub name: String,
    /// Whether it was written from outside, as `synth::name`.
    pub by_crate_name: bool,
    pub line: usize,
}

#[derive(Debug, PartialEq, Eq)]
struct Token {
    text: String,
    line: usize,
}

/// All imports of a file that is the module `module` of its crate, in `use` declarations and elsewhere.
///
/// What is compiled for unit tests only does not count: a test of the emitter may well parse what was emitted.
pub fn imports(text: &str, module: &[String]) -> Vec<Import> {
    let tokens = without_tests(tokens(text));
    let mut found = Vec::new();
    // Inline modules: their names, and how many braces were open before each.
    let mut inline: Vec<(String, usize)> = Vec::new();
    let mut open = 0;
    for at in 0..tokens.len() {
        let word = |offset: usize| tokens.get(at + offset).map_or("", |token| token.text.as_str());
        match word(0) {
            "mod" if word(2) == "{" => inline.push((word(1).to_owned(), open)),
            "{" => open += 1,
            "}" => {
                open -= 1;
                inline.pop_if(|(_, before)| *before == open);
            }
            start @ ("crate" | "super" | "synth") if word(1) == "::" && !inside_path(&tokens, at) => {
                let mut base = module.to_vec();
                base.extend(inline.iter().map(|(name, _)| name.clone()));
                if start != "super" {
                    base.clear();
                }
                let from = if start == "super" { at } else { at + 2 };
                heads(&tokens, from, &base, start == "synth", &mut found);
            }
            _ => {}
        }
    }
    found
}

/// The modules that a crate's root declares, each with whether it is public. Those it has inline are part of the root.
pub fn modules(text: &str) -> Vec<(String, bool)> {
    let tokens = without_tests(tokens(text));
    let mut open = 0;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "{" => open += 1,
            "}" => open -= 1,
            "mod" if open == 0 && tokens.get(at + 2).is_some_and(|token| token.text == ";") => {
                let public = at > 0 && tokens[at - 1].text == "pub";
                found.extend(tokens.get(at + 1).map(|name| (name.text.clone(), public)));
            }
            _ => {}
        }
    }
    found
}

/// The macros that a file puts at the crate's root.
pub fn exported_macros(text: &str) -> Vec<String> {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
    let exports = words.iter().enumerate().filter(|(_, word)| **word == "macro_export");
    exports
        .filter_map(|(at, _)| words[at..].windows(3).find(|window| window[..2] == ["macro_rules", "!"]))
        .map(|window| window[2].to_owned())
        .collect()
}

/// Whether the word there continues a path, as in `other::synth::…`.
fn inside_path(tokens: &[Token], at: usize) -> bool {
    at >= 2 && tokens[at - 1].text == "::" && tokens[at - 2].text.starts_with(|c: char| c.is_alphanumeric())
}

/// Follows a path, or the branches of a `use` tree, from the module `base`, up to where it names a child of the root.
/// Returns where the path, or the branch, goes on.
fn heads(
    tokens: &[Token],
    mut at: usize,
    base: &[String],
    by_crate_name: bool,
    found: &mut Vec<Import>,
) -> usize {
    let mut base = base.to_vec();
    while let (Some(word), Some(next)) = (tokens.get(at), tokens.get(at + 1)) {
        match (word.text.as_str(), next.text.as_str()) {
            ("super", "::") => _ = base.pop(),
            ("self", "::") => {}
            _ => break,
        }
        at += 2;
    }
    let Some(token) = tokens.get(at) else { return at };
    if token.text == "{" {
        at += 1;
        while tokens.get(at).is_some_and(|token| token.text != "}") {
            at = heads(tokens, at, &base, by_crate_name, found);
            at = end_of_branch(tokens, at);
        }
    } else if base.is_empty() {
        found.push(Import { name: token.text.clone(), by_crate_name, line: token.line });
    }
    at + 1
}

/// The place after the comma that ends a branch of a `use` tree, or of the brace that ends the tree.
fn end_of_branch(tokens: &[Token], mut at: usize) -> usize {
    let mut open = 0;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "{" => open += 1,
            "}" if open == 0 => return at,
            "}" => open -= 1,
            "," if open == 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    at
}

/// Leaves out every item under `#[cfg(test)]`.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    let mut rest = tokens.into_iter();
    while let Some(token) = rest.next() {
        kept.push(token);
        let last: Vec<&str> = kept.iter().rev().take(7).rev().map(|token| token.text.as_str()).collect();
        if last == ["#", "[", "cfg", "(", "test", ")", "]"] {
            kept.truncate(kept.len() - 7);
            let mut open = 0;
            for token in rest.by_ref() {
                match token.text.as_str() {
                    "{" => open += 1,
                    "}" => open -= 1,
                    ";" => {}
                    _ => continue,
                }
                if open == 0 {
                    break;
                }
            }
        }
    }
    kept
}

/// Words, `::` and single characters; comments and literals are left out.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text.chars().peekable();
    while let Some(first) = rest.next() {
        let at = line;
        let text = match first {
            '\n' => {
                line += 1;
                continue;
            }
            _ if first.is_whitespace() => continue,
            '/' if rest.peek() == Some(&'/') => {
                while rest.next_if(|c| *c != '\n').is_some() {}
                continue;
            }
            '/' if rest.next_if_eq(&'*').is_some() => {
                line += skip_comment(&mut rest);
                continue;
            }
            '"' => {
                line += skip_string(&mut rest);
                continue;
            }
            '\'' => {
                skip_character(&mut rest);
                continue;
            }
            ':' if rest.next_if_eq(&':').is_some() => "::".to_owned(),
            _ if first.is_alphanumeric() || first == '_' => {
                let mut word = String::from(first);
                while let Some(next) = rest.next_if(|c| c.is_alphanumeric() || *c == '_') {
                    word.push(next);
                }
                if matches!(word.as_str(), "r" | "br" | "cr")
                    && let Some(lines) = skip_raw_string(&mut rest)
                {
                    line += lines;
                    continue;
                }
                word
            }
            _ => first.to_string(),
        };
        tokens.push(Token { text, line: at });
    }
    tokens
}

/// Skips to the end of a block comment; these nest. Returns how many lines that was.
fn skip_comment(rest: &mut Peekable<Chars>) -> usize {
    let (mut depth, mut lines) = (1, 0);
    while let Some(c) = rest.next() {
        match c {
            '*' if rest.next_if_eq(&'/').is_some() => depth -= 1,
            '/' if rest.next_if_eq(&'*').is_some() => depth += 1,
            '\n' => lines += 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    lines
}

fn skip_string(rest: &mut Peekable<Chars>) -> usize {
    let mut lines = 0;
    while let Some(c) = rest.next() {
        match c {
            '"' => break,
            '\n' => lines += 1,
            '\\' if rest.next() == Some('\n') => lines += 1,
            _ => {}
        }
    }
    lines
}

/// Skips `#"…"#` after an `r`. `None` if this is no string but a raw identifier.
fn skip_raw_string(rest: &mut Peekable<Chars>) -> Option<usize> {
    let mut ahead = rest.clone();
    let mut hashes = String::new();
    while ahead.next_if_eq(&'#').is_some() {
        hashes.push('#');
    }
    ahead.next_if_eq(&'"')?;
    let remaining: String = ahead.collect();
    let end = format!("\"{hashes}");
    let body = remaining.find(&end).map_or(remaining.as_str(), |at| &remaining[..at]);
    for _ in 0..hashes.len() + 1 + body.chars().count() + end.len() {
        rest.next();
    }
    Some(body.matches('\n').count())
}

/// Skips a character literal; a lifetime is left to be read as a word.
fn skip_character(rest: &mut Peekable<Chars>) {
    let mut ahead = rest.clone();
    let escaped = ahead.next() == Some('\\');
    if escaped {
        rest.next();
        rest.next();
        while rest.next().is_some_and(|c| c != '\'') {}
    } else if ahead.next() == Some('\'') {
        rest.next();
        rest.next();
    }
}

#[test]
fn every_way_to_name_a_part_of_the_crate_is_seen() {
    let text = r##"
        use crate::model::{Value, walk::Walker};
        use crate::{diag::{self, Code}, parse, emit::yaml as y};
        use super::{super::diff, sibling};
        pub(crate) fn f<'a>(x: &'a super::Sibling) -> crate::dsl::Stack { synth::prelude::g('"', b'\'') }
        macro_rules! m { () => { $crate::import::h() } }
        mod inner { use super::super::super::check; use super::near; mod deep { use super::super::super::super::cli; } }
        // use crate::comment; /* use crate::comment; */
        /* /* use crate::nested; */ use crate::comment; */
        const S: &str = "use crate::string; \" use crate::string;";
        const R: &str = r#"use crate::raw; " use crate::raw;"#; use crate::text;
        use other::synth::nothing;
        #[cfg(test)]
        mod tests { use crate::only_in_tests; }
        #[cfg(test)]
        use crate::only_in_tests;
        fn last() { crate::last() }
    "##;
    let module = ["check".to_owned(), "rules".to_owned()];
    let found = imports(text, &module);
    let names: Vec<&str> = found.iter().map(|import| import.name.as_str()).collect();
    let expected = [
        "model", "diag", "parse", "emit", "diff", "dsl", "prelude", "import", "check", "cli", "text", "last",
    ];
    assert_eq!(names, expected);
    assert_eq!(found.iter().filter(|import| import.by_crate_name).count(), 1);
    assert_eq!((found[0].line, found[11].line), (2, 17));
}

#[test]
fn exported_macros_and_modules_are_seen() {
    let text = "mod a; pub mod b; mod inline { mod inner; } pub(crate) mod c; #[macro_export] #[doc(hidden)] macro_rules! list {}";
    assert_eq!(exported_macros(text), ["list"]);
    assert_eq!(modules(text), [("a".to_owned(), false), ("b".to_owned(), true), ("c".to_owned(), false)]);
}
