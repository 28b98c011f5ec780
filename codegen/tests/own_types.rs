//! A user's private registry types get the same API from the same generator.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use cfn_synth_codegen::facts::{ResourceType, Service};
use cfn_synth_codegen::render::{self, Names, Options};

const SCHEMA: &str = r##"{
    "$schema": "https://schema.cloudformation.us-east-1.amazonaws.com/provider.definition.schema.v1.json",
    "typeName": "MyCorp::Billing::CostCenter",
    "description": "prose that nobody needs twice",
    "typeConfiguration": {"properties": {"Token": {"type": "string"}}},
    "definitions": {"Owner": {"type": "object", "description": "d", "properties": {"Mail": {"type": "string", "format": "email"}},
        "required": ["Mail"], "additionalProperties": false}},
    "properties": {"Number": {"type": "string", "description": "d", "examples": ["1"]}, "Owner": {"$ref": "#/definitions/Owner"},
        "Id": {"type": "string"}},
    "required": ["Number"],
    "readOnlyProperties": ["/properties/Id"],
    "primaryIdentifier": ["/properties/Id"],
    "handlers": {"create": {"permissions": []}},
    "additionalProperties": false
}"##;

#[test]
fn a_schema_file_becomes_a_module() {
    let module =
        r#"{"typeName": "MyCorp::Net::Vpc::MODULE", "properties": {"Parameters": {"type": "object"}}}"#;
    let types = [SCHEMA, module].map(|text| ResourceType::from_json("schema.json", text).unwrap());
    let services = Service::group(types).unwrap();
    let texts: Vec<String> = services
        .iter()
        .map(|service| render::module(service, &Names::default(), &Options::new()).unwrap())
        .collect();
    assert_eq!(services.iter().map(Service::module_name).collect::<Vec<_>>(), ["billing", "net"]);
    for (text, expected) in [
        (&texts[0], "pub mod billing {\nuse ::synth::dsl as d;\n"),
        (
            &texts[0],
            "/// `MyCorp::Billing::CostCenter`\n///\n/// Identified by `Id`, which `Ref` returns as a rule.\n#[derive(Clone)]\n#[must_use]\npub struct CostCenter(d::ResourceBody);",
        ),
        (&texts[0], "pub fn new(number: impl d::IntoVal<String>) -> Self"),
        (&texts[0], "pub fn owner(self, value: impl d::IntoVal<Owner>) -> Self"),
        (&texts[0], "pub fn id(&self) -> d::Val<String>"),
        (&texts[1], "const TYPE_NAME: &'static str = \"MyCorp::Net::Vpc::MODULE\";"),
        (&texts[1], "pub struct Vpc(d::ResourceBody);"),
    ] {
        assert!(text.contains(expected), "{expected}\n--- in ---\n{text}");
    }
    assert!(!texts[0].contains("https://docs.aws.amazon.com"), "AWS documents its own types only");
}

#[test]
fn what_is_unknown_is_named() {
    let error = |text: &str| ResourceType::from_json("schema.json", text).unwrap_err().to_string();
    let with =
        |property: &str| format!(r#"{{"typeName": "My::Own::Type", "properties": {{"P": {property}}}}}"#);
    for (text, expected) in [
        (with(r#"{"tpye": "string"}"#), "My::Own::Type: at /properties/P/tpye: unknown keyword `tpye`"),
        (with(r#"{"type": "text"}"#), "My::Own::Type: at /properties/P/type: unknown type `text`"),
        (
            with(r#"{"maxLength": "3"}"#),
            "My::Own::Type: at /properties/P/maxLength: expected a whole number that is not negative",
        ),
        (
            with(r##"{"$ref": "#/definitions/Q"}"##),
            "My::Own::Type: at /properties/P: $ref to #/definitions/Q, which is not there",
        ),
        (
            with(r##"{"$ref": "other.json#/Q"}"##),
            "My::Own::Type: at /properties/P/$ref: $ref `other.json#/Q` is neither to a definition nor to a property",
        ),
        (
            with(r##"{"$ref": "#/properties/P"}"##),
            "My::Own::Type: at /properties/P: $ref leads back to itself",
        ),
        ("[]".to_owned(), "(a schema without typeName): at /: expected an object"),
        (
            r#"{"typeName": "Own"}"#.to_owned(),
            "Own: at /: typeName is not of the form Organization::Service::Resource",
        ),
        (
            r#"{"typeName": "My::Own::Type", "readOnlyProperties": ["/P"]}"#.to_owned(),
            "My::Own::Type: at /readOnlyProperties: `/P` is not a property's path",
        ),
    ] {
        assert_eq!(error(&text), expected);
    }
    assert!(error("{").starts_with("schema.json: not valid JSON: "));
}
