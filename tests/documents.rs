//! What the README shows is what the program prints.

#![cfg(all(feature = "cli", feature = "iam"))]
#![allow(clippy::expect_used, reason = "a test that fails may panic")]

#[allow(dead_code, reason = "the example's `main` is not called here")]
mod pc_policy {
    include!("../examples/pc_policy.rs");

    pub(super) fn yaml() -> String {
        let template = stack().synthesize().expect("a valid stack");
        synth::emit::to_string(&template, synth::emit::Format::Yaml)
    }
}

const README: &str = include_str!("../README.md");

/// The first block of code of that language.
fn block(language: &str) -> &'static str {
    let start = format!("```{language}\n");
    let (_, after) = README.split_once(&start).expect("the README has such a block");
    after.split_once("```").expect("the block ends").0
}

#[test]
fn the_readme_shows_the_example() {
    assert_eq!(block("rust"), include_str!("../examples/pc_policy.rs"));
}

#[test]
fn the_readme_shows_its_template() {
    assert_eq!(block("yaml"), pc_policy::yaml());
}
