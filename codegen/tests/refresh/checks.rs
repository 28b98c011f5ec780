//! The facts for checks.

use cfn_synth_codegen::checks;
use cfn_synth_codegen::refresh::Change;
use serde_json::{Value, json};

use super::case::{Case, files};

const ONE: &str = "data/schemas/extensions/aws_s3_bucket/one.json";

impl Case {
    /// Publishes a wheel that has this schema.
    fn publish_schema(&mut self, schema: &Value) {
        self.package.insert(ONE.to_owned(), schema.to_string());
        self.publish(&[super::bucket(json!({}))]);
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.schema().join("checks").join(name)).unwrap()
    }

    /// What the schema that is published now means.
    fn meaning(&self) -> Value {
        checks::load(&self.schema().join("checks")).unwrap().remove("extensions/aws_s3_bucket/one").unwrap()
    }
}

#[test]
fn schemas_are_carried_over_without_their_prose() {
    let mut case = Case::new();
    case.publish_schema(&json!({
        "description": "Prose.",
        "$comment": "Prose.",
        "properties": {
            "description": {"type": "string", "description": "Prose."},
            "Kind": {"cfnContext": {"functions": ["Ref"], "schema": {"title": "Prose.", "enum": ["b", "a"]}}},
        },
        "allOf": [{"examples": ["Prose."], "$ref": "#/definitions/D"}],
        "definitions": {"D": {"pattern": "^#/definitions/"}},
    }));
    case.refresh().unwrap();
    assert_eq!(
        case.text("extensions/aws_s3_bucket/one.json"),
        r##"{
 "allOf": [{"$ref": "#/definitions/D"}],
 "definitions": {"D": {"pattern": "^#/definitions/"}},
 "properties": {
  "Kind": {"cfnContext": {"functions": ["Ref"], "schema": {"enum": ["b", "a"]}}},
  "description": {"type": "string"}
 }
}
"##
    );
    assert_eq!(case.text("other/functions/one.json"), "{\"type\": \"string\"}\n");
    assert_eq!(case.text("tables/limits.json"), "{\"facts\": [], \"source\": \"helpers.py\"}\n");

    let before = files(&case.schema());
    assert!(!case.refresh().unwrap().changed);
    assert_eq!(files(&case.schema()), before);
}

#[test]
fn what_repeats_is_written_once_and_means_the_same() {
    let mut case = Case::new();
    let sizes = ["2xlarge", "4xlarge", "8xlarge", "large", "medium", "micro", "small", "xlarge"];
    let classes = |families: &[&str]| -> Value {
        families.iter().flat_map(|family| sizes.map(|size| format!("db.{family}.{size}"))).collect()
    };

    let listed = json!({"enum": classes(&["m5", "m6"])});
    case.publish_schema(&listed);
    case.refresh().unwrap();
    let text = case.text("extensions/aws_s3_bucket/one.json");
    assert!(
        text.contains("\"db.m5.\": \"2xlarge 4xlarge 8xlarge large medium micro small xlarge\""),
        "{text}"
    );
    assert_eq!(case.meaning(), listed);

    let rule = |engine: &str, families: &[&str]| json!({"if": {"const": engine}, "then": {"properties": {"Class": {"enum": classes(families)}}}});
    let regional = json!({
        "description": "Prose.",
        "eu-west-1": {"allOf": [rule("b", &["m5"]), rule("a", &["m5", "t3"]), rule("b", &["m5"])]},
        "us-east-1": {"allOf": [rule("a", &["t3"])]},
        "us-gov-east-1": {"allOf": [rule("a", &[])]},
        "us-west-2": {"allOf": [{"if": {"const": "a"}, "then": {"properties": {"Class": {"enum": ["db.t3.large"]}}}}]},
    });
    case.publish_schema(&regional);
    case.refresh().unwrap();
    let text = case.text("extensions/aws_s3_bucket/one.json");
    assert!(text.contains("\"large\": \"except us-gov-east-1\""), "{text}");
    assert!(text.contains("\"where\": \"only eu-west-1\""), "{text}");
    assert!(text.len() < regional.to_string().len(), "{text}");
    // The order of rules means nothing, and the same rule twice is one.
    let mut expected = regional;
    expected["eu-west-1"] = json!({"allOf": [rule("a", &["m5", "t3"]), rule("b", &["m5"])]});
    expected.as_object_mut().unwrap().remove("description");
    assert_eq!(case.meaning(), expected);

    let versions = json!({"allOf": (10..30).map(|version| {
        json!({"if": {"pattern": format!("^{version}")}, "then": {"enum": [if version < 12 { "old" } else { "new" }]}})
    }).collect::<Value>()});
    case.publish_schema(&versions);
    case.refresh().unwrap();
    assert!(case.text("extensions/aws_s3_bucket/one.json").contains("\"allOfGroups\""));
    let mut meaning = case.meaning();
    let rules = meaning["allOf"].as_array_mut().unwrap();
    rules.sort_by_key(|rule| rule["if"].to_string());
    assert_eq!(meaning, versions);
}

