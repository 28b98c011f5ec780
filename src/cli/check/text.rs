//! Findings for people: with the lines that they concern, as rustc shows them.

use crate::check::Finding;
use crate::diag::{Renderer, Source};

pub(super) fn pieces(renderer: &Renderer, source: &Source, findings: &[Finding]) -> Vec<String> {
    let renderer = renderer.document(source);
    let mut diagnostics = Finding::diagnostics(findings);
    for diagnostic in &mut diagnostics {
        if !diagnostic.labels.iter().any(|label| label.origin.is_known()) {
            diagnostic.message = format!("{}: {}", source.name(), diagnostic.message);
        }
    }
    diagnostics.iter().map(|diagnostic| format!("{}\n", renderer.render(diagnostic))).collect()
}
