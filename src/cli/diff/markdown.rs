//! Differences as GitHub renders them in a pull request.

use super::report::{Entry, Line, Mark, Report};
use super::words::with_code;
use crate::diff::Kind;
use crate::graph::Graph;

/// The most characters that are written: GitHub takes 65,536 in a comment, and who posts it may put a line around it.
const MOST_CHARACTERS: usize = 65_000;

/// Longer values are cut: the pull request shows them in the file.
const WIDTH: usize = 400;

/// Text that is cut where it gets too long, between two pieces.
#[derive(Default)]
struct Page {
    text: String,
    characters: usize,
    left_out: usize,
    /// Nothing follows what is left out: a smaller piece would stand there without what it belongs to.
    is_full: bool,
    /// So many characters are kept for what comes later and matters more.
    kept: usize,
}

/// So many characters are kept for saying that something is left out.
const RESERVE: usize = 120;

impl Page {
    /// Adds a piece that makes sense only as a whole.
    fn piece(&mut self, piece: &str) {
        if !self.has_room(piece) {
            self.left_out += 1;
            self.is_full = true;
            return;
        }
        self.characters += piece.chars().count();
        self.text.push_str(piece);
    }

    fn has_room(&self, piece: &str) -> bool {
        !self.is_full && self.characters + self.kept + piece.chars().count() + RESERVE <= MOST_CHARACTERS
    }

    fn end(mut self) -> String {
        if self.left_out > 0 {
            self.text.push_str(&format!(
                "\n_{} more parts are left out: `synth diff` shows them._\n",
                self.left_out
            ));
        }
        self.text
    }
}

/// A picture of more resources or references than these is too small to be read in a comment.
const MOST_IN_PICTURE: usize = 40;

pub(super) fn markdown(reports: &[Report], pictures: &[Option<&Graph>]) -> String {
    let mut page = Page::default();
    // What matters most of all templates stands before the details of any, and each has room for its share of that.
    let heads: Vec<Vec<String>> = reports.iter().map(head).collect();
    let share = MOST_CHARACTERS / reports.len().max(1);
    let characters = |head: &Vec<String>| head.iter().map(|piece| piece.chars().count()).sum::<usize>();
    page.kept = heads.iter().map(|head| characters(head).min(share)).sum();
    for (report, head) in reports.iter().zip(&heads) {
        page.kept -= characters(head).min(share);
        page.is_full = false;
        if page.characters > 0 {
            page.piece("\n");
        }
        head.iter().for_each(|piece| page.piece(piece));
        table(&mut page, report);
    }
    page.is_full = page.left_out > 0;
    for report in reports {
        details(&mut page, report, reports.len() > 1);
    }
    for (report, picture) in reports.iter().zip(pictures) {
        if let Some(picture) = picture.filter(|_| !report.is_empty()) {
            draw(&mut page, report, picture, reports.len() > 1);
        }
    }
    page.end()
}

/// The picture, which stands last as it says nothing that is not said before.
fn draw(page: &mut Page, report: &Report, picture: &Graph, with_title: bool) {
    let picture = picture.around_changes(MOST_IN_PICTURE);
    let (resources, references) = (picture.resources().len(), picture.references().len());
    // A picture without arrows shows nothing that the table does not.
    if references == 0 || resources > MOST_IN_PICTURE || references > 2 * MOST_IN_PICTURE {
        return;
    }
    let of = if with_title { format!(" of {}", html_code(&report.title)) } else { String::new() };
    let piece = format!(
        "\n<details><summary>Picture{of}</summary>\n\n```mermaid\n{}```\n\n</details>\n",
        picture.mermaid()
    );
    // It is the first thing to go where space is short, and nobody misses it.
    if page.has_room(&piece) {
        page.piece(&piece);
    }
}

