use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::functions::Functions;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::model::Node;

const FUNCTIONS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E8001",
        title: "The section Conditions",
        about: "A condition is a function that is true or false: `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, or another \
                condition. Its name has letters and digits.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        wrong: r"Conditions:
  IsIreland: eu-west-1
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
",
        hooks: &[Hook::At(&["Conditions"], conditions)],
    },
    Rule {
        id: "E8003",
        title: "The arguments of Fn::Equals",
        about: "`Fn::Equals` takes a list of two values: text, or functions that yield it.",
        source: FUNCTIONS,
        wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
",
        hooks: &[],
    },
    Rule {
        id: "E8004",
        title: "The arguments of Fn::And",
        about: "`Fn::And` takes a list of two to ten conditions.",
        source: FUNCTIONS,
        wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsBoth: !And [!Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsBoth
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsBoth: !And [!Condition IsIreland, !Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsBoth
",
        hooks: &[],
    },
    Rule {
        id: "E8005",
        title: "The argument of Fn::Not",
        about: "`Fn::Not` takes a list of one condition.",
        source: FUNCTIONS,
        wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsElsewhere: !Not [!Condition IsIreland, !Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsElsewhere
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsElsewhere: !Not [!Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsElsewhere
",
        hooks: &[],
    },
    Rule {
        id: "E8006",
        title: "The arguments of Fn::Or",
        about: "`Fn::Or` takes a list of two to ten conditions.",
        source: FUNCTIONS,
        wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsEither: !Or [!Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsEither
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
  IsEither: !Or [!Condition IsIreland, !Condition IsIreland]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsEither
",
        hooks: &[],
    },
    Rule {
        id: "E8007",
        title: "The name in Condition",
        about: "`Condition` names a condition of the section `Conditions`.",
        source: FUNCTIONS,
        wrong: "",
        right: "",
        hooks: &[],
    },
];

fn conditions(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let inner = Scope { functions: Functions::CONDITIONS, with_resources: false, strict: false, ..*scope };
    let mut found = decided(inner.faults(node, Schema::named("other/conditions/conditions")));
    for fault in &mut found {
        claim("E8001", fault);
    }
    faults.append(&mut found);
}
