//! Bytes, lines and what else an editor may leave in a file.

use synth::model::Node;
use synth::parse::{Format, parse};

fn read(bytes: &[u8]) -> Node {
    let document = parse("template", bytes);
    assert!(document.problems.is_empty(), "{}", crate::reports(&document));
    document.root.unwrap()
}

fn refused(bytes: &[u8]) -> String {
    let document = parse("template", bytes);
    let lines: Vec<String> =
        document.problems.iter().map(|problem| document.source.in_one_line(problem).to_string()).collect();
    lines.join("\n")
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("\u{FEFF}{text}");
    text.encode_utf16().flat_map(order).collect()
}

#[test]
fn the_same_in_every_encoding() {
    for text in
        ["Description: Zürich 🏔\nResources: {A: [1, yes]}\n", "{\"Description\": \"Zürich 🏔\", \"A\": []}"]
    {
        let plain = read(text.as_bytes());
        assert_eq!(read(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), plain);
        assert_eq!(read(&utf16(text, u16::to_le_bytes)), plain);
        assert_eq!(read(&utf16(text, u16::to_be_bytes)), plain);
    }
}

#[test]
fn the_same_with_every_line_end() {
    let text = "A: |\n  one\n\n  two\nB: 'three\n\n  four'\nC:\n- five\n  six # seven\n";
    let plain = read(text.as_bytes());
    assert_eq!(read(text.replace('\n', "\r\n").as_bytes()), plain);
    assert_eq!(read(text.replace('\n', "\r").as_bytes()), plain);
    let document = parse("template", text.replace('\n', "\r\n").as_bytes());
    let key = document.root.as_ref().unwrap().as_object().unwrap().iter().nth(2).unwrap().key_origin;
    assert_eq!(document.source.line_column(key.span().unwrap().start), (8, 1));
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let document = parse("template", b"\xEF\xBB\xBFA: 1");
    let key = document.root.as_ref().unwrap().as_object().unwrap().iter().next().unwrap().key_origin;
    assert_eq!(document.source.line_column(key.span().unwrap().start), (1, 1));
}

#[test]
fn what_is_no_text() {
    insta::assert_snapshot!(refused(b"A: 1\nB: \xFF\n"), @"template:2:4: error[E0000]: this is not UTF-8: byte 8 cannot stand where it is");
    insta::assert_snapshot!(refused(b"A: 1\nB: \0\n"), @"template:2:4: error[E0000]: this is not a text: it holds a zero byte");
    insta::assert_snapshot!(refused(b"\x7FELF\x02\x01\x01\0\0\0"), @"template:1:8: error[E0000]: this is not a text: it holds a zero byte");
    insta::assert_snapshot!(refused(b"\xFF\xFEA\0:"), @"template:1:2: error[E0000]: this is not UTF-16: it has an odd number of bytes");
    insta::assert_snapshot!(refused(b"\xFF\xFEA\0\0\xD8A\0"), @"template:1:2: error[E0000]: this is not UTF-16: character 1 is half of one");
    insta::assert_snapshot!(refused(b"A: \x07"), @"template:1:4: error[E0000]: the control character U+0007 cannot stand in YAML");
}

#[test]
fn what_is_empty() {
    for text in ["", "\n\n", "# only a comment\n", "\u{FEFF}", "   "] {
        assert_eq!(refused(text.as_bytes()), "template:1:1: error[E0000]: the document is empty", "{text:?}");
    }
}

#[test]
fn which_language_it_is() {
    let format = |text: &str| parse("template", text.as_bytes()).format;
    assert_eq!(format("{\"A\": 1}"), Format::Json);
    assert_eq!(format("\n\t{\"A\":\t1}\n"), Format::Json);
    assert_eq!(format("{\"A\": 1, \"B\": }"), Format::Yaml, "a value may be missing in YAML");
    assert_eq!(format("{\"A\": 1,}"), Format::Yaml, "a comma too many is YAML");
    assert_eq!(format("{\"A\" 1}"), Format::Json, "what neither takes is what it looks like");
    assert_eq!(format("{A: 1"), Format::Yaml);
    assert_eq!(format("A: 1"), Format::Yaml);
}

#[test]
fn json_is_read_to_the_letter() {
    let text = r#"{"a": "\ud83d\ude00\/\u00e9", "b": 1e5, "c": [true, null, -0.50], "d": "=", "yes": "no"}"#;
    let root = read(text.as_bytes());
    let object = root.as_object().unwrap();
    assert_eq!(object.get("a").unwrap().as_str(), Some("😀/é"));
    assert_eq!(object.get("b"), Some(&Node::from(100_000.0)));
    assert_eq!(object.get("yes").unwrap().as_str(), Some("no"));
}
