//! `synth list`: names the stacks.

use super::io::{Exit, Io};
use super::source::Source;

pub(super) fn run(stacks: &[Source], io: &mut Io<'_>) -> Exit {
    let width = stacks.iter().map(|stack| stack.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for stack in stacks {
        text.push_str(format!("{:width$}  {}", stack.name, stack.about()).trim_end());
        text.push('\n');
    }
    io.product(&text)
}
