//! Values of parameters: from the command line and from files.

use insta::assert_snapshot;

use crate::{Folder, SOUND};

const TEMPLATE: &str = "\
Parameters:
  Wait:
    Type: String
    Default: '10'
  Stage:
    Type: String
    AllowedValues: [dev, prod]
  Zones:
    Type: CommaDelimitedList
    Default: a,b
    AllowedValues: [a, b, c]
  Name:
    Type: String
    Default: jobs
    AllowedPattern: '[a-z]+'
    MaxLength: 8
  Size:
    Type: Number
    Default: 1
    MaxValue: 10
  Secret:
    Type: String
    NoEcho: true
    Default: abc
    AllowedPattern: '[a-z]+'
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join ['-', [!Ref Name, !Select [0, !Ref Zones], !Ref Secret]]
      ReceiveMessageWaitTimeSeconds: !Ref Wait
      DelaySeconds: !If [IsProd, !Ref Size, 1]
";

fn folder() -> Folder {
    Folder::with(&[("t.yaml", TEMPLATE)])
}

/// What is found about values of parameters.
fn finds(line: &str, folder: &Folder) -> Vec<String> {
    let ran = folder.check(line);
    assert!(ran.exit < 2, "{}", ran.stderr);
    let heads = ran.stdout.lines().filter_map(|line| line.split_once('[')?.1.split_once("]: "));
    let heads = heads.filter(|(rule, _)| matches!(*rule, "E2900" | "W1030"));
    heads.map(|(rule, message)| format!("{rule} {message}")).collect()
}

#[test]
fn the_value_of_a_deployment_counts_and_not_the_default() {
    let folder = folder();
    assert_eq!(finds("t.yaml", &folder), [""; 0]);
    assert_eq!(finds("t.yaml -p Stage=dev", &folder), [""; 0]);
    let found = finds("t.yaml -p Stage=dev -p Wait=soon", &folder);
    assert_snapshot!(found.join("\n"), @"W1030 'soon' is not of type integer, which Ref yields");
    let found = finds("t.yaml -p Stage=dev -p Wait=21", &folder);
    assert_snapshot!(found.join("\n"), @"W1030 '21' is greater than the maximum of 20, which Ref yields");
}

/// The values of a deployment belong together: what a condition excludes under them is not looked at.
#[test]
fn the_values_of_a_deployment_decide_conditions() {
    let folder = folder();
    folder.write("t.yaml", TEMPLATE.replace("!If [IsProd, !Ref Size, 1]", "!If [IsProd, !Ref Wait, 1]"));
    assert_eq!(finds("t.yaml -p Stage=dev -p Wait=soon", &folder).len(), 1);
    assert_eq!(finds("t.yaml -p Stage=prod -p Wait=soon", &folder).len(), 2);
}

