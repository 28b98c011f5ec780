//! `make schema`: what it takes, and that it leaves the committed facts alone when something is wrong.
#![cfg(feature = "refresh")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

#[path = "refresh/case.rs"]
mod case;
#[path = "refresh/checks.rs"]
mod checks;

use case::{Case, files};
use cfn_synth_codegen::refresh::{Change, refresh};
use serde_json::{Value, json};

fn bucket(properties: Value) -> Value {
    json!({"typeName": "AWS::S3::Bucket", "description": "Prose.", "properties": properties, "handlers": {"create": {}}})
}

#[test]
fn the_first_facts() {
    let case = Case::new();
    case.publish(&[bucket(json!({"Name": {"type": "string", "description": "Prose.", "maxLength": 63}}))]);
    let refreshed = case.refresh().unwrap();
    assert!(refreshed.changed);
    let text = |name: &str| std::fs::read_to_string(case.schema().join(name)).unwrap();
    assert_eq!(
        text("services/s3.json"),
        "{\n \"AWS::S3::Bucket\": {\n  \"typeName\": \"AWS::S3::Bucket\",\n  \"properties\": {\n   \
         \"Name\": {\"type\": \"string\", \"maxLength\": 63}\n  }\n }\n}\n"
    );
    assert_eq!(text("names/s3.txt"), "Bucket = Bucket: new() name\n");
    assert_eq!(text("features.txt"), "s3 = AWS::S3\n");
    assert_eq!(text("regions.txt"), "regions eu-west-1 us-east-1\nAWS::S3::Bucket only us-east-1\n");
    assert!(text("provenance.json").contains("\"schemaDate\": \"2026-01-02T03:04:05Z\""));
    assert_eq!(
        text("changes.md"),
        "# What the last refresh of the facts changed\n\nThe first facts: 1 resource types.\n"
    );

    // The same again changes nothing, not even the report.
    let before = files(&case.schema());
    assert!(!case.refresh().unwrap().changed);
    assert_eq!(files(&case.schema()), before);
}

#[test]
fn what_changed_is_reported() {
    let case = Case::new();
    let queue = json!({"typeName": "AWS::SQS::Queue", "properties": {"Name": {"type": "string"}}});
    let old = json!({
        "Gone": {"type": "string"},
        "Kind": {"type": "string", "enum": ["a", "b"]},
        "Name": {"type": "string", "maxLength": 63},
        "Size": {"type": "integer"},
        "Wider": {"type": "string", "maxLength": 3},
    });
    case.publish(&[bucket(old), queue]);
    case.refresh().unwrap();
    let new = json!({
        "Come": {"type": "string"},
        "Kind": {"type": "string", "enum": ["b", "c"]},
        "Name": {"type": "string", "maxLength": 60, "pattern": "^a"},
        "Size": {"type": "integer", "minimum": 1},
        "Wider": {"type": "string", "maxLength": 5},
    });
    let mut new = bucket(new);
    new["required"] = json!(["Name"]);
    new["createOnlyProperties"] = json!(["/properties/Size"]);
    let topic = json!({"typeName": "AWS::SNS::Topic", "properties": {}});
    let names = json!({"AWS::S3::Bucket": "h"});
    case.publish_with(&[new, topic], &[("us-east-1", names.clone()), ("eu-west-1", names)]);

    // Looking does not touch.
    let before = files(&case.schema());
    assert!(refresh(&case.schema(), &case.wheel(), true).unwrap().changed);
    assert_eq!(files(&case.schema()), before);

    let refreshed = case.refresh().unwrap();
    assert!(refreshed.report.changes().contains(&Change::Removed("AWS::SQS::Queue".to_owned())));
    assert!(!case.schema().join("services/sqs.json").exists());
    assert_eq!(
        std::fs::read_to_string(case.schema().join("changes.md")).unwrap(),
        "\
# What the last refresh of the facts changed

## Removed (2)

- AWS::S3::Bucket Gone
- AWS::SQS::Queue

## Narrowed (6)

- AWS::S3::Bucket Kind: no longer takes \"a\"
- AWS::S3::Bucket Name: pattern is now `^a`
- AWS::S3::Bucket Name: length is now at most 60
- AWS::S3::Bucket Name: is now required
- AWS::S3::Bucket Size: is now at least 1
- AWS::S3::Bucket Size: a change now replaces the resource

## Added (2)

- AWS::S3::Bucket Come
- AWS::SNS::Topic

## Regions (1)

- AWS::S3::Bucket: +eu-west-1
"
    );
}

#[test]
fn another_file_than_the_pinned_one_is_refused() {
    let case = Case::new();
    case.publish(&[bucket(json!({}))]);
    case.refresh().unwrap();
    let mut bytes = std::fs::read(case.wheel()).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(case.wheel(), bytes).unwrap();
    case.fails("some.whl is not the file that schema/source.json pins");
    std::fs::remove_file(case.wheel()).unwrap();
    case.fails("some.whl: No such file");
}

