//! What is reported about a stack that is wrong, as the command line shows it. Each program in `diagnostics/` is wrong in
//! several ways, and its reports are in the `.snap` file beside it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::fmt::Write;
use std::fs;

use synth::diag::{Renderer, SourceReader};
use synth::prelude::*;

/// The reports about stacks, one after the other.
fn reports(renderer: &Renderer, stacks: impl IntoIterator<Item = Stack>) -> String {
    let mut text = String::new();
    for stack in stacks {
        let diagnostics = stack.synthesize().expect_err("the stack is wrong");
        for diagnostic in &diagnostics {
            writeln!(text, "{}\n", renderer.render(diagnostic)).unwrap();
        }
    }
    text
}

macro_rules! programs {
    ($($name:ident),+ $(,)?) => {
        mod diagnostics {
            $(pub(super) mod $name;)+
        }

        $(
            #[test]
            fn $name() {
                let mut settings = insta::Settings::new();
                settings.set_snapshot_path("diagnostics");
                settings.set_prepend_module_to_snapshot(false);
                settings.set_omit_expression(true);
                settings.bind(|| {
                    let reports = reports(&Renderer::plain(), diagnostics::$name::stacks());
                    insta::assert_snapshot!(stringify!($name), reports);
                });
            }
        )+
    };
}

programs! {
    declarations,
    duplicate_ids,
    duplicate_keys,
    foreign_handles,
    includes,
    interface,
    limits,
    logical_ids,
    loops,
    mapping_keys,
    names,
    numbers,
    stacks,
}

#[test]
fn what_cloudformation_takes_is_not_reported() {
    let mut stack = Stack::new("s".repeat(128)).description("d".repeat(1024));
    for number in 0..500 {
        stack.add(format!("Resource{number}"), Resource::custom("AWS::New::Thing"));
    }
    for number in 0..200 {
        stack.parameter(format!("Parameter{number}"), Parameter::string());
        stack.mapping(format!("Mapping{number}"), Mapping::<i64>::new().row("a-b.c", [("Nodes", number)]));
        stack.output(format!("Output{number}"), number);
    }
    let longest = "L".repeat(255);
    stack.condition(longest.clone(), pseudo::region().equals("us-east-1"));
    stack.rule(longest, Rule::new().assert(pseudo::region().equals("us-east-1"), "only there"));
    assert!(stack.synthesize().is_ok());
}

#[test]
fn without_the_source_file_the_place_is_named_all_the_same() {
    let renderer = Renderer::plain().sources(SourceReader::from_roots([]));
    insta::assert_snapshot!(reports(&renderer, diagnostics::declarations::stacks()), @"
    error[defined-twice]: the resource `Twice` is defined twice
    --> tests/diagnostics/declarations.rs:11:11
     = note: tests/diagnostics/declarations.rs:8:23: added or declared here

    error[defined-twice]: the resource `Added` is defined twice
    --> tests/diagnostics/declarations.rs:12:11
     = note: tests/diagnostics/declarations.rs:9:23: added or declared here

    error[undefined-resource]: the resource `Never` is declared and never defined
    --> tests/diagnostics/declarations.rs:7:23
     = help: define it with `Stack::define`
    ");
}

#[test]
fn a_source_file_that_is_not_the_one_compiled_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tests/diagnostics/declarations.rs");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "mod shorter;\n").unwrap();
    let elsewhere = Renderer::plain().sources(SourceReader::from_roots([folder.path().to_owned()]));
    let shown = reports(&elsewhere, diagnostics::declarations::stacks());

    let nowhere = Renderer::plain().sources(SourceReader::from_roots([]));
    assert_eq!(shown, reports(&nowhere, diagnostics::declarations::stacks()));
}

#[test]
fn with_colours_the_words_are_the_same() {
    let plain = reports(&Renderer::plain(), diagnostics::declarations::stacks());
    let styled = reports(&Renderer::styled(), diagnostics::declarations::stacks());
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
    assert!(styled.contains("\u{1b}["), "{styled:?}");
    assert_eq!(without_escapes(&styled), plain);
}

fn without_escapes(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').expect("an escape ends").1);
    }
    plain
}

#[test]
fn one_line_says_it_to_other_tools() {
    let stack = diagnostics::declarations::stacks().remove(0);
    let diagnostics = stack.synthesize().expect_err("the stack is wrong");
    insta::assert_snapshot!(diagnostics, @"
    tests/diagnostics/declarations.rs:11:11: error[defined-twice]: the resource `Twice` is defined twice
    tests/diagnostics/declarations.rs:12:11: error[defined-twice]: the resource `Added` is defined twice
    tests/diagnostics/declarations.rs:7:23: error[undefined-resource]: the resource `Never` is declared and never defined
    ");
}
