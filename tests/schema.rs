//! The database of all types holds what the reviewable text under `schema/` says.

#![cfg(feature = "schema")]
#![allow(clippy::expect_used, reason = "a test that fails may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};
use synth::schema::{Fact, FactValue, database};

/// The facts in the text: each type's, by its name.
fn text() -> BTreeMap<String, Value> {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/services");
    let files = std::fs::read_dir(services).expect("there are facts");
    let read = |file: std::fs::DirEntry| -> BTreeMap<String, Value> {
        serde_json::from_str(&std::fs::read_to_string(file.path()).expect("readable")).expect("JSON")
    };
    files.flat_map(|file| read(file.expect("an entry"))).collect()
}

/// A fact as JSON.
fn json(fact: Fact) -> Value {
    match fact.value() {
        FactValue::Null => Value::Null,
        FactValue::Bool(value) => value.into(),
        FactValue::Integer(number) => number.into(),
        FactValue::Float(number) => number.into(),
        FactValue::Text(text) => text.into(),
        FactValue::List(items) => items.map(json).collect(),
        FactValue::Object(entries) => {
            Value::Object(entries.map(|(key, fact)| (key.to_owned(), json(fact))).collect())
        }
    }
}

/// The text's JSON, as the database has it.
fn shortened(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let short = text.strip_prefix("#/definitions/").or_else(|| text.strip_prefix("/properties/"));
            short.unwrap_or(text).into()
        }
        Value::Array(items) => items.iter().map(shortened).collect(),
        Value::Object(entries) => {
            let sorted: BTreeMap<_, _> = entries.iter().collect();
            Value::Object(
                sorted.into_iter().map(|(key, value)| (key.clone(), shortened(value))).collect::<Map<_, _>>(),
            )
        }
        other => other.clone(),
    }
}

#[test]
fn every_fact_of_the_text_is_in_the_database() {
    let text = text();
    let names: Vec<&str> = database().iter().map(|(name, _)| name).collect();
    assert_eq!(names, text.keys().map(String::as_str).collect::<Vec<_>>());
    for (name, facts) in &text {
        let mut found = json(database().get(name).expect("a type that is listed is found"));
        let regions = found.as_object_mut().and_then(|facts| facts.remove("regions"));
        assert!(regions.is_some_and(|regions| regions.is_array()), "{name} has no list of regions");
        assert_eq!(found, shortened(facts), "{name}");
    }
}

#[test]
fn a_type_has_the_regions_that_have_it() {
    let regions = |name: &str| -> Vec<&str> {
        let facts = database().get(name).expect("a known type");
        facts
            .get("regions")
            .map(|regions| regions.items().filter_map(Fact::as_str).collect())
            .unwrap_or_default()
    };
    assert_eq!(regions("AWS::S3::Bucket").len(), 45);
    assert!(regions("AWS::ACMPCA::Certificate").contains(&"us-east-1"));
    assert!(!regions("AWS::APS::Workspace").contains(&"cn-north-1"));
}

#[test]
fn what_is_no_type_is_not_found() {
    for name in ["", "AWS::S3::Bucke", "AWS::S3::Buckets", "aws::s3::bucket", "zzz"] {
        assert!(database().get(name).is_none(), "{name}");
    }
}
