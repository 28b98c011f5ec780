use crate::check::Check;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::model::{Object, Section};
use crate::schema::{FactValue, check_table};

macro_rules! near {
    ($number:literal, $name:literal, $things:literal, $section:ident) => {
        [
            Rule {
                id: $number,
                title: concat!("Nearly as many ", $things, " as there may be"),
                about: "More than nine tenths of the number that CloudFormation allows are there. Think of how to divide the \
                        stack before there is no way on.",
                source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
                wrong: "",
                right: "",
                hooks: &[Hook::Template(|check, findings| number(check, Section::$section, findings))],
            },
            Rule {
                id: $name,
                title: concat!("Names of ", $things, " that are nearly too long"),
                about: "The name has more than nine tenths of the characters that CloudFormation allows.",
                source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html",
                wrong: "",
                right: "",
                hooks: &[Hook::Template(|check, findings| names(check, Section::$section, findings))],
            },
        ]
    };
}

const PARAMETERS: [Rule; 2] = near!("I2010", "I2011", "parameters", Parameters);
const OUTPUTS: [Rule; 2] = near!("I6010", "I6011", "outputs", Outputs);
const MAPPINGS: [Rule; 2] = near!("I7010", "I7002", "mappings", Mappings);

pub(crate) const RULES: &[Rule] = &{
    let [one, two] = PARAMETERS;
    let [three, four] = OUTPUTS;
    let [five, six] = MAPPINGS;
    [one, two, three, four, five, six]
};

/// A limit of a section, from the facts.
fn limit(section: Section, what: &str) -> Option<usize> {
    let limit = check_table("limits")?.get(section.as_str())?.get(what)?;
    match limit.value() {
        FactValue::Integer(limit) => usize::try_from(limit).ok(),
        _ => None,
    }
}

fn is_near(count: usize, limit: usize) -> bool {
    count * 10 > limit * 9 && count <= limit
}

fn number(check: &Check<'_>, section: Section, findings: &mut Findings) {
    let (Some(limit), Some(all)) = (limit(section, "number"), check.section(section).map(Object::len)) else {
        return;
    };
    if is_near(all, limit) {
        findings.add(steps([section.as_str()]), format!("there are {all} of at most {limit} entries"));
    }
}

fn names(check: &Check<'_>, section: Section, findings: &mut Findings) {
    let Some(limit) = limit(section, "name") else { return };
    for entry in check.section(section).into_iter().flatten() {
        let length = entry.key.chars().count();
        if is_near(length, limit) {
            let message = format!("the name '{}' has {length} of at most {limit} characters", entry.key);
            findings.add(steps([section.as_str(), &entry.key]), message);
        }
    }
}
