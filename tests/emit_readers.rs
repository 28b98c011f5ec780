//! What the emitter writes is read back, value for value and type for type, by readers that nobody here wrote: PyYAML,
//! libyaml and ruamel.yaml (in `tests/emit/read_back.py`), saphyr, and serde_json.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

#[path = "emit/from_json.rs"]
mod from_json;
mod support;
#[path = "emit/texts.rs"]
mod texts;
#[path = "emit/with_saphyr.rs"]
mod with_saphyr;

use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value as Json, json};
use support::process;
use support::python::Python;
use synth::emit::{Format, node_to_string, to_string};
use texts::{Texts, hazards};

/// A value, and the YAML that the emitter makes of it.
struct Case {
    meant: Json,
    text: String,
    only_texts: bool,
}

impl Case {
    fn new(meant: Json, only_texts: bool) -> Self {
        let text = node_to_string(&from_json::node(&meant), Format::Yaml);
        Self { meant, text, only_texts }
    }

    /// A whole template: what its YAML means is what its JSON means.
    fn template(json: &str) -> Self {
        let template = from_json::template(&serde_json::from_str(json).unwrap());
        let meant = serde_json::from_str(&to_string(&template, Format::Json)).unwrap();
        Self { meant, text: to_string(&template, Format::Yaml), only_texts: false }
    }
}

/// All hazards, and generated texts: as many as `SYNTH_TEST_TEXTS` says, or 400.
fn cases() -> Vec<Case> {
    let count = std::env::var("SYNTH_TEST_TEXTS").map_or(400, |count| count.parse().expect("a number"));
    let seed = std::env::var("SYNTH_TEST_SEED").map_or(20_121_017, |seed| seed.parse().expect("a number"));
    let mut generator = Texts::new(seed);
    let mut texts = hazards();
    texts.extend((0..count).map(|_| generator.text()));
    let mut cases: Vec<Case> = texts.chunks(20).map(|texts| Case::new(everywhere(texts), true)).collect();
    cases.push(Case::new(with_other_types(), false));
    cases.push(Case::new(with_long_keys(), true));
    let templates = [
        include_str!("emit/functions.json"),
        include_str!("emit/layout.json"),
        include_str!("emit/sections.json"),
    ];
    cases.extend(templates.map(Case::template));
    cases
}

/// A document with every text in every position.
fn everywhere(texts: &[String]) -> Json {
    // In the text of `Fn::Sub`, `${!` stands for `${`.
    let escaped = |text: &str| text.replace("${", "${!");
    let each = |make: &dyn Fn(&str, &str) -> Json| -> Vec<Json> {
        let next = texts.iter().cycle().skip(1);
        texts.iter().zip(next).map(|(text, next)| make(text, next)).collect()
    };
    let keys: Map<String, Json> = texts.iter().map(|text| (text.clone(), json!("value"))).collect();
    let values: Map<String, Json> =
        texts.iter().enumerate().map(|(index, text)| (format!("Key{index}"), json!(text))).collect();
    json!({
        "keys": keys,
        "values": values,
        "items": texts,
        "lists": each(&|text, next| json!([[text, next], [[text]]])),
        "objects": each(&|text, next| json!({"Key": text, "Value": next, "Inner": {"Value": text}})),
        "keys of items": each(&|text, next| json!({text: next, "and": {text: [next]}})),
        "keys of objects": each(&|text, next| json!({text: {"a": next}, "b": [{text: {next: "c"}}]})),
        "Equals": each(&|text, next| json!({"Fn::Equals": [text, next]})),
        "Not": each(&|text, next| json!({"Fn::Not": [{"Fn::Equals": [{"Ref": text}, {"Fn::GetAZs": next}]}]})),
        "Select": each(&|text, next| json!({"Fn::Select": [text, {"Fn::Split": [next, {"Fn::GetAtt": [text, next]}]}]})),
        "If": each(&|text, next| json!({"Fn::If": [text, {"Condition": next}, {"Fn::Sub": escaped(text)}]})),
        "Ref": each(&|text, _| json!({"Ref": text})),
        "GetAtt": each(&|text, next| json!({"Fn::GetAtt": [text, next]})),
        "ImportValue": each(&|text, _| json!({"Fn::ImportValue": text})),
        "Sub": each(&|text, _| json!({"Fn::Sub": escaped(text)})),
        "Sub with variables": each(&|text, next| json!({"Fn::Sub": [escaped(text), {next: {"Ref": text}}]})),
        "Base64": each(&|text, _| json!({"Fn::Base64": {"Fn::Sub": escaped(text)}})),
        "Join": each(&|text, next| json!([{"Fn::Join": [text, [next, {"Ref": text}]]}])),
        "ToJsonString": each(&|text, next| json!({"Fn::ToJsonString": {text: [next], "and": {"Fn::Base64": text}}})),
        "FindInMap": each(&|text, next| json!({"Fn::FindInMap": [text, {"Ref": next}, text, {"DefaultValue": next}]})),
        "last": texts.last(),
    })
}

