//! What the emitter writes: each `tests/emit/NAME.json` becomes `tests/emit/snapshots/NAME.snap.yaml`, byte for byte.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

#[path = "emit/from_json.rs"]
mod from_json;

use insta::{Settings, assert_binary_snapshot, assert_snapshot};
use synth::emit::{Format, node_to_string, to_string};
use synth::model::{Node, Object, Template, Value};

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/emit/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn template(name: &str) -> Template {
    from_json::template(&serde_json::from_str(&fixture(name)).unwrap())
}

fn becomes(name: &str, file: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("emit/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        assert_binary_snapshot!(file, to_string(&template(name), Format::Yaml).into_bytes());
    });
}

#[test]
fn sections_and_attributes_in_the_order_of_aws() {
    becomes("sections", "sections.yaml");
}

#[test]
fn functions() {
    becomes("functions", "functions.yaml");
    assert_eq!(to_string(&template("functions"), Format::Json), fixture("functions"));
}

#[test]
fn lists_and_objects_and_texts_of_several_lines() {
    becomes("layout", "layout.yaml");
    assert_eq!(to_string(&template("layout"), Format::Json), fixture("layout"));
}

/// JSON has the order of YAML.
#[test]
fn json_in_the_order_of_aws() {
    let json: serde_json::Value =
        serde_json::from_str(&to_string(&template("sections"), Format::Json)).unwrap();
    let keys =
        |json: &serde_json::Value| json.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_snapshot!(keys(&json), @"");
    assert_snapshot!(keys(&json["Parameters"]["Env"]), @"");
    assert_snapshot!(keys(&json["Rules"]["NotTooMany"]), @"");
    assert_snapshot!(keys(&json["Resources"]), @"");
    assert_snapshot!(keys(&json["Resources"]["Topic"]), @"");
    assert_snapshot!(keys(&json["Resources"]["Fn::ForEach::Queues"][2]["Queue${Name}"]), @"");
    assert_snapshot!(keys(&json["Outputs"]["Name"]), @"");
    assert_snapshot!(keys(&json["Mappings"]["Accounts"]["012345678901"]), @"");
}
