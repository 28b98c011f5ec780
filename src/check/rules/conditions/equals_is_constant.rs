use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, only_entry};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::{json, show, text};
use crate::check::registry::{Hook, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W8003",
    title: "A comparison that always comes out the same",
    about: "Two constants, or two values that are written alike, are compared: the result does not depend on the \
            deployment. Compare a parameter or a pseudo parameter instead.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html",
    wrong: r"Conditions:
  IsLarge: !Equals [small, large]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsLarge
",
    right: r"Parameters:
  Size:
    Type: String
Conditions:
  IsLarge: !Equals [!Ref Size, large]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsLarge
",
    hooks: &[Hook::Function(Function::Equals, constant)],
}];

fn constant(scope: &Scope<'_, '_>, node: &Node, _schema: Schema, faults: &mut Faults) {
    let Some([left, right]) = only_entry(node).and_then(|(_, argument)| argument.as_list()) else { return };
    let always = match (text(left), text(right)) {
        // Python writes a truth its own way, so only the two texts that are the same in both are known to be equal.
        (Some(left), Some(right)) => left == right,
        _ if json(left) == json(right) => true,
        _ => return,
    };
    faults.push(scope.fault(format!("comparing {} with {} is always {always}", show(left), show(right))));
}
