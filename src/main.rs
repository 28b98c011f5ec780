//! The program `synth`: the shipped blueprints, and the command line.

use std::process::ExitCode;

#[path = "../blueprints/mod.rs"]
mod blueprints;

fn main() -> ExitCode {
    blueprints::app().run()
}
