//! Fixes change what is found and nothing else.

use std::path::{Path, PathBuf};

use synth::check::{FIXES, Finding, Fixed, Options, check, fix};
use synth::model::{Node, Object, Value};
use synth::parse::{Document, parse};

use crate::support::skip::cannot_run;

fn options() -> Options {
    let mut options = Options::default();
    options.settings.include = vec!["yaml".to_owned()];
    options
}

fn fixed(text: &str) -> Fixed {
    fix(&parse("template.yaml", text.as_bytes()), &options())
}

/// What becomes of a text, which has to stay so when it is mended again.
fn mended(text: &str) -> String {
    let once = fixed(text);
    let twice = fixed(&once.text);
    assert_eq!(twice.text, once.text);
    assert!(twice.fixed.is_empty(), "{:?}", twice.fixed);
    once.text
}

/// Why a text is left as it is.
fn refused(text: &str) -> Vec<(&'static str, &'static str)> {
    let result = fixed(text);
    assert_eq!(result.text, text);
    assert!(result.fixed.is_empty(), "{:?}", result.fixed);
    result.refused.iter().map(|(finding, why)| (finding.rule, *why)).collect()
}

/// A template with a queue, and a topic with these lines.
fn topic(lines: &str) -> String {
    format!(
        "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n  Other:\n    Type: AWS::SQS::Queue\n  Topic:\n    Type: AWS::SNS::Topic\n{lines}"
    )
}

const REFERS: &str = "    Properties:\n      DisplayName: !GetAtt Queue.QueueName\n";
const REFERS_TO_BOTH: &str =
    "    Properties:\n      DisplayName: !Sub ${Queue.QueueName} ${Other.QueueName}\n";

#[test]
fn every_fix_is_of_a_rule() {
    for (rule, _) in FIXES {
        assert!(synth::check::rule(rule).is_some(), "{rule}");
    }
}

#[test]
fn a_sub_without_variables_is_its_text() {
    for (before, after) in [
        ("      DisplayName: !Sub jobs # why\n", "      DisplayName: jobs # why\n"),
        ("      DisplayName: !Sub 'it''s'\n", "      DisplayName: 'it''s'\n"),
        ("      DisplayName: !Sub \"a\\tb\"\n", "      DisplayName: \"a\\tb\"\n"),
        ("      DisplayName: !Sub yes\n", "      DisplayName: 'yes'\n"),
        ("      DisplayName: !Sub 0123\n", "      DisplayName: '0123'\n"),
        (
            "      DisplayName: !Sub |\n        one\n        two\n",
            "      DisplayName: |\n        one\n        two\n",
        ),
        ("      DisplayName:\n        Fn::Sub: jobs\n", "      DisplayName:\n        jobs\n"),
        ("      DisplayName: {'Fn::Sub': jobs}\n", "      DisplayName: jobs\n"),
        ("      Tags: [{Key: a, Value: !Sub b}]\n", "      Tags: [{Key: a, Value: b}]\n"),
    ] {
        for more in ["", "      TopicName: x\n", "\n  # a comment\n"] {
            let text = |lines: &str| topic(&format!("    Properties:\n{lines}{more}"));
            assert_eq!(mended(&text(before)), text(after));
        }
    }
}

