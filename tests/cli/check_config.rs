//! Configuration files, as cfn-lint has them.

use insta::assert_snapshot;

use crate::{DOUBTFUL, Folder, SOUND, WRONG};

#[test]
fn the_project_s_settings_come_before_the_user_s() {
    let folder = Folder::with(&[("t.yaml", WRONG), ("home/.cfnlintrc", "ignore_checks: [E3002]\n")]);
    assert_eq!(folder.check("t.yaml").exit, 0);
    folder.write(".cfnlintrc.yaml", "regions: [eu-central-1]\n");
    assert_eq!(folder.check("t.yaml").exit, 0);
    folder.write(".cfnlintrc.yaml", "ignore_checks: [E3003]\n");
    assert_eq!(folder.check("t.yaml").exit, 1);
    folder.write(".cfnlintrc", "ignore_checks: [E3]\n");
    assert_eq!(folder.check("t.yaml").exit, 0);
    assert_eq!(folder.check("t.yaml --ignore W3001").exit, 1);
    // Lists are joined where that is asked for.
    folder.write(".cfnlintrc", "ignore_checks: [E3]\nmerge_configs: true\n");
    assert_eq!(folder.check("t.yaml --ignore W3001").exit, 0);
}

#[test]
fn what_is_mandatory_cannot_be_left_out_by_a_template() {
    let template = format!("Metadata: {{cfn-lint: {{config: {{ignore_checks: [E3002]}}}}}}\n{WRONG}");
    let folder = Folder::with(&[("t.yaml", &template), (".cfnlintrc", "mandatory_checks: [E3002]\n")]);
    assert_eq!(folder.check("t.yaml").exit, 1);
}

#[test]
fn a_file_that_is_named_is_the_only_one() {
    let folder = Folder::with(&[
        ("t.yaml", WRONG),
        (".cfnlintrc", "ignore_checks: [E3002]\n"),
        ("other.yaml", "{}"),
        ("empty", "# nothing\n"),
    ]);
    assert_eq!(folder.check("t.yaml").exit, 0);
    assert_eq!(folder.check("t.yaml --config-file other.yaml").exit, 1);
    assert_eq!(folder.check("t.yaml --config-file empty").exit, 1);
    let ran = folder.check("t.yaml --config-file none.yaml");
    assert_eq!(ran.exit, 2);
    assert_snapshot!(ran.stderr, @"error: cannot read `none.yaml`: No such file or directory (os error 2)");
}

#[test]
fn the_templates_may_stand_in_the_configuration() {
    let folder = Folder::with(&[
        ("a/one.yaml", WRONG),
        ("a/b/two.yaml", DOUBTFUL),
        ("a/b/not.yaml", WRONG),
        (".cfnlintrc", "templates: ['a/**/*.yaml']\nignore_templates: [a/b/n*.yaml]\n"),
    ]);
    let ran = folder.check("");
    assert_eq!(ran.exit, 1);
    assert_snapshot!(ran.stderr, @"1 error, 1 warning in 2 of 2 templates");
    assert_snapshot!(folder.check("a").stderr, @"1 error, 1 warning in 2 of 2 templates");
    folder.write(".cfnlintrc", "templates: ['c/*']\n");
    let ran = folder.check("");
    assert_eq!(ran.exit, 2);
    assert_snapshot!(ran.stderr, @"error: of the configuration's templates, `c/*` fits no file");
}

#[test]
fn a_broken_configuration_is_a_mistake() {
    let folder = Folder::with(&[("t.yaml", SOUND)]);
    let says = |text: &str| {
        folder.write(".cfnlintrc", text);
        let ran = folder.check("t.yaml");
        assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        ran.stderr
    };
    assert_snapshot!(says("ignore_checks: [E3002\n"), @"error: .cfnlintrc:2:1: error[E0000]: expected `,` or `]`");
    assert_snapshot!(says("ignore_check: [E3002]\n"), @"error: .cfnlintrc:1:15: error[config]: there is no setting `ignore_check`; did you mean `ignore_checks`?");
    assert_snapshot!(says("ignore_checks: E3002\n"), @"error: .cfnlintrc:1:16: error[config]: `ignore_checks` is to be a list of texts");
    assert_snapshot!(says("regions: [eu-centrall-1]\n"), @"error: .cfnlintrc: there is no region `eu-centrall-1`; did you mean `eu-central-1`?");
    assert_snapshot!(says("- E3002\n"), @"error: .cfnlintrc:1:1: error[config]: this is no configuration: it is to be an object");
}

#[test]
fn what_means_nothing_here_is_named() {
    let folder = Folder::with(&[
        ("t.yaml", SOUND),
        (".cfnlintrc", "format: pretty\nconfigure_rules: {E3012: {strict: true}}\nignore_checks: [ACME1]\n"),
    ]);
    let ran = folder.check("t.yaml");
    assert_eq!(ran.exit, 0);
    assert_snapshot!(ran.stderr, @"
    warning: .cfnlintrc: there is no rule `ACME1`
    warning: .cfnlintrc: `format` means nothing to synth
    warning: .cfnlintrc: `configure_rules` means nothing to synth
    1 template checked: nothing found
    ");
}

#[test]
fn a_template_that_cannot_be_read_may_be_left_out() {
    let folder = Folder::with(&[("t.yaml", "Resources: {\n")]);
    assert_eq!(folder.check("t.yaml").exit, 1);
    assert_eq!(folder.check("t.yaml --ignore E0000").exit, 0);
    folder.write(".cfnlintrc", "ignore_bad_template: true\n");
    assert_eq!(folder.check("t.yaml").exit, 0);
}
