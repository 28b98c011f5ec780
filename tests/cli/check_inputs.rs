//! What `synth check` makes of input that is no template, or cannot be read.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;

use crate::{Folder, SOUND, WRONG, support};

/// Everything that can be said is on standard error but findings; those of other files are there all the same.
#[test]
fn what_is_missing_does_not_keep_the_rest_from_being_checked() {
    let folder = Folder::with(&[("t.yaml", WRONG)]);
    let ran = folder.check("none.yaml t.yaml no/folder");
    assert_eq!(ran.exit, 3);
    assert!(ran.stdout.contains("--> t.yaml:5:7"), "{}", ran.stdout);
    assert_snapshot!(ran.stderr, @"
    error: cannot read `none.yaml`: No such file or directory (os error 2)
    error: cannot read `no/folder`: No such file or directory (os error 2)
    1 error in 1 of 1 template
    ");
}

#[test]
fn a_folder_without_templates_says_so() {
    let folder = Folder::with(&[
        ("t.yaml", SOUND),
        ("notes/readme.txt", "x"),
        ("other/compose.yaml", "services: {}\n"),
        ("other/.hidden/t.yaml", SOUND),
        ("other/node_modules/t.yaml", SOUND),
    ]);
    fs::create_dir(folder.path("empty")).unwrap();
    let ran = folder.check("empty notes other t.yaml");
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""));
    assert_snapshot!(ran.stderr, @"
    error: there is no template in `empty`
    error: there is no template in `notes`
    error: there is no template in `other`
    1 template checked: nothing found
    ");
}

