//! Diagnostics: what is wrong with a template, where, and what to do about it.

mod diagnostic;
mod origin;
mod render;

pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use origin::Origin;
pub use render::{Renderer, SourceReader};
