//! `examples/pull-request.yml`: its scripts run here as GitHub runs them, with a stand-in for `gh`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use synth::model::{Node, Object};
use synth::parse::parse;

use super::repository::{PROFILE, Repository, target};

/// Keeps what it is asked for, and knows the comment whose number is in a file.
const GH: &str = "#!/bin/sh
echo \"$*\" >> \"$STAND_IN/asked\"
for word; do case $word in body=@*) cp \"${word#body=@}\" \"$STAND_IN/body\";; esac; done
case \"$*\" in *--paginate*) cat \"$STAND_IN/known\" 2>/dev/null || true;; esac
";

/// `cargo run` runs what is built already.
const CARGO: &str = "#!/bin/sh
case $1 in run) while [ \"$1\" != -- ]; do shift; done; shift; exec \"$STAND_IN/../my-stacks\" \"$@\";; esac
exec \"$REAL_CARGO\" \"$@\"
";

fn object(node: &Node) -> &Object {
    node.as_object().unwrap()
}

/// How the steps of the workflow ended: their names and exit codes, up to the first that failed.
fn run_workflow(repository: &Repository) -> Vec<(String, i32)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pull-request.yml");
    let workflow = parse("pull-request.yml", &fs::read(path).unwrap());
    assert!(workflow.problems.is_empty(), "{:?}", workflow.problems);
    let root = workflow.root.unwrap();
    let get = |node: &Node, key: &str| object(node).get(key).cloned();
    let permissions = get(&root, "permissions").unwrap();
    let granted: Vec<(&str, &str)> =
        object(&permissions).iter().map(|entry| (entry.key.as_ref(), entry.node.as_str().unwrap())).collect();
    assert_eq!(granted, [("contents", "read"), ("pull-requests", "write")]);
    let job = get(&get(&root, "jobs").unwrap(), "diff").unwrap();

    let stand_in = repository.home.path().join("stand-in");
    let _ = fs::remove_file(stand_in.join("asked"));
    let _ = fs::remove_file(stand_in.join("body"));
    let mut ended = Vec::new();
    for step in get(&job, "steps").unwrap().as_list().unwrap() {
        let Some(script) = get(step, "run") else { continue };
        let script = script.as_str().unwrap();
        assert!(!script.contains("${{"), "what GitHub puts into a script is run: {script}");
        let mut bash = Command::new("bash");
        bash.args(["-e", "-c", script]).current_dir(repository.path("infra"));
        let variables = get(&root, "env").into_iter().chain(get(step, "env"));
        for variables in variables {
            for entry in object(&variables) {
                let value = entry.node.as_str().unwrap();
                let exit = || {
                    let outputs = fs::read_to_string(stand_in.join("outputs")).unwrap();
                    outputs.lines().last().unwrap().strip_prefix("exit=").unwrap().to_owned()
                };
                let value = match value {
                    "${{ github.token }}" => "token".to_owned(),
                    "${{ github.event.pull_request.number }}" => "7".to_owned(),
                    "${{ steps.compare.outputs.exit }}" => exit(),
                    value => value.to_owned(),
                };
                assert!(!value.contains("${{"), "{value}");
                bash.env(entry.key.as_ref(), value);
            }
        }
        let path = format!("{}:{}", stand_in.display(), std::env::var("PATH").unwrap());
        bash.env("PATH", path).env("STAND_IN", &stand_in).env("REAL_CARGO", env!("CARGO"));
        bash.env("GITHUB_OUTPUT", stand_in.join("outputs"))
            .env("GITHUB_STEP_SUMMARY", stand_in.join("summary"));
        bash.env("GITHUB_REPOSITORY", "me/stacks").env("CARGO_TARGET_DIR", target());
        bash.env("CARGO_NET_OFFLINE", "true")
            .envs(PROFILE)
            .env_remove("CARGO")
            .env_remove("CARGO_MANIFEST_DIR");
        let output = bash.output().unwrap();
        let name = get(step, "name").unwrap().as_str().unwrap().to_owned();
        ended.push((name, output.status.code().unwrap()));
        if !output.status.success() {
            break;
        }
    }
    ended
}

#[test]
fn the_workflow_comments_once_and_fails_for_what_was_chosen() {
    let repository = Repository::new();
    let stand_in = repository.home.path().join("stand-in");
    fs::create_dir(&stand_in).unwrap();
    for (name, text) in [("gh", GH), ("cargo", CARGO)] {
        fs::write(stand_in.join(name), text).unwrap();
        fs::set_permissions(stand_in.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let read = |name: &str| fs::read_to_string(stand_in.join(name)).unwrap_or_default();
    let steps = |compare: i32, verdict: i32| {
        [("Compare", compare), ("Comment", 0), ("Verdict", verdict)]
            .map(|(name, exit)| (name.to_owned(), exit))
    };
    repository.write(".gitignore", "*.md\n");

    repository.stacks(&["\"jobs\", || queue(\"jobs\", 1)"]);
    repository.commit("one");
    repository.stacks(&["\"jobs\", || queue(\"jobs\", 2)"]);
    repository.build();
    repository.commit("two");
    assert_eq!(run_workflow(&repository), steps(0, 0));
    let body = read("body");
    assert!(body.starts_with("<!-- synth diff -->\n### `HEAD^1:jobs -> jobs`\n\n1 updated\n"), "{body}");
    assert!(body.ends_with(&read("summary")) && !read("summary").is_empty());
    let asked = read("asked");
    let [list, post] = asked.lines().collect::<Vec<_>>()[..] else { panic!("{asked}") };
    assert!(list.starts_with("api --paginate repos/me/stacks/issues/7/comments --jq "), "{list}");
    assert!(list.contains("startswith(\"<!-- synth diff -->\")"), "{list}");
    assert_eq!(post, "api --silent repos/me/stacks/issues/7/comments --field body=@comment.md");

    // Its comment is there, and the queue goes with all that is in it.
    fs::write(stand_in.join("known"), "1234\n5678\n").unwrap();
    repository.stacks(&["\"other\", || queue(\"other\", 2)"]);
    repository.build();
    repository.commit("three");
    assert_eq!(run_workflow(&repository), steps(0, 1));
    assert!(read("body").contains("**Data loss**"), "{}", read("body"));
    let asked = read("asked");
    let patch = asked.lines().last().unwrap();
    assert_eq!(
        patch,
        "api --silent --method PATCH repos/me/stacks/issues/comments/1234 --field body=@comment.md"
    );

    // What cannot be compared is no answer.
    repository.write("infra/src/main.rs", "fn main() { nonsense }\n");
    repository.commit("broken");
    repository.commit("four");
    assert_eq!(run_workflow(&repository), [("Compare".to_owned(), 1)]);
    assert_eq!(read("asked"), "");
}
