//! No secret is in what is written, whatever the format.

use synth::cli::Exit;

use crate::diff_command;

const OLD: &str = "
Parameters:
  Pw: {Type: String, NoEcho: true, Default: default-one}
  Plain: {Type: String, Default: plain-one}
Resources:
  Db: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: literal-one, MasterUsername: admin}}
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Environment: {Variables: {API_TOKEN: token-one, SECRET_ARN: 'arn:aws:secretsmanager:x'}}
      Code: {ZipFile: \"import os\\npassword = 'inline-one'\\nrun('given-one')\\n\"}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ContainerDefinitions: [{Name: a, Environment: [{Name: DB_PASSWORD, Value: env-one}]}]
";

#[test]
fn secrets_are_masked_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (old, new) = (write("old.yaml", OLD), write("new.yaml", &OLD.replace("-one", "-two")));
    for format in ["text", "markdown", "json", "html"] {
        let ran = diff_command(&[
            &old,
            &new,
            "--format",
            format,
            "--old-parameter",
            "Pw=given-one",
            "-p",
            "Pw=given-two",
        ]);
        assert_eq!(ran.exit, Exit::Findings, "{}", ran.stderr);
        for secret in ["default", "literal", "token", "inline", "given", "env"] {
            for side in ["one", "two"] {
                let secret = format!("{secret}-{side}");
                assert!(!ran.stdout.contains(&secret), "{secret} in {format}:\n{}", ran.stdout);
            }
        }
        assert!(ran.stdout.contains("******"), "{format}");
        assert!(ran.stdout.contains("plain-two"), "{format}");
        assert!(ran.stdout.contains("MasterUserPassword"), "{format}");
    }
}

#[test]
fn secrets_are_known_by_their_names_and_looks() {
    const LINES: &str = "
Parameters:
  Short: {Type: String, NoEcho: true, Default: secret-one}
  Long: {Type: String, NoEcho: true, Default: secret-one-and-more}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_PASS: secret-one
          dbPwd: secret-one
          COMPASS: north-one
          URL: 'postgres://user:secret-one@host/base'
          PLAIN: 'https://host:8080/one'
          KEY: sk_live_secret-one-0123456789
          LONG: secret-one-and-more
      Code: {ZipFile: \"import os\\nlog(token='secret-one')\\ntoken = get(one)\\n\"}
";
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let new = LINES.replace("one", "two");
    let ran = diff_command(&[&write("old.yaml", LINES), &write("new.yaml", &new)]);
    assert!(!ran.stdout.contains("secret-") && !ran.stdout.contains("-and-more"), "{}", ran.stdout);
    for shown in ["north-two", "https://host:8080/two", "token = get(two)"] {
        assert!(ran.stdout.contains(shown), "{shown}\n{}", ran.stdout);
    }
}
