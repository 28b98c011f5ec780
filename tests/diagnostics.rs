//! What is reported about a stack that is wrong, as the command line shows it. Each program in `diagnostics/` is wrong in
//! several ways, and its reports are in the `.snap` file beside it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::fmt::Write;

use synth::diag::{Renderer, SourceReader};
use synth::dsl::Stack;

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
    foreign_handles,
    limits,
    logical_ids,
    mapping_keys,
    numbers,
    stacks,
}

#[test]
fn without_the_source_file_the_place_is_named_all_the_same() {
    let renderer = Renderer::plain().sources(SourceReader::from_roots([]));
    insta::assert_snapshot!(reports(&renderer, diagnostics::declarations::stacks()), @"");
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
    insta::assert_snapshot!(diagnostics, @"");
}
