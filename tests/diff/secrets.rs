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
