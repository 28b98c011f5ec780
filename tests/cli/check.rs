//! `synth check`: what it says of templates, what is left out, and how it ends.

use insta::assert_snapshot;
use synth::App;
use synth::cli::Exit;

use crate::{DOUBTFUL, Folder, Ran, SOUND, WRONG, run};

fn succeeds(ran: &Ran<i32>) {
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
}

#[test]
fn an_error_is_shown_with_its_line() {
    let folder = Folder::with(&[("t.yaml", WRONG)]);
    let ran = folder.check("t.yaml");
    assert_eq!(ran.exit, 1);
    assert_snapshot!(ran.stdout, @r"
    error[E3002]: there is no property 'QueName' here. Did you mean 'QueueName'?
     --> t.yaml:5:7
      |
    5 |       QueName: jobs
      |       ^^^^^^^
    ");
    assert_snapshot!(ran.stderr, @"1 error in 1 of 1 template");
}

#[test]
fn what_is_right_is_counted() {
    let folder = Folder::with(&[
        ("a.yaml", SOUND),
        ("b.json", "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}"),
    ]);
    let ran = folder.check("a.yaml b.json");
    succeeds(&ran);
    assert_snapshot!(ran.stderr, @"2 templates checked: nothing found");
}

#[test]
fn warnings_fail_only_where_that_is_asked_for() {
    let folder = Folder::with(&[("t.yaml", DOUBTFUL)]);
    let ran = folder.check("t.yaml");
    assert_eq!(ran.exit, 0);
    assert!(ran.stdout.starts_with("warning[W3001]: "), "{}", ran.stdout);
    assert_snapshot!(ran.stderr, @"1 warning in 1 of 1 template");
    assert_eq!(folder.check("t.yaml --fail-on warning").exit, 1);
    assert_eq!(folder.check("t.yaml --fail-on note").exit, 1);
    assert_eq!(folder.check("t.yaml --fail-on warnings").exit, 2);
}

#[test]
fn files_folders_and_standard_input_are_checked_in_their_order() {
    let folder = Folder::with(&[
        ("z.yaml", WRONG),
        ("sub/b.yml", WRONG),
        ("sub/a.template", WRONG),
        ("sub/deep/c.json", "{}"),
    ]);
    let pipe = std::fs::File::open(folder.path("z.yaml")).unwrap();
    let ran = crate::run_process(folder.command("check z.yaml sub -").stdin(pipe));
    assert_eq!(ran.exit, 1);
    let places: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("-->")).map(str::trim).collect();
    assert_eq!(places, ["--> z.yaml:5:7", "--> sub/a.template:5:7", "--> sub/b.yml:5:7", "--> -:5:7"]);
    assert_snapshot!(ran.stderr, @"4 errors in 4 of 4 templates");
}

#[test]
fn the_order_is_the_same_however_many_files_there_are() {
    let folder = Folder::with(&[]);
    for number in 0..300 {
        let padding = "# more\n".repeat((number * 37) % 100 * 20);
        folder.write(&format!("t{number:03}.yaml"), format!("{WRONG}{padding}"));
    }
    let ran = folder.check(".");
    let files: Vec<&str> =
        ran.stdout.lines().filter_map(|line| line.trim().strip_prefix("--> ./t")).collect();
    let expected: Vec<String> = (0..300).map(|number| format!("{number:03}.yaml:5:7")).collect();
    assert_eq!(files, expected);
    for format in ["text", "json", "sarif", "junit", "github"] {
        let line = format!(". --format {format}");
        assert_eq!(folder.check(&line).stdout, folder.check(&line).stdout, "{format}");
    }
}

