//! Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use super::format::Place;
use crate::check::{Finding, rule};
use crate::diag::{Severity, Source};

pub(super) fn piece(source: &Source, finding: &Finding) -> String {
    let place = Place::of(finding, source);
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let title = rule(finding.rule).map_or("", |rule| rule.title);
    format!(
        "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
        property(source.name()),
        place.line,
        place.end_line,
        place.column,
        place.end_column,
        property(&format!("{} {title}", finding.rule)),
        data(&finding.message)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
