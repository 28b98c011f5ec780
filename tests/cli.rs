//! The command line, which the shipped program and every program of a user have: what is printed where, and how it ends.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "tests fail by panicking, and say what they had to skip"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use synth::cli::{App, Exit, Io};
use synth::dsl::{Resource, ResourceAttributes, Stack};

mod support;

mod cli {
    mod before_printing;
    mod budgets;
    mod check;
    mod check_config;
    mod check_fix;
    mod check_formats;
    mod check_inputs;
    mod check_parameters;
    mod mistaken;
    mod output_file;
    mod processes;
    mod stacks;
}

/// How a command ended, and what it wrote.
#[derive(Debug)]
struct Ran<E> {
    exit: E,
    stdout: String,
    stderr: String,
}

/// Runs a command line, the words of which stand between blanks, in this process.
fn run(app: App, line: &str) -> Ran<Exit> {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let arguments = line.split_whitespace().map(OsString::from);
    let exit = app.run_with(arguments, &mut Io::plain(&mut stdout, &mut stderr));
    Ran { exit, stdout: String::from_utf8(stdout).unwrap(), stderr: String::from_utf8(stderr).unwrap() }
}

/// A folder with files in it, in which `synth` runs.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The shipped program with these arguments, away from whatever settings this machine has.
    fn command(&self, line: &str) -> Command {
        let mut command = synth();
        command.args(line.split_whitespace()).current_dir(&self.0).env("HOME", self.path("home"));
        command.env_remove("AWS_REGION").env_remove("AWS_DEFAULT_REGION").stdin(std::process::Stdio::null());
        command
    }

    /// Runs `synth check` with these arguments.
    fn check(&self, line: &str) -> Ran<i32> {
        run_process(&mut self.command(&format!("check {line}")))
    }
}

/// A template with nothing wrong.
const SOUND: &str = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n";

/// A template with an error in line 5.
const WRONG: &str = "\
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueName: jobs
";

/// A template with a warning.
const DOUBTFUL: &str = "\
Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
    TableName: jobs
";

/// Runs a program to its end. The exit code is -1 if a signal has ended it.
fn run_process(command: &mut Command) -> Ran<i32> {
    let output =
        command.output().unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()));
    Ran {
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The shipped program.
fn synth() -> Command {
    Command::new(env!("CARGO_BIN_EXE_synth"))
}

/// A program of a user: one of `examples/`. They are built with the tests, unless only some tests are asked for.
fn example(name: &str) -> Command {
    let synth = Path::new(env!("CARGO_BIN_EXE_synth"));
    let program: PathBuf =
        synth.with_file_name("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    if !program.exists() {
        let target = support::target();
        let built = Command::new(env!("CARGO"))
            .args([
                "build",
                "--quiet",
                "--features",
                "cli,iam,lambda,s3,sns,sqs",
                "--example",
                name,
                "--target-dir",
            ])
            .arg(&target)
            .status();
        assert!(built.is_ok_and(|status| status.success()), "the example {name} cannot be built");
    }
    Command::new(program)
}

/// A stack with one resource.
fn stack(name: &'static str) -> Stack {
    let mut stack = Stack::new(name);
    stack.add("Thing", Resource::custom("My::Own::Thing::MODULE").property("Stack", name));
    stack
}

/// A stack that cannot become a template.
fn broken() -> Stack {
    let mut stack = stack("broken");
    stack.add("Thing", Resource::custom("My::Own::Thing::MODULE"));
    stack
}
