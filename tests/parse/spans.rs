//! Where things are said to be.

use synth::model::{Node, Value};
use synth::parse::{Document, parse};

/// The text of the value at a path such as `A.0.B`.
fn at<'d>(document: &'d Document, path: &str) -> &'d str {
    let mut node = document.root.as_ref().unwrap();
    for step in path.split('.').filter(|step| !step.is_empty()) {
        node = match &node.value {
            Value::List(items) => &items[step.parse::<usize>().unwrap()],
            _ => node.as_object().unwrap().get(step).unwrap(),
        };
    }
    text(document, node)
}

fn text<'d>(document: &'d Document, node: &Node) -> &'d str {
    document.source.slice(node.origin.span().unwrap())
}

#[test]
fn values_end_where_they_end() {
    let source = "A:   # one\n  B: [1, 'x']   # two\n  C: |\n    three\n    four\n\nD: five\n  six  \nE: !Sub \"${A}\"\n\
                  F: &f\n- - 7\n  - G\nH: *f\nI:\n";
    let document = parse("spans", source.as_bytes());
    assert_eq!(at(&document, "A"), "B: [1, 'x']   # two\n  C: |\n    three\n    four");
    assert_eq!(at(&document, "A.B"), "[1, 'x']");
    assert_eq!(at(&document, "A.B.1"), "'x'");
    assert_eq!(at(&document, "A.C"), "|\n    three\n    four");
    assert_eq!(at(&document, "D"), "five\n  six");
    assert_eq!(at(&document, "E"), "!Sub \"${A}\"");
    assert_eq!(at(&document, "E.Fn::Sub"), "\"${A}\"");
    assert_eq!(at(&document, "F"), "&f\n- - 7\n  - G");
    assert_eq!(at(&document, "F.0"), "- 7\n  - G");
    assert_eq!(at(&document, "H"), "&f\n- - 7\n  - G", "an alias is what it stands for");
    assert_eq!(at(&document, "I"), "");
    assert_eq!(at(&document, ""), source.trim_end());
    assert_eq!(document.aliases.len(), 1);
}

#[test]
fn short_forms_have_the_place_of_their_tag() {
    let document = parse("spans", b"A: !GetAtt Queue.Arn\nB: !If [C, !Ref D, !Condition E]\n");
    let entry = |path: &str| {
        let object = document.root.as_ref().unwrap().as_object().unwrap();
        let inner = object.get(path).unwrap().as_object().unwrap();
        inner.iter().next().unwrap().clone()
    };
    let get_att = entry("A");
    assert_eq!(get_att.key, "Fn::GetAtt");
    assert_eq!(document.source.slice(get_att.key_origin.span().unwrap()), "!GetAtt");
    assert_eq!(at(&document, "A.Fn::GetAtt"), "Queue.Arn");
    assert_eq!(at(&document, "A.Fn::GetAtt.0"), "Queue");
    assert_eq!(at(&document, "A.Fn::GetAtt.1"), "Arn");
    assert_eq!(at(&document, "B.Fn::If.1"), "!Ref D");
    assert_eq!(at(&document, "B.Fn::If.2.Condition"), "E");
}

#[test]
fn merges_keep_the_place_of_what_wins() {
    let document = parse("spans", b"A: &a {x: 1, y: 2}\nB: &b {x: 3, z: 4}\nC: {<<: [*a, *b], y: 5}\n");
    let merged = document.root.as_ref().unwrap().as_object().unwrap().get("C").unwrap().as_object().unwrap();
    let mut entries: Vec<(String, &str, u32)> = merged
        .iter()
        .map(|entry| {
            let line = document.source.line_column(entry.key_origin.span().unwrap().start).0;
            (entry.key.to_string(), text(&document, &entry.node), line)
        })
        .collect();
    entries.sort();
    let expected = [("x".to_owned(), "1", 1), ("y".to_owned(), "5", 3), ("z".to_owned(), "4", 2)];
    assert_eq!(entries, expected);
}

#[test]
fn lines_and_columns_count_characters() {
    let document = parse("spans", "Ä: [ü, 😀, x]\n\"é\": !Ref y".as_bytes());
    let place = |path: &str| {
        let object = document.root.as_ref().unwrap().as_object().unwrap();
        let node = match path {
            "x" => &object.get("Ä").unwrap().as_list().unwrap()[2],
            _ => object.get("é").unwrap(),
        };
        document.source.line_column(node.origin.span().unwrap().start)
    };
    assert_eq!((place("x"), place("y")), ((1, 11), (2, 6)));
}
