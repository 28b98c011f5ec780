//! A document as JSON, for readers in other languages to compare with: types, texts and the places of keys.

use serde_json::{Value as Json, json};
use synth::diag::{Origin, Source};
use synth::model::{Node, Value};
use synth::parse::{Document, KeyKind};

/// The tree, and the lines of the problems.
pub(crate) fn dump(document: &Document) -> Json {
    let lines: Vec<u32> = document
        .problems
        .iter()
        .map(|problem| line_column(&document.source, problem.labels[0].origin).0)
        .collect();
    json!({
        "root": document.root.as_ref().map(|root| node(document, root)),
        "lines": lines,
        "problems": document.problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>(),
    })
}

fn node(document: &Document, from: &Node) -> Json {
    match &from.value {
        Value::Null => json!(["null"]),
        Value::Bool(truth) => json!(["bool", truth]),
        Value::Number(number) => {
            json!([if number.is_integer() { "int" } else { "float" }, number.python_text()])
        }
        Value::String(text) => json!(["str", text]),
        Value::List(items) => {
            json!(["list", items.iter().map(|item| node(document, item)).collect::<Vec<_>>()])
        }
        Value::Object(object) => {
            let entries: Vec<Json> = object
                .iter()
                .map(|entry| {
                    let span = entry.key_origin.span().expect("every key has a place");
                    let odd = document.odd_keys.iter().find(|key| key.span == span);
                    let kind = match odd.map_or(KeyKind::Text, |key| key.kind) {
                        KeyKind::Text => "str",
                        KeyKind::Integer => "int",
                        KeyKind::Float => "float",
                        KeyKind::Bool => "bool",
                        KeyKind::Null => "null",
                        KeyKind::Collection => "collection",
                    };
                    let (line, column) = line_column(&document.source, entry.key_origin);
                    json!([kind, entry.key, line, column, node(document, &entry.node)])
                })
                .collect();
            let (line, column) = line_column(&document.source, from.origin);
            json!(["dict", line, column, entries])
        }
        Value::Intrinsic(_) => panic!("nothing is recognised yet"),
    }
}

pub(crate) fn line_column(source: &Source, origin: Origin) -> (u32, u32) {
    source.line_column(origin.span().expect("everything has a place").start)
}
