//! Mends what is mechanical and safe to mend, through the text: all else stays as it is written, byte for byte.

mod edit;
mod meaning;

use edit::{Edit, quote, remove, replace_text, replace_with_argument};

use super::{Finding, Options, check};
use crate::model::{Node, Object, Step, Value};
use crate::parse::{Document, parse};

/// What came of mending a document.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The document's new text.
    pub text: String,
    /// What has been mended, in the order in which it stood.
    pub fixed: Vec<Finding>,
    /// What could have been, were it not written in a way that is left to its author; each with why.
    pub refused: Vec<(Finding, &'static str)>,
}

/// The rules whose findings can be mended, each with what is done about them.
pub const FIXES: &[(&str, &str)] = &[
    ("W1020", "leaves out an `Fn::Sub` that substitutes nothing"),
    ("W2511", "writes 2012-10-17 as the version of a policy without policy variables"),
    ("W3005", "leaves out of `DependsOn` what a reference says already"),
    ("yaml-versions", "quotes a text that YAML 1.2 reads as something else"),
];

/// What a fix does to the value at a finding's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// The function goes, and its argument stays.
    Unwrap,
    /// The value goes, and with it its key; a list that it leaves empty goes too.
    Remove,
    /// The text is quoted.
    Quote,
    /// The text becomes this one, which comes after it and means the same there.
    Replace(&'static str),
}

/// Mends what can be mended. Each change is made by itself, from the end of a list to its start, and counts only if what is
/// read afterwards is what was there, so changed and not otherwise. Mending what has been mended changes nothing.
#[must_use]
pub fn fix(document: &Document, options: &Options) -> Fixed {
    let (findings, others): (Vec<Finding>, Vec<Finding>) =
        check(document, options).into_iter().partition(|finding| change(finding.rule).is_some());
    let is_doubtful = |path: &[Step<'_>]| others.iter().any(|other| other.path == path);
    let mut findings: Vec<(Finding, Change)> = findings
        .into_iter()
        .filter_map(|finding| change(finding.rule).map(|change| (finding, change)))
        .collect();
    findings.sort_by(|(one, _), (two, _)| compare_paths(&one.path, &two.path).then(one.rule.cmp(two.rule)));
    let (mut fixed, mut refused) = (Vec::new(), Vec::new());
    let mut changed: Option<Document> = None;
    // A value that two findings are about, such as a name that is referred to twice, is changed once.
    let at_a_value = findings.chunk_by(|(one, _), (two, _)| one.rule == two.rule && one.path == two.path);
    for group in at_a_value.rev() {
        let Some((finding, change)) = group.first() else { continue };
        let findings = group.iter().map(|(finding, _)| finding.clone());
        let result = if is_doubtful(&finding.path) {
            Err("something else is wrong with it")
        } else {
            try_one(changed.as_ref().unwrap_or(document), finding, *change)
        };
        match result {
            Ok(after) => {
                changed = Some(after);
                fixed.extend(findings);
            }
            Err(why) => refused.extend(findings.map(|finding| (finding, why))),
        }
    }
    let start = |finding: &Finding| finding.origin.span().map_or(0, |span| span.start);
    fixed.sort_by_key(start);
    refused.sort_by_key(|(finding, _)| start(finding));
    let text = changed.as_ref().unwrap_or(document).source.text().to_owned();
    Fixed { text, fixed, refused }
}

fn change(rule: &str) -> Option<Change> {
    match rule {
        "W1020" => Some(Change::Unwrap),
        "W2511" => Some(Change::Replace("2012-10-17")),
        "W3005" => Some(Change::Remove),
        "yaml-versions" => Some(Change::Quote),
        _ => None,
    }
}

fn compare_paths(one: &[Step<'_>], two: &[Step<'_>]) -> std::cmp::Ordering {
    let order = |one: &Step<'_>, two: &Step<'_>| match (one, two) {
        (Step::Index(one), Step::Index(two)) => one.cmp(two),
        (one, two) => one.to_string().cmp(&two.to_string()),
    };
    one.iter()
        .zip(two)
        .map(|(one, two)| order(one, two))
        .find(|order| order.is_ne())
        .unwrap_or(one.len().cmp(&two.len()))
}

/// Why a change cannot be made where its finding is.
const NOT_THERE: &str = "it is not written where it is used";

/// The document with one change, if it does what it should and nothing else.
fn try_one(document: &Document, finding: &Finding, change: Change) -> Result<Document, &'static str> {
    let root = document.root.as_ref().filter(|_| document.problems.is_empty()).ok_or(NOT_THERE)?;
    if !document.aliases.is_empty() {
        return Err("the document uses anchors, and a change of one place would change others");
    }
    let mut path = finding.path.as_slice();
    let node = at(root, path).ok_or(NOT_THERE)?;
    meaning::may_change(root, node, path, change)?;
    if change == Change::Remove && is_only_item(root, path) {
        path = path.split_last().map_or(path, |(_, rest)| rest);
    }
    let (step, outer) = path.split_last().ok_or(NOT_THERE)?;
    let holder = at(root, outer).ok_or(NOT_THERE)?;
    let edit: Edit = match change {
        Change::Unwrap => replace_with_argument(document, holder)?,
        Change::Remove => remove(document, holder, step)?,
        Change::Quote => quote(document, node)?,
        Change::Replace(text) => replace_text(document, node, text)?,
    };
    let mut expected = root.clone();
    apply(&mut expected, path, change).ok_or(NOT_THERE)?;
    let new = edit.applied(document.source.text()).ok_or(NOT_THERE)?;
    let after = parse(document.source.name(), new.as_bytes());
    let is_as_expected = after.problems.is_empty()
        && after.root.as_ref() == Some(&expected)
        && comments(&after).eq(comments(document));
    if is_as_expected { Ok(after) } else { Err("the way it is written makes the change unsafe") }
}