#[test]
fn policies_without_variables_are_of_the_later_version() {
    let policy = |version: &str, resource: &str| {
        format!(
            "Parameters:\n  Name: {{Type: String}}\nResources:\n  Bucket: {{Type: AWS::S3::Bucket}}\n  Reading:\n    Type: \
             AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: {version} # why\n        Statement:\n          \
             - {{Effect: Allow, Action: 's3:*', Resource: {resource}}}\n"
        )
    };
    for resource in [
        "'*'",
        "!GetAtt Bucket.Arn",
        "!Sub '${Bucket.Arn}/*'",
        "!Sub 'arn:${AWS::Partition}:s3:::${Bucket}/home'",
        "!Join ['', [!GetAtt Bucket.Arn, '/*']]",
    ] {
        for version in ["2008-10-17", "'2008-10-17'", "\"2008-10-17\""] {
            let later = version.replace("2008", "2012");
            assert_eq!(mended(&policy(version, resource)), policy(&later, resource));
        }
    }
    for resource in [
        "'arn:aws:s3:::home/${aws:username}'",
        "!Sub 'arn:aws:s3:::${Bucket}/${!aws:username}'",
        "!Sub 'arn:aws:s3:::${Name}'",
        "!Ref Name",
        "!ImportValue home",
        "!Join ['', ['arn:aws:s3:::home/$', '{aws:username}']]",
    ] {
        let found = refused(&policy("'2008-10-17'", resource));
        let why = found.iter().find(|(rule, _)| *rule == "W2511").map(|(_, why)| *why);
        assert!(why.is_some_and(|why| why.contains("policy variables")), "{resource}: {found:?}");
    }
}

#[test]
fn a_sub_that_does_something_stays() {
    let of = |value: &str| refused(&topic(&format!("    Properties:\n      DisplayName: {value}\n")));
    let one = |value: &str| of(value).first().map(|(_, why)| *why).unwrap_or_default();
    assert!(one("!Sub '${!Literal}'").contains("`${!`"));
    assert!(one("!Sub [jobs, {Name: !Ref Queue}]").contains("would be lost"));
    assert!(of("!Sub '${AWS::Region}'").is_empty());
}

