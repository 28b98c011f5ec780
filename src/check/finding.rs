//! What a check finds, and where in the document that is.

use super::engine::fault::{Fault, Faults};
use crate::diag::{Diagnostic, Label, Origin, Severity, Source};
use crate::model::{Node, Step, Value};

/// One thing that a rule finds wrong with a template.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The steps from the template's root to the value concerned.
    pub path: Vec<Step<'static>>,
    /// Where that was written.
    pub origin: Origin,
    /// The place in the list of findings of the one that this explains.
    pub explains: Option<usize>,
    /// Values of parameters under which it is so, where it is not always.
    pub when: Option<String>,
}

impl Finding {
    /// The finding as a diagnostic.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.rule, self.message.clone()).label(self.origin, "");
        diagnostic.severity = self.severity;
        if let Some(when) = &self.when {
            diagnostic = diagnostic.note(when.clone());
        }
        // A line of a program can write many resources.
        if self.origin.location().is_some() && !self.path.is_empty() {
            let path: Vec<String> = self.path.iter().map(ToString::to_string).collect();
            diagnostic = diagnostic.note(format!("in the template: {}", path.join("/")));
        }
        diagnostic
    }

    /// All findings of a template as diagnostics: what explains a finding is part of its diagnostic.
    #[must_use]
    pub fn diagnostics(findings: &[Self]) -> Vec<Diagnostic> {
        let mut heads: Vec<Option<Diagnostic>> = Vec::with_capacity(findings.len());
        heads.extend(findings.iter().map(|finding| finding.explains.is_none().then(|| finding.diagnostic())));
        for finding in findings.iter().filter(|finding| finding.explains.is_some()) {
            let Some(head) = finding.head(findings) else { continue };
            let Some(Some(diagnostic)) = heads.get_mut(head) else { continue };
            let text = format!("{}: {}", finding.rule, finding.message);
            let at_head = findings.get(head).is_some_and(|head| same_place(head.origin, finding.origin));
            let origin = if at_head { Origin::Unknown } else { finding.origin };
            diagnostic.labels.push(Label { origin, text });
        }
        heads.into_iter().flatten().collect()
    }

    /// The place in the list of the finding that this explains in the end.
    fn head(&self, findings: &[Self]) -> Option<usize> {
        let mut head = self.explains?;
        // There are no more steps than findings, whoever made the list.
        for _ in findings {
            match findings.get(head)?.explains {
                Some(next) => head = next,
                None => return Some(head),
            }
        }
        None
    }
}

fn same_place(one: Origin, two: Origin) -> bool {
    match (one, two) {
        (Origin::Text(one), Origin::Text(two)) => one == two,
        (Origin::Rust(one), Origin::Rust(two)) => one == two,
        (one, two) => one.is_known() == two.is_known(),
    }
}

/// The findings of one template while they are gathered.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Gathered>,
    rule: &'static str,
}

/// A finding whose place is a path only.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) rule: &'static str,
    pub(super) message: String,
    pub(super) path: Vec<Step<'static>>,
    /// Its place, where that is none of a path.
    pub(super) origin: Option<Origin>,
    /// Where the last key of the path was written, if the path itself does not lead there.
    pub(super) key_origin: Origin,
    pub(super) explains: Option<usize>,
    pub(super) when: Option<String>,
}

impl Findings {
    /// Lets a rule add what it finds.
    pub(super) fn of(&mut self, rule: &'static str, run: impl FnOnce(&mut Self)) {
        self.rule = rule;
        run(self);
    }

    /// What the running rule finds at a path.
    pub(crate) fn add(&mut self, path: Vec<Step<'static>>, message: impl Into<String>) {
        self.add_as(self.rule, path, message);
    }

    /// What the running rule finds in the text itself.
    pub(crate) fn add_at(&mut self, origin: Origin, message: impl Into<String>) {
        let (rule, message) = (self.rule, message.into());
        self.found.push(Gathered {
            rule,
            message,
            path: Vec::new(),
            origin: Some(origin),
            key_origin: Origin::Unknown,
            explains: None,
            when: None,
        });
    }

    /// What a rule finds at a path.
    pub(crate) fn add_as(
        &mut self,
        rule: &'static str,
        path: Vec<Step<'static>>,
        message: impl Into<String>,
    ) {
        self.found.push(Gathered {
            rule,
            message: message.into(),
            path,
            origin: None,
            key_origin: Origin::Unknown,
            explains: None,
            when: None,
        });
    }

