//! The one error type of this crate.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why facts could not be read, reduced or rendered.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or directory could not be read or written.
    Io {
        /// What was being accessed.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// A text is not JSON.
    Json {
        /// Where the text came from: a path, or a type's name.
        origin: String,
        /// What the JSON reader said, with line and column.
        source: serde_json::Error,
    },
    /// A schema holds a construct that this crate does not know or that has the wrong shape.
    Construct {
        /// The resource type, e.g. `AWS::S3::Bucket`.
        type_name: String,
        /// The place in its schema, e.g. `/properties/BucketName`.
        place: String,
        /// What was found and what was expected.
        message: String,
    },
    /// Facts are well-formed but contradict each other or what has been published.
    Invalid(String),
}

impl Error {
    /// An [`Error::Io`] about `path`.
    pub fn io(path: &Path, source: std::io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Json { origin, source } => write!(f, "{origin}: not valid JSON: {source}"),
            Self::Construct { type_name, place, message } => {
                let place = if place.is_empty() { "/" } else { place };
                write!(f, "{type_name}: at {place}: {message}")
            }
            Self::Invalid(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Json { source, .. } => Some(source),
            Self::Construct { .. } | Self::Invalid(_) => None,
        }
    }
}

/// The text of a file.
///
/// # Errors
/// [`Error::Io`].
pub fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::io(path, source))
}
