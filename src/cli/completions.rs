//! `synth completions SHELL`: prints what a shell completes the command line with.

use clap::Command;
use clap_complete::{Shell, generate};

use super::io::{Exit, Io};

pub(super) fn run(shell: Shell, mut command: Box<Command>, io: &mut Io<'_>) -> Exit {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(shell, &mut command, name, &mut script);
    io.product(&String::from_utf8_lossy(&script))
}
