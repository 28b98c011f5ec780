//! What has been published keeps its name when AWS changes its schemas.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use cfn_synth_codegen::facts::{ResourceType, Service};
use cfn_synth_codegen::render::{self, Names, Options};
use serde_json::{Value, json};

fn service(types: &[Value]) -> Service {
    let mut service = Service::default();
    for facts in types {
        service.insert(ResourceType::from_value(facts).unwrap()).unwrap();
    }
    service
}

/// A resource type with one property type.
fn resource(name: &str, definition: &str, properties: &Value) -> Value {
    json!({
        "typeName": format!("AWS::X::{name}"),
        "properties": {"It": {"$ref": format!("#/definitions/{definition}")}},
        "definitions": {definition: {"type": "object", "properties": properties}},
    })
}

fn api(types: &[Value], frozen: &str) -> String {
    let names = Names::from_text("names", frozen).unwrap();
    let service = service(types);
    let api = render::api(&service, &names).unwrap();
    // What is written down means the same to the next run, and the code can be written.
    assert_eq!(render::api(&service, &Names::from_text("names", &api).unwrap()).unwrap(), api);
    render::module(&service, &names, &Options::new()).unwrap();
    api
}

#[test]
fn one_look_is_one_type() {
    let of = |name| resource(name, "Rule", &json!({"A": {"type": "string"}}));
    assert_eq!(
        api(&[of("Left"), of("Right")], ""),
        "Left = Left: new() it\nRight = Right: new() it\nRule = Left.Rule Right.Rule: new() a\n"
    );
}

#[test]
fn the_widest_look_has_the_name() {
    let of = |name, property: &str| resource(name, "Rule", &json!({property: {"type": "string"}}));
    let api = api(&[of("A", "One"), of("B", "Two"), of("C", "Two")], "");
    assert!(api.contains("ARule = A.Rule: new() one\n"), "{api}");
    assert!(api.contains("Rule = B.Rule C.Rule: new() two\n"), "{api}");
}

#[test]
fn a_new_look_does_not_take_the_name() {
    let of = |name, property: &str| resource(name, "Rule", &json!({property: {"type": "string"}}));
    let before = api(&[of("B", "One")], "");
    assert_eq!(before, "B = B: new() it\nRule = B.Rule: new() one\n");
    let after = api(&[of("A", "Two"), of("B", "One"), of("C", "Two")], &before);
    assert!(after.contains("\nRule = B.Rule: new() one\n"), "{after}");
    assert!(after.contains("ARule = A.Rule: new() two\n"), "{after}");
    assert!(after.contains("CRule = C.Rule: new() two\n"), "{after}");
}

#[test]
fn a_shared_type_stays_shared_when_one_gets_more() {
    let of = |name, properties: Value| resource(name, "Rule", &properties);
    let one = json!({"A": {"type": "string"}});
    let two = json!({"A": {"type": "string"}, "B": {"type": "string"}});
    let before = api(&[of("Left", one.clone()), of("Right", one.clone())], "");
    let after = api(&[of("Left", one.clone()), of("New", two.clone()), of("Right", two)], &before);
    assert!(after.contains("Rule = Left.Rule New.Rule Right.Rule: new() a b\n"), "{after}");
}

#[test]
fn separate_types_stay_separate_when_they_become_alike() {
    let of = |name, property: &str| resource(name, "Rule", &json!({property: {"type": "string"}}));
    let before = api(&[of("A", "One"), of("B", "Two")], "");
    let after = api(&[of("A", "One"), of("B", "One")], &before);
    assert!(
        after.contains("ARule = A.Rule: new() one\nB = B: new() it\nBRule = B.Rule: new() one\n"),
        "{after}"
    );
}

#[test]
fn a_new_resource_type_does_not_take_a_property_types_name() {
    let old = resource("A", "Rule", &json!({"One": {"type": "string"}}));
    let before = api(std::slice::from_ref(&old), "");
    let after =
        api(&[old, json!({"typeName": "AWS::X::Rule", "properties": {"Name": {"type": "string"}}})], &before);
    assert!(after.contains("Rule = A.Rule: new() one\nRuleResource = Rule: new() name\n"), "{after}");
}

