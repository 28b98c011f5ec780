use crate::analysis::{PolicySize, policy_sizes};
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::Section;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "policy-size",
    title: "Policies that are too long",
    about: "A managed policy has at most 6,144 characters, all policies within a role at most 10,240, within a group 5,120 and within a \
            user 2,048, spaces not counted; the policy of a bucket has at most 20 KB, and of a key 32 KB. What functions add is not \
            counted here: the policies are longer still. Join statements, use wildcards, or make several managed policies.",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    wrong: "",
    right: "",
    hooks: &[Hook::Template(sizes)],
}];

fn sizes(check: &Check<'_>, findings: &mut Findings) {
    for policies in check.section(Section::Resources).map(policy_sizes).unwrap_or_default() {
        let PolicySize { what, unit, logical_id, property, size, limit, can_be_raised, .. } = policies;
        if size.known > limit && !can_be_raised {
            let mut path = steps(["Resources", logical_id]);
            path.extend(property.into_iter().flat_map(|property| steps(["Properties", property])));
            let count = size.known;
            findings.add(path, format!("{what}: {count} {unit} or more, and at most {limit} are allowed"));
        }
    }
}
