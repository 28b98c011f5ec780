//! `diff --against REVISION` in a crate of stacks: the program is built from that revision's files, and run.
#![cfg(unix)]
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail by panicking, and say what they had to skip"
)]

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

mod support;

mod program_at_revision {
    pub mod repository;
    mod workflow;
}

use program_at_revision::repository::Repository;
use support::process;

#[test]
fn the_program_as_of_a_revision_is_built_and_run() {
    let repository = Repository::new();
    repository.write("infra/src/main.rs", "fn main() { nonsense }\n");
    repository.commit("broken");
    repository.stacks(&["\"jobs\", || Err::<Stack, _>(\"no such file\")"]);
    repository.commit("failing");
    // The file is found where the program is started.
    repository.write("infra/delay.txt", "1");
    let from_file = "\"jobs\", || std::fs::read_to_string(\"delay.txt\").map(|text| queue(\"jobs\", text.parse().unwrap()))";
    repository.stacks(&[from_file, "\"gone\", || queue(\"gone\", delays::SECOND)"]);
    repository.write("snapshots/jobs.yaml", "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n");
    repository.commit("good");
    repository.write("infra/delay.txt", "2");
    repository.stacks(&[from_file, "\"new\", || queue(\"new\", delays::SECOND)"]);
    repository.build();

    let ran = repository.diff("--against good");
    assert_eq!(ran.exit, 1, "{ran:?}");
    let short = repository.git("rev-parse --short=7 good");
    let said =
        format!("building and running `my-stacks` as of good ({short}): this runs that revision's code\n");
    assert_eq!(ran.stderr, said);
    let shown = format!(
        "good:jobs -> jobs: 1 updated\n\nResources\n  ~ Queue (AWS::SQS::Queue): updated in place\n      ~ DelaySeconds: 1 -> 2\n\n\
         good -> new: 1 added\nnote: the stack `new` is new since good ({short})\n"
    );
    assert!(ran.stdout.starts_with(&shown), "{}", ran.stdout);
    assert!(ran.stdout.contains("good:gone -> nothing: 1 removed"), "{}", ran.stdout);
    assert!(ran.stdout.contains("note: the program has no stack `gone` any more"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("has an error"), "{}", ran.stdout);

    for (revision, message) in [
        ("first", "there is no program `my-stacks` in first ("),
        ("broken", "cannot find value `nonsense`"),
        ("failing", "error: jobs: no such file"),
    ] {
        let ran = repository.diff(&format!("--against {revision}"));
        assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""), "{revision}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{revision}: {}", ran.stderr);
    }
    let ran = repository.diff("--against good --features none");
    assert_eq!(ran.exit, 3);
    assert!(ran.stderr.contains("does not contain this feature: none"), "{}", ran.stderr);
    example(&repository);
    without_building(&repository);
    interrupted(&repository);
}

/// A program may be an example of its package.
fn example(repository: &Repository) {
    let main = fs::read_to_string(repository.path("infra/src/main.rs")).unwrap();
    repository.write("infra/examples/more.rs", &main);
    repository.commit("example");
    // Cargo keeps the programs of examples in a folder of that name.
    let program = repository.path("infra/examples/more");
    fs::copy(repository.home.path().join("my-stacks"), &program).unwrap();
    let ran = repository.run(repository.command_of(&program, "--against example"));
    assert_eq!(ran.exit, 0, "{ran:?}");
    assert!(ran.stderr.starts_with("building and running `more` as of example ("), "{}", ran.stderr);
    assert_eq!(ran.stdout, "example:jobs -> jobs: no difference\n\nexample:new -> new: no difference\n");
}