#[test]
fn depends_on_loses_what_a_reference_says() {
    for (before, after) in [
        ("    DependsOn: Queue\n", ""),
        ("    DependsOn: [Queue]\n", ""),
        ("    DependsOn:\n      - Queue\n", ""),
        ("    DependsOn:\n    - Queue\n", ""),
        ("    DependsOn: [Queue, Other]\n", "    DependsOn: [Other]\n"),
        ("    DependsOn: [Other, Queue]\n", "    DependsOn: [Other]\n"),
        ("    DependsOn: [Other, Queue, Other]\n", "    DependsOn: [Other, Other]\n"),
        ("    DependsOn:\n      - Queue\n      - Other\n", "    DependsOn:\n      - Other\n"),
        (
            "    DependsOn:\n      - Other # needed\n      - Queue\n",
            "    DependsOn:\n      - Other # needed\n",
        ),
        ("    # before\n    DependsOn: Queue\n    # after\n", "    # before\n    # after\n"),
    ] {
        for newline in ["\n", "\r\n"] {
            let text = |lines: &str| topic(&format!("{lines}{REFERS}")).replace('\n', newline);
            assert_eq!(mended(&text(before)), text(after), "{before:?}");
            let last = |lines: &str| topic(&format!("{REFERS}{lines}")).replace('\n', newline);
            assert_eq!(mended(&last(before)), last(after), "{before:?}");
        }
    }
    for list in ["[Queue, Other]", "\n      - Queue\n      - Other", "\n    - Queue\n\n    - Other\n"] {
        let text = |lines: &str| topic(&format!("{lines}{REFERS_TO_BOTH}"));
        // Lines without anything stay.
        let after = mended(&text(&format!("    DependsOn: {list}\n")));
        assert_eq!(
            after.split_terminator('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>(),
            text("").lines().collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_name_that_is_referred_to_twice_goes_once() {
    let text = |list: &str| {
        topic(&format!(
            "    DependsOn: {list}\n    Properties:\n      DisplayName: !GetAtt Queue.QueueName\n      TopicName: !GetAtt \
             Queue.QueueName\n"
        ))
    };
    let result = fixed(&text("[Queue, Other]"));
    assert_eq!(result.text, text("[Other]"));
    assert_eq!((result.fixed.len(), result.refused.len()), (2, 0));
}

#[test]
fn depends_on_stays_where_it_says_more_or_cannot_go_alone() {
    let one = |lines: &str| refused(&topic(lines)).first().map(|(_, why)| *why).unwrap_or_default();
    let conditional =
        "    DependsOn: Queue\n    Properties:\n      DisplayName: !If [Some, !GetAtt Queue.QueueName, x]\n";
    assert!(one(conditional).contains("whenever the resource is"));
    assert!(one(&format!("    DependsOn: Queue # why\n{REFERS}")).contains("shares its line"));
    assert!(one(&format!("    DependsOn:\n      # why\n      - Queue\n{REFERS}")).contains("comment"));
    assert!(one(&format!("    DependsOn: [Queue, # why\n      Other]\n{REFERS}")).contains("comment"));
    let anchor = format!("    DependsOn: &name Queue\n{REFERS}Outputs:\n  Name: {{Value: *name}}\n");
    assert!(one(&anchor).contains("anchors"));
    let conditional_queue = topic(&format!("    DependsOn: Queue\n{REFERS}")).replacen(
        "    Type: AWS::SQS::Queue\n",
        "    Type: AWS::SQS::Queue\n    Condition: Some\n",
        1,
    );
    let conditional_queue =
        format!("Conditions:\n  Some: !Equals [!Ref AWS::Region, x]\n{conditional_queue}");
    assert!(refused(&conditional_queue).iter().all(|(_, why)| why.contains("something else")));
    assert_eq!(refused(&conditional_queue).len(), 1);
    let serverless = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Queue:\n    Type: AWS::SQS::Queue\n  Table:\n    Type: \
                      AWS::Serverless::SimpleTable\n    DependsOn: Queue\n    Properties:\n      TableName: !GetAtt Queue.QueueName\n";
    assert!(refused(serverless).iter().all(|(_, why)| why.contains("SAM")));
}

#[test]
fn json_keeps_its_form() {
    let text = |attributes: &str| {
        format!(
            "{{\n  \"Resources\": {{\n    \"Queue\": {{\"Type\": \"AWS::SQS::Queue\"}},\n    \"Topic\": {{\n      {attributes}\n    \
             }}\n  }}\n}}"
        )
    };
    let refers = r#""Properties": {"DisplayName": {"Fn::GetAtt": ["Queue", "QueueName"]}}"#;
    for (before, after) in [
        (
            format!("\"Type\": \"AWS::SNS::Topic\",\n      \"DependsOn\": [\"Queue\"],\n      {refers}"),
            format!("\"Type\": \"AWS::SNS::Topic\",\n      {refers}"),
        ),
        (
            format!("\"DependsOn\": \"Queue\",\n      \"Type\": \"AWS::SNS::Topic\", {refers}"),
            format!("\"Type\": \"AWS::SNS::Topic\", {refers}"),
        ),
        (
            format!("\"Type\": \"AWS::SNS::Topic\", {refers},\n      \"DependsOn\": \"Queue\""),
            format!("\"Type\": \"AWS::SNS::Topic\", {refers}"),
        ),
        (
            r#""Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::Sub": "j\u00f6bs"}}"#
                .to_owned(),
            r#""Type": "AWS::SNS::Topic", "Properties": {"DisplayName": "j\u00f6bs"}"#.to_owned(),
        ),
    ] {
        assert_eq!(mended(&text(&before)), text(&after));
    }
}

#[test]
fn texts_are_quoted_that_1_2_reads_as_something_else() {
    let text = |value: &str| topic(&format!("    Properties:\n      DisplayName: {value} # why\n"));
    for value in ["08", "0o17", "1e3"] {
        assert_eq!(mended(&text(value)), text(&format!("'{value}'")));
    }
    // Quotes would change what CloudFormation reads.
    for value in ["yes", "NO", "012", "12:30:45"] {
        let why = refused(&text(value));
        assert!(
            why.iter().any(|(rule, why)| *rule == "yaml-versions" && why.contains("reads no text")),
            "{why:?}"
        );
    }
    assert_eq!(refused("Mappings:\n  M:\n    NO: {Name: x}\nResources: {}\n").len(), 1);
}

#[test]
fn several_fixes_in_one_document() {
    let text = |depends: &str, name: &str, tag: &str| {
        topic(&format!(
            "{depends}    Properties:\n      DisplayName: !GetAtt Queue.QueueName\n      TopicName: {name}\n      Tags:\n        - {{Key: \
             a, Value: {tag}}}\n"
        ))
    };
    let before = text("    DependsOn: Queue\n", "!Sub jobs", "08");
    assert_eq!(mended(&before), text("", "jobs", "'08'"));
}

/// The templates that lie beside the checkout, if there are any.
fn real_templates() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension != "jsonl" && extension != "md") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A template without what fixes may change in it: the names in `DependsOn`, `Fn::Sub` around a text, and old versions of
/// the policy language.
fn plain(node: &Node, depth: usize) -> Node {
    let value = match &node.value {
        Value::Object(object) => {
            if let (1, Some(text)) = (object.len(), object.get("Fn::Sub").and_then(Node::as_str)) {
                return text.to_owned().into();
            }
            let stays = |key: &str| depth != 2 || key != "DependsOn";
            let entries = object.iter().filter(|entry| stays(&entry.key)).cloned();
            Value::Object(
                entries
                    .map(|mut entry| {
                        entry.node = plain(&entry.node, depth + 1);
                        entry
                    })
                    .collect::<Object>(),
            )
        }
        Value::List(items) => Value::List(items.iter().map(|item| plain(item, depth + 1)).collect()),
        Value::String(text) if text == "2008-10-17" => Value::String("2012-10-17".into()),
        other => other.clone(),
    };
    Node { value, origin: node.origin }
}

/// What a fix leaves of all findings is what is not mended, and the lines that it changes are few.
#[test]
fn real_templates_lose_those_findings_alone() {
    let templates = real_templates();
    if templates.is_empty() {
        return cannot_run("fixes of real templates", "there are none beside the checkout");
    }
    let (mut mended_ones, mut changed) = (0, 0);
    let options = options();
    for path in templates {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        // Reading is quick, and checking is not: most have nothing that a fix is about.
        let is_concerned = ["DependsOn", "Sub", "2008-10-17"].iter().any(|part| text.contains(part));
        if !is_concerned || text.len() > 200_000 {
            continue;
        }
        let name = path.display().to_string();
        let document = parse(&name, &bytes);
        if !document.problems.is_empty() {
            continue;
        }
        let result = fix(&document, &options);
        if result.fixed.is_empty() {
            assert_eq!(result.text, document.source.text(), "{name}");
            continue;
        }
        changed += 1;
        mended_ones += result.fixed.len();
        let after = parse(&name, result.text.as_bytes());
        let comments = |document: &Document| -> Vec<String> {
            document.comments.iter().map(|comment| document.source.slice(comment.span).to_owned()).collect()
        };
        assert_eq!(comments(&after), comments(&document), "{name}");
        let again = fix(&after, &options);
        assert_eq!(again.text, result.text, "{name}");
        let rest = |findings: &[Finding]| {
            let mut rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
            rules.retain(|rule| !FIXES.iter().any(|(known, _)| known == rule));
            rules.sort_unstable();
            rules
        };
        let (found, left) = (check(&document, &options), check(&after, &options));
        assert_eq!(rest(&left), rest(&found), "{name}");
        let fixable = |findings: &[Finding]| findings.len() - rest(findings).len();
        assert_eq!(fixable(&found) - result.fixed.len(), fixable(&left), "{name}");
        let root = |document: &Document| document.root.as_ref().map(|root| plain(root, 0));
        assert_eq!(root(&after), root(&document), "{name}");
    }
    assert!(changed > 50 && mended_ones > changed, "{mended_ones} in {changed}");
}
