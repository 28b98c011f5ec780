//! Findings as JUnit XML: a suite for each document, and a failed case for each finding.

use super::format::Place;
use crate::check::{Finding, rule};
use crate::diag::Source;

pub(super) const BEGIN: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"synth check\">\n";
pub(super) const END: &str = "</testsuites>\n";

pub(super) fn piece(source: &Source, findings: &[Finding]) -> String {
    let file = escape(source.name());
    let mut cases = String::new();
    for finding in findings {
        let place = Place::of(finding, source);
        let title = rule(finding.rule).map_or("", |rule| rule.title);
        cases.push_str(&format!(
            "    <testcase classname=\"{file}\" name=\"{} {}\" file=\"{file}\" line=\"{line}\">\n      \
             <failure type=\"{}\" message=\"{message}\">{file}:{line}:{}: {message}</failure>\n    </testcase>\n",
            finding.rule,
            escape(title),
            finding.severity,
            place.column,
            line = place.line,
            message = escape(&finding.message),
        ));
    }
    if findings.is_empty() {
        cases = format!("    <testcase classname=\"{file}\" name=\"no findings\" file=\"{file}\"/>\n");
    }
    let (tests, failures) = (findings.len().max(1), findings.len());
    format!(
        "  <testsuite name=\"{file}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n{cases}  </testsuite>\n"
    )
}

/// Text for an attribute or an element; what XML cannot hold is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