/// What explains a finding is shown with it: the forms of a union that a value does not fit.
#[test]
fn what_explains_a_finding_is_part_of_it() {
    let template = "\
Resources:
  Instance:
    Type: AWS::EC2::Instance
    Properties:
      LaunchTemplate:
        Version: 3
";
    let folder = Folder::with(&[("t.yaml", template)]);
    let ran = folder.check("t.yaml");
    assert_snapshot!(ran.stdout, @r#"
    error[E3018]: { "Version": 3 } fits none of the forms that are allowed here
     --> t.yaml:5:7
      |
    5 |       LaunchTemplate:
      |       ^^^^^^^^^^^^^^
      |
      = note: E3003: 'LaunchTemplateName' is a required property
      = note: E3003: 'LaunchTemplateId' is a required property
    "#);
    let json = folder.check("t.yaml --format json").stdout;
    assert_eq!(
        json.matches("\"ParentId\": null").count() + 2,
        json.matches("\"ParentId\"").count(),
        "{json}"
    );
}

#[test]
fn rules_are_left_out_by_their_ids_and_by_how_these_begin() {
    let folder = Folder::with(&[("t.yaml", WRONG)]);
    for ignored in ["E3002", "E3", "E", "E3003,E3002"] {
        succeeds(&folder.check(&format!("t.yaml --ignore {ignored}")));
    }
    assert_eq!(folder.check("t.yaml --ignore E3003").exit, 1);
    assert_eq!(folder.check("t.yaml --ignore E3 --mandatory E3002").exit, 1);
    assert_eq!(
        folder.check("t.yaml --ignore E1001,E3001").exit,
        1,
        "what leads to another rule's place is left out alone"
    );
}

#[test]
fn a_template_says_itself_what_is_left_out() {
    let config = "Metadata: {cfn-lint: {config: {ignore_checks: [E3002]}}}\n";
    let in_resource = WRONG.replace(
        "    Properties",
        "    Metadata: {cfn-lint: {config: {ignore_checks: [E3002]}}}\n    Properties",
    );
    let folder = Folder::with(&[
        ("whole.yaml", &format!("{config}{WRONG}")),
        ("resource.yaml", &in_resource),
        ("other.yaml", &in_resource.replace("E3002", "E300")),
    ]);
    succeeds(&folder.check("whole.yaml resource.yaml"));
    // Of a resource, whole ids are meant.
    assert_eq!(folder.check("other.yaml").exit, 1);
    assert_eq!(folder.check("whole.yaml --mandatory E3002").exit, 1);
    assert_eq!(folder.check("resource.yaml --mandatory E3").exit, 1);
    // What the caller says comes before what the template says.
    assert_eq!(folder.check("whole.yaml --ignore E3003").exit, 1);
}

#[test]
fn rules_and_regions_that_there_are_not_are_mistakes() {
    let folder = Folder::with(&[("t.yaml", SOUND)]);
    let says = |line: &str| {
        let ran = folder.check(line);
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "{line}");
        ran.stderr
    };
    assert_snapshot!(says("t.yaml --ignore my-own-rule"), @"error: there is no rule `my-own-rule`");
    assert_snapshot!(says("t.yaml --include X9999"), @"error: there is no rule `X9999`");
    assert_snapshot!(says("t.yaml --mandatory e3002"), @"error: there is no rule `e3002`; did you mean `E3002`?");
    assert_snapshot!(says("t.yaml --regions eu-central-11"), @"error: there is no region `eu-central-11`; did you mean `eu-central-1`?");
    assert_snapshot!(says("t.yaml --regions mars"), @"error: there is no region `mars`");
    assert_snapshot!(says(""), @"error: what is to be checked? Name a template, a folder, or `-` for standard input");
    assert_snapshot!(says("--explain my-own-rule"), @"error: there is no rule `my-own-rule`; `--list-rules` names them all");
    assert_eq!(folder.check("t.yaml --regions ALL_REGIONS").exit, 0);
    assert_eq!(folder.check("t.yaml --regions eu-central-1,us-east-1").exit, 0);
}

#[test]
fn packs_of_rules_run_when_they_are_wanted() {
    let open = "Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: {PublicAccessBlockConfiguration: {BlockPublicAcls: false}}\n    UpdateReplacePolicy: \
                Retain\n    DeletionPolicy: Retain\n";
    let folder = Folder::with(&[("t.yaml", open)]);
    let finds = |line: &str| folder.check(line).stdout.contains("security-public-storage");
    assert!(!finds("t.yaml") && !finds("t.yaml --pack yaml"));
    assert!(
        finds("t.yaml --pack security")
            && finds("t.yaml --pack yaml,security")
            && finds("t.yaml --include security")
    );
    assert!(!finds("t.yaml --pack security --ignore security-public-storage"));
    assert_eq!(folder.check("t.yaml --pack security").exit, 0);
    assert_eq!(folder.check("t.yaml --pack security --fail-on warning").exit, 1);

    let unknown = folder.check("t.yaml --pack securty");
    assert_eq!((unknown.exit, unknown.stdout.as_str()), (2, ""));
    assert!(
        unknown.stderr.contains("'securty'") && unknown.stderr.contains("security, yaml"),
        "{}",
        unknown.stderr
    );
    assert_eq!(folder.check("t.yaml --pack").exit, 2);
    assert_eq!(folder.check("t.yaml --pack ''").exit, 2);
}

