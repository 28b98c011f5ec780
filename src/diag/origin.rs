use std::panic::Location;

/// Where a part of a template was written.
///
/// Equality of templates ignores origins: two templates are equal when they say the same, whoever wrote them.
#[derive(Clone, Copy, Debug, Default)]
pub enum Origin {
    /// Nothing is known, or the enclosing part's origin says enough.
    #[default]
    Unknown,
    /// A line of the Rust program that built the template.
    Rust(&'static Location<'static>),
    /// A part of the document that the template was read from.
    Text(Span),
}

/// Bytes of a document's text, from `start` up to and without `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Origin {
    /// The place that called the function calling this one, as `#[track_caller]` sees it.
    #[track_caller]
    #[must_use]
    pub fn caller() -> Self {
        Self::Rust(Location::caller())
    }

    /// This origin, or `outer` where nothing is known.
    #[must_use]
    pub fn or(self, outer: Self) -> Self {
        match self {
            Self::Unknown => outer,
            known => known,
        }
    }

    /// The line of the Rust program, if that is where it was written.
    #[must_use]
    pub fn location(self) -> Option<&'static Location<'static>> {
        match self {
            Self::Rust(location) => Some(location),
            Self::Unknown | Self::Text(_) => None,
        }
    }

    /// The part of the document, if it was read from one.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Text(span) => Some(span),
            Self::Unknown | Self::Rust(_) => None,
        }
    }

    /// Whether a place is known.
    #[must_use]
    pub fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }
}
