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
        wrong: "Conditions:\n  IsIreland: eu-west-1\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsIreland\n",
        right: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsIreland\n",
        hooks: &[Hook::At(&["Conditions"], conditions)],
    },
    Rule {
        id: "E8003",
        title: "The arguments of Fn::Equals",
        about: "`Fn::Equals` takes a list of two values: text, or functions that yield it.",
        source: FUNCTIONS,
        wrong: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsIreland\n",
        right: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsIreland\n",
        hooks: &[],
    },
    Rule {
        id: "E8004",
        title: "The arguments of Fn::And",
        about: "`Fn::And` takes a list of two to ten conditions.",
        source: FUNCTIONS,
        wrong: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsBoth: !And [!Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsBoth\n",
        right: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsBoth: !And [!Condition IsIreland, !Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsBoth\n",
        hooks: &[],
    },
    Rule {
        id: "E8005",
        title: "The argument of Fn::Not",
        about: "`Fn::Not` takes a list of one condition.",
        source: FUNCTIONS,
        wrong: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsElsewhere: !Not [!Condition IsIreland, !Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsElsewhere\n",
        right: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsElsewhere: !Not [!Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsElsewhere\n",
        hooks: &[],
    },
    Rule {
        id: "E8006",
        title: "The arguments of Fn::Or",
        about: "`Fn::Or` takes a list of two to ten conditions.",
        source: FUNCTIONS,
        wrong: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsEither: !Or [!Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsEither\n",
        right: "Conditions:\n  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]\n  IsEither: !Or [!Condition IsIreland, !Condition IsIreland]\nResources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Condition: IsEither\n",
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
