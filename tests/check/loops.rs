//! Loops are written out before rules see a template, and globals of SAM are put in resources.

use synth::analysis::expand_loops;
use synth::check::{Options, check};
use synth::emit::{Format, node_to_string};
use synth::parse::parse;

/// The template after its loops have run, as YAML, or what is wrong.
fn expanded(template: &str) -> Result<String, String> {
    let document = parse("template.yaml", template.as_bytes());
    let root = document.root.unwrap_or_default();
    match expand_loops(&root, "eu-west-1") {
        Ok(root) => Ok(node_to_string(&root, Format::Yaml)),
        Err(problem) => {
            let place = problem.labels.first().and_then(|label| label.origin.span()).unwrap_or_default();
            Err(format!("{}: {}", document.source.line_column(place.start).0, problem.message))
        }
    }
}

/// The rules that object to a template, and the lines at which they do.
fn findings(template: &str) -> Vec<(&'static str, u32)> {
    let document = parse("template.yaml", template.as_bytes());
    check(&document, &Options::default())
        .iter()
        .map(|finding| {
            let start = finding.origin.span().map_or(0, |span| span.start);
            (finding.rule, document.source.line_column(start).0)
        })
        .collect()
}

#[test]
fn a_loop_over_a_list_repeats_keys_and_what_fn_sub_and_ref_name() {
    let text = expanded(
        "Resources:\n  Fn::ForEach::Q:\n    - Name\n    - [a-b, c]\n    - Queue&{Name}:\n        Type: AWS::SQS::Queue\n        \
         Properties:\n          QueueName: !Sub '${Name}-${AWS::Region}'\n          Tags: [!Ref Name, !Sub 'x${Name}']\n          \
         Plain: ${Name}\n",
    );
    assert_eq!(
        text.as_deref(),
        Ok(
            "Resources:\n  Queueab:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName:\n        Fn::Sub: a-b-${AWS::Region}\n      \
            Tags:\n        - a-b\n        - xa-b\n      Plain: ${Name}\n  Queuec:\n    Type: AWS::SQS::Queue\n    \
            Properties:\n      QueueName:\n        Fn::Sub: c-${AWS::Region}\n      Tags:\n        - c\n        - xc\n      \
            Plain: ${Name}\n"
        )
    );
}

#[test]
fn a_collection_is_that_of_a_parameter_or_of_a_mapping() {
    let parameter = "Parameters:\n  Names:\n    Type: CommaDelimitedList\n    Default: A, B\n";
    let mapping = "Mappings:\n  Names:\n    us-east-1:\n      Of: [A]\n    eu-west-1:\n      Of: [A, B]\n";
    let body = "    - '${N}':\n        Type: AWS::SNS::Topic\n";
    for (before, collection) in [
        (parameter, "!Ref Names"),
        (mapping, "!FindInMap [Names, !Ref AWS::Region, Of]"),
        (mapping, "!FindInMap [Names, nowhere, Of, DefaultValue: [A, B]]"),
    ] {
        let text =
            expanded(&format!("{before}Resources:\n  Fn::ForEach::X:\n    - N\n    - {collection}\n{body}"));
        let text = text.unwrap_or_else(|problem| problem);
        let made = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n  B:\n    Type: AWS::SNS::Topic\n";
        assert!(text.ends_with(made), "{collection}: {text}");
    }
}

#[test]
fn a_collection_that_only_a_deployment_knows_has_two_items_and_the_same_in_each_loop() {
    let text = expanded(
        "Parameters:\n  Names:\n    Type: AWS::SSM::Parameter::Value<CommaDelimitedList>\nResources:\n  Fn::ForEach::X:\n    - N\n    \
         - !Ref Names\n    - '${N}': {}\nOutputs:\n  Fn::ForEach::X:\n    - N\n    - !Ref Names\n    - '${N}': {}\n",
    )
    .unwrap_or_default();
    let (_, made) = text.split_once("Resources:\n").unwrap_or_default();
    let (resources, outputs) = made.split_once("Outputs:\n").unwrap_or_default();
    assert_eq!(resources.lines().count(), 2, "{text}");
    assert_eq!(resources, outputs);
}

