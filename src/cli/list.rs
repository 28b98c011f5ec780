//! `synth list`: names the stacks.

use super::io::{Exit, Io};
use crate::dsl::Stack;

pub(super) fn run(stacks: &[Stack], io: &mut Io<'_>) -> Exit {
    let width = stacks.iter().map(|stack| stack.name().len()).max().unwrap_or_default();
    let mut text = String::new();
    for stack in stacks {
        let description = stack.description_text().unwrap_or_default().lines().next().unwrap_or_default();
        text.push_str(format!("{:width$}  {description}", stack.name()).trim_end());
        text.push('\n');
    }
    io.product(&text)
}
