//! The forms of findings that other tools read.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::{DOUBTFUL, Folder, SOUND, WRONG, support};

fn folder() -> Folder {
    let hostile = WRONG.replace("QueName", "\"Que<&'\\\"é\\nName\"");
    Folder::with(&[
        ("wrong.yaml", WRONG),
        ("sound.yaml", SOUND),
        ("a b,c:é.yaml", DOUBTFUL),
        ("hostile.yaml", &hostile),
    ])
}

fn all(format: &str) -> String {
    let folder = folder();
    let mut command = folder.command("check wrong.yaml sound.yaml hostile.yaml --format");
    let ran = crate::run_process(command.arg(format).arg("a b,c:é.yaml"));
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    ran.stdout
}

/// The keys and their order, the nesting and the blanks are cfn-lint's.
#[test]
fn json_is_cfn_lint_s() {
    let folder = folder();
    let printed = folder.check("wrong.yaml --format json").stdout;
    assert_snapshot!(printed, @r#"
    [
        {
            "Filename": "wrong.yaml",
            "Id": "9b08481e-7499-bc92-730d-643965df9b02",
            "Level": "Error",
            "Location": {
                "End": {
                    "ColumnNumber": 14,
                    "LineNumber": 5
                },
                "Path": [
                    "Resources",
                    "Queue",
                    "Properties",
                    "QueName"
                ],
                "Start": {
                    "ColumnNumber": 7,
                    "LineNumber": 5
                }
            },
            "Message": "there is no property 'QueName' here. Did you mean 'QueueName'?",
            "ParentId": null,
            "Rule": {
                "Description": "The properties of a resource are those of its type, with values of the types and within the bounds that its schema states.",
                "Id": "E3002",
                "ShortDescription": "Properties that the resource type does not have",
                "Source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html"
            }
        }
    ]
    "#);
    assert_eq!(folder.check("sound.yaml --format json").stdout, "[]\n");

    let found: Vec<Value> = serde_json::from_str(&all("json")).unwrap();
    assert_eq!(found.len(), 3);
    let levels: Vec<&Value> = found.iter().map(|finding| &finding["Level"]).collect();
    assert_eq!(levels, ["Error", "Error", "Warning"]);
    let mut ids: Vec<&str> = found.iter().map(|finding| finding["Id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 3, "each finding has an id of its own");
}

#[test]
fn of_what_cannot_be_read_json_has_no_path() {
    let folder = Folder::with(&[("t.yaml", "Resources: {\n")]);
    let found: Value = serde_json::from_str(&folder.check("t.yaml --format json").stdout).unwrap();
    assert_eq!(found[0]["Location"]["Path"], Value::Null);
    assert_eq!(found[0]["Rule"]["Id"], "E0000");
}

#[test]
fn sarif_is_what_code_scanning_takes() {
    let sarif: Value = serde_json::from_str(&all("sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    let place = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"], json!({"uri": "wrong.yaml", "uriBaseId": "EXECUTIONROOT"}));
    assert_eq!(place["region"], json!({"startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 14}));
    assert_eq!(
        results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "a%20b%2Cc%3A%C3%A9.yaml"
    );
    assert_eq!((&results[0]["level"], &results[2]["level"]), (&json!("error"), &json!("warning")));
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| rule["id"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["E3002", "W3001"]);

    let folder = folder();
    let absolute = folder.path("wrong.yaml");
    let ran = folder.check(&format!("{} --format sarif", absolute.display()));
    let sarif: Value = serde_json::from_str(&ran.stdout).unwrap();
    let artifact = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact, &json!({"uri": format!("file://{}", absolute.display())}));
    assert_snapshot!(folder.check("sound.yaml --format sarif").stdout, @r#"
    {
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "originalUriBaseIds": {"EXECUTIONROOT": {"description": {"text": "The folder in which the check ran."}}},
          "columnKind": "unicodeCodePoints",
          "results": [],
          "tool": {
            "driver": {
              "name": "synth",
              "version": "0.1.0",
              "rules": []
            }
          }
        }
      ]
    }
    "#);
}

#[test]
fn junit_has_a_suite_for_each_template() {
    let folder = folder();
    assert_snapshot!(folder.check("wrong.yaml sound.yaml --format junit").stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="synth check">
      <testsuite name="wrong.yaml" tests="1" failures="1" errors="0">
        <testcase classname="wrong.yaml" name="E3002 Properties that the resource type does not have" file="wrong.yaml" line="5">
          <failure type="error" message="there is no property 'QueName' here. Did you mean 'QueueName'?">wrong.yaml:5:7: there is no property 'QueName' here. Did you mean 'QueueName'?</failure>
        </testcase>
      </testsuite>
      <testsuite name="sound.yaml" tests="1" failures="0" errors="0">
        <testcase classname="sound.yaml" name="no findings" file="sound.yaml"/>
      </testsuite>
    </testsuites>
    "#);
}

/// XML's own reader is the judge of names with its special characters.
#[test]
fn junit_can_be_read() {
    let script = "
import sys, xml.etree.ElementTree as tree
suites = tree.fromstring(sys.stdin.buffer.read())
for suite in suites:
    print(suite.get('name'), suite.get('tests'), suite.get('failures'), len(suite))
    for case in suite:
        print(' ', case.get('line'), [repr(failure.get('message')) for failure in case])
";
    let folder = folder();
    std::fs::write(folder.path("report.xml"), all("junit")).unwrap();
    let mut python = std::process::Command::new("python3");
    python.args(["-c", script]).stdin(std::fs::File::open(folder.path("report.xml")).unwrap());
    match python.output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert_snapshot!(String::from_utf8(output.stdout).unwrap(), @r#"
            wrong.yaml 1 1 1
              5 ['"there is no property \'QueName\' here. Did you mean \'QueueName\'?"']
            sound.yaml 1 0 1
              None []
            hostile.yaml 1 1 1
              5 ['\'there is no property \\\'Que<&\\\'"é\\nName\\\' here\'']
            a b,c:é.yaml 1 1 1
              5 ['"there is no property \'TableName\' here"']
            "#);
        }
        Err(error) => support::skip::cannot_run("cli: JUnit in Python", &format!("python3: {error}")),
    }
}

#[test]
fn github_shows_findings_beside_the_lines() {
    assert_snapshot!(all("github"), @r#"
    ::error file=wrong.yaml,line=5,endLine=5,col=7,endColumn=14,title=E3002 Properties that the resource type does not have::there is no property 'QueName' here. Did you mean 'QueueName'?
    ::error file=hostile.yaml,line=5,endLine=5,col=7,endColumn=24,title=E3002 Properties that the resource type does not have::there is no property 'Que<&'"é%0AName' here
    ::warning file=a b%2Cc%3Aé.yaml,line=5,endLine=5,col=5,endColumn=14,title=W3001 An attribute of a resource that SAM ignores::there is no property 'TableName' here
    "#);
}
