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
use serde_json::{Map, Value as Json};
use synth::emit::{Format, node_to_string, to_string};
use synth::model::{
    Equals, FindInMap, GetAtt, Intrinsic, Name, NameText, Node, Number, Object, Ref, Template,
};

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/emit/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).expect(&path)
}

fn template(name: &str) -> Template {
    from_json::template(&serde_json::from_str(&fixture(name)).unwrap())
}

fn becomes(text: String, file: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("emit/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| assert_binary_snapshot!(file, text.into_bytes()));
}

#[test]
fn sections_and_attributes_in_the_order_of_aws() {
    becomes(to_string(&template("sections"), Format::Yaml), "sections.yaml");
}

#[test]
fn functions() {
    becomes(to_string(&template("functions"), Format::Yaml), "functions.yaml");
    assert_eq!(to_string(&template("functions"), Format::Json), fixture("functions"));
}

#[test]
fn lists_and_objects_and_texts_of_several_lines() {
    becomes(to_string(&template("layout"), Format::Yaml), "layout.yaml");
    assert_eq!(to_string(&template("layout"), Format::Json), fixture("layout"));
}

/// JSON has the order of YAML.
#[test]
fn json_in_the_order_of_aws() {
    let json: Json = serde_json::from_str(&to_string(&template("sections"), Format::Json)).unwrap();
    let objects = [
        &json,
        &json["Parameters"]["Env"],
        &json["Rules"]["NotTooMany"],
        &json["Resources"],
        &json["Resources"]["Topic"],
        &json["Resources"]["Fn::ForEach::Queues"][2]["Queue${Name}"],
        &json["Outputs"]["Name"],
        &json["Mappings"]["Accounts"]["012345678901"],
    ];
    let lines =
        objects.map(|object| object.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" "));
    assert_snapshot!(lines.join("\n"), @"
    AWSTemplateFormatVersion Description Metadata Parameters Rules Mappings Conditions Transform Globals Hooks Resources Outputs Notes
    Description Type Default AllowedValues NoEcho
    RuleCondition Assertions
    Topic Fn::ForEach::Queues Queue Nested Fn::Transform
    Type Condition DependsOn DeletionPolicy UpdateReplacePolicy Metadata Properties Owner
    Type Properties
    Condition Description Value Export
    Value Type
    ");
}

/// How each text is written: as a value, and in brackets.
#[test]
fn texts_need_quotes_only_where_a_reader_does() {
    let groups: Map<String, Json> = serde_json::from_str(&fixture("texts")).unwrap();
    let lines = groups.iter().flat_map(|(group, texts)| {
        let texts = texts.as_array().unwrap().iter().map(|text| {
            let text = || Node::from(text.as_str().unwrap().to_owned());
            let alone = node_to_string(&text(), Format::Yaml);
            let function = Equals { left: text(), right: "b".into() };
            let in_brackets = node_to_string(&Intrinsic::from(function).into(), Format::Yaml);
            format!("{:32} {in_brackets}", alone.trim_end_matches('\n'))
        });
        std::iter::once(format!("# {group}\n")).chain(texts)
    });
    becomes(lines.collect(), "texts.txt");
}

#[test]
fn an_empty_template() {
    let template = Template::default();
    assert_eq!(to_string(&template, Format::Yaml), "{}\n");
    assert_eq!(to_string(&template, Format::Json), "{}\n");
}

/// Nothing is lost of what a file can hold, also where CloudFormation will refuse it.
#[test]
fn names_that_occur_twice() {
    let body =
        |kind: &'static str| Object::from_iter([("Condition", kind), ("Type", kind), ("Type", "again")]);
    let resources: Object =
        [("Same", body("a")), ("Other", body("b")), ("Same", body("c"))].into_iter().collect();
    let template = Template::new(Object::from_iter([
        ("Resources", Node::from(resources)),
        ("Description", "first".into()),
        ("Description", "second".into()),
    ]));
    assert_snapshot!(to_string(&template, Format::Yaml), @"
    Description: first

    Description: second

    Resources:
      Same:
        Type: a
        Type: again
        Condition: a
      Other:
        Type: b
        Type: again
        Condition: b
      Same:
        Type: c
        Type: again
        Condition: c
    ");
}

#[test]
fn numbers() {
    let numbers = [
        Number::from(0_i64),
        i64::MIN.into(),
        u64::MAX.into(),
        0.1.into(),
        (-0.0).into(),
        20.0.into(),
        1e21.into(),
        1e-7.into(),
        f64::NAN.into(),
        f64::INFINITY.into(),
    ];
    let list = Node::list(numbers.map(Node::from));
    assert_snapshot!(node_to_string(&list, Format::Yaml), @"
    - 0
    - -9223372036854775808
    - 18446744073709551615
    - 0.1
    - -0
    - 20
    - 1000000000000000000000
    - 0.0000001
    - null
    - null
    ");
    assert_snapshot!(node_to_string(&list, Format::Json), @"
    [
      0,
      -9223372036854775808,
      18446744073709551615,
      0.1,
      -0,
      20,
      1000000000000000000000,
      0.0000001,
      null,
      null
    ]
    ");
}

/// A name that is computed, as the language extensions allow, is a function inside a function.
#[test]
fn computed_names() {
    let name = || Name {
        text: NameText::Computed(Intrinsic::from(Ref { name: "Which".into() }).into()),
        ..Name::from("")
    };
    let list = Node::list([
        Intrinsic::from(Ref { name: name() }).into(),
        Intrinsic::from(GetAtt { resource: name(), attribute: "Arn".into() }).into(),
        Intrinsic::from(FindInMap {
            mapping: name(),
            top_level_key: "a".into(),
            second_level_key: "b".into(),
            default: None,
        })
        .into(),
    ]);
    assert_snapshot!(node_to_string(&list, Format::Yaml), @"
    - Ref: !Ref Which
    - !GetAtt [!Ref Which, Arn]
    - !FindInMap [!Ref Which, a, b]
    ");
    assert_snapshot!(node_to_string(&list, Format::Json), @r#"
    [
      {
        "Ref": {
          "Ref": "Which"
        }
      },
      {
        "Fn::GetAtt": [
          {
            "Ref": "Which"
          },
          "Arn"
        ]
      },
      {
        "Fn::FindInMap": [
          {
            "Ref": "Which"
          },
          "a",
          "b"
        ]
      }
    ]
    "#);
}

/// A line with brackets has 100 columns at most.
#[test]
fn brackets_up_to_the_hundredth_column() {
    let line = |length: usize| {
        let function = Equals { left: "ä".repeat(length).into(), right: "b".into() };
        node_to_string(&Intrinsic::from(function).into(), Format::Yaml)
    };
    let fixed = "!Equals [, b]".len();
    assert_eq!(line(100 - fixed).lines().map(|line| line.chars().count()).collect::<Vec<_>>(), [100]);
    assert_eq!(line(101 - fixed).lines().count(), 3);
}

#[test]
fn a_key_too_long_for_its_line() {
    let long = "k".repeat(1001);
    let object = Object::from_iter([(long.clone(), Node::from("a\nb\n"))]);
    let text = node_to_string(&Node::list([object.into()]), Format::Yaml);
    assert_eq!(text, format!("- ? {long}\n  : |\n    a\n    b\n"));
}

#[test]
fn texts_in_json() {
    let text = "\"\\/\u{8}\u{C}\n\r\t\0\u{1F}\u{7F}ä\u{2028}😀";
    assert_eq!(
        node_to_string(&text.into(), Format::Json),
        "\"\\\"\\\\/\\u0008\\u000C\\n\\r\\t\\u0000\\u001F\u{7F}ä\u{2028}😀\"\n"
    );
}
