//! Which documents are checked.

use std::io::Read;
use std::path::{Path, PathBuf};

/// A document to be checked, or why there is none.
#[derive(Clone, Debug)]
pub(super) enum Input {
    /// Standard input.
    Stdin,
    /// A file that was named.
    File(PathBuf),
    /// A file that was found in a folder: it is passed over if it is no template.
    Found(PathBuf),
    /// What cannot be checked.
    Unreadable(String),
}

/// What holds more than this is no template, whose greatest size is a megabyte.
pub(super) const MOST_BYTES: u64 = 256 << 20;

/// What the paths name, in order; the files of a folder by name.
pub(super) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in paths {
        if path == Path::new("-") {
            inputs.push(Input::Stdin);
        } else if path.is_dir() {
            let before = inputs.len();
            folder(path, &mut inputs);
            if inputs.len() == before {
                let message = format!("there is no file in `{}` that could be a template", path.display());
                inputs.push(Input::Unreadable(message));
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    inputs
}

/// Adds the files of a folder and those below it whose names are those of templates. What is hidden, and what other
/// programs have put there, is left out.
fn folder(path: &Path, inputs: &mut Vec<Input>) {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            inputs.push(Input::Unreadable(format!("cannot read `{}`: {error}", path.display())));
            return;
        }
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('.') || matches!(name, "node_modules" | "target" | "cdk.out" | "__pycache__") {
            continue;
        }
        // A link to a folder could lead back to where it is.
        if path.is_dir() {
            if !path.is_symlink() {
                folder(&path, inputs);
            }
        } else if ["yaml", "yml", "json", "template", "cfn"]
            .iter()
            .any(|suffix| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(suffix)))
        {
            inputs.push(Input::Found(path));
        }
    }
}

impl Input {
    /// The name that findings show.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) | Self::Found(path) => path.display().to_string(),
            Self::Unreadable(_) => String::new(),
        }
    }

    /// The bytes of the document.
    ///
    /// # Errors
    /// What to say when it cannot be read.
    pub(super) fn read(&self) -> Result<Vec<u8>, String> {
        match self {
            Self::Stdin => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
                read.map_err(|error| format!("cannot read standard input: {error}"))?;
                within_limit("standard input", bytes)
            }
            Self::File(path) | Self::Found(path) => {
                let name = path.display();
                let failed = |error: std::io::Error| format!("cannot read `{name}`: {error}");
                let mut bytes = Vec::new();
                let file = std::fs::File::open(path).map_err(failed)?;
                file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
                within_limit(&format!("`{name}`"), bytes)
            }
            Self::Unreadable(message) => Err(message.clone()),
        }
    }
}

fn within_limit(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("{name} has more than {} MiB: that is no template", MOST_BYTES >> 20));
    }
    Ok(bytes)
}
