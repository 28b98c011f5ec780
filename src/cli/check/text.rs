//! Findings for people: with the lines that they concern, as rustc shows them.

use crate::check::Finding;
use crate::diag::{Renderer, Source};

pub(super) fn piece(renderer: &Renderer, source: &Source, finding: &Finding) -> String {
    let mut diagnostic = finding.diagnostic();
    if !finding.origin.is_known() {
        diagnostic.message = format!("{}: {}", source.name(), diagnostic.message);
    }
    format!("{}\n", renderer.document(source).render(&diagnostic))
}
