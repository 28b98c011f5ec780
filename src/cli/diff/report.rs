//! What is said of a comparison, in the order in which it matters, whatever form it is written in.

use super::Compared;
use crate::cli::check::grouped;
use crate::diff::{
    Action, BudgetChange, Cause, Certainty, Consequence, Edit, EditKind, Kind, Reason, ResourceChange, Rule,
    SectionChange, Step, inline, path_text,
};
use crate::model::{Node, Section};

/// All that is said of two templates.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) title: String,
    /// How many of which there are, in one line.
    pub(super) summary: String,
    pub(super) remarks: Vec<String>,
    /// The consequences, the gravest first.
    pub(super) alerts: Vec<Alert>,
    pub(super) groups: Vec<Group>,
}

/// What should be known before all else.
#[derive(Debug)]
pub(super) struct Alert {
    pub(super) kind: Kind,
    pub(super) heading: &'static str,
    pub(super) items: Vec<(String, Option<String>)>,
}

/// Things of one sort.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) entries: Vec<Entry>,
}

/// How an entry is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Add,
    Remove,
    Replace,
    MayReplace,
    Change,
    MayChange,
    Rename,
    Nothing,
}

/// One thing.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) mark: Mark,
    pub(super) name: String,
    pub(super) kind: String,
    /// What happens to it.
    pub(super) what: String,
    /// Why, and what else is to be said.
    pub(super) notes: Vec<String>,
    pub(super) lines: Vec<Line>,
}

/// One change of a value.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) mark: Mark,
    pub(super) path: String,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
    /// Of a text of several lines, those that differ, each with `-`, `+` or a blank.
    pub(super) lines: Vec<(char, String)>,
}