/// Numbers, booleans, nulls and empty collections beside the texts that look like them.
fn with_other_types() -> Json {
    json!({
        "values": [0, -1, 8080, 12345678901_i64, i64::MAX, i64::MIN, 0.5, -2.25, 1e-7, true, false, null, [], {}],
        "texts": ["0", "-1", "8080", "0.5", "true", "false", "null", "[]", "{}"],
        "brackets": {"Fn::Equals": [0, "0"]},
        "more brackets": [{"Fn::Select": [1, {"Fn::If": [true, null, "null"]}]}, {"Fn::And": []}],
        "not in tags": [{"Fn::GetAZs": 1}, {"Fn::ImportValue": null}, {"Fn::Base64": true}, {"Fn::Base64": [1, "1"]}],
        "empty in tags": [{"Fn::ToJsonString": {}}, {"Fn::Length": []}],
        "malformed": {"Fn::Join": 1},
        "deep": [[[[{"a": [[{"b": null}]]}]]]],
    })
}

fn with_long_keys() -> Json {
    let mut keys = Map::new();
    for length in [998, 999, 1000, 1001, 1024, 1025, 5000] {
        keys.insert("k".repeat(length), json!({"a": "b"}));
        keys.insert(format!("'{}", "k".repeat(length)), json!(["a", {"b".repeat(length): "c\nd"}]));
        keys.insert("ä\n".repeat(length / 2), json!("a\nb\n"));
        keys.insert("\u{1}".repeat(length / 4), json!({"Fn::Sub": "a\nb\n"}));
    }
    json!({"keys": keys, "list": [keys.clone(), [keys]]})
}

#[test]
fn python_reads_it_back() {
    let Some(python) = Python::for_part("python_reads_it_back") else { return };
    let cases: Vec<Json> = cases()
        .into_iter()
        .map(|case| json!({"text": case.text, "meant": case.meant, "only_texts": case.only_texts}))
        .collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emit-readers");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("cases.json");
    std::fs::write(&file, serde_json::to_string(&cases).unwrap()).unwrap();

    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/emit/read_back.py");
    let mut command = python.command();
    let read = process::run(command.arg(script).arg(&file), &folder, Duration::from_secs(600)).unwrap();
    assert!(read.status.success(), "{}{}", read.stdout, read.stderr);
}

#[test]
fn saphyr_reads_it_back() {
    for case in cases() {
        let read = with_saphyr::read(&case.text).unwrap_or_else(|error| panic!("{error}, in\n{}", case.text));
        same(&read, &case.meant, &case.text);
    }
}

#[test]
fn serde_json_reads_it_back() {
    for case in cases() {
        let text = node_to_string(&from_json::node(&case.meant), Format::Json);
        let read: Json = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        same(&read, &case.meant, &text);
    }
}

#[test]
fn the_same_bytes_every_time() {
    for (case, again) in cases().into_iter().zip(cases()) {
        assert_eq!(case.text, again.text);
    }
}

/// Compares values, types and the order of keys.
fn same(read: &Json, meant: &Json, text: &str) {
    let lines = |json: &Json| serde_json::to_string_pretty(json).unwrap();
    let (read, meant) = (lines(read), lines(meant));
    if read != meant {
        let (read, meant) = read.lines().zip(meant.lines()).find(|(read, meant)| read != meant).unwrap();
        panic!("read {read}, meant {meant}, in\n{text}");
    }
}