#[test]
fn nested_loops_know_the_variables_around_them() {
    let text = expanded(
        "Conditions:\n  Fn::ForEach::X:\n    - A\n    - [P, Q]\n    - Fn::ForEach::Y:\n        - B\n        - [r, s]\n        \
         - ${A}${B}: !Equals [!Ref A, !Ref B]\n",
    )
    .unwrap_or_default();
    let keys: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_once(':'))
        .filter_map(|(key, _)| (!key.starts_with(' ')).then_some(key))
        .collect();
    assert_eq!(keys, ["Pr", "Ps", "Qr", "Qs"], "{text}");
}

#[test]
fn a_loop_that_cannot_run_says_why_and_where() {
    for (arguments, line, why) in [
        ("[N, [A, B]]", 2, "needs a list of a variable, a collection and an object"),
        ("[N, [], {'${N}': {}}]", 2, "is empty"),
        ("[N, text, {'${N}': {}}]", 2, "is no list"),
        ("[N, [[A]], {'${N}': {}}]", 2, "cannot work with this value"),
        ("[N, [1], {'${N}': {}}]", 1, "is no text"),
        ("[N, [A, B], {Same: {}}]", 2, "'Same', which is there already"),
        ("[N, [A], text]", 2, "is no object"),
        ("[N, !Split [',', 'a,b'], {'${N}': {}}]", 2, "cannot work with Fn::Split"),
    ] {
        let problem = expanded(&format!("Resources:\n  Fn::ForEach::X: {arguments}\n")).unwrap_err();
        assert!(problem.starts_with(&format!("{line}: ")) && problem.contains(why), "{arguments}: {problem}");
    }
}

#[test]
fn loops_in_loops_do_not_fill_the_memory() {
    let ten = "[a, b, c, d, e, f, g, h, i, j]";
    let mut body = "{'${V0}${V1}${V2}${V3}${V4}${V5}': x}".to_owned();
    for depth in 0..6 {
        body = format!("{{'Fn::ForEach::L{depth}': [V{depth}, {ten}, {body}]}}");
    }
    let problem = expanded(&format!("Resources: {body}\n")).unwrap_err();
    assert!(problem.contains("more than 200000 values"), "{problem}");
}

#[test]
fn findings_in_a_loop_are_where_it_is_written() {
    let template = "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X:\n    - Name\n    - [A, B]\n    - \
                    Queue${Name}:\n        Type: AWS::SQS::Queue\n        Properties:\n          QueName: jobs\n";
    let found = findings(template);
    assert!(!found.is_empty() && found.iter().all(|found| *found == ("E3002", 9)), "{found:?}");
}

#[test]
fn what_is_made_by_a_loop_can_be_referred_to() {
    let template = "Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::X:\n    - Name\n    - [A, B]\n    - \
                    Queue${Name}:\n        Type: AWS::SQS::Queue\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      \
                    TopicName: !Ref QueueA\n      DisplayName: !Ref QueueC\n";
    assert_eq!(findings(template), [("E1020", 12)]);
}

#[test]
fn globals_are_checked_as_part_of_each_resource() {
    let template = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    Timeout: soon\n    Runtime: python3.13\n\
                    Resources:\n  A:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: a.b\n      \
                    CodeUri: .\n  B:\n    Type: AWS::Serverless::Function\n    IgnoreGlobals: [Timeout]\n    Properties:\n      \
                    Handler: a.b\n      CodeUri: .\n";
    let found = findings(template);
    assert!(found.contains(&("E3012", 4)), "{found:?}");
    let without = template.replace("    Timeout: soon\n", "");
    assert!(!findings(&without).iter().any(|(rule, _)| *rule == "E3012"));
}
