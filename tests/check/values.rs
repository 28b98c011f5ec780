//! What is said of values that functions yield, and of texts that hold a document: how often, and where.

use synth::check::{Options, check};
use synth::parse::parse;

/// The rules that find something, each with its line.
fn findings(template: &str) -> Vec<(&'static str, u32)> {
    let document = parse("template.yaml", template.as_bytes());
    let line = |offset: u32| document.source.line_column(offset).0;
    check(&document, &Options::default())
        .iter()
        .map(|finding| (finding.rule, finding.origin.span().map_or(0, |span| line(span.start))))
        .collect()
}

fn bucket(name: &str) -> Vec<(&'static str, u32)> {
    findings(&format!(
        "Parameters:\n  Stage: {{Type: String, AllowedValues: [Test, Prod]}}\n  Mixed: {{Type: String, AllowedValues: [test, Prod]}}\n\
         Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: {name}\nOutputs:\n  Stages: {{Value: !Sub \
         '${{Stage}}${{Mixed}}'}}\n"
    ))
}

#[test]
fn what_is_wrong_with_several_values_for_one_reason_is_said_once() {
    // The pattern of the property and the format of its value are two reasons.
    assert_eq!(bucket("!Sub 'jobs-${Stage}'"), [("W1031", 8), ("W1031", 8)]);
    assert_eq!(bucket("!Join ['-', [jobs, !Ref Stage]]"), [("W1032", 8), ("W1032", 8)]);
}

#[test]
fn a_text_is_the_place_s_own_whatever_is_in_it() {
    // One of the values fits.
    assert!(bucket("!Sub 'jobs-${Mixed}'").is_empty());
}

#[test]
fn what_is_wrong_in_a_text_is_found_where_the_text_is() {
    let policy = "Resources:\n  Reading:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: |\n        \
                  {\"Version\": \"2012-10-17\",\n         \"Statement\": [{\"Effect\": \"Alow\", \"Action\": \"s3:Read\", \"Resource\": \"*\"}]}\n";
    assert_eq!(findings(policy), [("E3510", 5), ("W3037", 5)]);
}

#[test]
fn what_is_no_name_names_no_resource_and_no_attribute() {
    let texts = |parts: &str| {
        findings(&format!(
            "Resources:\n  Topic: {{Type: AWS::SNS::Topic}}\n  Dead:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName:\n        \
             Fn::GetAtt: {parts}\n"
        ))
    };
    assert_eq!(texts("[5, TopicArn]"), [("E1010", 7)]);
    assert_eq!(texts("[Topic, 5]"), [("E1010", 7)]);
    assert!(texts("[Topic, TopicName]").is_empty());
}

#[test]
fn messages_have_one_line() {
    let text = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: !Sub |\n        one\n        two\n";
    let document = parse("template.yaml", text.as_bytes());
    let findings = check(&document, &Options::default());
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(messages, [r"'one\ntwo\n' has no variable for Fn::Sub to replace"]);
}
