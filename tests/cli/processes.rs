//! What only shows in a process of its own: exit codes, pipes, terminals, the environment.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use tempfile::tempdir;

use crate::{Ran, example, run_process, support, synth};

const DEFAULT: &str = "pc-serverless-policy";

#[test]
fn exit_codes() {
    assert_eq!(run_process(&mut synth()).exit, 0);
    assert_eq!(run_process(synth().arg("list")).exit, 0);
    assert_eq!(run_process(synth().arg("--help")).exit, 0);
    assert_eq!(run_process(synth().arg("no-such-stack")).exit, 2);
    assert_eq!(run_process(synth().arg("--no-such-option")).exit, 2);
    assert_eq!(run_process(synth().args(["-o", "no/such/folder/t.yaml"])).exit, 3);
}

#[test]
fn the_shipped_program_suggests_its_own_names() {
    let ran = run_process(synth().arg("pc-serverles-policy"));
    assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""));
    assert_eq!(
        ran.stderr,
        format!("error: there is no stack `pc-serverles-policy`; did you mean `{DEFAULT}`?\n")
    );
}

/// The whole command line comes with `App`, whoever's program it is in.
#[test]
fn a_program_of_a_user_has_the_same_command_line() {
    let printed = run_process(&mut example("pc_policy"));
    assert_eq!((printed.exit, printed.stderr.as_str()), (0, ""));
    assert!(printed.stdout.contains("AWS::IAM::ManagedPolicy"), "{}", printed.stdout);
    assert_eq!(run_process(example("pc_policy").arg("pc-policy")).stdout, printed.stdout);

    let json = run_process(example("pc_policy").args(["-f", "json"])).stdout;
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");

    let list = run_process(example("pc_policy").arg("list")).stdout;
    assert_eq!(list, "pc-policy  What the nodes of the cluster may do.\n");
    assert!(run_process(example("pc_policy").args(["completions", "bash"])).stdout.contains("pc-policy"));

    assert_eq!(run_process(example("pc_policy").arg("pc-polcy")).exit, 2);
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_a_mistake() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let ran = run_process(synth().arg(OsStr::from_bytes(b"pc-\xff")));
    assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("invalid UTF-8"), "{}", ran.stderr);

    // A file may well have such a name.
    let folder = tempdir().unwrap();
    let file = folder.path().join(OsStr::from_bytes(b"t-\xff.yaml"));
    assert_eq!(run_process(synth().arg("-o").arg(&file)).exit, 0);
    assert!(file.exists());
}

/// Runs a command whose output somebody reads, who has seen enough after that many bytes.
fn run_and_stop_reading(mut command: Command, after: usize) -> Ran<i32> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut seen = vec![0; after];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut seen).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    Ran {
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(seen).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// As in `synth | head -1`, with a template that does not fit into the pipe.
#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let whole = run_process(&mut example("five_hundred")).stdout;
    assert!(whole.len() > 100_000, "only {} bytes: they may fit into the pipe", whole.len());
    for command in [vec![], vec!["-f", "json"]] {
        let mut program = example("five_hundred");
        program.args(command);
        let ran = run_and_stop_reading(program, 24);
        assert_eq!((ran.exit, ran.stdout.len(), ran.stderr.as_str()), (0, 24, ""));
    }
}

/// Nobody reads at all, and even a short text cannot be written.
#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in [vec![], vec!["list"], vec!["--help"], vec!["completions", "bash"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = synth();
        let output = command.args(&arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = synth().stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said, "error: cannot write to standard output: No space left on device (os error 28)\n");
}

/// The write stops in the middle: the file may have 512 bytes and no more.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_to_its_end_is_not_touched() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("t.yaml");
    fs::write(&file, "# what was there before\n").unwrap();
    let script = r#"trap "" XFSZ; ulimit -f 1; exec "$0" -o "$1""#;
    let ran = run_process(Command::new("sh").args(["-c", script, env!("CARGO_BIN_EXE_synth")]).arg(&file));
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, ""), "{}", ran.stderr);
    assert!(ran.stderr.starts_with("error: cannot write `"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "# what was there before\n");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no other file is left behind");
}

