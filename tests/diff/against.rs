//! `--against`: revisions of git, and folders.

use std::path::Path;
use std::process::Command;

use synth::cli::{App, Exit};
use synth::dsl::{Resource, ResourceAttributes, Stack};

use crate::{diff_command, run};

fn template(delay: u32) -> String {
    format!("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {{DelaySeconds: {delay}}}\n")
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A repository with one commit, on the branch `main`.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(folder.path(), &["init", "-q"]);
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-q", "--allow-empty", "-m", "first"]);
    folder
}

fn git(folder: &Path, words: &[&str]) -> String {
    let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"];
    let done = Command::new("git").arg("-C").arg(folder).args(identity).args(words).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().trim().to_owned()
}

/// The stack `jobs`.
fn app(delay: i64) -> App {
    App::new().stack(jobs("jobs", delay))
}

fn jobs(name: &'static str, delay: i64) -> Stack {
    let mut stack = Stack::new(name);
    stack.add("Q", Resource::custom("AWS::SQS::Queue").property("DelaySeconds", delay));
    stack
}

#[test]
fn a_revision_of_git_is_read() {
    let folder =
        repository(&[("sub/t.yaml", &template(1)), ("sub/list.yaml", "- a\n"), ("old/t.yaml", &template(3))]);
    let path = write(folder.path(), "sub/t.yaml", &template(2));
    let list = write(folder.path(), "sub/list.yaml", &template(2));
    let later = write(folder.path(), "sub/later.yaml", &template(2));

    let ran = diff_command(&[&path, "--against", "main"]);
    assert_eq!(ran.exit, Exit::Findings, "{}", ran.stderr);
    assert!(ran.stdout.contains("DelaySeconds: 1 -> 2"), "{}", ran.stdout);
    for (revision, path, exit, message) in [
        ("no-such", &path, Exit::Usage, "`no-such` is neither a folder nor a revision that git knows here"),
        (
            "no-such:old",
            &path,
            Exit::Usage,
            "`no-such` is neither a folder nor a revision that git knows here",
        ),
        ("--output=x", &path, Exit::Usage, "neither a folder nor a revision"),
        ("main", &later, Exit::Failure, "later.yaml` in the revision `main`"),
        ("main", &list, Exit::Failure, "list.yaml` is no template: it is not an object"),
        ("main", &"-".to_owned(), Exit::Usage, "`-` is in no git revision"),
    ] {
        let ran = diff_command(&[path, &format!("--against={revision}")]);
        assert_eq!((ran.exit, ran.stdout.as_str()), (exit, ""), "{revision}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{}", ran.stderr);
    }
    // As continuous integration often has it.
    let shallow = tempfile::tempdir().unwrap();
    git(folder.path(), &["commit", "-q", "--allow-empty", "-m", "second"]);
    let from = format!("file://{}", folder.path().display());
    git(shallow.path(), &["clone", "-q", "--depth", "1", &from, "clone"]);
    let path = shallow.path().join("clone/sub/t.yaml");
    let ran = diff_command(&[path.to_str().unwrap(), "--against", "HEAD^"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Usage, ""));
    assert!(ran.stderr.contains("this clone is shallow"), "{}", ran.stderr);

    let outside = tempfile::tempdir().unwrap();
    let path = write(outside.path(), "t.yaml", &template(1));
    let ran = diff_command(&[&path, "--against", "main"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Usage, ""));
    assert!(ran.stderr.contains("not a git repository"), "{}", ran.stderr);
}

#[test]
fn stacks_are_compared_with_their_snapshots() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "jobs.snap.yaml", &template(1));
    let against = folder.path().to_str().unwrap();
    assert_eq!(run(app(1), &["--against", against]).exit, Exit::Success);
    let ran = run(app(2), &["--against", against]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.stdout.contains("jobs.snap.yaml -> jobs: 1 updated"), "{}", ran.stdout);
    let ran = run(app(1).stack(jobs("more", 1)), &["--against", against]);
    assert_eq!(ran.exit, Exit::Findings);
    let remark = format!("note: there is no template of `more` in `{against}`: all of it is new");
    assert!(ran.stdout.contains(&remark) && ran.stdout.contains(" -> more: 1 added"), "{}", ran.stdout);
    let empty = tempfile::tempdir().unwrap();
    let ran = run(app(1), &["--against", empty.path().to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Failure);
    assert!(ran.stderr.contains("there is no template of `jobs`"), "{}", ran.stderr);
}
