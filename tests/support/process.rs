//! Runs a program to its end, within a time limit.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How a program ended, and what it wrote.
pub struct Finished {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `command` without input; what it writes is collected through files in `folder`.
///
/// It gets a process group of its own, and all of that is killed when the time is up.
pub fn run(command: &mut Command, folder: &Path, limit: Duration) -> Result<Finished, String> {
    // Files and not pipes: whatever a program leaves behind cannot keep us waiting for a pipe's end.
    let mut stdout = scratch(folder, ".stdout")?;
    let mut stderr = scratch(folder, ".stderr")?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone().map_err(|error| error.to_string())?)
        .stderr(stderr.try_clone().map_err(|error| error.to_string())?)
        .process_group(0)
        .spawn()
        .map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let status = ends_within(&mut child, limit);
    if status.is_none() {
        kill_group(&mut child);
    }
    let (stdout, stderr) = (text_of(&mut stdout)?, text_of(&mut stderr)?);
    match status {
        Some(status) => Ok(Finished { status, stdout, stderr }),
        None => Err(format!("no end after {} seconds\n{stdout}{stderr}", limit.as_secs())),
    }
}

/// Waits until `child` ends, but not longer than `limit`.
pub fn ends_within(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let deadline = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(10)),
            _ => return None,
        }
    }
}

/// Kills `child`, which leads a process group, with all that it started.
pub fn kill_group(child: &mut Child) {
    // The standard library kills single processes only, and calling `kill(2)` ourselves would be unsafe code.
    let group = format!("-{}", child.id());
    let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    let _ = child.kill();
    let _ = child.wait();
}

fn scratch(folder: &Path, name: &str) -> Result<File, String> {
    let path = folder.join(name);
    File::options()
        .read(true)
        .append(true)
        .create(true)
        .open(&path)
        .and_then(|file| file.set_len(0).map(|()| file))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn text_of(file: &mut File) -> Result<String, String> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.read_to_end(&mut bytes))
        .map_err(|error| format!("cannot read what the program wrote: {error}"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