#[test]
fn what_is_no_template_is_said_to_be_none() {
    let folder = Folder::with(&[
        ("compose.yaml", "version: 3\nservices:\n  web: {}\n"),
        ("list.yaml", "- a\n- b\n"),
        ("text.yaml", "just words\n"),
        ("empty.yaml", ""),
        ("comment.yaml", "# nothing\n"),
        ("null.json", "null"),
    ]);
    folder.write("binary.yaml", b"\x7fELF\x02\x01\x01\0\0\0");
    folder.write("latin.yaml", b"Description: caf\xe9\n");
    for name in ["compose", "list", "text", "empty", "comment", "binary", "latin"] {
        assert_eq!(folder.check(&format!("{name}.yaml")).exit, 1, "{name}");
    }
    let ran = folder
        .check("compose.yaml list.yaml text.yaml empty.yaml comment.yaml null.json binary.yaml latin.yaml");
    assert_eq!(ran.exit, 1);
    assert_snapshot!(ran.stdout, @"
    error[E1001]: this is not a template: it has no `Resources`, nor any other section of one
     --> compose.yaml:1:1
      |
    1 | version: 3
      | -------^^^
      | |
      | E1001: there is no property 'version' here
    2 | services:
      | -------- E1001: there is no property 'services' here

    error[E0000]: list.yaml: this is not a template: a template is an object

    error[E0000]: text.yaml: this is not a template: a template is an object

    error[E0000]: the document is empty
     --> empty.yaml:1:1
      |
    1 |
      | ^

    error[E0000]: the document is empty
     --> comment.yaml:1:1
      |
    1 | # nothing
      | ^

    error[E0000]: null.json: this is not a template: a template is an object

    error[E0000]: this is not a text: it holds a zero byte
     --> binary.yaml:1:8
      |
    1 | ␡ELF␂␁␁␀␀␀
      |        ^

    error[E0000]: this is not UTF-8: byte 16 cannot stand where it is
     --> latin.yaml:1:17
      |
    1 | Description: caf
      |                 ^
    ");
    assert_snapshot!(ran.stderr, @"8 errors in 8 of 8 templates");
}

/// A folder may hold other files, but a template that is broken is a template.
#[test]
fn in_a_folder_a_broken_template_is_not_passed_over() {
    let folder = Folder::with(&[
        ("t/broken.yaml", "AWSTemplateFormatVersion: '2010-09-09'\nResources: {\n"),
        ("t/helm.yaml", "name: {{ .Values.name }}\n"),
        ("t/package.json", "{\"name\": \"x\"}"),
        ("t/sound.yaml", SOUND),
    ]);
    let ran = folder.check("t");
    assert_eq!(ran.exit, 1);
    assert!(ran.stdout.contains("--> t/broken.yaml:3:1"), "{}", ran.stdout);
    assert_snapshot!(ran.stderr, @"1 error in 1 of 2 templates");
}

#[test]
fn standard_input_is_checked_once() {
    let folder = Folder::with(&[]);
    let ran = folder.check("- -");
    assert_eq!(ran.exit, 2);
    assert_snapshot!(ran.stderr, @"error: standard input (`-`) can be checked only once");
    // Nothing on standard input is an empty document.
    assert_eq!(folder.check("-").exit, 1);
}

#[cfg(unix)]
mod on_unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;
    use crate::run_process;

    #[test]
    fn a_file_that_may_not_be_read_says_so() {
        let folder = Folder::with(&[("t.yaml", SOUND), ("secret.yaml", SOUND), ("dir/secret.yaml", SOUND)]);
        for name in ["secret.yaml", "dir/secret.yaml"] {
            fs::set_permissions(folder.path(name), fs::Permissions::from_mode(0o000)).unwrap();
        }
        let is_root = fs::read(folder.path("secret.yaml")).is_ok();
        if is_root {
            return;
        }
        let ran = folder.check("secret.yaml dir t.yaml");
        assert_eq!(ran.exit, 3);
        assert_snapshot!(ran.stderr, @r"
        error: cannot read `secret.yaml`: Permission denied (os error 13)
        error: cannot read `dir/secret.yaml`: Permission denied (os error 13)
        error: there is no template in `dir`
        1 template checked: nothing found
        ");
    }

    /// Also root cannot read these.
    #[test]
    fn what_goes_away_meanwhile_says_so() {
        let folder = Folder::with(&[("t/t.yaml", SOUND)]);
        symlink("gone.yaml", folder.path("t/link.yaml")).unwrap();
        symlink("circle.yaml", folder.path("t/circle.yaml")).unwrap();
        let ran = folder.check("t");
        assert_eq!(ran.exit, 3);
        assert_snapshot!(ran.stderr, @"
        error: cannot read `t/circle.yaml`: Too many levels of symbolic links (os error 40)
        error: cannot read `t/link.yaml`: No such file or directory (os error 2)
        1 template checked: nothing found
        ");
    }

    #[test]
    fn names_need_not_be_text() {
        let folder = Folder::with(&[]);
        let name = OsStr::from_bytes(b"t-\xff.yaml");
        fs::write(folder.0.path().join(name), WRONG).unwrap();
        for format in ["text", "json", "sarif", "junit", "github"] {
            let ran = run_process(folder.command("check --format").arg(format).arg(name));
            assert_eq!(ran.exit, 1, "{}", ran.stderr);
            let shown = if format == "sarif" { "t-%EF%BF%BD.yaml" } else { "t-\u{fffd}.yaml" };
            assert!(ran.stdout.contains(shown), "{}", ran.stdout);
        }
        assert_eq!(folder.check(".").exit, 1);
    }

    /// What a shell makes of `synth check <(other-program)` is read; a pipe that lies in a folder is left alone.
    #[test]
    fn pipes_are_read_where_they_are_named() {
        let folder = Folder::with(&[("t.yaml", WRONG)]);
        let script = r#"mkfifo pipe.yaml; "$0" check . ; echo "exit $?"; cat t.yaml > pipe.yaml & "$0" check pipe.yaml; echo "exit $?""#;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script, env!("CARGO_BIN_EXE_synth")])
            .current_dir(&folder.0)
            .env("HOME", folder.path("home"));
        shell.stdout(Stdio::piped());
        let finished = support::process::run(&mut shell, folder.0.path(), Duration::from_secs(60));
        let finished = finished.unwrap_or_else(|why| panic!("{why}"));
        let lines: Vec<&str> = finished
            .stdout
            .lines()
            .filter(|line| line.contains("-->") || line.starts_with("exit"))
            .map(str::trim)
            .collect();
        assert_eq!(
            lines,
            ["--> ./t.yaml:5:7", "exit 1", "--> pipe.yaml:5:7", "exit 1"],
            "{}",
            finished.stderr
        );
    }

    /// 50 MB of a template, and a megabyte in one line: they end, within the memory that is given.
    #[test]
    fn large_input_ends() {
        let folder = Folder::with(&[("t.yaml", SOUND)]);
        let many: String = (0..650_000)
            .map(|number| {
                format!("  Q{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueName: abc\n")
            })
            .collect();
        folder.write("large.yaml", format!("Resources:\n{many}"));
        let line: String =
            (0..1000).map(|number| format!(", \"P{number}\": \"{}\"", "x".repeat(1000))).collect();
        let line = format!(
            "{{\"Resources\": {{\"Q\": {{\"Type\": \"AWS::SQS::Queue\", \"Properties\": {{\"A\": 1{line}}}}}}}}}"
        );
        folder.write("line.json", &line);
        let script = r#"ulimit -v 2000000; exec "$0" check large.yaml line.json t.yaml"#;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script, env!("CARGO_BIN_EXE_synth")])
            .current_dir(&folder.0)
            .env("HOME", folder.path("home"));
        let finished = support::process::run(&mut shell, folder.0.path(), Duration::from_secs(120));
        let finished = finished.unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(finished.status.code(), Some(1), "{}", finished.stderr);
        assert!(finished.stdout.starts_with("error[E0000]: the document holds more than 1000000 values"));
        assert!(finished.stdout.contains("--> line.json:1:1"), "{}", &finished.stdout[..1000]);
        // What is cut off of the line counts for the column.
        let column = line.find("\"P999\"").unwrap() + 1;
        assert!(finished.stdout.contains(&format!("--> line.json:1:{column}\n")), "{column}");
        let longest = finished.stdout.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(200), "{longest:?}");
        assert_snapshot!(finished.stderr, @"1003 errors in 2 of 3 templates");
    }
}

#[test]
fn a_nested_stack_is_given_what_its_template_takes() {
    let inner = "Parameters:\n  Name: {Type: String}\nResources:\n  Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name}}\n";
    let folder = Folder::with(&[("inner.yaml", inner)]);
    for (given, is_wrong) in [("Nam", true), ("Name", false)] {
        folder.write(
            "outer.yaml",
            format!(
                "Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: inner.yaml\n      \
                 Parameters: {{{given}: a}}\n"
            ),
        );
        assert_eq!(folder.check("outer.yaml").stdout.contains("E3043"), is_wrong, "{given}");
    }
}
