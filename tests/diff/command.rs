//! The command: where templates come from, and how it ends.

use std::path::Path;

use synth::cli::Exit;

use crate::diff_command;

fn template(delay: u32) -> String {
    format!("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {{DelaySeconds: {delay}}}\n")
}

fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_exit_code_says_whether_there_is_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let one = file(folder.path(), "one.yaml", &template(1));
    let other = file(folder.path(), "other.yaml", &template(2));
    let code = |words: &[&str]| diff_command(words).exit;
    assert_eq!(code(&[&one, &one]), Exit::Success);
    assert_eq!(code(&[&one, &other]), Exit::Findings);
    assert_eq!(code(&[&one, &other, "--fail-on", "replacement,data-loss"]), Exit::Success);
    assert_eq!(code(&[&one, &other, "--fail-on", "changes"]), Exit::Findings);
    let gone = file(folder.path(), "gone.yaml", "Resources: {}\n");
    assert_eq!(code(&[&one, &gone, "--fail-on", "data-loss"]), Exit::Findings);
    assert_eq!(code(&[&one, &gone, "--fail-on", "removal"]), Exit::Findings);
    assert_eq!(code(&[&one, &gone, "--fail-on", "capabilities"]), Exit::Success);
}

#[test]
fn bad_input_is_said_clearly() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(folder.path(), "good.yaml", &template(1));
    let broken = file(folder.path(), "broken.yaml", "Resources: {\n");
    let list = file(folder.path(), "list.yaml", "- a\n");
    let empty = file(folder.path(), "empty.yaml", "");
    let bytes = folder.path().join("bytes.yaml");
    std::fs::write(&bytes, [0xff, 0xff, 0x00]).unwrap();
    let large = folder.path().join("large.yaml");
    std::fs::File::create(&large).unwrap().set_len((64 << 20) + 1).unwrap();
    let missing = folder.path().join("missing.yaml");
    for (words, exit, message) in [
        (vec![good.as_str()], Exit::Usage, "compare with what?"),
        (vec![], Exit::Usage, "what is to be compared?"),
        (vec!["-", "-"], Exit::Usage, "only one of the templates can be standard input"),
        (vec![&good, &good, &good], Exit::Usage, "two templates are compared"),
        (vec![&good, missing.to_str().unwrap()], Exit::Failure, "cannot read"),
        (vec![missing.to_str().unwrap(), &good], Exit::Failure, "cannot read"),
        (vec![&good, folder.path().to_str().unwrap()], Exit::Failure, "cannot read"),
        (vec![&broken, &good], Exit::Failure, "broken.yaml:2:1: error[E0000]"),
        (vec![&good, &broken], Exit::Failure, "broken.yaml:2:1: error[E0000]"),
        (vec![&good, &list], Exit::Failure, "is no template: it is not an object"),
        (vec![&list, &good], Exit::Failure, "is no template: it is not an object"),
        (vec![&good, &empty], Exit::Failure, "empty.yaml"),
        (vec![&good, bytes.to_str().unwrap()], Exit::Failure, "bytes.yaml"),
        (vec![&good, large.to_str().unwrap()], Exit::Failure, "more than 64 MiB: that is no template"),
        (vec![&good, "--features", "x"], Exit::Usage, "--against"),
        (vec![&good, &good, "-o", "no/such/folder/x"], Exit::Failure, "cannot write `no/such/folder/x`"),
        (vec![&good, &good, "--parameter-file", missing.to_str().unwrap()], Exit::Usage, "missing.yaml"),
        (vec![&good, &good, "--importer", missing.to_str().unwrap()], Exit::Failure, "cannot read"),
        (vec![&good, &good, "-p", "nonsense"], Exit::Usage, "is not NAME=VALUE"),
        (vec![&good, &good, "--fail-on", "nonsense"], Exit::Usage, "invalid value"),
    ] {
        let ran = diff_command(&words);
        assert_eq!((ran.exit, ran.stdout.as_str()), (exit, ""), "{words:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(message), "{words:?}: {}", ran.stderr);
    }
}

#[test]
fn a_template_with_errors_is_compared_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(folder.path(), "good.yaml", &template(1));
    let wrong = file(folder.path(), "wrong.yaml", &template(2).replace("DelaySeconds", "Delay"));
    let ran = diff_command(&[&good, &wrong]);
    assert_eq!(ran.exit, Exit::Findings);
    assert!(ran.stdout.contains("wrong.yaml has an error: `synth check` shows it"), "{}", ran.stdout);
    assert!(ran.stdout.contains("+ Delay: 2"), "{}", ran.stdout);
    // Of the old one, what reading it finds: two values for a key, or no resources at all.
    for (old, remark) in [
        (template(1).replace("1}", "1, DelaySeconds: 3}"), "old.yaml has 2 errors: `synth check` shows them"),
        ("Parameters: {}\n".to_owned(), "old.yaml has an error: `synth check` shows it"),
    ] {
        let old = file(folder.path(), "old.yaml", &old);
        let ran = diff_command(&[&old, &good]);
        assert_eq!(ran.exit, Exit::Findings);
        assert!(ran.stdout.contains(remark), "{}", ran.stdout);
        assert!(!ran.stdout.contains("good.yaml has"), "{}", ran.stdout);
    }
}

#[test]
fn mappings_are_written_for_a_refactoring() {
    let folder = tempfile::tempdir().unwrap();
    let old = file(folder.path(), "old.yaml", &template(1));
    let new = file(folder.path(), "jobs.yaml", &template(1).replace("Q:", "Queue:"));
    let mappings = folder.path().join("map.json");
    let ran = diff_command(&[&old, &new, "--write-mappings", mappings.to_str().unwrap()]);
    assert_eq!(ran.exit, Exit::Findings);
    let text = std::fs::read_to_string(mappings).unwrap();
    assert!(
        text.contains("\"StackName\": \"jobs\"") && text.contains("\"LogicalResourceId\": \"Queue\""),
        "{text}"
    );
}

#[test]
fn what_is_meant_for_something_else_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let one = file(folder.path(), "one.yaml", &template(1));
    let other = file(folder.path(), "package.json", "{\"name\": \"a\", \"version\": \"1.0.0\"}");
    let ran = diff_command(&[&one, &other]);
    assert_eq!(ran.exit, Exit::Failure);
    assert!(ran.stderr.contains("none of a template's sections"), "{}", ran.stderr);
    let ran = diff_command(&[&one, &one, "-p", "Stge=prod"]);
    assert_eq!(ran.exit, Exit::Success);
    assert_eq!(ran.stderr, "no template has the parameter Stge: its value is not used\n");
}
