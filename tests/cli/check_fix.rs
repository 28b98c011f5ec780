//! `synth check --fix`: what it writes, where, and what it says.

use std::fs;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::{Folder, SOUND};

const BEFORE: &str = "\
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic: # for all
    Type: AWS::SNS::Topic
    DependsOn: Queue
    Properties:
      TopicName: !Sub jobs
      DisplayName: !GetAtt Queue.QueueName
  Second:
    Type: AWS::SNS::Topic
    DependsOn: Queue # why
    Properties:
      DisplayName: !GetAtt Queue.QueueName
";

const AFTER: &str = "\
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic: # for all
    Type: AWS::SNS::Topic
    Properties:
      TopicName: jobs
      DisplayName: !GetAtt Queue.QueueName
  Second:
    Type: AWS::SNS::Topic
    DependsOn: Queue # why
    Properties:
      DisplayName: !GetAtt Queue.QueueName
";

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path(name)).unwrap()
}

#[test]
fn files_are_mended_and_what_is_left_says_why() {
    let folder = Folder::with(&[("t.yaml", BEFORE), ("sound.yaml", SOUND)]);
    let ran = folder.check("--fix .");
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, ""));
    assert_snapshot!(ran.stderr, @"
    mended: ./t.yaml:6:5: warning[W3005]: 'Topic' depends on 'Queue' anyway, through GetAtt at Properties/DisplayName
    mended: ./t.yaml:8:7: warning[W1020]: 'jobs' has no variable for Fn::Sub to replace
    left: ./t.yaml:12:5: warning[W3005]: 'Second' depends on 'Queue' anyway, through GetAtt at Properties/DisplayName: it shares its line with something else
    2 findings mended in 1 of 2 templates; 1 left
    ");
    assert_eq!(read(&folder, "t.yaml"), AFTER);
    assert_eq!(read(&folder, "sound.yaml"), SOUND);

    let again = folder.check("--fix t.yaml");
    assert_snapshot!(again.stderr, @"
    left: t.yaml:11:5: warning[W3005]: 'Second' depends on 'Queue' anyway, through GetAtt at Properties/DisplayName: it shares its line with something else
    0 findings mended in 0 of 1 template; 1 left
    ");
    assert_eq!(read(&folder, "t.yaml"), AFTER);
}

#[test]
fn standard_input_is_mended_to_standard_output() {
    let folder = Folder::with(&[("t.yaml", BEFORE)]);
    for (input, expected) in [(BEFORE, AFTER), (SOUND, SOUND)] {
        fs::write(folder.path("t.yaml"), input).unwrap();
        let file = fs::File::open(folder.path("t.yaml")).unwrap();
        let ran = crate::run_process(folder.command("check --fix -").stdin(Stdio::from(file)));
        assert_eq!((ran.exit, ran.stdout.as_str()), (0, expected));
        assert_eq!(read(&folder, "t.yaml"), input);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_stays_and_the_rest_is_mended() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("a.yaml", BEFORE), ("b.yaml", BEFORE)]);
    fs::set_permissions(folder.path("a.yaml"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = folder.check("--fix a.yaml b.yaml none.yaml");
    assert_eq!(ran.exit, 3);
    let errors: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("error")).collect();
    assert_snapshot!(errors.join("\n"), @"
    error: cannot write `a.yaml`: permission denied
    error: cannot read `none.yaml`: No such file or directory (os error 2)
    ");
    assert!(!ran.stderr.contains("mended: a.yaml"), "{}", ran.stderr);
    assert_eq!((read(&folder, "a.yaml").as_str(), read(&folder, "b.yaml").as_str()), (BEFORE, AFTER));
    let names: Vec<_> =
        fs::read_dir(folder.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");

    // Whoever writes to an open file of this process would write after what is there.
    let file = fs::File::open(folder.path("a.yaml")).unwrap();
    let ran = crate::run_process(folder.command("check --fix /dev/stdin").stdin(Stdio::from(file)));
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""));
    assert!(ran.stderr.contains("it is no file"), "{}", ran.stderr);
    assert_eq!(read(&folder, "a.yaml"), BEFORE);
}

#[test]
fn how_a_text_is_encoded_stays() {
    let folder = Folder::with(&[]);
    let marked = |text: &str| format!("\u{feff}{text}").replace('\n', "\r\n");
    folder.write("marked.yaml", marked(BEFORE));
    assert_eq!(folder.check("--fix marked.yaml").exit, 0);
    assert_eq!(read(&folder, "marked.yaml"), marked(AFTER));

    let wide: Vec<u8> = marked(BEFORE).encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("wide.yaml", &wide);
    let ran = folder.check("--fix wide.yaml");
    assert_eq!(ran.exit, 3);
    assert!(ran.stderr.contains("not in UTF-8"), "{}", ran.stderr);
    assert_eq!(fs::read(folder.path("wide.yaml")).unwrap(), wide);
}

#[test]
fn a_broken_document_stays_and_says_where() {
    let text = "Resources: {\n";
    let folder = Folder::with(&[("t.yaml", text)]);
    let ran = folder.check("--fix t.yaml");
    assert_eq!((ran.exit, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.starts_with("t.yaml:2:1: error[E0000]: "), "{}", ran.stderr);
    assert_eq!(read(&folder, "t.yaml"), text);
}

#[test]
fn what_is_broken_keeps_nothing_else_from_being_mended() {
    let broken = "Resources: {\n";
    let folder = Folder::with(&[("a/t.yaml", BEFORE), ("a/broken.yaml", broken), ("a/empty.yaml", "")]);
    let ran = folder.check("--fix a a/broken.yaml");
    assert_eq!((ran.exit, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("a/broken.yaml:2:1: error[E0000]: "), "{}", ran.stderr);
    assert_eq!(
        (read(&folder, "a/t.yaml").as_str(), read(&folder, "a/broken.yaml").as_str()),
        (AFTER, broken)
    );

    let file = fs::File::open(folder.path("a/broken.yaml")).unwrap();
    let ran = crate::run_process(folder.command("check --fix -").stdin(Stdio::from(file)));
    assert_eq!((ran.exit, ran.stdout.as_str()), (1, ""));
}

#[cfg(unix)]
#[test]
fn links_stay_and_what_they_lead_to_is_mended() {
    let folder = Folder::with(&[("real/t.yaml", BEFORE)]);
    std::os::unix::fs::symlink("real/t.yaml", folder.path("link.yaml")).unwrap();
    std::os::unix::fs::symlink("nowhere.yaml", folder.path("broken.yaml")).unwrap();
    let ran = folder.check("--fix link.yaml");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(fs::symlink_metadata(folder.path("link.yaml")).unwrap().file_type().is_symlink());
    assert_eq!(read(&folder, "real/t.yaml"), AFTER);
    assert_eq!(folder.check("--fix broken.yaml").exit, 3);
    assert!(!folder.path("nowhere.yaml").exists());
}

#[test]
fn mending_is_not_combined_with_reports() {
    let folder = Folder::with(&[("t.yaml", BEFORE)]);
    for other in ["--format json", "--budgets", "--baseline b.json", "--fail-on note", "-p A=b"] {
        assert_eq!(folder.check(&format!("--fix {other} t.yaml")).exit, 2, "{other}");
    }
    assert_eq!(folder.check("--fix --ignore W t.yaml").exit, 0);
    assert_eq!(read(&folder, "t.yaml"), BEFORE);
}
