//! `docs/rules.md` lists the rules as they are.

use std::path::Path;

use synth::check::{FIXES, NEVER_FOUND, NOT_IMPLEMENTED, Rule, Settings, rules};

const INTRODUCTION: &str = "\
# Rules

What `synth check` finds. The ids of the first list are cfn-lint's, as each of these rules is the same check; where the two differ,
[`check-differences.md`](check-differences.md) says why. Rules that are off by default run with `--include`. `synth check --explain
ID` shows an example. This file is made from the rules themselves: a test says when it is out of date, and how to renew it.
";

/// The text of the file.
fn text() -> String {
    let mut listed: Vec<&Rule> = rules().collect();
    listed.sort_by_key(|rule| rule.id);
    let is_shared = |rule: &&Rule| rule.id.starts_with(|first: char| first.is_ascii_uppercase());
    let (shared, own): (Vec<&Rule>, Vec<&Rule>) = listed.into_iter().partition(is_shared);
    let mut text = format!("{INTRODUCTION}\n## Rules of cfn-lint\n\n");
    text.push_str(&table(&shared));
    text.push_str("\n## Rules of its own\n\n");
    text.push_str(&table(&own));
    text.push_str("\n## What `--fix` mends\n\n| Rule | What is done |\n|------|--------------|\n");
    for (id, what) in FIXES {
        text.push_str(&format!("| `{id}` | {what} |\n"));
    }
    for (title, ids) in [
        ("Rules of cfn-lint that there are not", NOT_IMPLEMENTED),
        ("Rules that never find anything, there or here", NEVER_FOUND),
    ] {
        text.push_str(&format!("\n## {title}\n\n| Rule | Why |\n|------|-----|\n"));
        for (id, why) in ids {
            text.push_str(&format!("| `{id}` | {} |\n", cell(why)));
        }
    }
    text
}

fn table(rules: &[&Rule]) -> String {
    let mut text = "| Rule | Severity | By default | What it is about |\n|------|----------|------------|------------------|\n".to_owned();
    for rule in rules {
        let default = if Settings::default().wants(rule.id) { "on" } else { "off" };
        text.push_str(&format!(
            "| `{}` | {} | {default} | **{}.** {} [AWS]({}) |\n",
            rule.id,
            rule.severity(),
            cell(rule.title),
            cell(rule.about),
            rule.source
        ));
    }
    text
}

/// Text that can stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;")
}

#[test]
fn the_list_of_rules_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let expected = text();
    if std::env::var_os("UPDATE_RULE_LIST").is_some() {
        std::fs::write(&path, &expected).expect("the list can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let wrong: Vec<&str> =
        expected.lines().filter(|line| !written.lines().any(|other| other == *line)).take(5).collect();
    assert!(
        written == expected,
        "docs/rules.md is not what the rules say; `UPDATE_RULE_LIST=1 cargo test --features check --test check rule_list` writes it \
         anew. It lacks:\n{}",
        wrong.join("\n")
    );
}
