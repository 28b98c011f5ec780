//! Documents are read as PyYAML reads them, which is what the reference checker does: values, types, the places of keys,
//! and the lines at which it gives up.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value as Json, json};
use synth::parse::parse;

use super::corpus::{own_documents, real_templates};
use super::dump::{dump, line_column};
use super::mutations::Mutations;
use crate::support::process;
use crate::support::python::Python;

#[test]
fn python_reads_the_same() {
    let Some(python) = Python::for_part("python_reads_the_same") else { return };
    let mut documents = own_documents();
    let real = real_templates();
    if real.is_empty() {
        println!("not compared: real templates, which are not there");
    }
    documents.extend(real);
    let mut texts: Vec<(String, String)> = documents
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)))
        .collect();
    let mut mutations = Mutations::new();
    let short: Vec<(String, String)> = texts.iter().filter(|(_, text)| text.len() < 6_000).cloned().collect();
    for number in 0..Mutations::count(1_500) {
        let (name, text) = &short[mutations.below(short.len())];
        texts.push((format!("{name}, change {number}"), mutations.text(text)));
    }

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parse-python");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("cases.jsonl");
    let mut lines = String::new();
    for (name, text) in &texts {
        let dump = dump(&parse(name, text.as_bytes()));
        writeln!(lines, "{}", json!({"name": name, "text": text, "dump": dump})).unwrap();
    }
    fs::write(&file, lines).unwrap();

    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/parse/compare.py");
    let mut command = python.command();
    let read = process::run(command.arg(script).arg(&file), &folder, Duration::from_secs(900)).unwrap();
    println!("{}", read.stdout);
    assert!(read.status.success(), "{}{}", read.stdout, read.stderr);
}

/// What the reference says of broken templates among the real ones, it says on the lines that are said here.
#[test]
fn the_reference_refuses_the_same() {
    let findings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/cfn-lint-findings.jsonl");
    let Ok(findings) = fs::read_to_string(findings) else {
        println!("not compared: the findings of the reference are not there");
        return;
    };
    let documents = real_templates();
    let mut refused = 0;
    for line in findings.lines() {
        let finding: Json = serde_json::from_str(line).unwrap();
        let field = |name: &str| finding[name].as_str().unwrap();
        let name = format!("{}/{}", field("repo").replace('/', "+"), field("path"));
        let expected: Vec<u64> = finding["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["rule"] == "E0000")
            .map(|finding| finding["line"].as_u64().unwrap())
            .collect();
        let Some((_, bytes)) = documents.iter().find(|(other, _)| *other == name) else {
            panic!("{name} is not there");
        };
        let document = parse(&name, bytes);
        let lines: Vec<u64> = document
            .problems
            .iter()
            .map(|problem| u64::from(line_column(&document.source, problem.labels[0].origin).0))
            .collect();
        assert_eq!(lines, expected, "{name}: {}", crate::reports(&document));
        refused += expected.len();
    }
    println!("{} templates, {refused} findings", documents.len());
}
