//! What the tests share: the Python tools, and what becomes of a test that cannot have them.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail by panicking and explain themselves on stderr, and each uses its own part of this"
)]

pub mod process;
pub mod python;
pub mod skip;

use std::path::{Path, PathBuf};

/// Cargo's target folder: all that the tests make or keep is in there.
pub fn target() -> PathBuf {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    scratch.parent().expect("cargo puts its scratch folder into the target folder").to_owned()
}