/// What is compared with files runs nothing.
fn without_building(repository: &Repository) {
    repository.write("snapshots/jobs.yaml", "Resources: {}\n");
    for (line, start) in [
        ("--against good:snapshots", "good:snapshots/jobs.yaml -> jobs: 1 updated"),
        ("--against good:../snapshots/", "good:../snapshots/jobs.yaml -> jobs: 1 updated"),
        (
            "../snapshots/jobs.yaml --against good",
            "good:../snapshots/jobs.yaml -> ../snapshots/jobs.yaml: 1 removed",
        ),
        ("../snapshots/jobs.yaml --against good:snapshots", "good:snapshots/jobs.yaml -> "),
        ("../snapshots/jobs.yaml --against good:snapshots/jobs.yaml", "good:snapshots/jobs.yaml -> "),
        ("../snapshots/jobs.yaml --against HEAD^{/good}", "HEAD^{/good}:../snapshots/jobs.yaml -> "),
    ] {
        let ran = repository.diff(line);
        assert_eq!((ran.exit, ran.stderr.as_str()), (1, ""), "{line}");
        assert!(ran.stdout.starts_with(start), "{line}: {}", ran.stdout);
    }
    for (line, exit, message) in [
        ("--against nowhere", 2, "`nowhere` is neither a folder nor a revision"),
        ("--against nowhere:snapshots", 2, "`nowhere` is neither a folder nor a revision"),
        ("--against good:nowhere", 3, "there is no folder `nowhere` in the revision `good`"),
        ("--against good:infra", 3, "there is no template of `jobs`, `new` in `good:infra`"),
        ("--against good:snapshots --features queues", 2, "`--features` is for the program at a revision"),
        ("a.yaml --against good --features queues", 2, "`--features` is for the program at a revision"),
        ("../snapshots/jobs.yaml --against good:nowhere", 3, "there is no `nowhere` in the revision `good`"),
    ] {
        let ran = repository.diff(line);
        assert_eq!((ran.exit, ran.stdout.as_str()), (exit, ""), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{line}: {}", ran.stderr);
    }
    // The program is no program of a package where it was started.
    for (folder, message) in [
        (repository.path("snapshots"), "name the template that is to be compared with `good`"),
        (repository.home.path().to_owned(), "not a git repository"),
    ] {
        let output = repository.command("--against good").current_dir(folder).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(message), "{said}");
    }
    // Unless cargo says where that is; and there is a cargo.
    repository.write("snapshots/delay.txt", "2");
    let run = |name: &str, value: &Path| {
        let output = repository
            .command("--against first")
            .current_dir(repository.path("snapshots"))
            .env(name, value)
            .output();
        String::from_utf8(output.unwrap().stderr).unwrap()
    };
    let said = run("CARGO_MANIFEST_DIR", &repository.path("infra"));
    assert!(said.contains("there is no program `my-stacks` in first"), "{said}");
    let said = run("CARGO", Path::new("/no/such/cargo"));
    assert!(said.contains("cannot run cargo"), "{said}");
}

/// Whatever ends the program, its working tree goes.
fn interrupted(repository: &Repository) {
    let marker = repository.path("../marker");
    repository.stacks(&[&format!(
        "\"jobs\", || {{ std::fs::write({marker:?}, \"\").unwrap(); std::thread::sleep(std::time::Duration::from_secs(600)); queue(\"jobs\", 1) }}"
    )]);
    repository.commit("slow");
    let mut command = repository.command("--against slow");
    let mut running = command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait_until(|| marker.exists());
    assert_eq!(repository.git("worktree list").lines().count(), 2);
    process::kill_group(&mut running);
    fs::remove_file(marker).unwrap();
    wait_until(|| {
        let is_tree = |name: &str| name.starts_with(".synth-diff-");
        let mut beside = fs::read_dir(repository.home.path()).unwrap();
        !beside.any(|entry| is_tree(entry.unwrap().file_name().to_str().unwrap()))
    });
    repository.is_as_before();
}

#[track_caller]
fn wait_until(is_done: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !is_done() {
        assert!(Instant::now() < deadline, "it does not happen");
        std::thread::sleep(Duration::from_millis(20));
    }
}
