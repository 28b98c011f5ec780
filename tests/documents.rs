//! What the README shows is what the program prints.

#![cfg(all(feature = "cli", feature = "iam"))]
#![allow(clippy::expect_used, reason = "tests fail by panicking")]

#[path = "../examples/pc_policy.rs"]
#[allow(dead_code, unreachable_pub, reason = "here the example is a module, and its `main` is not called")]
mod pc_policy;

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
    let template = pc_policy::stack().synthesize().expect("a valid stack");
    assert_eq!(block("yaml"), synth::emit::to_string(&template, synth::emit::Format::Yaml));
}
