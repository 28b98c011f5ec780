//! The facts for checks in the repository: complete, canonical, and without prose.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};

use cfn_synth_codegen::{checks, database, read};
use serde_json::Value;

/// The text of all files together: what a reviewer may have to read, and what the package carries.
const MOST_TEXT: usize = 2_800_000;
/// The block that a program with checks carries.
const MOST_BLOCK: usize = 1_450_000;

fn schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&read(path).unwrap()).unwrap()
}

#[test]
fn every_file_is_as_it_would_be_written() {
    for (name, path) in checks::files(&schema().join("checks")).unwrap() {
        let short = json(&path);
        assert!(checks::to_text(&short) == read(&path).unwrap(), "{name} is not as it would be written");
        if !name.starts_with("tables/") {
            let meaning = checks::meaning(&name, short.clone()).unwrap();
            assert!(checks::compact(&meaning) == short, "{name} is not in its short form");
            assert!(checks::tidy(meaning.clone()) == meaning, "{name} is not tidy");
        }
    }
}

#[test]
fn the_count_is_that_of_the_source() {
    let files = checks::files(&schema().join("checks")).unwrap();
    assert_eq!(json(&schema().join("provenance.json"))["checks"], files.len());
    let of = |kind: &str| files.keys().filter(|name| name.starts_with(kind)).count();
    assert_eq!((of("extensions/"), of("other/"), of("tables/")), (97, 48, 43));
}

#[test]
fn text_and_block_are_small() {
    let files = checks::files(&schema().join("checks")).unwrap();
    let text: usize = files.values().map(|path| read(path).unwrap().len()).sum();
    assert!(text <= MOST_TEXT, "the text is {text} bytes");
    let block = database::checks_from_folder(&schema().join("checks")).unwrap().len();
    assert!(block <= MOST_BLOCK, "the block is {block} bytes");
}

/// Facts are names, numbers, patterns: nothing that has the words of a sentence.
#[test]
fn there_is_no_prose() {
    fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
        match value {
            Value::String(text) => found.push(text),
            Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
            Value::Object(members) => members.iter().for_each(|(key, value)| {
                found.push(key);
                texts(value, found);
            }),
            _ => {}
        }
    }
    for (name, facts) in checks::load(&schema().join("checks")).unwrap() {
        let mut found = Vec::new();
        texts(&facts, &mut found);
        let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_alphabetic());
        let prose: Vec<_> = found.iter().filter(|text| text.split(' ').filter(is_word).count() > 4).collect();
        assert!(prose.is_empty(), "{name}: {prose:?}");
    }
}
