//! Whatever the bytes are, reading them ends without a panic, and all places are places of the text.

use synth::diag::{Diagnostic, Origin, Renderer};
use synth::model::{Node, Value, plain_object, recognise};
use synth::parse::{Document, parse};

use super::corpus::{own_documents, real_templates};
use super::mutations::Mutations;

#[test]
fn no_bytes_are_too_strange() {
    let mut documents = own_documents();
    documents.extend(real_templates().into_iter().filter(|(_, bytes)| bytes.len() < 5_000));
    let mut mutations = Mutations::new();
    for number in 0..Mutations::count(4_000) {
        let (name, bytes) = &documents[mutations.below(documents.len())];
        let changed = match std::str::from_utf8(bytes) {
            Ok(text) if number % 4 > 0 => mutations.text(text).into_bytes(),
            _ => mutations.bytes(bytes),
        };
        let document = parse(name, &changed);
        check(&document);
    }
}

/// What holds for every document.
pub(crate) fn check(document: &Document) {
    let text = document.source.text();
    for problem in &document.problems {
        check_problem(document, problem);
    }
    assert!(document.root.is_some() || !document.problems.is_empty(), "neither read nor refused:\n{text}");
    if let Some(root) = &document.root {
        check_node(root, text);
        let recognised = recognise(root.clone());
        assert_eq!(recognise(synth::model::plain(&recognised)), recognised, "{text}");
    }
    if let Some(template) = document.template() {
        let _ = plain_object(template.root());
    }
    for comment in &document.comments {
        let comment = document.source.slice(comment.span);
        assert!(comment.starts_with('#') && !comment.contains('\n'), "{comment:?} in\n{text}");
    }
    for alias in &document.aliases {
        assert_eq!(document.source.slice(alias.span), format!("*{}", alias.name));
    }
}

fn check_problem(document: &Document, problem: &Diagnostic) {
    assert_eq!(problem.code, "E0000");
    for label in &problem.labels {
        check_origin(label.origin, document.source.text());
    }
    let shown = Renderer::plain().document(&document.source).render(problem);
    let start = problem.labels[0].origin.span().expect("a place").start;
    let (line, column) = document.source.line_column(start);
    // What is missing at the end is shown at the end of the last line that there is.
    let at_the_end = document.source.text().len() == start as usize;
    assert!(
        at_the_end || shown.contains(&format!("{}:{line}:", document.source.name())),
        "{line}:{column} in\n{shown}"
    );
}

fn check_origin(origin: Origin, text: &str) {
    let span = origin.span().expect("everything has a place");
    let range = span.start as usize..span.end as usize;
    assert!(text.get(range.clone()).is_some(), "{range:?} of {} bytes:\n{text}", text.len());
}

fn check_node(node: &Node, text: &str) {
    check_origin(node.origin, text);
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_node(item, text)),
        Value::Object(object) => {
            for entry in object {
                check_origin(entry.key_origin, text);
                check_node(&entry.node, text);
            }
        }
        Value::Intrinsic(_) => panic!("nothing is recognised yet"),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
