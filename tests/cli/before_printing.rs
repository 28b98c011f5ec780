//! What is printed is checked before: nothing with an error in it goes out, and each error has its line of the program.

use insta::assert_snapshot;
use synth::App;
use synth::cli::Exit;
use synth::prelude::*;

use super::mistaken;
use crate::{run, run_process, synth};

#[test]
fn five_mistakes_are_five_diagnostics_at_their_lines() {
    let ran = run(App::new().stack(mistaken::stack()), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    assert_snapshot!(ran.stderr, @r#"
    error[E3031]: 'jobs' does not match ^(\u002F)|(\u002F[\u0021-\u007E]+\u002F)$
      --> tests/cli/mistaken.rs:16:10
       |
    16 |         .path("jobs")
       |          ^^^^^^^^^^^
       |
       = note: in the template: Resources/Role/Properties/Path

    error[E3034]: 60 is less than the minimum of 3600
      --> tests/cli/mistaken.rs:17:10
       |
    17 |         .max_session_duration(60),
       |          ^^^^^^^^^^^^^^^^^^^^
       |
       = note: in the template: Resources/Role/Properties/MaxSessionDuration

    error[E3034]: 64 is less than the minimum of 128
      --> tests/cli/mistaken.rs:24:14
       |
    24 |             .memory_size(64)
       |              ^^^^^^^^^^^
       |
       = note: in the template: Resources/Function/Properties/MemorySize

    error[E3030]: 'Activ' is not one of 'Active', 'PassThrough'. Did you mean 'Active'?
      --> tests/cli/mistaken.rs:26:70
       |
    26 |             .tracing_config(synth::aws::lambda::TracingConfig::new().mode("Activ")),
       |                                                                      ^^^^^^^^^^^^
       |
       = note: in the template: Resources/Function/Properties/TracingConfig/Mode

    error[E3002]: there is no property 'AccesControl' here. Did you mean 'AccessControl'?
      --> tests/cli/mistaken.rs:32:14
       |
    32 |             .property("AccesControl", "Private"),
       |              ^^^^^^^^^^^^^^^^^^^^^^^
       |
       = note: in the template: Resources/Data/Properties/AccesControl
    "#);
}

#[test]
fn the_check_can_be_left_out() {
    let ran = run(App::new().stack(mistaken::stack()), "stacks --no-check");
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    assert!(ran.stdout.contains("AccesControl"), "{}", ran.stdout);
}

#[test]
fn a_file_is_not_touched_either() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("t.yaml");
    let ran = run(App::new().stack(mistaken::stack()), &format!("stacks -o {}", file.display()));
    assert_eq!((ran.exit, file.exists()), (Exit::Findings, false));
}

/// A function of SAM with an attribute that SAM drops.
fn doubtful() -> Stack {
    let mut stack = Stack::new("doubtful");
    stack.transform("AWS::Serverless-2016-10-31");
    stack.add("Table", Resource::custom("AWS::Serverless::SimpleTable").attribute("TableName", "jobs"));
    stack
}

#[test]
fn warnings_are_shown_and_do_not_block() {
    let ran = run(App::new().stack(doubtful()), "stacks");
    assert_eq!(ran.exit, Exit::Success);
    assert!(ran.stderr.starts_with("warning[W3001]: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("--> tests/cli/before_printing.rs:"), "{}", ran.stderr);
    assert!(ran.stdout.contains("TableName: jobs"), "{}", ran.stdout);
}

#[test]
fn what_is_allowed_is_not_said_and_the_template_carries_it() {
    let mut stack = Stack::new("allowed");
    stack.add(
        "Queue",
        Resource::custom("AWS::SQS::Queue")
            .allow("E3002", "the property is new at AWS")
            .property("Brand", "new")
            .metadata("Owner", "jobs")
            .metadata("cfn-lint", value!({"config": {"ignore_checks": ["I3011"]}}))
            .allow("I3011", "it holds nothing of value"),
    );
    let ran = run(App::new().stack(stack), "stacks");
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    assert_snapshot!(ran.stdout, @"
    AWSTemplateFormatVersion: '2010-09-09'

    Resources:
      Queue:
        Type: AWS::SQS::Queue
        Metadata:
          Owner: jobs
          cfn-lint:
            config:
              ignore_checks:
                - I3011
                - 'E3002'
        Properties:
          Brand: new
    ");
}

#[test]
fn what_is_allowed_has_a_reason_and_is_a_rule() {
    let ran = run(App::new().stack(mistaken::unexplained()), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    assert_snapshot!(ran.stderr, @r#"
    error[allowed-without-reason]: `I3011` is allowed without a reason
      --> tests/cli/mistaken.rs:40:60
       |
    40 |     stack.add("Queue", Resource::custom("AWS::SQS::Queue").allow("I3011", " "));
       |                                                            ^^^^^^^^^^^^^
       |
       = help: say why it is fine here: whoever reads the program next wants to know
    "#);

    let ran = run(App::new().stack(mistaken::unknown_rule()), "stacks");
    assert_eq!((ran.exit, ran.stdout.as_str()), (Exit::Findings, ""));
    assert_snapshot!(ran.stderr, @r#"
    error[unknown-rule]: there is no rule 'my-own-rule'
      --> tests/cli/mistaken.rs:47:60
       |
    47 |     stack.add("Queue", Resource::custom("AWS::SQS::Queue").allow("my-own-rule", "the property is new"));
       |                                                            ^^^^^^^^^^^^^^^^^^^
       |
       = note: in the template: Resources/Queue/Metadata/cfn-lint/config/ignore_checks/0
    "#);
}

/// Neither errors nor warnings: what the project shows is what it says.
#[test]
fn the_shipped_blueprints_have_no_findings() {
    let list = run_process(synth().arg("list")).stdout;
    let names: Vec<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 2, "{list}");
    for name in names {
        let ran = run_process(synth().arg(name));
        assert_eq!((ran.exit, ran.stderr.as_str()), (0, ""), "{name}");
    }
}
