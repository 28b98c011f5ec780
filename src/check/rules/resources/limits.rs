use crate::check::facts::limit;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::Section;

const SOURCE: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "I3010",
        title: "Nearly as many resources as a template can hold",
        about: "Soon there will be no place for another one: move some to a nested stack or to another \
                stack.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[Hook::Template(count)],
    },
    Rule {
        id: "I3012",
        title: "A logical ID that is nearly too long",
        about: "A logical ID has 255 characters at most. A shorter one is also easier to read.",
        source: SOURCE,
        wrong: "",
        right: "",
        hooks: &[Hook::Template(names)],
    },
];

/// Whether a number is near a limit and not over it.
fn is_near(number: usize, limit: usize) -> bool {
    number <= limit && number * 10 > limit * 9
}

fn count(check: &Check<'_>, findings: &mut Findings) {
    let (Some(resources), Some(limit)) = (check.section(Section::Resources), limit("Resources", "number"))
    else {
        return;
    };
    if is_near(resources.len(), limit) {
        let message = format!("there are {} resources, and {limit} is the most", resources.len());
        findings.add(steps(["Resources"]), message);
    }
}

fn names(check: &Check<'_>, findings: &mut Findings) {
    let (Some(resources), Some(limit)) = (check.section(Section::Resources), limit("Resources", "name"))
    else {
        return;
    };
    for entry in resources {
        let length = entry.key.chars().count();
        if is_near(length, limit) {
            let message = format!("'{}' has {length} characters, and {limit} is the most", entry.key);
            findings.add(steps(["Resources", entry.key.as_ref()]), message);
        }
    }
}
