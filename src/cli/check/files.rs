//! Which documents are checked.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A document to be checked, or why there is none.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder, by the place of that in the list: it is passed over if it is no template.
    Found(PathBuf, usize),
    /// What cannot be checked.
    Unreadable(String),
}

/// What is to be checked.
#[derive(Clone, Debug, Default)]
pub(super) struct Inputs {
    /// The documents in order.
    pub(super) list: Vec<Input>,
    /// The folders that were named.
    pub(super) folders: Vec<PathBuf>,
}

/// What holds more than this is no template, whose greatest size is a megabyte.
const MOST_BYTES: u64 = 256 << 20;

impl Inputs {
    /// What the paths name, in order; the files of a folder by name.
    ///
    /// # Errors
    /// When standard input is named twice.
    pub(super) fn of(paths: &[PathBuf], ignored: &BTreeSet<PathBuf>) -> Result<Self, String> {
        let mut inputs = Self::default();
        for path in paths {
            if path == Path::new("-") {
                if inputs.list.iter().any(|input| matches!(input, Input::Stdin)) {
                    return Err("standard input (`-`) can be checked only once".to_owned());
                }
                inputs.list.push(Input::Stdin);
            } else if path.is_dir() {
                inputs.folders.push(path.clone());
                inputs.folder(path);
            } else {
                inputs.list.push(Input::File(path.clone()));
            }
        }
        inputs.list.retain(|input| match input {
            Input::File(path) | Input::Found(path, _) => !ignored.contains(&simplified(path)),
            Input::Stdin | Input::Unreadable(_) => true,
        });
        Ok(inputs)
    }

    /// Adds the files of a folder and those below it whose names are those of templates. What is hidden, and what other
    /// programs have put there, is left out.
    fn folder(&mut self, path: &Path) {
        let named = self.folders.len().saturating_sub(1);
        let entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut paths: Vec<PathBuf> = match entries {
            Ok(entries) => entries.iter().map(std::fs::DirEntry::path).collect(),
            Err(error) => {
                let message = format!("cannot read `{}`: {error}", path.display());
                self.list.push(Input::Unreadable(message));
                return;
            }
        };
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_foreign = matches!(name.as_ref(), "node_modules" | "target" | "cdk.out" | "__pycache__");
            if name.starts_with('.') || is_foreign {
                continue;
            }
            let metadata = path.metadata();
            if metadata.as_ref().is_ok_and(std::fs::Metadata::is_dir) {
                // A link to a folder could lead back to where it is.
                if !path.is_symlink() {
                    self.folder(&path);
                }
            // Of what is no file, a pipe say, nobody knows when it ends. What is not there is said when it is read.
            } else if has_suffix_of_templates(&path) && metadata.map_or(true, |metadata| metadata.is_file()) {
                self.list.push(Input::Found(path, named));
            }
        }
    }
}

fn has_suffix_of_templates(path: &Path) -> bool {
    let suffix = path.extension().unwrap_or_default();
    ["yaml", "yml", "json", "template", "cfn"].iter().any(|known| suffix.eq_ignore_ascii_case(known))
}

/// The path without `.` in it, to be compared with others.
pub(super) fn simplified(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != std::path::Component::CurDir).collect()
}

impl Input {
    /// The name that findings show.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) | Self::Found(path, _) => path.display().to_string(),
            Self::Unreadable(_) => String::new(),
        }
    }

    /// The bytes of the document, all of them read at once: a file that changes later does so for nobody here.
    ///
    /// # Errors
    /// What to say when it cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::Stdin => read("standard input", std::io::stdin().lock()),
            Self::File(path) | Self::Found(path, _) => {
                let name = format!("`{}`", path.display());
                let file =
                    std::fs::File::open(path).map_err(|error| format!("cannot read {name}: {error}"))?;
                read(&name, file)
            }
            Self::Unreadable(message) => Err(message.clone()),
        }
    }
}

fn read(name: &str, from: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot read {name}: {error}"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("{name} has more than {} MiB: that is no template", MOST_BYTES >> 20));
    }
    Ok(bytes)
}
