//! Rules whose examples are too large to stand beside them, or take more than a template: each has a template that it
//! objects to, and one that is nearly the same.

use std::collections::BTreeSet;

use synth::check::{Deployment, NEVER_FOUND, Options, check, rule, rules};
use synth::model::Node;
use synth::parse::parse;

fn options() -> Options {
    let mut options = Options { day: 20_779, ..Options::default() };
    options.settings.include = vec!["I".to_owned()];
    options
}

fn found(name: &str, template: &str, options: &Options) -> BTreeSet<&'static str> {
    check(&parse(name, template.as_bytes()), options).iter().map(|finding| finding.rule).collect()
}

/// So many entries of a section.
fn many(section: &str, count: usize, entry: &str) -> String {
    let entries: String = (0..count).map(|index| format!("  N{index}: {entry}\n")).collect();
    let resources =
        if section == "Resources" { "" } else { "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n" };
    format!("{resources}{section}:\n{entries}")
}

/// An entry of a section whose name has so many characters.
fn long(section: &str, length: usize, entry: &str) -> String {
    let resources =
        if section == "Resources" { "" } else { "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n" };
    format!("{resources}{section}:\n  {}: {entry}\n", "N".repeat(length))
}

fn keys_of_a_mapping(count: usize) -> String {
    let keys: String = (0..count).map(|index| format!("    N{index}: {{A: a}}\n")).collect();
    format!("Resources:\n  Queue: {{Type: AWS::SQS::Queue}}\nMappings:\n  M:\n{keys}")
}

fn described(length: usize) -> String {
    format!("Description: {}\nResources:\n  Queue: {{Type: AWS::SQS::Queue}}\n", "d".repeat(length))
}

/// A template of so many bytes.
fn sized(bytes: usize) -> String {
    let text = "Resources:\n  Queue: {Type: AWS::SQS::Queue}\n#";
    format!("{text}{}", "x".repeat(bytes - text.len()))
}

fn function(properties: &str) -> String {
    format!(
        "Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler\n      Role: !Sub \
         arn:aws:iam::${{AWS::AccountId}}:role/lambda\n      Code: {{ZipFile: pass}}\n{properties}"
    )
}

fn filters(count: usize) -> String {
    let one = "{Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: jobs, FilterPattern: '', DestinationArn: \
               'arn:aws:kinesis:eu-west-1:123456789012:stream/a'}}";
    many("Resources", count, one)
}

fn policy(length: usize) -> String {
    let action = "s3:".to_owned() + &"a".repeat(length);
    format!(
        "Resources:\n  Policy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: \
         '2012-10-17'\n        Statement: [{{Effect: Allow, Action: '{action}', Resource: '*'}}]\n"
    )
}