#[test]
fn a_shared_type_that_contradicts_itself_is_an_error() {
    let of = |name, kind: &str| resource(name, "Rule", &json!({"A": {"type": kind}}));
    let before = api(&[of("Left", "string"), of("Right", "string")], "");
    let names = Names::from_text("names", &before).unwrap();
    let error = render::api(&service(&[of("Left", "string"), of("Right", "integer")]), &names).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Rule` has been published as one Rust type, but its property `A` is now `i64` in AWS::X::Right and `String` in \
         AWS::X::Left; give one of them another name in the service's list of names"
    );
    // As the message says:
    let edited = before.replace("Rule = Left.Rule Right.Rule:", "Rule = Left.Rule:\nRightRule = Right.Rule:");
    let after = api(&[of("Left", "string"), of("Right", "integer")], &edited);
    assert!(after.contains("RightRule = Right.Rule: new() a\n"), "{after}");
}

/// `SseAlgorithm` beside `SSEAlgorithm`: neither is `sse_algorithm`, which programs have used for the one that was first.
#[test]
fn a_new_property_does_not_take_a_setter_away() {
    let text = || json!({"type": "string"});
    let one = json!({"SSEAlgorithm": text()});
    let two = json!({"SSEAlgorithm": text(), "SseAlgorithm": text()});
    let rule = |properties: &Value| resource("Bucket", "Rule", properties);
    let bucket = |properties: &Value| json!({"typeName": "AWS::X::Bucket", "properties": properties});
    let required = |properties: &Value| json!({"typeName": "AWS::X::Bucket", "properties": properties, "required": ["SSEAlgorithm"]});
    for (before, after, owner) in [
        (rule(&one), rule(&two), "Rule"),
        (bucket(&one), bucket(&two), "Bucket"),
        (required(&one), required(&two), "Bucket"),
    ] {
        let list = api(&[before], "");
        let names = Names::from_text("names", &list).unwrap();
        let after = [after];
        let expected = format!(
            "`{owner}` has been published with `sse_algorithm`, which would now be the setter of SSEAlgorithm and SseAlgorithm \
             alike; without that name in the type's line in the list of names, each is spelled as its property"
        );
        assert_eq!(render::api(&service(&after), &names).unwrap_err().to_string(), expected);
        let module = render::module(&service(&after), &names, &Options::new());
        assert_eq!(module.unwrap_err().to_string(), expected);
        // As the message says:
        let edited = list.replace("sse_algorithm", "");
        assert!(api(&after, &edited).contains("SSEAlgorithm"));
        assert!(api(&after, "").contains("SseAlgorithm"));
    }
}

#[test]
fn a_list_that_says_two_things_is_an_error() {
    let error = Names::from_text("names/x.txt", "A = X.A: new()\nB = X.A: new()\n").unwrap_err();
    assert_eq!(error.to_string(), "names/x.txt:2: `X.A` has a name already");
    let error = Names::from_text("names/x.txt", "nonsense\n").unwrap_err();
    assert!(error.to_string().starts_with("names/x.txt:1: expected"), "{error}");
}

#[test]
fn a_list_of_values_in_one_of_them_makes_no_other_type() {
    let of = |name, kind: Value| resource(name, "Rule", &json!({"Kind": kind}));
    let text = json!({"type": "string"});
    let values = |values: &[&str]| json!({"type": "string", "enum": values});
    let shared = "Rule = A.Rule B.Rule: new() kind\nRuleKind = B.RuleKind: | X | Y\n";
    let before = api(&[of("A", text.clone()), of("B", values(&["x", "y"]))], "");
    assert!(before.ends_with(shared), "{before}");
    // Other values are another type, unless the type has been published as one.
    let apart = api(&[of("A", values(&["z"])), of("B", values(&["x", "y"]))], "");
    assert!(apart.contains("ARuleKind = A.RuleKind: | Z\n"), "{apart}");
    let after = api(&[of("A", values(&["z"])), of("B", values(&["x", "y"]))], &before);
    assert!(
        after.ends_with("Rule = A.Rule B.Rule: new() kind\nRuleKind = A.RuleKind B.RuleKind: | X | Y | Z\n"),
        "{after}"
    );
}
