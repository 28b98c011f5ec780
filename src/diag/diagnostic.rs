use std::borrow::Cow;
use std::fmt;

use super::Origin;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The template is wrong: nothing is emitted.
    Error,
    /// The template works, and something about it is doubtful.
    Warning,
    /// The template works, and could be better.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// One finding about a template.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it, such as `duplicate-logical-id`.
    pub code: Cow<'static, str>,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The places concerned, the one to mend first.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

/// A place that a finding concerns.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where it is.
    pub origin: Origin,
    /// What is said of it; may be empty. Without a place, it is a note on the finding.
    pub text: String,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            help: None,
        }
    }

    /// Adds a place; the first one added is where the finding is, the others explain it.
    #[must_use]
    pub fn label(mut self, origin: Origin, text: impl Into<String>) -> Self {
        self.labels.push(Label { origin, text: text.into() });
        self
    }

    /// Adds something to know that has no place.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.labels.push(Label { origin: Origin::Unknown, text: note.into() });
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// One line, with the first known place: `src/main.rs:12:8: error[code]: message`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = self.labels.iter().find_map(|label| label.origin.location()) {
            write!(f, "{location}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

/// All that is wrong with a template, as an error. Never empty.
#[derive(Clone, Debug)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// `value`, unless something is wrong.
    ///
    /// # Errors
    /// The diagnostics, if any of them is an error.
    pub fn unless_errors<T>(diagnostics: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            Err(Self(diagnostics))
        } else {
            Ok(value)
        }
    }

    /// The diagnostics in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}
