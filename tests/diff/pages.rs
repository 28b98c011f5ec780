//! The two blueprints with a page of changes, as people and programs read them. The snapshots are for reading.

use std::path::Path;

use synth::cli::Exit;
use tempfile::TempDir;

use crate::{Ran, diff_command};

/// The blueprint's template, as it is kept, and with changes, in two files; each change must find what it changes.
pub(super) fn files(blueprint: &str, changes: &[(&str, &str)]) -> (TempDir, [String; 2]) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("snapshots/{blueprint}.snap.yaml"));
    let old = std::fs::read_to_string(kept).unwrap();
    let mut new = old.clone();
    for (what, other) in changes {
        assert!(new.contains(what), "{blueprint} has no {what:?}");
        new = new.replace(what, other);
    }
    let folder = tempfile::tempdir().unwrap();
    let [before, after] = ["old.yaml", "new.yaml"].map(|name| folder.path().join(name));
    std::fs::write(&before, old).unwrap();
    std::fs::write(&after, new).unwrap();
    (folder, [before, after].map(|path| path.to_str().unwrap().to_owned()))
}

fn run_with(blueprint: &str, changes: &[(&str, &str)], words: &[&str]) -> Ran {
    let (folder, [before, after]) = files(blueprint, changes);
    let paths = [before.as_str(), after.as_str()];
    let mut ran = diff_command(&[&paths, words].concat());
    ran.stdout = ran.stdout.replace(&format!("{}/", folder.path().display()), "");
    ran
}

fn snapshots(name: &str, blueprint: &str, changes: &[(&str, &str)], words: &[&str]) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (format, ending) in [("text", "txt"), ("markdown", "md"), ("json", "json")] {
        let ran = run_with(blueprint, changes, &[words, &["--format", format]].concat());
        assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Findings, ""));
        settings.bind(|| {
            insta::assert_binary_snapshot!(&format!("{name}-{format}.{ending}"), ran.stdout.into_bytes());
        });
    }
}

pub(super) const API: &[(&str, &str)] = &[
    // Other words for the same.
    ("!GetAtt SlurmFrontEndLog.Arn", "!Sub '${SlurmFrontEndLog.Arn}'"),
    (
        "Action: s3:*\n            Resource:\n              - !GetAtt JobBucket.Arn\n              - !Sub ${JobBucket.Arn}/*",
        "Resource:\n              - !Join [/, [!GetAtt JobBucket.Arn, '*']]\n              - !GetAtt JobBucket.Arn\n            Action: [s3:*]",
    ),
    ("ThrottlingBurstLimit: 10", "ThrottlingBurstLimit: '10'"),
    // A bucket gets a name, and is not kept any more.
    ("    UpdateReplacePolicy: Retain\n    Properties:\n", "    Properties:\n      BucketName: slurm-jobs\n"),
    ("ExpirationInDays: 30", "ExpirationInDays: 90"),
    // The function may do more, runs longer, and has a secret.
    ("Action: ssm:SendCommand", "Action: [ssm:SendCommand, ssm:CancelCommand]"),
    ("      Timeout: 20\n      MemorySize: 256", "      Timeout: 30\n      MemorySize: 256"),
    ("TIMEOUT = 20\n", "TIMEOUT = 30\n"),
    (
        "          CLUSTER_USER: !Ref ClusterUser\n",
        "          CLUSTER_USER: !Ref ClusterUser\n          API_TOKEN: correct-horse-battery\n",
    ),
    // The log only has another name in the template.
    ("SlurmFrontEndLog", "FrontEndLog"),
    // The API's path is another one, and it is not deployed.
    ("PathPart: slurm", "PathPart: cluster"),
    ("    Default: ec2-user\n", "    Default: ubuntu\n"),
    ("\nResources:\n", "  AlarmTopicArn:\n    Type: String\n\nResources:\n"),
    (
        "  SlurmPermission:\n",
        "  Errors:\n    Type: AWS::CloudWatch::Alarm\n    Properties:\n      Namespace: AWS/Lambda\n      MetricName: Errors\n      ComparisonOperator: GreaterThanThreshold\n      EvaluationPeriods: 1\n      Threshold: 0\n      AlarmActions: [!Ref AlarmTopicArn]\n  SlurmPermission:\n",
    ),
    (
        "  PclusterPolicy:\n    Description: The policy that the head node needs to take commands and use the bucket.\n    Value: !Ref pclusterSSM\n",
        "",
    ),
];

