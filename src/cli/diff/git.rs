//! What git knows: revisions, the files in them, and working trees of them.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::Failure;

/// A commit, by the name that the user gave it.
#[derive(Debug)]
pub(super) struct Revision {
    name: String,
    commit: String,
}

/// What `--against` names in git.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) revision: Revision,
    /// In `REVISION:PATH`, the path.
    pub(super) path: Option<String>,
}

/// What a revision has at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    File,
    Folder,
    Nothing,
}

impl Named {
    /// What git takes that for in a folder: a revision, or `REVISION:PATH`.
    pub(super) fn find(folder: &Path, text: &str) -> Result<Self, Failure> {
        let unknown = match Revision::find(folder, text)? {
            Ok(revision) => return Ok(Self { revision, path: None }),
            Err(unknown) => unknown,
        };
        // A colon is also in such names as `HEAD^{/words: of a message}`.
        match text.split_once(':') {
            Some((name, path)) if !name.is_empty() => match Revision::find(folder, name)? {
                Ok(revision) => Ok(Self { revision, path: Some(path.to_owned()) }),
                Err(unknown) => Err(Failure::Usage(unknown)),
            },
            _ => Err(Failure::Usage(unknown)),
        }
    }
}

impl Revision {
    /// The revision, or why there is none.
    fn find(folder: &Path, name: &str) -> Result<Result<Self, String>, Failure> {
        let commit = format!("{name}^{{commit}}");
        let known = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        if known.status.success() {
            return Ok(Ok(Self { name: name.to_owned(), commit: line(&known) }));
        }
        let said = String::from_utf8_lossy(&known.stderr);
        let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        if !said.is_empty() {
            return Ok(Err(format!("git does not know the revision `{name}`: {said}")));
        }
        let is_shallow = line(&git(folder, &["rev-parse", "--is-shallow-repository"])?) == "true";
        let why = if is_shallow { ": this clone is shallow, and holds few of them" } else { "" };
        Ok(Err(format!("`{name}` is neither a folder nor a revision that git knows here{why}")))
    }

    /// The name, as the user gave it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The name with the commit that it stands for.
    pub(super) fn shown(&self) -> String {
        let short = self.commit.get(..7).unwrap_or(&self.commit);
        if self.commit.starts_with(&self.name) {
            short.to_owned()
        } else {
            format!("{} ({short})", self.name)
        }
    }

    /// What there is at a path, which counts from the top of the repository or, with `./`, from the folder.
    pub(super) fn entry(&self, folder: &Path, path: &str) -> Result<Entry, Failure> {
        let kind = git(folder, &["cat-file", "-t", &format!("{}:{path}", self.commit)])?;
        Ok(match line(&kind).as_str() {
            "blob" => Entry::File,
            "tree" => Entry::Folder,
            _ => Entry::Nothing,
        })
    }

    /// The bytes of a file, if there is one.
    pub(super) fn file(&self, folder: &Path, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        if self.entry(folder, path)? != Entry::File {
            return Ok(None);
        }
        let shown = git(folder, &["cat-file", "blob", &format!("{}:{path}", self.commit)])?;
        Ok(shown.status.success().then_some(shown.stdout))
    }
}

/// The top of the repository that a folder is in.
pub(super) fn top(folder: &Path) -> Result<PathBuf, Failure> {
    let known = git(folder, &["rev-parse", "--show-toplevel"])?;
    if known.status.success() {
        return Ok(PathBuf::from(line(&known)));
    }
    Err(Failure::Failed(format!("`{}` is in no working tree of git", folder.display())))
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).stdin(Stdio::null()).output();
    output.map_err(|error| Failure::Failed(format!("cannot run git: {error}")))
}

fn line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A revision's files in a folder of their own, which goes when this does.
#[derive(Debug)]
pub(super) struct WorkingTree {
    top: PathBuf,
    folder: PathBuf,
    /// Removes the folder as soon as its standard input ends: when it is told to, or this process ends, however that happens.
    remover: Option<Child>,
}

impl WorkingTree {
    /// Checks the revision out beside the working tree whose top that is, so that paths which lead out of the repository
    /// lead to the same place; if that folder cannot be written, where the system keeps temporary files.
    pub(super) fn new(top: &Path, revision: &Revision) -> Result<Self, Failure> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".synth-diff-");
        let beside = top.parent().unwrap_or(top);
        let folder = builder.tempdir_in(beside).or_else(|_| builder.tempdir());
        let folder = folder.map_err(|error| {
            Failure::Failed(format!("cannot make a folder for the revision's files: {error}"))
        })?;
        let folder = folder.keep();
        let tree = Self { top: top.to_owned(), remover: remover(top, &folder), folder };
        // A hook is for trees that somebody works in.
        let added = of_its_own(Command::new("git").arg("-C").arg(top))
            .args(["-c", "core.hooksPath=/dev/null", "worktree", "add", "--detach", "--force"])
            .args([tree.folder.as_os_str(), revision.commit.as_ref()])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| Failure::Failed(format!("cannot run git: {error}")))?;
        if added.status.success() {
            return Ok(tree);
        }
        let said = String::from_utf8_lossy(&added.stderr);
        let said = said.lines().last().unwrap_or_default().trim_start_matches("fatal: ");
        Err(Failure::Failed(format!("git cannot check out {}: {said}", revision.shown())))
    }

    /// Where the files are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for WorkingTree {
    fn drop(&mut self) {
        match &mut self.remover {
            Some(remover) => {
                drop(remover.stdin.take());
                let _ = remover.wait();
            }
            None => {
                let _ = of_its_own(Command::new("git").arg("-C").arg(&self.top))
                    .args(["worktree", "remove", "--force", "--force"])
                    .arg(&self.folder)
                    .output();
                let _ = std::fs::remove_dir_all(&self.folder);
            }
        }
    }
}

/// A process that removes the working tree when this one has ended, even if it was interrupted or killed.
#[cfg(unix)]
fn remover(top: &Path, folder: &Path) -> Option<Child> {
    use std::os::unix::process::CommandExt;

    const SCRIPT: &str =
        "cat; git -C \"$1\" worktree remove --force --force \"$2\"; test ! -e \"$2\" || rm -rf \"$2\"";
    let mut command = Command::new("sh");
    command.args(["-c", SCRIPT, "synth-diff"]).args([top, folder]).stdin(Stdio::piped());
    // What interrupts this process is not to reach it.
    of_its_own(&mut command).process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
}

#[cfg(not(unix))]
fn remover(_top: &Path, _folder: &Path) -> Option<Child> {
    None
}

/// What a hook says about its repository holds for no other working tree.
pub(super) fn of_its_own(command: &mut Command) -> &mut Command {
    const LOCAL: [&str; 5] =
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"];
    LOCAL.iter().fold(command, |command, name| command.env_remove(name))
}
