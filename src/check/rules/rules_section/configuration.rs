use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::Node;

const SECTION: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E1700",
        title: "The section Rules",
        about: "A rule has a list of assertions, and may have a condition under which they are looked at.",
        source: SECTION,
        wrong: r"Rules:
  InIreland:
    Assertion: true
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Rules:
  InIreland:
    Assertions:
      - Assert: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::At(&["Rules"], rules)],
    },
    Rule {
        id: "E1701",
        title: "What a rule asserts",
        about: "`Assert` is a function that is true or false, such as `Fn::Contains`.",
        source: SECTION,
        wrong: r"Rules:
  InIreland:
    Assertions:
      - Assert: eu-west-1
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Rules:
  InIreland:
    Assertions:
      - Assert: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::At(&["Rules/*/Assertions/*/Assert"], assert)],
    },
    Rule {
        id: "E1702",
        title: "The condition of a rule",
        about: "`RuleCondition` is a function that is true or false, such as `Fn::Equals`.",
        source: SECTION,
        wrong: r"Rules:
  InIreland:
    RuleCondition: eu-west-1
    Assertions:
      - Assert: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Rules:
  InIreland:
    RuleCondition: !Equals [!Ref AWS::Partition, aws]
    Assertions:
      - Assert: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::At(&["Rules/*/RuleCondition"], rule_condition)],
    },
];

fn rules(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, rules_in_entries: true, strict: false, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/rules/configuration")));
    for fault in &mut found {
        claim("E1700", fault);
    }
    faults.append(&mut found);
}

fn assert(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    truth("E1701", scope, node, faults);
}

fn rule_condition(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    truth("E1702", scope, node, faults);
}

fn truth(rule: &'static str, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { rules: false, functions: Functions::RULES.and(Function::Condition), ..*scope };
    for mut fault in decided(inner.faults(node, Schema::Kinds(&["boolean"]))) {
        claim(rule, &mut fault);
        faults.push(fault);
    }
}
