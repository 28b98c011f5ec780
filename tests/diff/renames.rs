//! Resources that only changed their logical ID.

use std::collections::BTreeMap;

use synth::diff::{Action, Options, compare, mapping_file};
use synth::emit::{self, node_to_string};

use super::random::Random;
use crate::{difference, template};

/// Resources that refer to one another; some are known only by what refers to them, or by what they refer to.
fn stack(random: &mut Random, names: &[String]) -> String {
    let count = names.len();
    let mut text = String::from("Resources:\n");
    let mut order: Vec<usize> = (0..count).collect();
    random.shuffle(&mut order);
    for index in order {
        let name = &names[index];
        text.push_str(&format!("  {name}:\n    Type: AWS::SNS::Topic\n    Properties:\n"));
        // Resource 0 is the only one that says what it is; the others are told apart by how far from it they are.
        match index {
            0 => text.push_str("      DisplayName: first\n"),
            _ => text.push_str(&format!("      DisplayName: !Ref {}\n", names[index - 1])),
        }
        if index > 2 && index % 3 == 0 {
            text.push_str(&format!("    DependsOn: [{}, {}]\n", names[index - 2], names[index - 3]));
        }
    }
    text.push_str(&format!("Outputs:\n  Last:\n    Value: !Sub '${{{}.TopicName}}'\n", names[count - 1]));
    text
}

#[test]
fn any_permutation_of_logical_ids_is_recovered() {
    for seed in 0..60 {
        let mut random = Random::new(seed);
        let names: Vec<String> = (0..2 + random.below(18)).map(|index| format!("Name{index}")).collect();
        let mut permuted = names.clone();
        random.shuffle(&mut permuted);
        // Some names are new altogether.
        for name in &mut permuted {
            if random.below(4) == 0 {
                name.push_str("New");
            }
        }
        // The order is another one on each side.
        let (old, new) = (stack(&mut random, &names), stack(&mut random, &permuted));
        let found = compare(&template(&old), &template(&new), &Options::default());
        let expected: BTreeMap<&str, &str> = names
            .iter()
            .zip(&permuted)
            .filter(|(from, to)| from != to)
            .map(|(from, to)| (from.as_str(), to.as_str()))
            .collect();
        let renames: BTreeMap<&str, &str> =
            found.renames.iter().map(|rename| (rename.from.as_str(), rename.to.as_str())).collect();
        assert_eq!(renames, expected, "seed {seed}\n{old}\n{new}");
        assert!(found.ambiguous.is_empty());
        assert!(
            found.resources.iter().all(|change| change.action == Action::Rename && change.edits.is_empty())
        );
        assert!(found.sections.is_empty(), "seed {seed}: {:?}", found.sections);
    }
}

#[test]
fn what_is_alike_is_said_and_not_guessed() {
    let template = |names: [&str; 2]| {
        names.iter().fold(String::from("Resources:\n"), |text, name| {
            format!("{text}  {name}: {{Type: AWS::SQS::Queue}}\n")
        })
    };
    let found = difference(&template(["A", "B"]), &template(["C", "D"]));
    assert!(found.renames.is_empty());
    assert_eq!(
        (found.ambiguous[0].from.join(" "), found.ambiguous[0].to.join(" ")),
        ("A B".to_owned(), "C D".to_owned())
    );
}

#[test]
fn twins_are_told_apart_by_what_refers_to_them() {
    let template = |one: &str, two: &str| {
        format!(
            "Resources:\n  {one}: {{Type: AWS::SQS::Queue}}\n  {two}: {{Type: AWS::SQS::Queue}}\n\
             Outputs:\n  One: {{Value: !Ref {one}}}\n  Two: {{Value: !GetAtt {two}.Arn}}\n"
        )
    };
    let found = difference(&template("A", "B"), &template("D", "C"));
    let renames: Vec<String> =
        found.renames.iter().map(|rename| format!("{} {}", rename.from, rename.to)).collect();
    assert_eq!(renames, ["A D", "B C"]);
}

/// Two buckets that say the same keep their names, whoever refers to the other one now: CloudFormation goes by names.
#[test]
fn a_reference_to_a_twin_is_a_change() {
    let stack = |bucket: &str, topic: &str| {
        format!(
            "
Resources:
  A: {{Type: AWS::S3::Bucket}}
  B: {{Type: AWS::S3::Bucket}}
  Policy: {{Type: AWS::S3::BucketPolicy, Properties: {{Bucket: !Ref {bucket}, PolicyDocument: {{Statement: []}}}}}}
  {topic}: {{Type: AWS::SNS::Topic, Properties: {{DisplayName: jobs}}}}
"
        )
    };
    let found = difference(&stack("A", "Old"), &stack("B", "New"));
    let actions: Vec<(&str, &str)> =
        found.resources.iter().map(|change| (change.logical_id.as_str(), change.action.as_str())).collect();
    assert_eq!(actions, [("Policy", "replace"), ("New", "rename")]);
}

#[test]
fn the_mapping_is_what_the_aws_cli_takes() {
    let found =
        difference("Resources: {A: {Type: AWS::SQS::Queue}}", "Resources: {B: {Type: AWS::SQS::Queue}}");
    let text = node_to_string(&mapping_file(&found.renames, "jobs"), emit::Format::Json);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let expected = serde_json::json!([{
        "Source": {"StackName": "jobs", "LogicalResourceId": "A"},
        "Destination": {"StackName": "jobs", "LogicalResourceId": "B"},
    }]);
    assert_eq!(json, expected);
}

#[test]
fn a_resource_that_also_changed_is_no_rename() {
    let found = difference(
        "Resources: {A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}}",
        "Resources: {B: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 2}}}",
    );
    let actions: Vec<Action> = found.resources.iter().map(|change| change.action).collect();
    assert_eq!(actions, [Action::Add, Action::Remove]);
    assert!(found.renames.is_empty());
}