#[test]
fn a_baseline_leaves_out_what_is_known() {
    let folder = Folder::with(&[("t.yaml", WRONG), ("sub/u.yaml", WRONG)]);
    let written = folder.check("./t.yaml sub --write-baseline known.json");
    assert_eq!((written.exit, written.stdout.contains("E3002")), (0, true));
    assert_snapshot!(std::fs::read_to_string(folder.path("known.json")).unwrap(), @r#"
    {
      "version": 1,
      "findings": {
        "sub/u.yaml": {
          "Resources/Queue/Properties/QueName": {
            "E3002": 1
          }
        },
        "t.yaml": {
          "Resources/Queue/Properties/QueName": {
            "E3002": 1
          }
        }
      }
    }
    "#);

    let ran = folder.check("t.yaml ./sub --baseline known.json");
    succeeds(&ran);
    assert_snapshot!(ran.stderr, @"2 templates checked: nothing new found; 2 in the baseline");

    // Lines may move; a second finding of the kind is new.
    folder.write("t.yaml", format!("# moved\n\n{WRONG}      Other: 1\n"));
    let ran = folder.check("t.yaml sub --baseline known.json");
    assert_eq!(ran.exit, 1);
    assert!(ran.stdout.contains("'Other'") && !ran.stdout.contains("'QueName'"), "{}", ran.stdout);
    assert_snapshot!(ran.stderr, @"1 error in 1 of 2 templates; 2 in the baseline");
}

#[test]
fn a_broken_baseline_is_a_mistake() {
    let folder = Folder::with(&[
        ("t.yaml", SOUND),
        ("list.json", "[]"),
        ("broken.json", "{\"version\": 1,"),
        ("two.json", "{\"version\": 2, \"findings\": {}}"),
    ]);
    let says = |name: &str| {
        let ran = folder.check(&format!("t.yaml --baseline {name}"));
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""));
        ran.stderr
    };
    assert_snapshot!(says("list.json"), @"error: `list.json` is not a baseline: write one with --write-baseline");
    assert_snapshot!(says("broken.json"), @"error: the baseline is broken: broken.json:1:15: error[E0000]: expected a key in double quotes");
    assert_snapshot!(says("two.json"), @"error: `two.json` is not a baseline: write one with --write-baseline");
    assert_snapshot!(says("none.json"), @"error: cannot read the baseline `none.json`: No such file or directory (os error 2)");
}

#[test]
fn a_rule_is_explained_with_its_examples() {
    let ran = run(App::new(), "synth check --explain e3001");
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    for part in
        ["E3001 (error)", "Wrong:\n  Resources:", "Right:\n  Resources:", "https://docs.aws.amazon.com/"]
    {
        assert!(ran.stdout.contains(part), "{}", ran.stdout);
    }
}

#[test]
fn all_rules_are_listed_and_what_there_is_not() {
    let ran = run(App::new(), "synth check --list-rules");
    assert_eq!((ran.exit, ran.stderr.as_str()), (Exit::Success, ""));
    let ids: Vec<&str> = ran
        .stdout
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(ids.is_sorted() && ids.contains(&"E3002"), "{ids:?}");
    assert!(synth::check::reference_rules().all(|id| ran.stdout.contains(id)), "{}", ran.stdout);
}

#[test]
fn help_teaches_with_examples() {
    let ran = run(App::new(), "synth check --help");
    assert_eq!(ran.exit, Exit::Success);
    assert_snapshot!(ran.stdout, @"
    Checks templates, whoever wrote them

    Usage: synth check [OPTIONS] [PATH]...

    Arguments:
      [PATH]...
              Templates, folders with templates, or `-` for standard input

    Options:
      -f, --format <FORMAT>
              How findings are written

              Possible values:
              - text:   with the lines concerned, for people
              - json:   as cfn-lint writes it
              - sarif:  SARIF 2.1.0, for code scanning
              - junit:  JUnit XML, for test reports
              - github: annotations of GitHub Actions
              
              [default: text]

          --fail-on <SEVERITY>
              The least that makes the exit code 1
              
              [default: error]
              [possible values: error, warning, note]

          --ignore <RULE>
              Leaves out rules, or all whose ids begin so

          --include <RULE>
              Runs rules that are off by default, such as `I`

          --pack <PACK>
              Runs all rules of a pack that is off by default
              
              [possible values: security, yaml]

          --mandatory <RULE>
              Rules that a template cannot leave out

          --regions <REGION>
              The regions that the templates are for, or ALL_REGIONS

      -p, --parameter <NAME=VALUE>
              A parameter's value in the deployment that is checked

          --parameter-file <FILE>
              Parameters' values, as the AWS CLI or CodePipeline take them

          --config-file <FILE>
              Takes the settings from this file, not from .cfnlintrc here and at home

          --budgets
              Shows how much of AWS's limits the templates take, and checks nothing else

          --fix
              Mends in the files what is mechanical and safe to mend, and shows nothing else

          --baseline <FILE>
              Leaves out the findings that this file knows

          --write-baseline <FILE>
              Writes such a file, and ends with 0

          --explain <RULE>
              Says what a rule is about

          --list-rules
              Lists the rules, and those of cfn-lint that there are not

      -h, --help
              Print help (see a summary with '-h')

    Examples:
      synth check template.yaml                  a template
      synth check templates/ other.json          all templates of a folder, and one more
      synth | synth check -                      what another program prints
      synth check --format sarif . > out.sarif   for code scanning
      synth check --write-baseline known.json .  keep what is there, and then
      synth check --baseline known.json .        only what is new fails
      synth check --budgets template.yaml        how near AWS's limits are
      synth check --fix templates/               mends what is mechanical

    Exit codes: 0 no errors, 1 errors, 2 wrong arguments, 3 something could not be read.
    ");
}