#[test]
fn an_unknown_construct_is_named() {
    let case = Case::new();
    case.publish(&[bucket(json!({"Name": {"type": "string"}}))]);
    case.refresh().unwrap();
    case.publish(&[bucket(json!({"Name": {"type": "string", "unevaluatedItems": false}}))]);
    case.fails("AWS::S3::Bucket: at /properties/Name/unevaluatedItems: unknown keyword `unevaluatedItems`");
    let mut lost = bucket(json!({"Name": {"type": "string"}}));
    lost["readOnlyProperties"] = json!(["/properties/Arn"]);
    case.publish(&[lost]);
    case.fails("AWS::S3::Bucket: at /readOnlyProperties: `/properties/Arn` leads to no property");
    case.publish_with(
        &[bucket(json!({}))],
        &[("us-east-1", json!({"AWS::S3::Bucket": "one"})), ("eu-west-1", json!({"AWS::S3::Bucket": "two"}))],
    );
    case.fails("AWS::S3::Bucket has another schema in us-east-1");
}

#[test]
fn a_published_name_must_not_change() {
    let case = Case::new();
    case.publish(&[bucket(json!({"SSEAlgorithm": {"type": "string"}}))]);
    case.refresh().unwrap();
    case.publish(&[bucket(json!({"SSEAlgorithm": {"type": "string"}, "SseAlgorithm": {"type": "string"}}))]);
    case.fails("`Bucket` has been published with `sse_algorithm`, which would now be the setter of SSEAlgorithm and SseAlgorithm alike");

    let case = Case::new();
    let kind = |values: &[&str]| bucket(json!({"Kind": {"type": "string", "enum": values}}));
    case.publish(&[kind(&["lowest-price", "other"])]);
    case.refresh().unwrap();
    case.publish(&[kind(&["lowest-price", "lowestPrice", "other"])]);
    case.fails("1 published names would change:\n  s3: Bucket.BucketKind = lowest-price: `BucketKind::LowestPrice` would become `BucketKind::Lowest_price`");
}

#[test]
fn a_correction_applies_or_fails() {
    let case = Case::new();
    let correction = json!({
        "type": "AWS::S3::Bucket", "reason": "It is longer.", "link": "https://example.com",
        "changes": [{"at": "/properties/Name", "was": {"type": "string", "maxLength": 3}, "becomes": {"type": "string"}}],
    });
    std::fs::write(case.schema().join("patches/bucket.json"), correction.to_string()).unwrap();
    case.publish(&[bucket(json!({"Name": {"type": "string", "description": "Prose.", "maxLength": 3}}))]);
    case.refresh().unwrap();
    let text = std::fs::read_to_string(case.schema().join("services/s3.json")).unwrap();
    assert!(text.contains("\"Name\": {\"type\": \"string\"}\n"), "{text}");
    case.publish(&[bucket(json!({"Name": {"type": "string", "maxLength": 63}}))]);
    case.fails("bucket.json: no longer applies to AWS::S3::Bucket: at /properties/Name there is {\"type\":\"string\",\"maxLength\":63}");
    case.publish(&[json!({"typeName": "AWS::SQS::Queue", "properties": {}})]);
    case.fails("bucket.json: no longer applies: there is no AWS::S3::Bucket");
}

#[test]
fn return_values_apply_or_fail() {
    let case = Case::new();
    let returns = |facts: Value| {
        let text =
            json!({"reason": "r", "links": ["https://example.com"], "types": {"AWS::S3::Bucket": facts}});
        std::fs::write(case.schema().join("returns.json"), text.to_string()).unwrap();
    };
    let mut identified =
        bucket(json!({"Id": {"type": "string"}, "Name": {"type": "string"}, "Parts": {"type": "object"}}));
    identified["readOnlyProperties"] = json!(["/properties/Id"]);
    identified["primaryIdentifier"] = json!(["/properties/Id"]);
    case.publish(&[identified]);
    returns(json!({"ref": ["/properties/Name"], "getAtt": ["/properties/Name"], "getAttMaps": ["Outputs"]}));
    case.refresh().unwrap();
    let text = std::fs::read_to_string(case.schema().join("names/s3.txt")).unwrap();
    assert_eq!(text, "Bucket = Bucket: new() name parts -> BucketAttributes id name outputs\n");
    returns(json!({"ref": ["/properties/Id"]}));
    case.fails(
        "returns.json: no longer applies: what Ref returns for AWS::S3::Bucket is its primary identifier",
    );
    returns(json!({"getAtt": ["/properties/Id"]}));
    case.fails("returns.json: no longer applies: /properties/Id of AWS::S3::Bucket is read-only");
    returns(json!({"getAttNot": ["/properties/Id"]}));
    case.refresh().unwrap();
    let text = std::fs::read_to_string(case.schema().join("names/s3.txt")).unwrap();
    assert_eq!(text, "Bucket = Bucket: new() name parts\n");
    returns(json!({"getAttNot": ["/properties/Name"]}));
    case.fails("returns.json: no longer applies: /properties/Name of AWS::S3::Bucket is not read-only");
    returns(json!({"getAtt": ["/properties/Gone"]}));
    case.fails("returns.json: no longer applies: AWS::S3::Bucket has no /properties/Gone");
    returns(json!({"getatt": []}));
    case.fails("AWS::S3::Bucket: at /returns/getatt: unknown keyword `getatt`");
}
