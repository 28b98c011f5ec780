//! A stand-in for AWS on this machine, and a terminal to work with it.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail by panicking and explain themselves on stderr"
)]

mod change_sets;
pub mod cloudformation;
pub mod endpoint;
pub mod terminal;
