//! Differences as a page that needs nothing else: no script, no font, no network.

use super::picture::MOST_RESOURCES;
use super::report::{Entry, Line, Mark, Report};
use super::text::cut_both;
use super::words::with_code;
use crate::diff::Kind;
use crate::graph::{self, Embedding, Graph, Resource};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8884;--add:#1a7f37;--del:#cf222e;--warn:#9a6700;--bg:#8881}\
@media(prefers-color-scheme:dark){:root{--add:#3fb950;--del:#f85149;--warn:#d29922}}\
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}\
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}\
code,pre{font:13px/1.5 ui-monospace,monospace}\
.alert{border-left:4px solid var(--warn);background:var(--bg);padding:.5rem 1rem;margin:1rem 0}\
.alert.grave{border-color:var(--del)}.alert h2{margin:0;color:var(--warn)}.alert.grave h2{color:var(--del)}\
.alert ul{margin:.3rem 0;padding-left:1.2rem}.help,.kind{opacity:.7}\
details{border:1px solid var(--line);border-radius:6px;margin:.4rem 0;padding:.3rem .8rem}\
summary{cursor:pointer}.mark{display:inline-block;min-width:2.4rem;font-weight:bold}\
.add{color:var(--add)}.del{color:var(--del)}.change{color:var(--warn)}\
pre{overflow-x:auto;white-space:pre-wrap;margin:.4rem 0}\
.picture{max-height:80vh;overflow:auto;margin:.4rem 0}.picture svg{display:block}\
.more{scroll-margin-top:4rem}details:has(>.more:target){border-color:var(--warn);box-shadow:0 0 0 1px var(--warn)}";

/// Nothing is fetched, and nothing is run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn html(reports: &[Report], pictures: &[Option<&Graph>]) -> String {
    let mut out = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
    out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
    let title = reports.first().map_or("synth diff", |report| report.title.as_str());
    out.push_str(&format!(
        "<title>{}</title>\n<style>{STYLE}{}</style>\n</head>\n<body>\n",
        escape(title),
        graph::STYLE
    ));
    for (number, (report, picture)) in reports.iter().zip(pictures).enumerate() {
        one(&mut out, number, report, *picture);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn one(out: &mut String, number: usize, report: &Report, picture: Option<&Graph>) {
    out.push_str(&format!("<h1>{}</h1>\n<p>{}</p>\n", escape(&report.title), escape(&report.summary)));
    for remark in &report.remarks {
        out.push_str(&format!("<p>Note: {}</p>\n", prose(remark)));
    }
    for alert in &report.alerts {
        let class =
            if matches!(alert.kind, Kind::DataLoss | Kind::Refused) { "alert grave" } else { "alert" };
        out.push_str(&format!("<section class=\"{class}\"><h2>{}</h2><ul>\n", escape(alert.heading)));
        for (text, help) in &alert.items {
            let help = help.as_ref().map(|help| format!("<br><span class=\"help\">{}</span>", prose(help)));
            out.push_str(&format!("<li>{}{}</li>\n", prose(text), help.unwrap_or_default()));
        }
        out.push_str("</ul></section>\n");
    }
    if let Some(picture) = picture.filter(|_| !report.is_empty()) {
        draw(out, number, report, picture);
    }
    for group in &report.groups {
        out.push_str(&format!("<h2>{}</h2>\n", escape(group.title)));
        for (index, item) in group.entries.iter().enumerate() {
            let id = (group.title == RESOURCES).then(|| entry_id(number, index));
            entry(out, item, id.as_deref());
        }
    }
}

/// The group whose entries the picture leads to.
const RESOURCES: &str = "Resources";

/// The identifier of what is said of a resource.
fn entry_id(report: usize, entry: usize) -> String {
    format!("r{report}-{entry}")
}

fn draw(out: &mut String, number: usize, report: &Report, picture: &Graph) {
    let entries = report.groups.iter().find(|group| group.title == RESOURCES).map(|group| &group.entries);
    let link = |resource: &Resource| {
        let name = resource.name();
        let index = entries?.iter().position(|entry| entry.name == name)?;
        Some(format!("#{}", entry_id(number, index)))
    };
    let picture = picture.around_changes(MOST_RESOURCES);
    if picture.resources().is_empty() {
        return;
    }
    let embedding = Embedding { id: &format!("g{number}"), link: &link };
    let svg = picture.svg_in_page("Resources and references", &embedding);
    let help = "An arrow leads from a resource to what it refers to; a dashed one is only DependsOn. Green arrows are new, red ones are gone. What changes leads to its entry below.";
    out.push_str(&format!(
        "<h2>Picture</h2>\n<p class=\"kind\">{help}</p>\n<div class=\"picture\" tabindex=\"0\">{svg}</div>\n"
    ));
}

fn mark(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Add => ("+", "add"),
        Mark::Remove => ("-", "del"),
        Mark::Replace => ("-/+", "del"),
        Mark::MayReplace => ("-/+?", "del"),
        Mark::Change => ("~", "change"),
        Mark::MayChange => ("~?", "change"),
        Mark::Rename => ("=", "kind"),
        Mark::Nothing => (".", "kind"),
    }
}

