//! The DSL, feature by feature: a program, and the template that it becomes.

#![allow(clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use synth::dsl::Stack;
use synth::emit::{self, Format};

mod dsl {
    mod conditions;
    mod first_program;
    mod functions;
    mod mappings;
    mod parameters;
    mod references;
    mod resources;
    mod sections;
    mod sub;
    mod values;
}

/// The template that a stack becomes.
fn template(stack: Stack) -> String {
    let template = stack.synthesize().unwrap_or_else(|diagnostics| panic!("\n{diagnostics}\n"));
    emit::to_string(&template, Format::Yaml)
}

/// A section of the template that a stack becomes.
fn section(stack: Stack, name: &str) -> String {
    let template = template(stack);
    let header = format!("{name}:");
    let mut lines = template.lines().skip_while(|line| *line != header);
    let first = lines.next().unwrap_or_else(|| panic!("no section {name} in\n{template}"));
    let inside = lines.take_while(|line| line.is_empty() || line.starts_with(' '));
    std::iter::once(first).chain(inside).collect::<Vec<_>>().join("\n")
}
