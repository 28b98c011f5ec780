//! What the parser makes of documents. Those in `parse/read/` are shown with types and places in the `.snap` file beside
//! each, and what is said of those in `parse/broken/`, which cannot be read, as the command line shows it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests fail by panicking"
)]

mod support;

mod parse {
    pub(super) mod bounds;
    pub(super) mod corpus;
    pub(super) mod dump;
    pub(super) mod encodings;
    pub(super) mod fuzz;
    pub(super) mod mutations;
    pub(super) mod numbers;
    pub(super) mod outline;
    pub(super) mod python;
    pub(super) mod round_trip;
    pub(super) mod scalars;
    pub(super) mod spans;
}

use std::fmt::Write;
use std::fs;
use std::path::Path;

use synth::diag::Renderer;
use synth::parse::Document;

/// The documents of a folder of `tests/parse/`, by name.
fn documents(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parse").join(folder);
    let mut documents: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_none_or(|extension| extension != "snap"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect();
    documents.sort();
    assert!(!documents.is_empty(), "{}", folder.display());
    documents
}

/// What is wrong with a document, as the command line shows it.
fn reports(document: &Document) -> String {
    let renderer = Renderer::plain();
    let mut text = String::new();
    for problem in &document.problems {
        writeln!(text, "{}\n", renderer.document(&document.source).render(problem)).unwrap();
    }
    text
}

fn snapshots_beside(folder: &str, check: impl Fn(&str, Document) -> String) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(format!("parse/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, bytes) in documents(folder) {
            insta::assert_snapshot!(name.clone(), check(&name, synth::parse::parse(&name, &bytes)));
        }
    });
}

#[test]
fn what_is_read() {
    snapshots_beside("read", |name, document| {
        assert!(document.problems.is_empty(), "{name}: {}", reports(&document));
        parse::outline::outline(&document)
    });
}

#[test]
fn what_is_said_of_broken_documents() {
    snapshots_beside("broken", |name, document| {
        assert!(!document.problems.is_empty(), "{name} is not broken");
        reports(&document)
    });
}