#[test]
fn what_comes_goes_and_changes_is_reported() {
    let mut case = Case::new();
    case.publish_schema(&json!({"type": "string"}));
    case.refresh().unwrap();
    case.package.remove("data/schemas/other/functions/one.json");
    case.package.insert("data/schemas/other/functions/two.json".to_owned(), "{}".to_owned());
    case.publish_schema(&json!({"type": "object"}));
    let refreshed = case.refresh().unwrap();
    let change = |name: &str, how| Change::Checks(name.to_owned(), how);
    assert_eq!(
        refreshed.report.changes(),
        [
            change("extensions/aws_s3_bucket/one", "changed"),
            change("other/functions/one", "removed"),
            change("other/functions/two", "added"),
        ]
    );
    assert!(!case.schema().join("checks/other/functions/one.json").exists());
    let changes = std::fs::read_to_string(case.schema().join("changes.md")).unwrap();
    assert!(
        changes.contains("## Facts for checks (3)\n\n- extensions/aws_s3_bucket/one: changed\n"),
        "{changes}"
    );

    // A file that nobody has made is noticed.
    std::fs::write(case.schema().join("checks/other/mine.json"), "{}").unwrap();
    assert!(case.refresh().unwrap().changed);
    assert!(!case.schema().join("checks/other/mine.json").exists());
}

#[test]
fn what_is_not_known_is_named() {
    let mut case = Case::new();
    case.publish_schema(&json!({"type": "string"}));
    case.refresh().unwrap();
    case.publish_schema(&json!({"properties": {"Name": {"unevaluatedItems": false}}}));
    case.fails(
        "extensions/aws_s3_bucket/one: at /properties/Name/unevaluatedItems: unknown keyword `unevaluatedItems`",
    );
    case.publish_schema(&json!({"eu-west-1": {"enmu": []}}));
    case.fails("extensions/aws_s3_bucket/one: at /eu-west-1/enmu: unknown keyword `enmu`");
    case.publish_schema(&json!({"allOf": [{"not": 1}]}));
    case.fails("extensions/aws_s3_bucket/one: at /allOf/0/not: a schema was expected, not `1`");
    case.package.insert(ONE.to_owned(), "{".to_owned());
    case.publish(&[super::bucket(json!({}))]);
    case.fails("extensions/aws_s3_bucket/one.json: not valid JSON");
    case.package.retain(|name, _| !name.starts_with("data/schemas/"));
    case.publish(&[super::bucket(json!({}))]);
    case.fails("there are no schemas for checks in it");
}

#[test]
fn a_table_that_is_not_where_it_was_is_named() {
    let mut case = Case::new();
    case.publish_schema(&json!({}));
    case.refresh().unwrap();
    let mut alter = |module: &str, from: &str, to: &str, message: &str| {
        let before = case.package.get(module).cloned().unwrap();
        case.package.insert(module.to_owned(), before.replace(from, to));
        case.publish(&[super::bucket(json!({}))]);
        case.fails(message);
        case.package.insert(module.to_owned(), before);
    };
    alter(
        "helpers.py",
        "\nLIMITS: dict[str, Any] = ",
        "\nLIMIT = ",
        "tables/limits: helpers.py: there is no `\nLIMITS",
    );
    alter(
        "helpers.py",
        "\nLIMITS: dict[str, Any] = []",
        "\nLIMITS: dict[str, Any] = load()",
        "tables/limits: helpers.py: `load(…)` is no value",
    );
    alter(
        "schema/_getatts.py",
        "\n_exceptions = ",
        "\n_exceptions = []\n_exceptions = ",
        "tables/get-att: schema/_getatts.py: there is more than one `\n_exceptions = `",
    );
    let without = case.package.remove("data/AdditionalSpecs/Policies.json");
    assert!(without.is_some());
    case.publish(&[super::bucket(json!({}))]);
    case.fails("tables/iam: there is no data/AdditionalSpecs/Policies.json");
}

#[test]
fn rules_say_where_schemas_apply() {
    let mut case = Case::new();
    let module = "\
import cfnlint.data.schemas.extensions.aws_s3_bucket

class One(CfnLintJsonSchema):
    id = \"E3999\"
    description = (
        \"Prose.\"
    )

    def __init__(self) -> None:
        super().__init__(
            keywords=[\"Resources/AWS::S3::Bucket/Properties\"],
            schema_details=SchemaDetails(
                module=cfnlint.data.schemas.extensions.aws_s3_bucket,
                filename=\"one.json\",
            ),
            all_matches=True,
        )
        self.child_rules = {\"W3999\": None}
";
    case.package.insert("rules/resources/One.py".to_owned(), module.to_owned());
    case.publish_schema(&json!({}));
    case.refresh().unwrap();
    let rules = checks::load(&case.schema().join("checks")).unwrap().remove("tables/rules").unwrap();
    assert_eq!(
        rules,
        json!({"E3999": {
            "allMatches": true,
            "childRules": {"W3999": null},
            "keywords": ["Resources/AWS::S3::Bucket/Properties"],
            "module": "rules/resources/One.py",
            "schema": "extensions/aws_s3_bucket/one",
        }})
    );
    case.package.insert("rules/resources/One.py".to_owned(), module.replace("all_matches", "most_matches"));
    case.publish_schema(&json!({}));
    case.fails("tables/rules: rules/resources/One.py: E3999: the argument `most_matches` is not known");
}
