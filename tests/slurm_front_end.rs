//! The function of the blueprint `slurm-api`: Python's own tests of the source that the template carries.
#![cfg(feature = "blueprints")]
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::{process, skip};

const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/slurm_api/tests");

const LIMIT: Duration = Duration::from_secs(300);

#[test]
fn python_tests_the_function() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("slurm-front-end");
    std::fs::create_dir_all(&folder).unwrap();
    if let Err(why) = process::run(Command::new("python3").arg("--version"), &folder, LIMIT) {
        skip::cannot_run("python_tests_the_function", &why);
        return;
    }

    let template = folder.join("slurm-api.json");
    let mut synth = Command::new(env!("CARGO_BIN_EXE_synth"));
    synth.args(["slurm-api", "--format", "json", "--output"]).arg(&template);
    succeeds(&mut synth, &folder);

    // Nothing but Python's standard library, whatever else there is on this machine; and no files beside the sources.
    let mut python = Command::new("python3");
    python.args(["-I", "-B", "-m", "unittest", "discover", TESTS]).env("TEMPLATE", &template);
    succeeds(&mut python, &folder);
}

#[track_caller]
fn succeeds(command: &mut Command, folder: &Path) {
    let finished = process::run(command, folder, LIMIT).unwrap();
    assert!(finished.status.success(), "{command:?}\n{}{}", finished.stdout, finished.stderr);
}
