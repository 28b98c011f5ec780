//! The checker: `synth::check`.
#![cfg(feature = "check")]
#![allow(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "tests say what they had to skip, and fail by panicking"
)]

#[path = "check/conditions.rs"]
mod conditions;
#[path = "check/examples.rs"]
mod examples;
#[path = "check/fix.rs"]
mod fix;
#[path = "check/large.rs"]
mod large;
#[path = "check/loops.rs"]
mod loops;
#[path = "check/own_rules.rs"]
mod own_rules;
#[path = "check/rule_list.rs"]
mod rule_list;
mod support;
#[path = "check/values.rs"]
mod values;
