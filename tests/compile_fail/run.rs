//! What must not compile, and what the compiler says of it. Each program in `cases/` is wrong, and the messages are in the
//! `.stderr` file beside it. After a change that is meant, `TRYBUILD=overwrite cargo test -p compile-fail` writes them anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests fail by panicking")]

use std::process::Command;

#[path = "../support/mod.rs"]
mod support;

/// The compiler whose messages are recorded: others word theirs differently.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn what_is_wrong_does_not_compile() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc starts").stdout;
    let version = String::from_utf8(version).unwrap();
    if !version.starts_with(COMPILER) {
        let why = format!("the messages are those of {COMPILER}x, and this is {}", version.trim());
        return support::skip::cannot_run("messages of the compiler", &why);
    }
    trybuild::TestCases::new().compile_fail("cases/*.rs");
}
