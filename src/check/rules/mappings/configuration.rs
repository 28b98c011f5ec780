use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::Node;

const LIMITS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E7001",
        title: "The section Mappings",
        about: "A mapping is an object of objects, whose values are text, numbers, truths or lists; its keys are letters and \
                digits, and those in between also have dots and hyphens.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        wrong: r"Mappings:
  Names:
    eu-west-1: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !FindInMap [Names, eu-west-1, topic]
",
        right: r"Mappings:
  Names:
    eu-west-1:
      topic: jobs
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: !FindInMap [Names, eu-west-1, topic]
",
        hooks: &[Hook::At(&["Mappings"], mappings)],
    },
    Rule {
        id: "E7002",
        title: "Names in mappings have at most 255 characters",
        about: "A mapping's name and its keys have 1 to 255 characters.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[],
    },
    Rule {
        id: "E7010",
        title: "At most 200 keys in a mapping",
        about: "A mapping has at most 200 keys, and each of these as many. Divide it into several mappings.",
        source: LIMITS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];

fn mappings(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, strict: false, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/mappings/configuration")));
    for fault in &mut found {
        claim("E7001", fault);
    }
    faults.append(&mut found);
}
