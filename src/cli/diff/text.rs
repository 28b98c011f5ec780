//! Differences for people, on a terminal.

use super::report::{Entry, Line, Mark, Report};
use crate::diff::Kind;

/// Longer values are cut, as a reviewer reads on in the template itself.
const WIDTH: usize = 100;

/// Of a text of several lines, more changed lines than this are not shown.
const MOST_LINES: usize = 24;

/// Escapes for colours, or nothing.
struct Paint(bool);

const RED: &str = "31";
const GREEN: &str = "32";
const YELLOW: &str = "33";
const BOLD: &str = "1";
const DIM: &str = "2";
const LOUD: &str = "1;31";

impl Paint {
    fn with(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

pub(super) fn text(reports: &[Report], colours: bool) -> String {
    let paint = Paint(colours);
    let mut out = String::new();
    for (index, report) in reports.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        one(&mut out, report, &paint);
    }
    out
}

fn one(out: &mut String, report: &Report, paint: &Paint) {
    out.push_str(&format!("{}: {}\n", paint.with(BOLD, &report.title), report.summary));
    for remark in &report.remarks {
        out.push_str(&format!("{} {remark}\n", paint.with(YELLOW, "note:")));
    }
    for alert in &report.alerts {
        let code = if matches!(alert.kind, Kind::DataLoss | Kind::Refused) { LOUD } else { YELLOW };
        let heading = if alert.kind == Kind::DataLoss {
            alert.heading.to_uppercase()
        } else {
            alert.heading.to_owned()
        };
        out.push_str(&format!("\n{}\n", paint.with(code, &heading)));
        for (text, help) in &alert.items {
            out.push_str(&format!("  {} {text}\n", paint.with(code, "!")));
            if let Some(help) = help {
                out.push_str(&format!("    {}\n", paint.with(DIM, help)));
            }
        }
    }
    for group in &report.groups {
        out.push_str(&format!("\n{}\n", paint.with(BOLD, group.title)));
        for item in &group.entries {
            entry(out, item, paint);
        }
    }
}

fn mark(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Add => ("+", GREEN),
        Mark::Remove => ("-", RED),
        Mark::Replace => ("-/+", LOUD),
        Mark::MayReplace => ("-/+?", RED),
        Mark::Change => ("~", YELLOW),
        Mark::MayChange => ("~?", YELLOW),
        Mark::Rename => ("=", DIM),
        Mark::Nothing => (".", DIM),
    }
}

fn entry(out: &mut String, entry: &Entry, paint: &Paint) {
    let (sign, code) = mark(entry.mark);
    let kind = if entry.kind.is_empty() { String::new() } else { format!(" ({})", entry.kind) };
    // What is whole in one line needs no second one.
    if let ([only], true) = (entry.lines.as_slice(), entry.notes.is_empty())
        && only.path.is_empty()
    {
        out.push_str(&format!(
            "  {} {}{kind}: {}\n",
            paint.with(code, sign),
            paint.with(BOLD, &entry.name),
            values(only, paint)
        ));
        return;
    }
    out.push_str(&format!(
        "  {} {}{kind}: {}\n",
        paint.with(code, sign),
        paint.with(BOLD, &entry.name),
        entry.what
    ));
    for note in &entry.notes {
        out.push_str(&format!("      {}\n", paint.with(DIM, note)));
    }
    for item in &entry.lines {
        line(out, item, paint);
    }
}

fn line(out: &mut String, line: &Line, paint: &Paint) {
    let (sign, code) = mark(line.mark);
    let path = if line.path.is_empty() { String::new() } else { format!("{}: ", line.path) };
    if line.lines.is_empty() {
        out.push_str(&format!("      {} {path}{}\n", paint.with(code, sign), values(line, paint)));
        return;
    }
    out.push_str(&format!("      {} {}\n", paint.with(code, sign), path.trim_end()));
    for (sign, text) in line.lines.iter().take(MOST_LINES) {
        let shown = format!("{sign} {}", cut(text));
        let shown = match sign {
            '-' => paint.with(RED, &shown),
            '+' => paint.with(GREEN, &shown),
            _ => paint.with(DIM, &shown),
        };
        out.push_str(&format!("          {shown}\n"));
    }
    if line.lines.len() > MOST_LINES {
        out.push_str(&format!("          and {} lines more\n", line.lines.len() - MOST_LINES));
    }
}

fn values(line: &Line, paint: &Paint) -> String {
    match (&line.old, &line.new) {
        (Some(old), Some(new)) => {
            let (old, new) = cut_both(old, new);
            format!("{} -> {}", paint.with(RED, &old), paint.with(GREEN, &new))
        }
        (Some(old), None) => paint.with(RED, &cut(old)),
        (None, Some(new)) => paint.with(GREEN, &cut(new)),
        (None, None) => String::new(),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let mut shown: String = text.chars().take(WIDTH - 3).collect();
    shown.push_str("...");
    shown
}

/// Cuts two values so that what differs is to be seen.
pub(super) fn cut_both(old: &str, new: &str) -> (String, String) {
    if old.chars().count() <= WIDTH && new.chars().count() <= WIDTH {
        return (old.to_owned(), new.to_owned());
    }
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let skipped = same.saturating_sub(20);
    let shown = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        if skipped > 0 { format!("...{}", cut(&rest)) } else { cut(&rest) }
    };
    (shown(old), shown(new))
}
