//! A terminal as a user of `synth` has it: a folder, `synth` and `aws` on the PATH, and an account at an endpoint.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::endpoint::Endpoint;
use crate::support;
use crate::support::process::{self, Finished};
use crate::support::python::Python;

/// For one command line. `aws cloudformation wait` looks every 30 seconds.
const LIMIT: Duration = Duration::from_secs(150);

/// Command lines are given as they stand in the manual, and run by bash.
pub struct Terminal {
    folder: PathBuf,
    environment: BTreeMap<&'static str, OsString>,
    account: String,
    endpoint: Endpoint,
    _lock: File,
}

impl Terminal {
    /// Opens a terminal in the folder `target/e2e/NAME`, with an endpoint and an account of its own.
    ///
    /// `None` where the tools cannot be had: the test is then to return.
    pub fn open(name: &str) -> Option<Self> {
        let python = Python::for_part("end to end")?;
        let (folder, lock) = empty_folder(name);
        let endpoint = Endpoint::start(&python, &folder);
        let account = account_of(name);
        let system = std::env::var_os("PATH").unwrap_or_default();
        let synth =
            Path::new(env!("CARGO_BIN_EXE_synth")).parent().expect("a program is in a folder").to_owned();
        let path = [synth, python.programs()].into_iter().chain(std::env::split_paths(&system));
        let environment = BTreeMap::from([
            ("PATH", std::env::join_paths(path).expect("no colon in the target folder's name")),
            ("HOME", folder.clone().into()),
            ("LANG", "C.UTF-8".into()),
            // Nothing of the machine's own settings may reach the command line, least of all real credentials.
            ("AWS_CONFIG_FILE", folder.join("no-config").into()),
            ("AWS_SHARED_CREDENTIALS_FILE", folder.join("no-credentials").into()),
            ("AWS_EC2_METADATA_DISABLED", "true".into()),
            ("AWS_ENDPOINT_URL", endpoint.url().into()),
            // The endpoint takes a key of twelve digits for the number of the account.
            ("AWS_ACCESS_KEY_ID", account.clone().into()),
            ("AWS_SECRET_ACCESS_KEY", "secret".into()),
            ("AWS_DEFAULT_REGION", "us-east-1".into()),
            ("AWS_PAGER", "".into()),
        ]);
        Some(Self { folder, environment, account, endpoint, _lock: lock })
    }

    /// The number of the account that the commands work in.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// The endpoint that the commands talk to.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// As `export NAME=value` does, for all commands that follow.
    pub fn export(&mut self, name: &'static str, value: &str) {
        self.environment.insert(name, value.into());
    }

    /// Runs a command line that succeeds, and says what it printed.
    #[track_caller]
    pub fn run(&self, line: &str) -> String {
        let finished = self.finish(line);
        assert!(
            finished.status.success(),
            "$ {line}\n{}\n{}{}",
            finished.status,
            finished.stdout,
            finished.stderr
        );
        finished.stdout
    }

    /// Runs a command line that succeeds and prints JSON.
    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        let text = self.run(line);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("$ {line}\n{text}\nis not JSON: {error}"))
    }

    /// Runs a command line that fails, and says what it wrote to stderr.
    #[track_caller]
    pub fn fails(&self, line: &str) -> String {
        let finished = self.finish(line);
        assert!(
            !finished.status.success(),
            "$ {line}\ndoes not fail\n{}{}",
            finished.stdout,
            finished.stderr
        );
        finished.stderr
    }

    /// Edits a file in the folder: `from`, which must be there, becomes `to`.
    #[track_caller]
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(from), "{from:?} is not in {}:\n{text}", path.display());
        fs::write(&path, text.replace(from, to)).expect("the file can be written");
    }

    #[track_caller]
    fn finish(&self, line: &str) -> Finished {
        let mut bash = Command::new("bash");
        bash.args(["-euo", "pipefail", "-c", line])
            .current_dir(&self.folder)
            .env_clear()
            .envs(&self.environment);
        process::run(&mut bash, &self.folder, LIMIT).unwrap_or_else(|why| panic!("$ {line}\n{why}"))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}", self.endpoint.end_of_log());
        }
    }
}

/// The folder outlives the test, to be looked at; the lock keeps a second run of the tests out of it until then.
fn empty_folder(name: &str) -> (PathBuf, File) {
    let all = support::target().join("e2e");
    fs::create_dir_all(&all).expect("the target folder can be written");
    let lock = File::create(all.join(format!("{name}.lock"))).expect("the target folder can be written");
    lock.lock().expect("a file can be locked");
    let folder = all.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the target folder can be written");
    }
    fs::create_dir(&folder).expect("the target folder can be written");
    (folder, lock)
}

/// Twelve digits that are the same on every run, and others for every name.
fn account_of(name: &str) -> String {
    let number = name.bytes().fold(7_u64, |number, byte| (number * 131 + u64::from(byte)) % 899_999_999_993);
    format!("{}", 100_000_000_000 + number)
}
