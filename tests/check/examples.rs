//! Every rule's own examples: it objects to the wrong one, and not to the right one.

use synth::check::{NOT_IMPLEMENTED, Options, Rule, check, reference_rules, rule, rules};
use synth::parse::parse;

fn finds(rule: &Rule, template: &str) -> bool {
    let mut options = Options::default();
    options.settings.include = ["I", "security", "yaml"].map(str::to_owned).to_vec();
    let document = parse("template.yaml", template.as_bytes());
    check(&document, &options).iter().any(|finding| finding.rule == rule.id)
}

#[test]
fn rules_object_to_their_wrong_examples_and_not_to_the_right_ones() {
    let mut failures = Vec::new();
    for rule in rules().filter(|rule| !rule.wrong.is_empty()) {
        if !finds(rule, rule.wrong) {
            failures.push(format!("{} says nothing about its wrong example:\n{}", rule.id, rule.wrong));
        }
        if finds(rule, rule.right) {
            failures.push(format!("{} objects to its right example:\n{}", rule.id, rule.right));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn ids_are_unique_and_of_a_known_form() {
    let mut ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let known = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), known);
    for id in ids {
        let reference = id.len() == 5
            && id.starts_with(['E', 'W', 'I'])
            && id[1..].bytes().all(|byte| byte.is_ascii_digit());
        let own = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(reference || own, "{id}");
    }
}

#[test]
fn every_reference_rule_is_implemented_or_has_a_reason() {
    let reason = |id: &str| NOT_IMPLEMENTED.iter().any(|(known, why)| *known == id && !why.is_empty());
    let forgotten: Vec<&str> = reference_rules().filter(|id| rule(id).is_none() && !reason(id)).collect();
    assert!(forgotten.is_empty(), "neither implemented nor with a reason in NOT_IMPLEMENTED: {forgotten:?}");
    let ids: Vec<&str> = NOT_IMPLEMENTED.iter().map(|(id, _)| *id).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let wrong: Vec<&&str> =
        ids.iter().filter(|id| rule(id).is_some() || !reference_rules().any(|known| known == **id)).collect();
    assert!(wrong.is_empty(), "implemented, or no rules of the reference: {wrong:?}");
}

#[test]
fn rules_of_packs_are_off_unless_they_are_included() {
    for rule in rules().filter(|rule| rule.id.starts_with("security-") || rule.id.starts_with("yaml-")) {
        let document = parse("template.yaml", rule.wrong.as_bytes());
        let findings = check(&document, &Options::default());
        assert!(findings.iter().all(|finding| finding.rule != rule.id), "{}", rule.id);
        assert!(finds(rule, rule.wrong), "{}", rule.id);
    }
}