#[test]
fn a_page_of_changes_to_the_api() {
    snapshots("slurm-api", "slurm-api", API, &[]);
}

pub(super) const POLICY: &[(&str, &str)] = &[
    ("      Path: /\n", "      Path: /cluster/\n"),
    ("              - ssm:DescribeAssociation\n", ""),
    ("              - ec2messages:AcknowledgeMessage\n", "              - ec2messages:*\n"),
    ("Resource: !Sub arn:aws:s3:::${S3Bucket}/*", "Resource: !Sub arn:${AWS::Partition}:s3:::${S3Bucket}/*"),
    ("    Type: String\n", "    Type: String\n    MinLength: 3\n"),
    (
        "    Value: !Sub ${pclusterSSM}\n",
        "    Value: !Ref pclusterSSM\n    Export: {Name: pcluster-policy}\n",
    ),
];

#[test]
fn a_page_of_changes_to_the_policy() {
    snapshots("pc-serverless-policy", "pc-serverless-policy", POLICY, &[]);
}

#[test]
fn a_small_change_is_a_few_lines() {
    let ran = run_with("slurm-api", &[("MemorySize: 256", "MemorySize: 512")], &[]);
    assert_eq!(
        ran.stdout,
        "old.yaml -> new.yaml: 1 updated\n\nResources\n  ~ SlurmFrontEnd (AWS::Lambda::Function): updated in place\n      ~ MemorySize: 256 -> 512\n"
    );
}

/// A comment on GitHub may have 65,536 characters, however many bytes these are; a line of one's own is to fit in as well.
#[test]
fn markdown_is_no_longer_than_github_takes() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let resources = |kind: &str, properties: &str| {
        (0..1200).fold(String::from("Resources:\n"), |text, index| {
            format!("{text}  T{index}:\n    Type: {kind}\n    Properties: {{{properties}{index}'}}\n")
        })
    };
    for letter in ["a", "é", "漢", "🦀"] {
        let tables = |name: &str| {
            resources("AWS::DynamoDB::Table", &format!("TableName: '{}{name}", letter.repeat(80)))
        };
        let (old, new) = (write("old", tables("old")), write("new", tables("new")));
        let text = diff_command(&[&old, &new, "--format", "markdown"]).stdout;
        let characters = text.chars().count();
        assert!((50_000..=65_000).contains(&characters), "{letter}: {characters}");
        assert!(text.contains("**Data loss**"), "{letter}");
        assert!(text.trim_end().ends_with(" more parts are left out: `synth diff` shows them._"), "{letter}");
    }
    // The many changes of one template leave the place for what matters of the next one.
    std::fs::create_dir(folder.path().join("before")).unwrap();
    let delays = |delay: u32| resources("AWS::SQS::Queue", &format!("DelaySeconds: {delay}, QueueName: 'q"));
    let names = [
        (write("before/many.yaml", delays(1)), write("many.yaml", delays(2))),
        (
            write("before/one.yaml", "Resources: {T: {Type: AWS::DynamoDB::Table}}".to_owned()),
            write("one.yaml", "Resources: {}".to_owned()),
        ),
    ];
    let before = folder.path().join("before");
    let against = before.to_str().unwrap();
    let text = diff_command(&[&names[0].1, &names[1].1, "--against", against, "--format", "markdown"]).stdout;
    assert!(text.chars().count() <= 65_000, "{}", text.chars().count());
    assert!(
        text.contains("T (`AWS::DynamoDB::Table`) is removed: it is deleted with all that is in it"),
        "no data loss"
    );
    assert!(text.contains("1200 updated") && text.ends_with("`synth diff` shows them._\n"));
}
