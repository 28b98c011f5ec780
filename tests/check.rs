//! The checker: `synth::check`.
#![cfg(feature = "check")]

#[path = "check/examples.rs"]
mod examples;
#[path = "check/loops.rs"]
mod loops;