/// What should be known before all else.
fn head(report: &Report) -> Vec<String> {
    let mut pieces = vec![format!("### {}\n\n{}\n", code(&report.title), prose(&report.summary))];
    pieces.extend(report.remarks.iter().map(|remark| format!("\n> [!NOTE]\n> {}\n", prose(remark))));
    for alert in &report.alerts {
        let sort = match alert.kind {
            Kind::DataLoss | Kind::Refused => "CAUTION",
            Kind::Permissions | Kind::Exports | Kind::Deployment | Kind::Replacement | Kind::Removal => {
                "WARNING"
            }
            Kind::Parameters | Kind::Capabilities | Kind::Limits => "IMPORTANT",
            Kind::Renames => "TIP",
        };
        let mut piece = format!("\n> [!{sort}]\n> **{}**\n", alert.heading);
        for (text, help) in &alert.items {
            let help = help.as_ref().map(|help| format!("<br>_{}_", prose(help))).unwrap_or_default();
            let item = format!("> - {}{help}\n", prose(text));
            if piece.chars().count() + item.chars().count() > MOST_CHARACTERS / 8 {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push_str(&item);
        }
        pieces.push(piece);
    }
    pieces
}

/// What happens to resources.
fn table(page: &mut Page, report: &Report) {
    let Some(resources) = report.groups.iter().find(|group| group.title == "Resources") else { return };
    page.piece("\n| | Resource | Type | What happens |\n|---|---|---|---|\n");
    for entry in &resources.entries {
        let why = entry.notes.first().map(|note| format!(": {}", prose(note))).unwrap_or_default();
        let what = if matches!(entry.mark, Mark::Replace | Mark::Remove) {
            format!("**{}**", escape(&entry.what))
        } else {
            escape(&entry.what)
        };
        page.piece(&format!(
            "| {} | {} | {} | {what}{} |\n",
            sign(entry.mark),
            cell(&code(&entry.name)),
            cell(&code(&entry.kind)),
            cell(&why)
        ));
    }
}

fn details(page: &mut Page, report: &Report, with_title: bool) {
    if report.is_empty() {
        return;
    }
    if with_title {
        page.piece(&format!("\n### {}\n", code(&report.title)));
    }
    for group in &report.groups {
        let shown = |item: &Entry| match (item.lines.is_empty() && item.notes.is_empty(), item.kind.as_str())
        {
            (false, _) => Some(entry(item)),
            // The table has these.
            (true, _) if group.title == "Resources" => None,
            (true, "") => Some(format!("\n- {}: {}\n", escape(&item.name), escape(&item.what))),
            (true, of) => {
                Some(format!("\n- {} of {}: {}\n", escape(&item.name), code(of), escape(&item.what)))
            }
        };
        let mut pieces = group.entries.iter().filter_map(shown).peekable();
        if pieces.peek().is_some() {
            page.piece(&format!("\n#### {}\n", group.title));
        }
        pieces.for_each(|piece| page.piece(&piece));
    }
}

fn entry(entry: &Entry) -> String {
    let kind = if entry.kind.is_empty() { String::new() } else { format!(" {}", html_code(&entry.kind)) };
    let mut text = format!(
        "\n<details><summary>{} {}{kind}: {}</summary>\n\n",
        sign(entry.mark),
        html_code(&entry.name),
        escape(&entry.what)
    );
    for note in &entry.notes {
        text.push_str(&format!("- {}\n", prose(note)));
    }
    if !entry.lines.is_empty() {
        let mut block = String::new();
        entry.lines.iter().for_each(|item| line(&mut block, item));
        let fence = fence(&block);
        if !entry.notes.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{fence}diff\n{block}{fence}\n"));
    }
    text.push_str("\n</details>\n");
    text
}

/// A change as lines of a diff.
fn line(out: &mut String, line: &Line) {
    let path = if line.path.is_empty() { String::new() } else { format!("{}: ", line.path) };
    if !line.lines.is_empty() {
        out.push_str(&format!("! {}\n", path.trim_end()));
        for (sign, text) in line.lines.iter().take(80) {
            out.push_str(&format!("{sign}   {}\n", cut(text)));
        }
        if line.lines.len() > 80 {
            out.push_str(&format!("    and {} lines more\n", line.lines.len() - 80));
        }
        return;
    }
    if line.old.is_none() && line.mark == Mark::Change {
        out.push_str(&format!("! {path}{}\n", line.new.as_deref().unwrap_or_default()));
        return;
    }
    for (sign, value) in [('-', &line.old), ('+', &line.new)] {
        if let Some(value) = value {
            out.push_str(&format!("{sign} {path}{}\n", cut(value)));
        }
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Add => "🟢",
        Mark::Remove => "🔴",
        Mark::Replace => "♻️",
        Mark::MayReplace => "❔",
        Mark::Change | Mark::MayChange => "🟡",
        Mark::Rename => "🏷️",
        Mark::Nothing => "⚪",
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    let mut shown: String = text.chars().take(WIDTH).collect();
    shown.push_str("...");
    shown
}

/// A code span, also of a text with backticks.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = one_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn html_code(text: &str) -> String {
    let text = one_line(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("<code>{text}</code>")
}

/// In a table, a bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A sentence, with what is code in it as such.
fn prose(text: &str) -> String {
    escape(&with_code(text))
}

/// What Markdown and HTML would take for their own; what stands between backticks is theirs by intention.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_code = false;
    for character in one_line(text).chars() {
        match character {
            '`' => in_code = !in_code,
            '\\' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '@' if !in_code => out.push('\\'),
            '<' if !in_code => {
                out.push_str("&lt;");
                continue;
            }
            '>' if !in_code => {
                out.push_str("&gt;");
                continue;
            }
            '&' if !in_code => {
                out.push_str("&amp;");
                continue;
            }
            _ => {}
        }
        out.push(character);
    }
    out
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn fence(block: &str) -> String {
    "`".repeat(longest_run(block).max(2) + 1)
}

fn longest_run(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
