//! `synth list`: names the stacks.

use super::io::{Exit, Io};
use super::source::Source;

pub(super) fn run(stacks: &[Source], io: &mut Io<'_>) -> Exit {
    let width = stacks.iter().map(|stack| stack.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    let mut failures = Vec::new();
    for stack in stacks {
        // The name is known, whether the stack can be made or not.
        let about = stack.about().unwrap_or_else(|failure| {
            failures.push(failure);
            String::new()
        });
        text.push_str(format!("{:width$}  {about}", stack.name).trim_end());
        text.push('\n');
    }
    let listed = io.product(&text);
    failures.iter().map(|failure| io.fail(failure)).last().unwrap_or(listed)
}