impl Report {
    pub(super) fn new(compared: &Compared) -> Self {
        let difference = &compared.difference;
        let mut resources: Vec<&ResourceChange> = difference.resources.iter().collect();
        resources.sort_by_key(|change| rank(change.action));
        let mut groups = vec![Group {
            title: "Resources",
            entries: resources.into_iter().map(|change| resource(change, &difference.resources)).collect(),
        }];
        for section in Section::ALL {
            let of = difference.sections.iter().filter(|change| change.section == Some(*section));
            let title =
                if *section == Section::Resources { "Loops and transforms" } else { section.as_str() };
            groups.push(Group { title, entries: of.map(entry_of_section).collect() });
        }
        let other = difference.sections.iter().filter(|change| change.section.is_none());
        groups.push(Group { title: "Other sections", entries: other.map(entry_of_section).collect() });
        let budgets = difference.budgets.iter().filter(|change| change.matters() && !difference.is_empty());
        groups.push(Group { title: "Limits", entries: budgets.map(budget).collect() });
        groups.retain(|group| !group.entries.is_empty());
        let mut remarks = compared.remarks.clone();
        remarks.extend(difference.ambiguous.iter().map(|alike| {
            format!(
                "{} may have become {}: these {} are all alike, so that it cannot be told which is which",
                alike.from.join(", "),
                alike.to.join(", "),
                alike.resource_type
            )
        }));
        Self {
            title: format!("{} -> {}", compared.old, compared.new),
            summary: summary(compared),
            remarks,
            alerts: alerts(&difference.consequences),
            groups,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.alerts.is_empty() && self.groups.is_empty()
    }
}

/// Smaller ranks are shown first.
fn rank(action: Action) -> u8 {
    match action {
        Action::Replace(Certainty::Yes) => 0,
        Action::Remove => 1,
        Action::Replace(Certainty::Maybe) => 2,
        Action::Update => 3,
        Action::MayUpdate => 4,
        Action::Add => 5,
        Action::Rename => 6,
        Action::Nothing => 7,
        Action::Absent => 8,
    }
}

fn summary(compared: &Compared) -> String {
    let difference = &compared.difference;
    if difference.is_empty() {
        return "no difference".to_owned();
    }
    let count = |wanted: Action| difference.resources.iter().filter(|change| change.action == wanted).count();
    let mut parts: Vec<String> = [
        (Action::Replace(Certainty::Yes), "replaced"),
        (Action::Replace(Certainty::Maybe), "maybe replaced"),
        (Action::Remove, "removed"),
        (Action::Update, "updated"),
        (Action::MayUpdate, "maybe updated"),
        (Action::Add, "added"),
        (Action::Rename, "renamed"),
    ]
    .into_iter()
    .filter_map(|(action, word)| match count(action) {
        0 => None,
        number => Some(format!("{number} {word}")),
    })
    .collect();
    let may_go = difference.resources.iter().filter(|change| change.may_go()).count();
    if may_go > 0 {
        parts.push(format!("{may_go} maybe created or removed"));
    }
    if parts.is_empty() {
        parts.push("no resource changes".to_owned());
    }
    let others = difference.sections.len();
    if others > 0 {
        let what = if others == 1 { "difference" } else { "differences" };
        parts.push(format!("{others} {what} in other sections"));
    }
    parts.join(", ")
}

fn alerts(consequences: &[Consequence]) -> Vec<Alert> {
    let heading = |kind: Kind| match kind {
        Kind::DataLoss => "Data loss",
        Kind::Refused => "CloudFormation refuses",
        Kind::Permissions => "Permissions",
        Kind::Replacement => "Replacement",
        Kind::Removal => "Removal",
        Kind::Exports => "Exports",
        Kind::Deployment => "Not deployed",
        Kind::Parameters => "Parameters to give",
        Kind::Capabilities => "Capabilities to give",
        Kind::Limits => "Limits",
        Kind::Renames => "Only the logical ID changes",
    };
    let mut alerts: Vec<Alert> = Vec::new();
    for consequence in consequences {
        let text = match consequence.certainty {
            Certainty::Yes => consequence.text.clone(),
            Certainty::Maybe => format!("maybe: {}", consequence.text),
        };
        let item = (text, consequence.help.clone());
        match alerts.last_mut().filter(|alert| alert.kind == consequence.kind) {
            Some(alert) => alert.items.push(item),
            None => alerts.push(Alert {
                kind: consequence.kind,
                heading: heading(consequence.kind),
                items: vec![item],
            }),
        }
    }
    alerts
}

fn resource(change: &ResourceChange, all: &[ResourceChange]) -> Entry {
    let fate = change.fate.map(|fate| format!("; the old one is {}", fate.as_str())).unwrap_or_default();
    let may_go = if change.may_go() { ", maybe created or removed" } else { "" };
    let (mark, what) = match change.action {
        Action::Add => (Mark::Add, "added".to_owned()),
        Action::Remove => (
            Mark::Remove,
            format!(
                "removed{}",
                change.fate.map(|fate| format!(" and {}", fate.as_str())).unwrap_or_default()
            ),
        ),
        Action::Replace(Certainty::Yes) => (Mark::Replace, format!("replaced{fate}")),
        Action::Replace(Certainty::Maybe) => (Mark::MayReplace, format!("maybe replaced{fate}")),
        Action::Nothing if change.may_go() => (Mark::MayChange, "maybe created or removed".to_owned()),
        Action::Update => (Mark::Change, format!("updated in place{may_go}")),
        Action::MayUpdate => (Mark::MayChange, format!("maybe updated in place{may_go}")),
        Action::Rename => (Mark::Rename, "only the logical ID changes".to_owned()),
        Action::Nothing => (Mark::Nothing, "only the template changes".to_owned()),
        Action::Absent => (Mark::Nothing, "not in the stack".to_owned()),
    };
    let mut notes: Vec<String> = change.reasons.iter().map(|item| reason(item, all)).collect();
    notes.extend(causes(change));
    notes.extend(change.notes.iter().cloned());
    let name = match &change.old_id {
        Some(old) => format!("{old} -> {}", change.logical_id),
        None => change.logical_id.clone(),
    };
    let kind = match &change.old_type {
        Some(old) => format!("{old} -> {}", change.resource_type),
        None => change.resource_type.clone(),
    };
    Entry { mark, name, kind, what, notes, lines: change.edits.iter().map(|edit| line(edit, 0)).collect() }
}

fn reason(reason: &Reason, all: &[ResourceChange]) -> String {
    let mut text = match reason.rule {
        Rule::Custom => format!("{} changes", reason.property),
        rule => format!("{} is {}", reason.property, rule.as_str()),
    };
    if let Some(condition) = &reason.condition {
        text.push_str(if reason.rule == Rule::Custom { ": replaced " } else { ": " });
        text.push_str(condition);
    }
    if let Some((last, before)) = reason.chain.split_last() {
        let after =
            if before.is_empty() { String::new() } else { format!(" after {}", before.join(", then ")) };
        let happens = match all.iter().find(|change| change.logical_id == *last).map(|change| change.action) {
            Some(Action::Replace(Certainty::Maybe)) => "may be replaced",
            Some(Action::Update) => "changes",
            Some(Action::MayUpdate) => "may change",
            _ => "is replaced",
        };
        text.push_str(&format!(", and {last} {happens}{after}"));
    }
    text
}

/// What changes with something else, beyond what the reasons say already.
fn causes(change: &ResourceChange) -> Vec<String> {
    let is_said = |cause: &Cause| {
        let path = shown_path(&cause.path);
        change
            .reasons
            .iter()
            .any(|reason| reason.property == path && reason.chain.last() == Some(&cause.source))
    };
    one_for_each_source(change.causes.iter().filter(|cause| !is_said(cause)).collect())
}

fn one_for_each_source(causes: Vec<&Cause>) -> Vec<String> {
    let mut sources: Vec<(&Cause, Vec<String>)> = Vec::new();
    for cause in causes {
        let path = shown_path(&cause.path);
        let same = |known: &Cause| known.source == cause.source && known.certainty == cause.certainty;
        match sources.iter_mut().find(|(known, _)| same(known)) {
            Some((_, paths)) if !paths.contains(&path) => paths.push(path),
            Some(_) => {}
            None => sources.push((cause, vec![path])),
        }
    }
    sources
        .into_iter()
        .map(|(cause, paths)| {
            let what = match cause.through {
                "Ref" | "GetAtt" => "",
                "Parameters" => "the parameter ",
                "Mappings" => "the mapping ",
                _ => "the condition ",
            };
            let may = match (cause.certainty, paths.len()) {
                (Certainty::Maybe, _) => "may change",
                (Certainty::Yes, 1) => "changes",
                (Certainty::Yes, _) => "change",
            };
            format!("{} {may} with {what}{}", paths.join(", "), cause.source)
        })
        .collect()
}

fn entry_of_section(change: &SectionChange) -> Entry {
    let depth = if change.name.is_empty() { 1 } else { 2 };
    let whole = change.edits.iter().find(|edit| edit.path.len() <= depth);
    let mark = match whole.map(|edit| edit.kind) {
        Some(EditKind::Add) => Mark::Add,
        Some(EditKind::Remove) => Mark::Remove,
        _ if change.edits.is_empty() => Mark::MayChange,
        _ => Mark::Change,
    };
    let what = match mark {
        Mark::Add => "added",
        Mark::Remove => "removed",
        Mark::MayChange => {
            let is_condition = |cause: &Cause| cause.path.first() == Some(&Step::Key("Condition".to_owned()));
            let is_certain = |cause: &Cause| cause.certainty == Certainty::Yes;
            match change.causes.as_slice() {
                causes if causes.iter().all(is_condition) => "it may come or go",
                causes if causes.iter().any(is_certain) => "its value changes",
                _ => "its value may change",
            }
        }
        _ => "changed",
    };
    let mut notes: Vec<String> = one_for_each_source(change.causes.iter().collect());
    notes.extend(change.notes.iter().cloned());
    let name = match (change.name.is_empty(), change.section) {
        (true, Some(section)) => section.as_str().to_owned(),
        _ => change.name.clone(),
    };
    Entry {
        mark,
        name,
        kind: String::new(),
        what: what.to_owned(),
        notes,
        lines: change.edits.iter().map(|edit| line(edit, depth)).collect(),
    }
}

/// How much is taken of a limit.
fn budget(change: &BudgetChange) -> Entry {
    let after = &change.after;
    let at_least = if after.at_least { "at least " } else { "" };
    let blank = if after.unit.is_empty() { "" } else { " " };
    let what = format!(
        "{} -> {at_least}{} of {}{blank}{} ({} % -> {} %)",
        grouped(change.before),
        grouped(after.used),
        grouped(after.limit),
        after.unit,
        change.percent_before(),
        after.percent()
    );
    Entry {
        mark: Mark::Change,
        name: after.what.to_owned(),
        kind: after.logical_id.clone().unwrap_or_default(),
        what,
        notes: Vec::new(),
        lines: Vec::new(),
    }
}

/// The path without what is the same for all.
fn shown_path(path: &[Step]) -> String {
    let path = match path {
        [Step::Key(first), rest @ ..] if first == "Properties" && !rest.is_empty() => rest,
        path => path,
    };
    path_text(path)
}

/// An edit, its path from that depth on.
fn line(edit: &Edit, depth: usize) -> Line {
    let mark = match edit.kind {
        EditKind::Add => Mark::Add,
        EditKind::Remove => Mark::Remove,
        EditKind::Change | EditKind::Order => Mark::Change,
    };
    let path = shown_path(edit.path.get(depth..).unwrap_or_default());
    let shown = |node: &Option<Node>| node.as_ref().map(inline);
    if edit.kind == EditKind::Order {
        let text = "in another order".to_owned();
        return Line { mark, path, old: None, new: Some(text), lines: Vec::new() };
    }
    let lines = match (edit.old.as_ref().and_then(long_text), edit.new.as_ref().and_then(long_text)) {
        (Some((old, old_values)), Some((new, new_values))) => {
            let mut lines = changed_lines(old, new);
            // What is put into the text may be another one, too.
            if old_values != new_values && !lines.is_empty() {
                lines.extend(old_values.map(|values| ('-', inline(values))));
                lines.extend(new_values.map(|values| ('+', inline(values))));
            }
            lines
        }
        _ => Vec::new(),
    };
    Line { mark, path, old: shown(&edit.old), new: shown(&edit.new), lines }
}

/// A text of several lines, also one that is encoded, and the values that are put into it.
fn long_text(node: &Node) -> Option<(&str, Option<&Node>)> {
    let argument = |key: &str| node.as_object().filter(|object| object.len() == 1)?.get(key);
    if let Some(encoded) = argument("Fn::Base64") {
        return long_text(encoded);
    }
    let (text, values) = match argument("Fn::Sub") {
        Some(sub) => match sub.as_list() {
            Some(items) => (items.first()?, items.get(1)),
            None => (sub, None),
        },
        None => (node, None),
    };
    text.as_str().filter(|text| text.trim_end().contains('\n')).map(|text| (text, values))
}

/// More lines than this are not compared one by one.
const MOST_LINES: usize = 2_000;

/// The lines that differ.
fn changed_lines(old: &str, new: &str) -> Vec<(char, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let after = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let after = after.min(old.len().min(new.len()) - before);
    let middle = |lines: &[&str]| {
        lines
            .get(before..lines.len() - after)
            .unwrap_or_default()
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>()
    };
    let (old, new) = (middle(&old), middle(&new));
    if old.len() * new.len() > MOST_LINES * MOST_LINES / 4 {
        return old
            .into_iter()
            .map(|line| ('-', line))
            .chain(new.into_iter().map(|line| ('+', line)))
            .collect();
    }
    let columns = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * columns];
    let length = |lengths: &[u32], row: usize, column: usize| {
        lengths.get(row * columns + column).copied().unwrap_or(0)
    };
    for (row, a) in old.iter().enumerate().rev() {
        for (column, b) in new.iter().enumerate().rev() {
            let best = if a == b {
                length(&lengths, row + 1, column + 1) + 1
            } else {
                length(&lengths, row + 1, column).max(length(&lengths, row, column + 1))
            };
            if let Some(cell) = lengths.get_mut(row * columns + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut lines = Vec::new();
    let mut skipped = false;
    loop {
        match (old.get(row), new.get(column)) {
            (Some(a), Some(b)) if a == b => {
                (row, column, skipped) = (row + 1, column + 1, true);
                continue;
            }
            (None, None) => break,
            (a, b) => {
                if std::mem::take(&mut skipped) && !lines.is_empty() {
                    lines.push((' ', "...".to_owned()));
                }
                let takes_old = b.is_none()
                    || (a.is_some()
                        && length(&lengths, row + 1, column) >= length(&lengths, row, column + 1));
                if takes_old {
                    lines.extend(a.map(|line| ('-', line.clone())));
                    row += 1;
                } else {
                    lines.extend(b.map(|line| ('+', line.clone())));
                    column += 1;
                }
            }
        }
    }
    lines
}
