//! A repository with a crate of stacks in it, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What is fast to build and small, the same for all builds.
pub const PROFILE: [(&str, &str); 2] = [("CARGO_INCREMENTAL", "0"), ("CARGO_PROFILE_DEV_DEBUG", "0")];

/// How a command ended, and what it wrote.
#[derive(Debug)]
pub struct Ran {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A repository that holds the crate `my-stacks`, beside another crate that it uses.
pub struct Repository {
    pub home: tempfile::TempDir,
}

impl Repository {
    /// The first commit has no crate.
    pub fn new() -> Self {
        let repository = Self { home: tempfile::tempdir().unwrap() };
        repository.write("../delays/Cargo.toml", "[package]\nname = \"delays\"\nedition = \"2024\"\n");
        repository.write("../delays/src/lib.rs", "pub const SECOND: i64 = 1;\n");
        repository.write("README.md", "Stacks.\n");
        repository.git("init -q");
        repository.commit("first");
        let manifest = format!(
            "[package]\nname = \"my-stacks\"\nedition = \"2024\"\n\n[features]\nqueues = []\n\n[[bin]]\nname = \"my-stacks\"\npath = \"src/main.rs\"\nrequired-features = [\"queues\"]\n\n[dependencies]\n\
             cfn-synth = {{ path = '{ROOT}', default-features = false, features = ['cli'] }}\n\
             delays = {{ path = '../../delays' }}\n"
        );
        repository.write("infra/Cargo.toml", &manifest);
        // What this workspace is built with is there without a network.
        fs::copy(Path::new(ROOT).join("Cargo.lock"), repository.path("infra/Cargo.lock")).unwrap();
        repository
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join("repository").join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    pub fn git(&self, line: &str) -> String {
        let identity =
            ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
        let mut git = Command::new("git");
        git.arg("-C").arg(self.path("")).args(identity).args(line.split(' '));
        let done = git.output().unwrap();
        assert!(done.status.success(), "{line}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap().trim().to_owned()
    }

    /// Commits all, and tags it.
    pub fn commit(&self, name: &str) {
        self.git("add .");
        self.git(&format!("commit -q --allow-empty -m {name}"));
        self.git(&format!("tag {name}"));
    }

    /// The program with these expressions as its stacks.
    pub fn stacks(&self, stacks: &[&str]) {
        let stacks: String = stacks.iter().map(|stack| format!(".lazy_stack({stack})")).collect();
        let text = "use synth::dsl::{Resource, ResourceAttributes, Stack};\n\
            #[allow(dead_code)]\n\
            fn queue(name: &'static str, delay: i64) -> Stack {\n\
                let mut stack = Stack::new(name);\n\
                stack.add(\"Queue\", Resource::custom(\"AWS::SQS::Queue\").property(\"DelaySeconds\", delay));\n\
                stack\n\
            }\n";
        let main =
            format!("fn main() -> std::process::ExitCode {{ synth::cli::App::new(){stacks}.run() }}\n");
        self.write("infra/src/main.rs", &(text.to_owned() + &main));
    }

    /// Builds the program, and puts it where no later build finds it.
    pub fn build(&self) {
        // Where the program builds what it was, under the same lock: so all that it uses is built once.
        let target = target().join("synth-diff");
        fs::create_dir_all(&target).unwrap();
        let lock = fs::File::create(target.join("lock")).unwrap();
        lock.lock().unwrap();
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--offline", "--features", "queues", "--target-dir"]).arg(&target);
        let built = cargo.envs(PROFILE).current_dir(self.path("infra")).status().unwrap();
        assert!(built.success(), "the crate does not build");
        fs::copy(target.join("debug/my-stacks"), self.home.path().join("my-stacks")).unwrap();
    }

    /// `my-stacks diff`, in the crate's folder.
    pub fn command(&self, line: &str) -> Command {
        self.command_of(&self.home.path().join("my-stacks"), line)
    }

    /// The same of a program that is elsewhere.
    pub fn command_of(&self, program: &Path, line: &str) -> Command {
        let mut command = Command::new(program);
        command.arg("diff").args(line.split_whitespace()).current_dir(self.path("infra"));
        command.env("CARGO_TARGET_DIR", target()).env("CARGO_NET_OFFLINE", "true").envs(PROFILE);
        command.env_remove("CARGO_MANIFEST_DIR").stdin(Stdio::null());
        command
    }

    pub fn diff(&self, line: &str) -> Ran {
        self.run(self.command(line))
    }

    pub fn run(&self, mut command: Command) -> Ran {
        let output = command.output().unwrap();
        self.is_as_before();
        Ran {
            exit: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// No working tree is left, neither in git's lists nor beside the repository.
    #[track_caller]
    pub fn is_as_before(&self) {
        let trees = self.git("worktree list");
        assert_eq!(trees.lines().count(), 1, "{trees}");
        let folders = fs::read_dir(self.home.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut folders: Vec<String> = folders.map(|name| name.into_string().unwrap()).collect();
        folders.sort();
        assert_eq!(folders, ["delays", "my-stacks", "repository"]);
    }
}

pub fn target() -> PathBuf {
    support::target().join("program-at-revision")
}