    /// What a validation of the template found; `rule` says which rule a fault is of that no other has claimed.
    pub(super) fn add_faults(&mut self, faults: Faults, rule: fn(&Fault) -> &'static str) {
        for fault in faults {
            self.add_fault(fault, None, rule);
        }
    }

    fn add_fault(&mut self, fault: Fault, explains: Option<usize>, rule: fn(&Fault) -> &'static str) {
        if fault.unknown {
            return;
        }
        let own = self.found.len();
        let id = fault.rule.unwrap_or_else(|| rule(&fault));
        let (path, key_origin) = match fault.given_at {
            Some(given_at) if !fault.path.is_empty() => (given_at, Origin::Unknown),
            _ => (fault.path, fault.key_origin),
        };
        let gathered = Gathered {
            rule: id,
            message: fault.message,
            path,
            origin: None,
            key_origin,
            explains,
            when: fault.when,
        };
        self.found.push(gathered);
        for inner in fault.context {
            self.add_fault(inner, Some(own), rule);
        }
    }

    pub(super) fn into_gathered(self) -> Vec<Gathered> {
        self.found
    }
}

/// Steps by keys, for rules that know where they are.
pub(crate) fn steps<const N: usize>(keys: [&str; N]) -> Vec<Step<'static>> {
    keys.into_iter().map(|key| Step::Key(key.to_owned().into())).collect()
}

/// Whether a path leads to a value of the template.
pub(super) fn is_written(root: &Node, path: &[Step<'_>]) -> bool {
    path.iter().try_fold(root, |node, step| child(node, step)).is_some()
}

/// Where the end of a path is written: its key or its item, or the nearest before it that has a place of its own.
pub(super) fn locate(root: &Node, path: &[Step<'_>], source: Option<&Source>) -> Origin {
    match source {
        Some(source) => in_text(root, path, source).unwrap_or_default(),
        None => in_program(root, path),
    }
}

fn in_text(node: &Node, path: &[Step<'_>], source: &Source) -> Option<Origin> {
    let Some((first, rest)) = path.split_first() else { return Some(node.origin) };
    let deeper = if rest.is_empty() {
        None
    } else {
        child(node, first).and_then(|child| in_text(child, rest, source)).filter(|origin| origin.is_known())
    };
    deeper.or_else(|| match first {
        Step::Key(key) => {
            let entry = node.as_object()?.iter().rev().find(|entry| entry.key == *key)?;
            // The tag of a short form is not a key.
            let span = entry.key_origin.span()?;
            (!source.slice(span).starts_with('!')).then_some(entry.key_origin)
        }
        Step::Index(index) if rest.is_empty() => {
            let items = node.as_list()?;
            let item = items.get(*index)?;
            // The parts of a text, such as that of `!GetAtt A.B`, begin where the text does, and have no place.
            let begins = |node: &Node| node.origin.span().map(|span| span.start);
            if items.first().and_then(begins) == begins(node) {
                return None;
            }
            let has_place = matches!(item.value, Value::String(_) | Value::List(_) | Value::Object(_))
                && item.origin.is_known();
            has_place.then_some(item.origin)
        }
        Step::Index(_) => None,
    })
}

fn child<'n>(node: &'n Node, step: &Step<'_>) -> Option<&'n Node> {
    match step {
        Step::Key(key) => {
            node.as_object()?.iter().rev().find(|entry| entry.key == *key).map(|entry| &entry.node)
        }
        Step::Index(index) => node.as_list()?.get(*index),
    }
}

fn in_program(root: &Node, path: &[Step<'_>]) -> Origin {
    let mut origin = root.origin;
    let mut node = root;
    for step in path {
        let written = match step {
            Step::Key(key) => node
                .as_object()
                .and_then(|object| object.iter().find(|entry| entry.key == *key))
                .map(|entry| (entry.key_origin.or(entry.node.origin), &entry.node)),
            Step::Index(index) => {
                node.as_list().and_then(|items| items.get(*index)).map(|item| (item.origin, item))
            }
        };
        let Some((at, inner)) = written else { break };
        origin = at.or(origin);
        node = inner;
    }
    origin
}
