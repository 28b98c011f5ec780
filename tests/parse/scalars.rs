//! What texts without quotes mean.

use synth::model::{Node, Value};
use synth::parse::parse;

fn read(text: &str) -> Value {
    let document = parse("scalar", format!("- {text}\n").as_bytes());
    assert!(document.problems.is_empty(), "{}", crate::reports(&document));
    document.root.as_ref().and_then(Node::as_list).unwrap()[0].value.clone()
}

fn number(text: &str) -> String {
    match read(text) {
        Value::Number(number) => {
            assert_eq!(number.text(), text, "written so");
            let kind = if number.is_integer() { "int" } else { "float" };
            format!("{kind} {}, written {number}", number.python_text())
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn booleans_and_null() {
    for text in ["yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"] {
        assert_eq!(read(text), Value::Bool(true), "{text}");
    }
    for text in ["no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"] {
        assert_eq!(read(text), Value::Bool(false), "{text}");
    }
    for text in ["~", "null", "Null", "NULL"] {
        assert_eq!(read(text), Value::Null, "{text}");
    }
}

#[test]
fn texts() {
    let texts = [
        "y",
        "n",
        "Y",
        "N",
        "yEs",
        "nO",
        "nULL",
        "tRUE",
        "none",
        "2012-10-17",
        "2001-12-14T21:59:43Z",
        "=",
        "<<",
        "1e5",
        "0o14",
        "09",
        "08",
        "1.2.3",
        "10.0.0.1",
        "1.5e3",
        "+.5",
        "-.nan",
        "._5",
        "0b2",
        "0xg",
        "0b",
        "0x",
        "_1",
        "-_1",
        "12:60",
        "0:30",
        "1:2:3:60",
        "e5",
        ".",
        "+",
        "..",
        "1,5",
        "١",
        "0x1F:1",
        "--1",
    ];
    for text in texts {
        let expected = Value::String(text.to_owned().into());
        assert!(read(text) == expected, "{text}: {:?}", read(text));
    }
    for text in ["'12'", "\"yes\"", "!!str 12", "!!str ~"] {
        assert!(matches!(read(text), Value::String(_)), "{text}");
    }
}

/// The number that Python has, and how it is written into a template: so that YAML 1.1, YAML 1.2 and JSON agree on it.
#[test]
fn numbers() {
    let table = [
        ("0", "int 0, written 0"),
        ("80", "int 80, written 80"),
        ("-1", "int -1, written -1"),
        ("+5", "int 5, written 5"),
        ("012", "int 10, written 10"),
        ("-0755", "int -493, written -493"),
        ("00", "int 0, written 0"),
        ("0_", "int 0, written 0"),
        ("0x1F", "int 31, written 31"),
        ("-0xF_F", "int -255, written -255"),
        ("0b101", "int 5, written 5"),
        ("1_000", "int 1000, written 1000"),
        ("1_", "int 1, written 1"),
        ("12:30:45", "int 45045, written 45045"),
        ("-1:30", "int -90, written -90"),
        ("9223372036854775807", "int 9223372036854775807, written 9223372036854775807"),
        ("18446744073709551615", "int 18446744073709551615, written 18446744073709551615"),
        (
            "123456789012345678901234567890",
            "int 123456789012345678901234567890, written 123456789012345678901234567890",
        ),
        ("1.0", "float 1.0, written 1.0"),
        ("1.50", "float 1.5, written 1.50"),
        ("1.", "float 1.0, written 1.0"),
        (".5", "float 0.5, written 0.5"),
        ("-2.50", "float -2.5, written -2.50"),
        ("1_0.5", "float 10.5, written 10.5"),
        ("1.5e+3", "float 1500.0, written 1500.0"),
        ("1.0e-7", "float 1e-07, written 0.0000001"),
        ("1:30.5", "float 90.5, written 90.5"),
        (".inf", "float inf, written inf"),
        ("-.INF", "float -inf, written -inf"),
        (".NaN", "float nan, written NaN"),
    ];
    for (text, expected) in table {
        assert_eq!(number(text), expected, "{text}");
    }
}

#[test]
fn tags_of_yaml() {
    assert_eq!(read("!!int '12'"), Value::Number(12.into()));
    assert_eq!(read("!!float 1"), Value::Number(1.0.into()));
    assert_eq!(read("!!bool yes"), Value::Bool(true));
    assert_eq!(read("!!null x"), Value::Null);
    assert_eq!(read("!!binary aGk="), Value::String("aGk=".into()));
    assert_eq!(read("!!timestamp 2012-10-17"), Value::String("2012-10-17".into()));
    assert_eq!(read("! 12"), Value::Number(12.into()));
    assert_eq!(read("!<tag:yaml.org,2002:str> 12"), Value::String("12".into()));
}
