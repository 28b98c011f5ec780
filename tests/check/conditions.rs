//! What is wrong under some values of the parameters only says which.

use synth::check::{Options, check};
use synth::parse::parse;

const TEMPLATE: &str = "\
Parameters:
  Stage: {Type: String, AllowedValues: [test, prod]}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !If [IsProd, jobs, !Ref AWS::NoValue]
      Principal: sns.amazonaws.com
";

#[test]
fn a_finding_names_the_values_that_trigger_it() {
    let document = parse("template.yaml", TEMPLATE.as_bytes());
    let findings = check(&document, &Options::default());
    let required: Vec<_> = findings.iter().filter(|finding| finding.rule == "E3003").collect();
    assert_eq!(required.len(), 1, "{findings:?}");
    assert_eq!(required[0].when.as_deref(), Some("so it is when Stage is 'test'"));
}

#[test]
fn what_is_always_wrong_needs_no_values() {
    let always = TEMPLATE.replace("      FunctionName: !If [IsProd, jobs, !Ref AWS::NoValue]\n", "");
    let document = parse("template.yaml", always.as_bytes());
    let findings = check(&document, &Options::default());
    let required = findings.iter().find(|finding| finding.rule == "E3003").unwrap();
    assert_eq!(required.when, None);
}
