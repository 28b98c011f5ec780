//! The facts for checks that a program carries are what the reviewable text under `schema/checks/` means.

#![cfg(feature = "check")]
#![allow(clippy::expect_used, reason = "a test that fails may panic")]

use std::collections::BTreeMap;
use std::path::Path;

use cfn_synth_codegen::checks as text;
use serde_json::Value;
use synth::schema::{Fact, FactValue, check_schema, check_table, checks};

/// A program carries this many bytes at most.
const MOST_BYTES: u64 = 1_450_000;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/checks")
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

fn schema(name: &str) -> Value {
    json(check_schema(name).expect("a known schema"))
}

fn texts(fact: Option<Fact>) -> Vec<&'static str> {
    fact.map(|fact| fact.items().filter_map(Fact::as_str).collect()).unwrap_or_default()
}

#[test]
fn every_fact_of_the_text_is_in_the_block() {
    let expected = text::load(&folder()).expect("the text is well-formed");
    // One schema is made of another when the block is.
    let is_of_text = |name: &&str| *name != "other/step_functions/statemachine_jsonata";
    let names: Vec<&str> = checks().iter().map(|(name, _)| name).filter(is_of_text).collect();
    assert_eq!(names, expected.keys().map(String::as_str).collect::<Vec<_>>());
    for (name, facts) in &expected {
        let found = match name.strip_prefix("tables/") {
            Some(table) => check_table(table),
            None => check_schema(name),
        };
        assert!(json(found.expect("what is listed is found")) == *facts, "{name}");
    }
}

#[test]
fn the_block_is_small() {
    let block = std::fs::metadata(concat!(env!("OUT_DIR"), "/checks.bin")).expect("the block").len();
    assert!(block <= MOST_BYTES, "{block} bytes");
}

#[test]
fn every_reference_leads_somewhere() {
    let by_name: BTreeMap<&str, Value> = checks()
        .iter()
        .filter(|(name, _)| !name.starts_with("tables/"))
        .map(|(name, fact)| (name, json(fact)))
        .collect();
    let by_id: BTreeMap<&str, &Value> =
        by_name.values().filter_map(|schema| Some((schema.get("$id")?.as_str()?, schema))).collect();
    let mut count = 0;
    for (name, schema) in &by_name {
        let mut references = Vec::new();
        find(schema, &mut references);
        for reference in references {
            let (document, pointer) = reference.split_once('#').expect("a reference has a #");
            let document = if document.is_empty() { Some(schema) } else { by_id.get(document).copied() };
            let target = document.and_then(|document| document.pointer(pointer.trim_end_matches('/')));
            assert!(target.is_some(), "{name}: {reference}");
            count += 1;
        }
    }
    assert!(count > 200, "only {count} references");
}

/// The references of a schema. A property may be called `$ref` as well, and then is no text.
fn find<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str));
            members.values().for_each(|value| find(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| find(item, found)),
        _ => {}
    }
}

#[test]
fn schemas_stand_as_they_are() {
    assert_eq!(
        schema("extensions/aws_lambda_function/zipfile_runtime_enum")
            .pointer("/then/properties/Runtime/pattern"),
        Some(&"^(nodejs.*|python.*)$".into())
    );
    // Unlike among the facts of types, references and patterns are whole.
    assert_eq!(
        schema("other/iam/policy_identity").pointer("/definitions/Statement/properties/Action/$ref"),
        Some(&"policy#/definitions/Action".into())
    );
    let resources = schema("other/resources/configuration");
    assert_eq!(
        resources.pointer("/patternProperties/^[a-zA-Z0-9]+$/$ref"),
        Some(&"#/definitions/ResourceConfiguration".into())
    );
    assert!(check_schema("other/functions/getat").is_none());
    assert!(check_schema("tables/limits").is_none());
}

#[test]
fn what_differs_from_region_to_region_is_by_region() {
    let types = check_schema("extensions/aws_ec2_instance/instancetype_enum").expect("a known schema");
    let here = |region: &str| texts(types.get(region).and_then(|schema| schema.get("enum")));
    assert!(here("us-east-1").contains(&"m5.large"));
    assert!(here("us-east-1").contains(&"f1.2xlarge"));
    assert!(!here("af-south-1").contains(&"f1.2xlarge"));
    assert!(here("us-east-1").is_sorted());

    // An engine's classes are in the rule whose condition names the engine.
    let classes = check_schema("extensions/aws_rds_dbinstance/dbinstanceclass_enum").expect("a known schema");
    let rules = classes.get("eu-west-1").and_then(|schema| schema.get("allOf")).expect("rules");
    let engine = |rule: &Fact| rule.get("if")?.get("properties")?.get("Engine")?.get("const")?.as_str();
    let rule = rules.items().find(|rule| engine(rule) == Some("sqlserver-ee")).expect("a rule");
    let allowed =
        rule.get("then").and_then(|then| then.get("properties")?.get("DBInstanceClass")?.get("enum"));
    assert!(texts(allowed).contains(&"db.r5.large") || texts(allowed).contains(&"db.r5.xlarge"));
    assert!(!texts(allowed).contains(&"db.t4g.micro"));
}

#[test]
fn tables_hold_their_facts_alone() {
    let zones = check_table("availability-zones").expect("a known table");
    assert_eq!(texts(zones.get("us-west-1")), ["us-west-1a", "us-west-1c"]);
    assert!(zones.get("source").is_none());
    let limits =
        check_table("limits").and_then(|limits| limits.get("Resources")?.get("number")?.as_integer());
    assert_eq!(limits, Some(500));
    assert!(
        check_table("snapshot-types").is_some_and(|types| texts(Some(types)).contains(&"AWS::EC2::Volume"))
    );
    let action =
        check_table("iam").and_then(|services| services.get("sqs")?.get("Actions")?.get("sendmessage"));
    assert_eq!(texts(action.and_then(|action| action.get("Resources"))), ["queue"]);
    assert!(check_table("limit").is_none());
}

#[test]
fn every_rule_applies_a_schema_that_there_is() {
    let rules = check_table("rules").expect("a known table");
    let schemas: Vec<(&str, &str)> =
        rules.entries().filter_map(|(id, rule)| Some((id, rule.get("schema")?.as_str()?))).collect();
    assert!(schemas.len() > 100, "{}", schemas.len());
    for (id, schema) in schemas {
        assert!(check_schema(schema).is_some(), "{id}: {schema}");
    }
}
