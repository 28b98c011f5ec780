//! What is wrong with the text of a document.

use crate::diag::{Diagnostic, Origin, Span};

/// The code of every finding of the parser's.
pub const SYNTAX: &str = "E0000";

/// Why reading stopped.
#[derive(Debug)]
pub(super) struct Problem {
    /// Where it stopped.
    pub(super) span: Span,
    /// What is wrong there, or what was expected.
    pub(super) message: String,
    /// Where that began which could not be read to its end, and what it is.
    pub(super) context: Option<(Span, &'static str)>,
    /// What to do about it.
    pub(super) help: Option<&'static str>,
    /// Whether another reader would stop here as well.
    pub(super) is_limit: bool,
}

impl Problem {
    pub(super) fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), context: None, help: None, is_limit: false }
    }

    /// One of the bounds that keep reading cheap.
    pub(super) fn limit(span: Span, message: impl Into<String>) -> Self {
        Self { is_limit: true, ..Self::new(span, message) }
    }

    pub(super) fn within(mut self, span: Span, what: &'static str) -> Self {
        self.context = Some((span, what));
        self
    }

    pub(super) fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

impl From<Problem> for Diagnostic {
    fn from(problem: Problem) -> Self {
        let mut diagnostic = Self::error(SYNTAX, problem.message).label(Origin::Text(problem.span), "");
        if let Some((span, what)) = problem.context.filter(|(span, _)| *span != problem.span) {
            diagnostic = diagnostic.label(Origin::Text(span), what);
        }
        if let Some(help) = problem.help {
            diagnostic = diagnostic.help(help);
        }
        diagnostic
    }
}
