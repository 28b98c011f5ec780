use std::borrow::Cow;
use std::fmt;
use std::panic::Location;

use super::Node;
use crate::diag::Origin;

/// The longest logical ID that CloudFormation takes, in characters.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html>
pub const LOGICAL_ID_MAX_LENGTH: usize = 255;

/// A logical ID that CloudFormation accepts: 1 to 255 ASCII letters and digits.
///
/// ```
/// use synth::model::LogicalId;
///
/// assert_eq!(LogicalId::new("pclusterSSM")?.as_str(), "pclusterSSM");
/// assert!(LogicalId::new("pcluster-ssm").is_err());
/// # Ok::<(), synth::model::LogicalIdError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogicalId(Cow<'static, str>);

impl LogicalId {
    /// Checks the text.
    ///
    /// # Errors
    /// When it is empty, longer than [`LOGICAL_ID_MAX_LENGTH`], or holds anything but ASCII letters and digits.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Result<Self, LogicalIdError> {
        let text = text.into();
        if text.is_empty() {
            return Err(LogicalIdError::Empty);
        }
        if let Some(character) = text.chars().find(|character| !character.is_ascii_alphanumeric()) {
            return Err(LogicalIdError::Character(character));
        }
        if text.len() > LOGICAL_ID_MAX_LENGTH {
            return Err(LogicalIdError::TooLong(text.len()));
        }
        Ok(Self(text))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no logical ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogicalIdError {
    /// There is no text.
    Empty,
    /// A character that is neither an ASCII letter nor a digit.
    Character(char),
    /// The number of characters, when it is over [`LOGICAL_ID_MAX_LENGTH`].
    TooLong(usize),
}

impl fmt::Display for LogicalIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Character(character) => {
                write!(f, "{character:?} is neither an ASCII letter nor a digit")
            }
            Self::TooLong(length) => {
                write!(f, "it has {length} characters, and {LOGICAL_ID_MAX_LENGTH} is the most")
            }
        }
    }
}

impl std::error::Error for LogicalIdError {}

/// The name by which a function refers to something: a parameter, a resource, a condition, a mapping.
///
/// Nothing is checked here, since a parsed template may name what is not there.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name itself.
    pub text: NameText,
    /// The declaration that the name was taken from, when a program built the template.
    pub declaration: Option<Declaration>,
    /// Where the name was written; equality ignores it.
    pub origin: Origin,
}

/// A name that is written out, or one that is computed, as the language extensions allow.
#[derive(Clone, Debug, PartialEq)]
pub enum NameText {
    /// Written out.
    Literal(Cow<'static, str>),
    /// Computed by the function in the node.
    Computed(Node),
}

/// What a program declared: in which stack, and where.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The number of the stack in this process.
    pub stack: u32,
    /// The line that declared it.
    pub location: &'static Location<'static>,
}

impl Name {
    /// The name, when it is written out.
    #[must_use]
    pub fn literal(&self) -> Option<&str> {
        match &self.text {
            NameText::Literal(text) => Some(text),
            NameText::Computed(_) => None,
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T: Into<Cow<'static, str>>> From<T> for Name {
    fn from(text: T) -> Self {
        Self { text: NameText::Literal(text.into()), declaration: None, origin: Origin::Unknown }
    }
}
