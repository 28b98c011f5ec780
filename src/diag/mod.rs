//! Diagnostics: what is wrong with a template, where, and what to do about it.

mod diagnostic;
mod origin;
mod render;
mod source;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use origin::{Origin, Span};
pub use render::{DocumentRenderer, Renderer, SourceReader};
pub use source::Source;