fn entry(out: &mut String, entry: &Entry, id: Option<&str>) {
    let (sign, class) = mark(entry.mark);
    // What is grave is to be seen without a click.
    let open = if matches!(entry.mark, Mark::Replace | Mark::MayReplace | Mark::Remove | Mark::Change) {
        " open"
    } else {
        ""
    };
    out.push_str(&format!(
        "<details{open}><summary><span class=\"mark {class}\">{sign}</span><code>{}</code> <span class=\"kind\">{}</span> {}</summary>\n",
        escape(&entry.name),
        escape(&entry.kind),
        escape(&entry.what)
    ));
    // Browsers open what holds the place that a link leads to, so that place is inside.
    if let Some(id) = id {
        out.push_str(&format!("<div class=\"more\" id=\"{id}\"></div>\n"));
    }
    if !entry.notes.is_empty() {
        let notes: String = entry.notes.iter().map(|note| format!("<li>{}</li>", prose(note))).collect();
        out.push_str(&format!("<ul>{notes}</ul>\n"));
    }
    if !entry.lines.is_empty() {
        out.push_str("<pre>");
        entry.lines.iter().for_each(|item| line(out, item));
        out.push_str("</pre>\n");
    }
    out.push_str("</details>\n");
}

fn line(out: &mut String, line: &Line) {
    let (sign, class) = mark(line.mark);
    out.push_str(&format!("<span class=\"{class}\">{sign}</span> {}", escape(&line.path)));
    let separator = if line.path.is_empty() { "" } else { ": " };
    if !line.lines.is_empty() {
        out.push('\n');
        for (sign, text) in &line.lines {
            let class = match sign {
                '-' => "del",
                '+' => "add",
                _ => "kind",
            };
            out.push_str(&format!("    <span class=\"{class}\">{sign} {}</span>\n", escape(text)));
        }
        return;
    }
    out.push_str(separator);
    match (&line.old, &line.new) {
        (Some(old), Some(new)) => {
            let (old, new) = cut_both(old, new);
            out.push_str(&format!(
                "<span class=\"del\">{}</span> -&gt; <span class=\"add\">{}</span>",
                escape(&old),
                escape(&new)
            ));
        }
        (Some(value), None) => out.push_str(&format!("<span class=\"del\">{}</span>", escape(value))),
        (None, Some(value)) => out.push_str(&format!("<span class=\"add\">{}</span>", escape(value))),
        (None, None) => {}
    }
    out.push('\n');
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// Text in which backticks set off code.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in with_code(text).split('`').enumerate() {
        let part = escape(part);
        if index % 2 == 1 { out.push_str(&format!("<code>{part}</code>")) } else { out.push_str(&part) }
    }
    out
}
