//! `synth check --budgets`: how near AWS's limits templates are.

use std::fmt::Write;

use insta::assert_snapshot;
use serde_json::Value;

use crate::{Folder, SOUND};

/// Policies in every way that a role gets them, an environment, and texts that only a deployment knows.
const TEMPLATE: &str = "\
Description: Budgets.
Parameters:
  Bucket: {Type: String}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
      Policies:
        - PolicyName: own
          PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:*', Resource: !Sub 'arn:aws:s3:::${Bucket}/*'}]}
  Attached:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: attached
      Roles: [!Ref Role]
      Users: [!Ref User]
      PolicyDocument: {Statement: []}
  Single:
    Type: AWS::IAM::RolePolicy
    Properties: {PolicyName: single, RoleName: !Ref Role, PolicyDocument: {Statement: []}}
  User:
    Type: AWS::IAM::User
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: '*'}]}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
      Code: {ZipFile: x}
      Environment:
        Variables: {STAGE: prod, LIMIT: 12, BUCKET: !Ref Bucket, PATHS: !Join [',', [a, b, !Ref Bucket]]}
";

#[test]
fn a_table_shows_what_is_taken() {
    let folder = Folder::with(&[("t.yaml", TEMPLATE)]);
    let ran = folder.check("--budgets t.yaml");
    assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""));
    assert_snapshot!(ran.stdout, @"
    t.yaml
      parameters                                      1 of 200                  0 %
      mappings                                        0 of 200                  0 %
      resources                                       6 of 500                  1 %
      outputs                                         0 of 200                  0 %
      description                                     8 of 1,024 bytes          0 %
      template in a request                       1,064 of 51,200 bytes         2 %
      template in Amazon S3                       1,064 of 1,000,000 bytes      0 %
      environment of a function: Function   at least 31 of 4,096 bytes          0 %
      trust policy of a role: Role                   39 of 2,048 characters     1 %
      managed policy: Managed                        62 of 6,144 characters     1 %
      inline policies of a role: Role      at least 111 of 10,240 characters    1 %
      inline policies of a user: User                16 of 2,048 characters     0 %
    ");
}

/// The sizes are those of the JSON that IAM counts.
#[test]
fn policies_are_counted_without_white_space() {
    let folder = Folder::with(&[("t.yaml", TEMPLATE)]);
    let json: Value = serde_json::from_str(&folder.check("--budgets t.yaml --format json").stdout).unwrap();
    let used = |what: &str| {
        let budgets = json[0]["Budgets"].as_array().unwrap();
        let budget = budgets.iter().find(|budget| budget["What"] == what).unwrap();
        (budget["Used"].as_u64().unwrap() as usize, budget["AtLeast"].as_bool().unwrap())
    };
    let managed = r#"{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    assert_eq!(used("managed policy"), (managed.len(), false));
    let own = r#"{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::/*"}]}"#;
    let empty = r#"{"Statement":[]}"#;
    assert_eq!(used("inline policies of a role"), (own.len() + 2 * empty.len(), true));
    assert_eq!(used("inline policies of a user"), (empty.len(), false));
    let environment = ["STAGE", "prod", "LIMIT", "12", "BUCKET", "PATHS", "a,b,"].concat();
    assert_eq!(used("environment of a function"), (environment.len(), true));
}

#[test]
fn four_fifths_of_a_limit_are_warned_of_and_more_than_all_is_an_error() {
    let with_resources = |count: usize| {
        let mut template = "Resources:\n".to_owned();
        for number in 0..count {
            writeln!(template, "  Q{number}: {{Type: 'AWS::SQS::Queue'}}").unwrap();
        }
        template
    };
    let folder = Folder::with(&[]);
    for (count, exit, exit_on_warnings, verdict) in [
        (399, 0, 0, "79 %\n"),
        (400, 0, 1, "80 %  warning\n"),
        (500, 0, 1, "100 %  warning\n"),
        (501, 1, 1, "100 %  error: beyond the limit\n"),
    ] {
        folder.write("t.yaml", with_resources(count));
        let ran = folder.check("--budgets t.yaml");
        assert_eq!(ran.exit, exit, "{}", ran.stdout);
        assert!(ran.stdout.contains(verdict), "{}", ran.stdout);
        assert_eq!(folder.check("--budgets t.yaml --fail-on warning").exit, exit_on_warnings);
    }
    // There is a way around the limit of requests.
    folder.write("t.yaml", format!("{SOUND}# {}\n", "x".repeat(60_000)));
    let ran = folder.check("--budgets t.yaml");
    assert_eq!(ran.exit, 0);
    assert!(ran.stdout.contains("warning: only by way of Amazon S3"), "{}", ran.stdout);
}

#[test]
fn what_cannot_be_measured_is_a_failure() {
    let folder = Folder::with(&[
        ("t.yaml", SOUND),
        ("broken.yaml", "Resources: {\n"),
        ("list.yaml", "- a\n"),
        ("d/x.yaml", "a: b\n"),
    ]);
    let ran = folder.check("--budgets broken.yaml list.yaml none.yaml t.yaml");
    assert_eq!((ran.exit, ran.stdout.starts_with("t.yaml\n")), (3, true));
    assert_snapshot!(ran.stderr, @"
    error: broken.yaml:2:1: error[E0000]: expected a value
    error: `list.yaml` is not a template: a template is an object
    error: cannot read `none.yaml`: No such file or directory (os error 2)
    ");
    let ran = folder.check("--budgets d --format json");
    assert_eq!((ran.exit, ran.stdout.as_str()), (3, "[]\n"));
    assert_snapshot!(ran.stderr, @"error: there is no template to be measured");
    assert_eq!(folder.check("--budgets t.yaml --format sarif").exit, 2);
}
