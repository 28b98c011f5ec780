//! What becomes of a test on a machine that lacks what it needs.

use std::fs;

/// Notes that the part of the tests named `part` cannot run here, and why.
///
/// With `CI=true` that is a failure. Elsewhere the test goes on to pass, so the note must not be lost among the output
/// of passing tests, which runners hide: it is kept in `target/tests-skipped/`, and `make test` prints it at the end.
pub fn cannot_run(part: &str, why: &str) {
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{part} cannot run, and CI=true: {why}");
    let note = format!("SKIPPED: {part}: {why}");
    eprintln!("{note}");
    let folder = super::target().join("tests-skipped");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    fs::write(folder.join(part.replace(|c: char| !c.is_alphanumeric(), "-")), note + "\n")
        .expect("the target folder can be written");
}
