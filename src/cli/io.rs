//! Where a command writes to, and how it ends.

use std::fmt;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::diag::{Diagnostic, Renderer};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Success = 0,
    /// Something is wrong with a stack.
    Findings = 1,
    /// Something is wrong with the arguments.
    Usage = 2,
    /// Something could not be read or written, or the function of a stack failed.
    Failure = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The streams of a command: one for its product only, one for all else.
pub struct Io<'s> {
    stdout: &'s mut dyn Write,
    stderr: &'s mut dyn Write,
    renderer: Renderer,
    stdout_colours: bool,
    stderr_colours: bool,
    in_progress: bool,
}

impl<'s> Io<'s> {
    /// Writes without colours.
    pub fn plain(stdout: &'s mut dyn Write, stderr: &'s mut dyn Write) -> Self {
        Self {
            stdout,
            stderr,
            renderer: Renderer::plain(),
            stdout_colours: false,
            stderr_colours: false,
            in_progress: false,
        }
    }

    /// Shows diagnostics by another renderer.
    #[must_use]
    pub fn renderer(mut self, renderer: Renderer) -> Self {
        self.renderer = renderer;
        self
    }

    /// Runs with the streams of the process; in colours where these are terminals and the environment does not forbid
    /// it.
    pub(super) fn with_std(run: impl FnOnce(&mut Io<'_>) -> Exit) -> Exit {
        let (stdout, stderr) = (io::stdout(), io::stderr());
        let colours = |is_terminal: bool, choice: anstream::ColorChoice| {
            is_terminal && choice != anstream::ColorChoice::Never
        };
        let stdout_colours = colours(stdout.is_terminal(), anstream::AutoStream::choice(&stdout));
        let stderr_colours = colours(stderr.is_terminal(), anstream::AutoStream::choice(&stderr));
        let renderer = if stderr_colours { Renderer::styled() } else { Renderer::plain() };
        run(&mut Io {
            stdout: &mut stdout.lock(),
            stderr: &mut stderr.lock(),
            renderer,
            stdout_colours,
            stderr_colours,
            in_progress: false,
        })
    }

    /// Writes the product to standard output. A reader that has seen enough is no failure.
    pub(super) fn product(&mut self, text: &str) -> Exit {
        self.end_of_progress();
        let written = self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush());
        match written {
            Ok(()) => Exit::Success,
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Success,
            Err(error) => self.fail(&format!("cannot write to standard output: {error}")),
        }
    }

    /// Writes the product to a file: whole, or not at all. `-` and `/dev/stdout` are standard output.
    pub(super) fn product_file(&mut self, path: &Path, text: &str) -> Exit {
        const STDOUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
        if links(path).any(|path| STDOUT.iter().any(|stdout| path == Path::new(stdout))) {
            return self.product(text);
        }
        match write_atomically(path, text.as_bytes()) {
            Ok(()) => Exit::Success,
            Err(error) => self.fail(&format!("cannot write `{}`: {error}", path.display())),
        }
    }

    /// Shows diagnostics.
    pub(super) fn report<'d>(&mut self, diagnostics: impl IntoIterator<Item = &'d Diagnostic>) {
        for (index, diagnostic) in diagnostics.into_iter().enumerate() {
            let separator = if index > 0 { "\n" } else { "" };
            let text = format!("{separator}{}\n", self.renderer.render(diagnostic));
            self.say(&text);
        }
    }

    /// Shows what clap has to say: help and the version are products, all else is a mistake in the arguments.
    pub(super) fn usage(&mut self, error: &clap::Error) -> Exit {
        let text = error.render();
        if error.use_stderr() {
            let text = if self.stderr_colours { text.ansi().to_string() } else { text.to_string() };
            self.say(&text);
            Exit::Usage
        } else {
            let text = if self.stdout_colours { text.ansi().to_string() } else { text.to_string() };
            self.product(&text)
        }
    }

    /// Says that the arguments name something that is not there.
    pub(super) fn mistake(&mut self, message: &str) -> Exit {
        self.say(&format!("error: {message}\n"));
        Exit::Usage
    }

    /// Says that something that is no mistake of the arguments or of a stack went wrong.
    pub(super) fn fail(&mut self, message: &str) -> Exit {
        self.say(&format!("error: {message}\n"));
        Exit::Failure
    }

    /// Whether standard output takes colours.
    pub(super) fn colours(&self) -> bool {
        self.stdout_colours
    }

    /// Says something that is neither the product nor a problem.
    pub(super) fn say_line(&mut self, message: &str) {
        self.say(&format!("{message}\n"));
    }

    /// Shows how far a long command has come, in one line that is gone before anything else is written; only on a terminal.
    pub(super) fn progress(&mut self, message: &str) {
        if self.stderr_colours {
            self.say(message);
            self.in_progress = true;
        }
    }

    /// Takes away what [`Io::progress`] has shown.
    pub(super) fn end_of_progress(&mut self) {
        self.say("");
    }

    /// Writes to standard error. That it cannot be written is not reported, for want of a place.
    fn say(&mut self, text: &str) {
        let clear = if std::mem::take(&mut self.in_progress) { "\r\x1b[K" } else { "" };
        if !clear.is_empty() || !text.is_empty() {
            let text = format!("{clear}{text}");
            let _ = self.stderr.write_all(text.as_bytes()).and_then(|()| self.stderr.flush());
        }
    }
}

impl fmt::Debug for Io<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Io").field("renderer", &self.renderer).finish_non_exhaustive()
    }
}

/// Writes beside the file and then renames, so that nobody ever sees half of it. A link is followed, the permissions of
/// a file that is there are kept, and what is no file (a terminal, a pipe) is written to as it is.
fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let present = match path.metadata() {
        Ok(present) => Some(present),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if present.as_ref().is_some_and(|present| !present.is_file() || is_open_file(path)) {
        return std::fs::OpenOptions::new().append(true).open(path)?.write_all(bytes);
    }
    let path = behind_links(path.to_path_buf())?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".synth-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    folder.metadata()?;
    // Its own error would name a file that nobody has heard of.
    let mut file = builder.tempfile_in(folder).map_err(|error| io::Error::from(error.kind()))?;
    if let Some(present) = present {
        if present.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(present.permissions())?;
    }
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&path).map(drop).map_err(|error| error.error)
}

/// The path, and what it leads to link by link.
fn links(path: &Path) -> impl Iterator<Item = PathBuf> {
    let next = |path: &PathBuf| Some(path.parent().unwrap_or(Path::new("")).join(path.read_link().ok()?));
    // More links than this is a circle, which opening the file reports.
    std::iter::successors(Some(path.to_path_buf()), next).take(40)
}

/// Whether the path names a file that another can take the place of.
pub(super) fn is_replaceable(path: &Path) -> bool {
    path.is_file() && !is_open_file(path)
}

/// Whether the path names an open file of the process: renaming over it would take away what others write there.
fn is_open_file(path: &Path) -> bool {
    let is_descriptor = |path: PathBuf| {
        path.starts_with("/dev/fd")
            || (path.starts_with("/proc") && path.components().any(|part| part.as_os_str() == "fd"))
    };
    links(path).any(is_descriptor)
}

/// What the path names, or would name if it was there.
fn behind_links(path: PathBuf) -> io::Result<PathBuf> {
    match path.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => match path.read_link() {
            Ok(target) => behind_links(path.parent().unwrap_or(Path::new("")).join(target)),
            Err(_) => Ok(path),
        },
        known => known,
    }
}
