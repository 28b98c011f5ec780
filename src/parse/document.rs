use super::comment::Comment;
use super::yaml::Alias;
use crate::diag::{Diagnostic, Source, Span};
use crate::model::{Node, Template, recognise};

/// The language that a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML.
    Yaml,
    /// JSON, to the letter: JSON with a comma too many is YAML.
    Json,
}

/// A document that was read, or as much of it as can be.
#[derive(Clone, Debug)]
pub struct Document {
    /// The text, and its name. All spans lead into it.
    pub source: Source,
    /// The whole value. Functions are objects of one entry, in whatever form they are written: `!Ref A` is
    /// `{"Ref": "A"}`, where the key has the place of the tag. `None` if the document is empty, or cannot be read.
    pub root: Option<Node>,
    /// What is wrong with the text, in the order of its places: all that keeps it from being read, and keys that are
    /// lost or mean something else than they seem to.
    pub problems: Vec<Diagnostic>,
    /// The comments, in order.
    pub comments: Vec<Comment>,
    /// The uses of anchors. CloudFormation takes none: the AWS CLI resolves them before.
    pub aliases: Vec<Alias>,
    /// The keys that are not texts, such as `80:`. The tree has them as they are written.
    pub odd_keys: Vec<OddKey>,
    /// The language.
    pub format: Format,
}

/// A key that is not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OddKey {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: KeyKind,
}

/// What a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// A text, as keys are.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Float,
    /// A boolean, such as `on`.
    Bool,
    /// Null.
    Null,
    /// A list or an object: what braces without quotes are.
    Collection,
}

impl Document {
    /// The template, its functions recognised; `None` if the document is no object.
    #[must_use]
    pub fn template(&self) -> Option<Template> {
        Some(Template::new(recognise::sections(self.root.as_ref()?.as_object()?.clone())))
    }
}
