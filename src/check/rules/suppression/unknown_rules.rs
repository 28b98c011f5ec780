//! Rules that a program leaves out and that there are not.

use crate::check::facts::reference_rules;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule, rule, rules};
use crate::check::suggest;
use crate::check::template::Check;
use crate::model::{Node, Section, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "unknown-rule",
    title: "`.allow` names a rule that there is",
    about: "A resource that allows what no rule forbids hides a typing mistake: the finding that was meant is still there, or \
            will be. Only programs are told this, as a template may name rules of other tools.",
    source: "https://github.com/aws-cloudformation/cfn-lint#metadata",
    wrong: "",
    right: "",
    hooks: &[Hook::Template(run)],
}];

const KEYS: [&str; 4] = ["Metadata", "cfn-lint", "config", "ignore_checks"];

fn run(check: &Check<'_>, findings: &mut Findings) {
    for entry in check.section(Section::Resources).into_iter().flatten() {
        let ids = KEYS.into_iter().try_fold(&entry.node, |node, key| node.as_object()?.get(key));
        let ids = ids.and_then(Node::as_list).unwrap_or_default();
        for (index, node) in ids.iter().enumerate() {
            let Some(id) = node.as_str().filter(|_| node.origin.location().is_some()) else { continue };
            if rule(id).is_none() && !reference_rules().any(|known| known == id) {
                let mut message = format!("there is no rule '{id}'");
                suggest::add(&mut message, id, rules().map(|rule| rule.id).chain(reference_rules()));
                let [metadata, lint, config, ignored] = KEYS;
                let mut path =
                    steps([Section::Resources.as_str(), &entry.key, metadata, lint, config, ignored]);
                path.push(Step::Index(index));
                findings.add(path, message);
            }
        }
    }
}
