//! The names that a schema can make trouble with, and the code that comes out: it compiles, and it does what it says.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::path::{Path, PathBuf};
use std::process::Command;

use cfn_synth_codegen::facts::Service;
use cfn_synth_codegen::render::{self, Names, Options};

const FACTS: &str = include_str!("fixtures/collisions.json");
const NAMES: &str = include_str!("fixtures/collisions.names.txt");

fn service() -> Service {
    Service::from_text("collisions.json", FACTS).unwrap()
}

#[test]
fn every_name_is_settled() {
    let names = render::api(&service(), &Names::default()).unwrap();
    assert_eq!(names, NAMES, "\n{names}");
}

#[test]
fn frozen_names_change_nothing() {
    let frozen = Names::from_text("collisions.names.txt", NAMES).unwrap();
    let options = Options::new();
    assert_eq!(render::api(&service(), &frozen).unwrap(), NAMES);
    assert_eq!(
        render::module(&service(), &frozen, &options).unwrap(),
        render::module(&service(), &Names::default(), &options).unwrap()
    );
}

#[test]
fn doc_comments_state_facts() {
    let text = render::module(&service(), &Names::default(), &Options::new()).unwrap();
    for line in [
        "/// - `Id`: string, 3 to 63 characters, pattern `` ^[a-z`]+$ ``. A change may replace the resource.",
        "/// - `Type`: string of a list of values. A change replaces the resource.",
        "/// `New`: integer, from 1 to below 9.",
        "/// `Old`: number, a multiple of 0.5. Deprecated by AWS.",
        "/// `Self`: string. Write-only.",
        "/// `Variables`: map of strings.",
        "/// `Endpoint.Address`: string.",
    ] {
        assert!(text.lines().any(|own| own.trim() == line), "{line}");
    }
}

#[test]
fn it_compiles_and_runs() {
    let module =
        render::module(&service(), &Names::default(), &Options::new().runtime("crate::runtime")).unwrap();
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/runtime.rs");
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("main.rs");
    let program = folder.path().join("main");
    let main = include_str!("fixtures/collisions_main.rs");
    let text = format!(
        "#![allow(dead_code, non_camel_case_types, non_snake_case)]\n#[path = {runtime:?}]\nmod runtime;\n{module}\n{main}"
    );
    std::fs::write(&source, text).unwrap();
    let output =
        Command::new(rustc()).args(["--edition", "2024", "-o"]).arg(&program).arg(&source).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let output = Command::new(&program).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn rustc() -> PathBuf {
    std::env::var_os("RUSTC").map_or_else(|| PathBuf::from("rustc"), PathBuf::from)
}