/// A rule, what it objects to, and what not.
type Case = (&'static str, String, String);

fn limits() -> Vec<Case> {
    let queue = "{Type: AWS::SQS::Queue}";
    let parameter = "{Type: String}";
    let output = "{Value: a}";
    let mapping = "{A: {B: c}}";
    vec![
        ("E3010", many("Resources", 501, queue), many("Resources", 500, queue)),
        ("E2010", many("Parameters", 201, parameter), many("Parameters", 200, parameter)),
        ("E6010", many("Outputs", 201, output), many("Outputs", 200, output)),
        ("E7010", keys_of_a_mapping(201), keys_of_a_mapping(200)),
        ("I3010", many("Resources", 451, queue), many("Resources", 450, queue)),
        ("I2010", many("Parameters", 181, parameter), many("Parameters", 180, parameter)),
        ("I6010", many("Outputs", 181, output), many("Outputs", 180, output)),
        ("I7010", many("Mappings", 181, mapping), many("Mappings", 180, mapping)),
        ("E2011", long("Parameters", 256, parameter), long("Parameters", 255, parameter)),
        ("E6011", long("Outputs", 256, output), long("Outputs", 255, output)),
        ("E7002", long("Mappings", 256, mapping), long("Mappings", 255, mapping)),
        ("I3012", long("Resources", 230, queue), long("Resources", 229, queue)),
        ("I2011", long("Parameters", 230, parameter), long("Parameters", 229, parameter)),
        ("I6011", long("Outputs", 230, output), long("Outputs", 229, output)),
        ("I7002", long("Mappings", 230, mapping), long("Mappings", 229, mapping)),
        ("E1002", sized(1_000_001), sized(1_000_000)),
        ("I1002", sized(900_001), sized(899_999)),
        ("E1003", described(1025), described(1024)),
        ("I1003", described(1000), described(900)),
        ("policy-size", policy(6144), policy(6000)),
    ]
}

fn cases() -> Vec<Case> {
    let variable =
        |length| function(&format!("      Environment: {{Variables: {{A: {}}}}}\n", "a".repeat(length)));
    let layer = |length| {
        let name = "a".repeat(length);
        function(&format!("      Layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:{name}:1']\n"))
    };
    let runtime = |name: &str| function(&format!("      Runtime: {name}\n"));
    let module = |name: &str| {
        format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n    Properties: {{Handler: \
             a.b, Runtime: python3.14, CodeUri: .}}\nOutputs:\n  Name: {{Value: !Sub '${{{name}}}'}}\n"
        )
    };
    let split = |text: &str| function(&format!("      Architectures: !Split [',', '{text}']\n"));
    let zones = |property: &str| {
        format!(
            "Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: a\n      {property}: !GetAZs \
             us-east-1\n"
        )
    };
    vec![
        ("E6004", module("ServerlessRestApi"), module("FunctionRole")),
        ("E3697", variable(5000), variable(4000)),
        ("E3716", layer(160), layer(60)),
        ("E2529", filters(6), filters(5)),
        ("E2531", runtime("nodejs14.x"), runtime("nodejs24.x")),
        ("W2531", runtime("python3.9"), runtime("python3.14")),
        ("W1033", split("arm64,mips"), split("arm64")),
        ("W1036", zones("SecurityGroupIngress"), zones("SecurityGroupIngres")),
    ]
}

/// Rules that need something beside the template.
fn other_options() -> Vec<(&'static str, Options, Options, &'static str)> {
    let template = "Parameters:\n  Stage: {Type: String, AllowedValues: [dev, prod]}\nResources:\n  Queue:\n    Type: \
                    AWS::SQS::Queue\n    Properties: {QueueName: !Ref Stage}\n";
    let deployed = |value: &str| Options {
        deployments: vec![Deployment {
            source: "prod.json".to_owned(),
            values: [("Stage".to_owned(), Node::from(value.to_owned()))].into(),
        }],
        ..options()
    };
    vec![("E2900", deployed("test"), deployed("prod"), template)]
}

#[test]
fn rules_object_to_large_templates_and_not_to_those_that_are_smaller() {
    let mut failures = Vec::new();
    for (id, wrong, right) in limits().into_iter().chain(cases()) {
        let (wrong, right) =
            (found("template.yaml", &wrong, &options()), found("template.yaml", &right, &options()));
        if !wrong.contains(id) || right.contains(id) {
            failures.push(format!("{id}: {wrong:?} and {right:?}"));
        }
    }
    for (id, wrong, right, template) in other_options() {
        let (wrong, right) =
            (found("template.yaml", template, &wrong), found("template.yaml", template, &right));
        if !wrong.contains(id) || right.contains(id) {
            failures.push(format!("{id}: {wrong:?} and {right:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_has_an_example_or_a_case_here() {
    let mut known: BTreeSet<&str> = limits().into_iter().chain(cases()).map(|(id, ..)| id).collect();
    known.extend(other_options().into_iter().map(|(id, ..)| id));
    // With files beside the template, and of programs: `tests/cli/check_inputs.rs`, `tests/cli/before_printing.rs`.
    known.extend(["E3043", "unknown-rule"]);
    let never: Vec<&str> = NEVER_FOUND.iter().map(|(id, _)| *id).collect();
    assert!(
        never.is_sorted() && never.iter().all(|id| rule(id).is_some_and(|rule| rule.wrong.is_empty())),
        "{never:?}"
    );
    assert!(never.iter().all(|id| !known.contains(id)), "{never:?}");
    known.extend(never);
    let without: Vec<&str> = rules()
        .filter(|rule| rule.wrong.is_empty() && !known.contains(rule.id))
        .map(|rule| rule.id)
        .collect();
    assert!(without.is_empty(), "no test makes these speak: {without:?}");
}