fn comments(document: &Document) -> impl Iterator<Item = &str> {
    document.comments.iter().map(|comment| document.source.slice(comment.span))
}

fn at<'n>(root: &'n Node, path: &[Step<'_>]) -> Option<&'n Node> {
    path.iter().try_fold(root, |node, step| match step {
        Step::Key(key) => node.as_object()?.get(key),
        Step::Index(index) => node.as_list()?.get(*index),
    })
}

fn is_only_item(root: &Node, path: &[Step<'_>]) -> bool {
    let Some((Step::Index(_), outer)) = path.split_last() else { return false };
    at(root, outer).and_then(Node::as_list).is_some_and(|items| items.len() == 1)
}

/// Makes the change in the tree.
fn apply(node: &mut Node, path: &[Step<'_>], change: Change) -> Option<()> {
    let (step, rest) = path.split_first()?;
    if rest.is_empty() {
        match change {
            Change::Unwrap => *node = child(node, step)?.clone(),
            Change::Remove => return take_out(node, step),
            // Quotes only keep the text that it is.
            Change::Quote => _ = child(node, step)?,
            Change::Replace(text) => child(node, step)?.value = Value::String(text.into()),
        }
        return Some(());
    }
    apply(child(node, step)?, rest, change)
}

fn child<'n>(node: &'n mut Node, step: &Step<'_>) -> Option<&'n mut Node> {
    match (&mut node.value, step) {
        (Value::Object(object), Step::Key(key)) => object.get_mut(key),
        (Value::List(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    }
}

fn take_out(node: &mut Node, step: &Step<'_>) -> Option<()> {
    match (&mut node.value, step) {
        (Value::Object(object), Step::Key(key)) => {
            *object = object.iter().filter(|entry| entry.key != *key).cloned().collect::<Object>();
        }
        (Value::List(items), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => return None,
    }
    Some(())
}
