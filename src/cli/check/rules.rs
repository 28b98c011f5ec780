//! `--explain` and `--list-rules`.

use super::super::io::{Exit, Io};
use crate::check::{NEVER_FOUND, NOT_IMPLEMENTED, nearest_name, rule, rules};

/// Says what a rule is about, with its examples.
pub(super) fn explain(id: &str, io: &mut Io<'_>) -> Exit {
    let wanted = rule(id).or_else(|| rules().find(|rule| rule.id.eq_ignore_ascii_case(id)));
    let Some(rule) = wanted else {
        if let Some((id, why)) = NOT_IMPLEMENTED.iter().find(|(known, _)| known.eq_ignore_ascii_case(id)) {
            return io.mistake(&format!("`{id}` is a rule of cfn-lint that is not implemented here: {why}"));
        }
        return io.mistake(&match nearest_name(id, rules().map(|rule| rule.id)) {
            Some(near) => format!("there is no rule `{id}`; did you mean `{near}`?"),
            None => format!("there is no rule `{id}`; `--list-rules` names them all"),
        });
    };
    let mut text = format!("{} ({})\n{}\n\n{}\n", rule.id, rule.severity(), rule.title, rule.about);
    for (title, example) in [("Wrong:", rule.wrong), ("Right:", rule.right)] {
        if !example.is_empty() {
            text.push_str(&format!("\n{title}\n"));
            for line in example.lines() {
                text.push_str(format!("  {line}").trim_end());
                text.push('\n');
            }
        }
    }
    text.push_str(&format!("\n{}\n", rule.source));
    io.product(&text)
}

/// All rules by id, and the reference's that are not implemented, each with why.
pub(super) fn list() -> String {
    let mut listed: Vec<_> = rules().collect();
    listed.sort_by_key(|rule| rule.id);
    let width = listed.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    let mut text: String = listed
        .iter()
        .map(|rule| format!("{:width$}  {:7}  {}\n", rule.id, rule.severity(), rule.title))
        .collect();
    for (title, ids) in
        [("not implemented", NOT_IMPLEMENTED), ("known, but never found, there or here", NEVER_FOUND)]
    {
        text.push_str(&format!("\nOf cfn-lint, {title}:\n"));
        for (id, why) in ids {
            text.push_str(&format!("{id:width$}  {why}\n"));
        }
    }
    text
}
