//! The Python tools that `tests/requirements.txt` pins, installed once into `target/e2e-venv/`.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{process, skip};

const REQUIREMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/requirements.txt");

/// Installing takes seconds, but the packages may come over a slow line.
const LIMIT: Duration = Duration::from_secs(8 * 60);

/// A virtual environment with the tests' Python tools in it.
pub struct Python {
    home: PathBuf,
}

impl Python {
    /// The environment, made now if nobody has yet. `None` where that cannot be done: the test is then to return, and
    /// the part of the tests named `part` counts as skipped (with `CI=true`, as failed).
    pub fn for_part(part: &str) -> Option<Self> {
        match Self::ready() {
            Ok(python) => Some(python),
            Err(why) => {
                skip::cannot_run(part, &why);
                None
            }
        }
    }

    /// The interpreter: `python.command().arg("script.py")` runs a script that can import the tools.
    pub fn command(&self) -> Command {
        let mut command = Command::new(self.programs().join("python"));
        forget_other_pythons(&mut command);
        command
    }

    /// The folder of the tools' programs, `aws` among them.
    pub fn programs(&self) -> PathBuf {
        self.home.join("bin")
    }

    fn ready() -> Result<Self, String> {
        let venvs = super::target().join("e2e-venv");
        fs::create_dir_all(&venvs).map_err(|error| format!("{}: {error}", venvs.display()))?;
        // Test processes run side by side: the first one installs, the others wait for it here.
        let lock =
            File::create(venvs.join("lock")).map_err(|error| format!("no lock for the venv: {error}"))?;
        lock.lock().map_err(|error| format!("no lock for the venv: {error}"))?;

        let home = venvs.join(key(&venvs)?);
        let finished = home.join("finished");
        if !finished.exists() {
            let failure = home.with_extension("failure");
            if let Some(why) = just_written(&failure) {
                return Err(why);
            }
            install(&venvs, &home).inspect_err(|why| _ = fs::write(&failure, why))?;
            fs::write(&finished, "").map_err(|error| format!("{}: {error}", finished.display()))?;
        }
        Ok(Self { home })
    }
}

/// A venv serves one set of requirements, one Python and one place: it cannot be moved.
fn key(venvs: &Path) -> Result<String, String> {
    let requirements =
        fs::read_to_string(REQUIREMENTS).map_err(|error| format!("{REQUIREMENTS}: {error}"))?;
    let version =
        quietly(Command::new("python3").args(["-c", "import sys; print(sys.version, sys.prefix)"]), venvs)?;
    let mut hash = DefaultHasher::new();
    (requirements, version, venvs).hash(&mut hash);
    Ok(format!("{:016x}", hash.finish()))
}

fn install(venvs: &Path, home: &Path) -> Result<(), String> {
    // What an interrupted run left half made goes first.
    if home.exists() {
        fs::remove_dir_all(home).map_err(|error| format!("{}: {error}", home.display()))?;
    }
    quietly(Command::new("python3").args(["-m", "venv"]).arg(home), venvs)?;
    let mut pip = Command::new(home.join("bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--require-hashes",
    ]);
    quietly(pip.args(["--requirement", REQUIREMENTS]), venvs)?;
    Ok(())
}

/// Without a network, one test finds that out, after a while, and those that waited for it need not try again.
fn just_written(failure: &Path) -> Option<String> {
    let age = fs::metadata(failure).ok()?.modified().ok()?.elapsed().ok()?;
    (age < Duration::from_secs(60)).then(|| fs::read_to_string(failure).ok())?
}

/// What `command` prints; if it fails, the command and the end of what it said.
fn quietly(command: &mut Command, folder: &Path) -> Result<String, String> {
    forget_other_pythons(command);
    let finished = process::run(command, folder, LIMIT);
    let why = match finished {
        Ok(finished) if finished.status.success() => return Ok(finished.stdout),
        Ok(finished) => last_lines(&(finished.stdout + &finished.stderr)),
        Err(why) => last_lines(&why),
    };
    let words: Vec<_> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
    let line = words.join(std::ffi::OsStr::new(" "));
    Err(format!("`{}` failed: {why}", line.display()))
}

/// A skipped test says why in one line.
fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(3)..].join(" / ")
}

fn forget_other_pythons(command: &mut Command) {
    command.env_remove("PYTHONHOME").env_remove("PYTHONPATH").env_remove("VIRTUAL_ENV");
}
