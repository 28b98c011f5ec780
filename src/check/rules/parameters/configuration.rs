use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::facts;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::check::template::Check;
use crate::model::{Node, Section};

const PARAMETERS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";
const LIMITS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E2001",
        title: "The section Parameters and the attributes of parameters",
        about: "A parameter has a type, and the attributes that go with it: `AllowedPattern` and lengths are for text, \
                `MinValue` and `MaxValue` for numbers.",
        source: PARAMETERS,
        wrong: r"Parameters:
  Name:
    Type: String
    Defaults: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
        right: r"Parameters:
  Name:
    Type: String
    Default: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !Ref Name
",
        hooks: &[Hook::At(&["Parameters"], parameters)],
    },
    Rule {
        id: "E2003",
        title: "Names of parameters are letters and digits",
        about: "The logical ID of a parameter has letters and digits only. Take out what else is in it.",
        source: PARAMETERS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E2010",
        title: "At most 200 parameters",
        about: "A template has at most 200 parameters. Put several values into one that is a list, or use nested stacks.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[Hook::Template(number)],
    },
    Rule {
        id: "E2011",
        title: "The length of parameters' names and values",
        about: "A parameter's name has at most 255 characters, and its value at most 4,096 bytes.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];

fn parameters(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, rules_in_entries: true, strict: false, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/parameters/configuration")));
    for fault in &mut found {
        // The only lists of names in that schema are those of the attributes that a type takes.
        if fault.keyword == "enum" && fault.rule.is_none() {
            fault.rule = Some("E2001");
        }
        claim("E2001", fault);
    }
    faults.append(&mut found);
}

/// The schema has no such bound, so that the reference finds nothing.
fn number(check: &Check<'_>, findings: &mut Findings) {
    let section = Section::Parameters;
    let (Some(parameters), Some(most)) = (check.section(section), facts::limit(section.as_str(), "number"))
    else {
        return;
    };
    if parameters.len() > most {
        let message = format!("there are {} parameters, and {most} is the most", parameters.len());
        findings.add(steps([section.as_str()]), message);
    }
}