#[test]
fn values_that_a_parameter_cannot_have_are_found() {
    let folder = folder();
    let found =
        finds("t.yaml -p Stage=test -p Zones=a,d -p Name=Jobs -p Size=11 -p Secret=A1 -p Stag=dev", &folder);
    assert_snapshot!(found.join("\n"), @"
    E2900 the command line gives a value to 'Stag', which is no parameter. Did you mean 'Stage'?
    E2900 'test' in the command line is not one of 'dev', 'prod'
    E2900 'd' in the command line is not one of 'a', 'b', 'c'
    E2900 'Jobs' in the command line does not match the pattern [a-z]+
    E2900 '11' in the command line is greater than 10
    E2900 the value in the command line does not match the pattern [a-z]+
    ");
    assert_snapshot!(finds("t.yaml -p Name=j,o -p Size=x", &folder).join("\n"), @"
    E2900 'Stage' has no default, and the command line gives it no value
    E2900 'j,o' in the command line does not match the pattern [a-z]+
    E2900 'x' in the command line is no number
    W1030 'x' is not of type integer, which Ref yields
    ");
    assert_snapshot!(finds("t.yaml -p Stage=dev -p Name=abcdefghi", &folder).join("\n"), @"E2900 'abcdefghi' in the command line has 9 characters, and 8 are the most");
}

#[test]
fn files_are_read_in_the_forms_that_aws_takes() {
    let folder = folder();
    for (name, text) in [
        ("cli.json", r#"[{"ParameterKey": "Stage", "ParameterValue": "test"}]"#),
        ("words.json", r#"["Stage=test"]"#),
        ("pipeline.json", r#"{"Parameters": {"Stage": "test"}, "Tags": {"a": "b"}}"#),
        ("sync.yaml", "template-file-path: t.yaml\nparameters:\n  Stage: test\n"),
        ("plain.yaml", "Stage: test\n"),
    ] {
        folder.write(name, text);
        let found = finds(&format!("t.yaml --parameter-file {name}"), &folder);
        let expected = format!("E2900 'test' in {name} is not one of 'dev', 'prod'");
        assert_eq!(found, [expected], "{name}");
        // What the command line says comes on top.
        assert_eq!(finds(&format!("t.yaml --parameter-file {name} -p Stage=dev"), &folder), [""; 0]);
    }
    // What only AWS knows is no value to be checked, and not missing.
    for text in [
        r#"[{"ParameterKey": "Stage", "UsePreviousValue": true}, {"ParameterKey": "Wait", "UsePreviousValue": true}]"#,
        r#"{"Parameters": {"Stage": {"Fn::GetArtifactAtt": ["Built", "Stage"]}}}"#,
    ] {
        folder.write("known.json", text);
        assert_eq!(finds("t.yaml --parameter-file known.json", &folder), [""; 0]);
    }
}

#[test]
fn each_file_is_a_deployment() {
    let folder = folder();
    folder.write("dev.yaml", "{Stage: dev, Wait: 5}");
    folder.write("prod.yaml", "{Stage: prod, Wait: 50}");
    let found = finds("t.yaml --parameter-file dev.yaml --parameter-file prod.yaml", &folder);
    assert_snapshot!(found.join("\n"), @"W1030 '50' is greater than the maximum of 20, which Ref yields");
    folder.write(".cfnlintrc", "parameter_files: ['prod.*']\n");
    assert_eq!(finds("t.yaml", &folder).len(), 1);
    folder.write(".cfnlintrc", "parameters: [{Stage: test}]\n");
    assert_snapshot!(finds("t.yaml", &folder).join("\n"), @"E2900 'test' in the configuration is not one of 'dev', 'prod'");
}

#[test]
fn what_holds_no_parameters_is_a_mistake() {
    let folder = folder();
    let says = |line: &str| {
        let ran = folder.check(line);
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "{line}");
        ran.stderr
    };
    folder.write("list.json", "[1, 2]");
    folder.write("broken.json", "[{\"ParameterKey\": ");
    folder.write("u.yaml", SOUND);
    assert_snapshot!(says("t.yaml -p Stage"), @"error: `Stage` is not NAME=VALUE: that is how a parameter gets its value");
    assert_snapshot!(says("t.yaml --parameter-file list.json"), @r#"error: `list.json` holds no parameters: a list of {"ParameterKey": …, "ParameterValue": …}, of "NAME=VALUE", or an object with "Parameters" is read"#);
    assert_snapshot!(says("t.yaml --parameter-file broken.json"), @"error: the file of parameters is broken: broken.json:1:19: error[E0000]: expected a value");
    assert_snapshot!(says("t.yaml --parameter-file none.json"), @"error: cannot read the parameters in `none.json`: No such file or directory (os error 2)");
    assert_snapshot!(says("t.yaml u.yaml -p Stage=dev"), @"error: values of parameters are for one template, which is to be named alone");
    assert_snapshot!(says(". -p Stage=dev"), @"error: values of parameters are for one template, which is to be named alone");
}