#[cfg(unix)]
#[test]
fn a_new_file_has_the_permissions_that_the_user_wants() {
    use std::os::unix::fs::PermissionsExt;

    for (umask, mode) in [("022", 0o644), ("027", 0o640), ("000", 0o666)] {
        let folder = tempdir().unwrap();
        let file = folder.path().join("t.yaml");
        let script = format!(r#"umask {umask}; exec "$0" -o "$1""#);
        let ran =
            run_process(Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_synth")]).arg(&file));
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, mode, "umask {umask}");
    }
}

/// The names stand in a folder of the test: were they replaced by a file, it would be these and not the machine's own.
#[cfg(target_os = "linux")]
#[test]
fn pipes_and_what_stands_for_standard_output_are_written_as_they_are() {
    let template = run_process(&mut synth()).stdout;
    let folder = tempdir().unwrap();
    let in_folder = |script: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", script, env!("CARGO_BIN_EXE_synth")]).current_dir(&folder);
        run_process(&mut shell)
    };

    let ran = in_folder(r#"ln -s /proc/self/fd/1 stdout; "$0" -o stdout | cat"#);
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, template.as_str()), "{}", ran.stderr);
    let ran = in_folder(r#"{ echo before; "$0" -o stdout; echo after; } > t.yaml; cat t.yaml"#);
    assert_eq!((ran.exit, ran.stdout), (0, format!("before\n{template}after\n")), "{}", ran.stderr);
    assert!(fs::symlink_metadata(folder.path().join("stdout")).unwrap().is_symlink());

    let ran = in_folder(r#"mkfifo pipe; cat pipe & "$0" -o pipe; wait"#);
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, template.as_str()), "{}", ran.stderr);
    assert_eq!(in_folder("test -p pipe").exit, 0);
}

#[test]
fn without_a_terminal_there_are_no_colours() {
    for forced in ["CLICOLOR_FORCE", "FORCE_COLOR"] {
        for arguments in [vec!["--help"], vec!["--no-such-option"], vec!["no-such-stack"]] {
            let ran = run_process(synth().args(&arguments).env(forced, "1").env_remove("NO_COLOR"));
            assert!(!(ran.stdout + &ran.stderr).contains('\u{1b}'), "{arguments:?}");
        }
    }
}

/// Runs `synth` on a terminal; what it writes there.
#[cfg(unix)]
fn on_a_terminal(arguments: &[&str], environment: &[(&str, &str)]) -> Option<String> {
    let mut line = vec![env!("CARGO_BIN_EXE_synth")];
    line.extend(arguments);
    runs_on_a_terminal(&line, environment)
}

/// Runs a program on a terminal, as Python's standard library makes one.
#[cfg(unix)]
fn runs_on_a_terminal(line: &[&str], environment: &[(&str, &str)]) -> Option<String> {
    let script = "import pty, sys; pty.spawn(sys.argv[1:])";
    let mut python = Command::new("python3");
    python.args(["-c", script]).args(line).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        python.env_remove(variable);
    }
    python.env("TERM", "xterm-256color").envs(environment.iter().copied());
    match python.output() {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) => {
            support::skip::cannot_run("cli: colours on a terminal", &format!("python3: {error}"));
            None
        }
    }
}

#[cfg(unix)]
#[test]
fn colours_are_for_terminals_and_never_with_no_color() {
    let Some(coloured) = on_a_terminal(&["--no-such-option"], &[]) else { return };
    assert!(coloured.contains("\u{1b}["), "{coloured:?}");
    assert!(on_a_terminal(&["--help"], &[]).unwrap().contains("\u{1b}["));

    for arguments in [["--no-such-option"], ["--help"]] {
        let plain = on_a_terminal(&arguments, &[("NO_COLOR", "1")]).unwrap();
        assert!(!plain.is_empty() && !plain.contains('\u{1b}'), "{plain:?}");
    }
    // Templates have none anywhere.
    let template = on_a_terminal(&[], &[]).unwrap();
    assert_eq!(template.replace("\r\n", "\n"), run_process(&mut synth()).stdout);
}

/// A pipe that nobody writes to for a while makes the check take long.
#[cfg(unix)]
#[test]
fn progress_is_for_terminals_and_gone_before_anything_else_is_written() {
    let folder = crate::Folder::with(&[("t.yaml", crate::WRONG)]);
    let script = r#"cd "$1"; mkfifo pipe.yaml; { sleep 3; cat t.yaml > pipe.yaml; } & exec "$0" check pipe.yaml t.yaml"#;
    let folder_name = folder.path("");
    let line = ["sh", "-c", script, env!("CARGO_BIN_EXE_synth"), folder_name.to_str().unwrap()];
    let Some(shown) = runs_on_a_terminal(&line, &[]) else { return };
    let (before, after) = shown.split_once("checked 0 of 2").unwrap_or_else(|| panic!("{shown:?}"));
    assert_eq!(before, "");
    let (_, after) = after.rsplit_once("checked 0 of 2").unwrap_or(("", after));
    assert!(after.starts_with("\r\u{1b}[K\u{1b}["), "{after:?}");
    assert!(after.contains("pipe.yaml") && after.ends_with("2 errors in 2 of 2 templates\r\n"), "{after:?}");

    fs::remove_file(folder.path("pipe.yaml")).unwrap();
    let ran = run_process(Command::new("sh").args(&line[1..]));
    assert_eq!(ran.stderr, "2 errors in 2 of 2 templates\n");
}
