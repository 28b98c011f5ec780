use crate::analysis::Basis;
use crate::check::engine::fault::{Fault, Faults, decided};
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::check::suggest;
use crate::model::{Node, Value};

const OUTPUTS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E6005",
        title: "The condition of an output",
        about: "An output's `Condition` names a condition of the section `Conditions`.",
        source: OUTPUTS,
        wrong: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
Outputs:
  Name:
    Condition: IsIrland
    Value: jobs
",
        right: r"Conditions:
  IsIreland: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsIreland
Outputs:
  Name:
    Condition: IsIreland
    Value: jobs
",
        hooks: &[Hook::At(&["Outputs/*/Condition"], condition)],
    },
    Rule {
        id: "E6101",
        title: "The value of an output is text",
        about: "An output's value is text, or a function that yields it. Join a list with `Fn::Join`.",
        source: OUTPUTS,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topics:
    Value: [!Ref Topic]
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topics:
    Value: !Ref Topic
",
        hooks: &[Hook::At(&["Outputs/*"], value)],
    },
    Rule {
        id: "E6102",
        title: "The name of an export is text",
        about: "The name under which an output is exported is text, or a function that yields it; it cannot depend on a \
                resource.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: [topic]
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
    Export:
      Name: topic
",
        hooks: &[Hook::At(&["Outputs/*/Export/Name"], export)],
    },
    Rule {
        id: "W6001",
        title: "An output that another stack exports",
        about: "The output hands on what another stack exports. Whoever wants the value can import it from there.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Network:
    Value: !ImportValue network
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Topic:
    Value: !Ref Topic
",
        hooks: &[Hook::Function(Function::ImportValue, imported)],
    },
];

fn condition(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let conditions = &scope.check.conditions;
    let Some(name) = node.as_str().filter(|name| !conditions.contains(name)) else { return };
    let mut message = format!("there is no condition '{name}'");
    suggest::add(&mut message, name, conditions.names());
    faults.push(scope.fault(message));
}

fn value(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(output) = node.as_object() else { return };
    let Some(value) = output.get("Value").filter(|value| !is_nothing(value)) else { return };
    let condition = output.get("Condition").and_then(Node::as_str);
    let facts =
        condition.and_then(|name| scope.check.conditions.assume(scope.facts, name, true, Basis::Known));
    let inner = Scope {
        functions: Functions::VALUES,
        facts: facts.as_ref().unwrap_or(scope.facts),
        strict: false,
        ..*scope
    };
    let before = faults.len();
    inner.descend(value, Schema::Kinds(&["string"]), Part::Key("Value"), Some("Value"), faults);
    for fault in faults.iter_mut().skip(before).filter(|fault| fault.rule.is_none()) {
        fault.rule = Some("E6101");
    }
}

/// What Python takes for false.
fn is_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Number(number) => number.as_f64() == 0.0,
        Value::List(items) => items.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

fn export(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let functions = Functions::VALUES.without(Function::GetStackOutput);
    let inner = Scope { functions, with_resources: false, ..*scope };
    for mut fault in decided(inner.faults(node, Schema::Kinds(&["string"]))) {
        claim("E6102", &mut fault);
        faults.push(fault);
    }
}

fn imported(scope: &Scope<'_, '_>, node: &Node, _schema: Schema, faults: &mut Faults) {
    if scope.path.get(0) == Some(Part::Key("Outputs")) && scope.path.get(2) == Some(Part::Key("Value")) {
        let message = format!("{} is what another stack exports", show(node));
        faults.push(Fault {
            rule: Some("W6001"),
            ..scope.fault_at(Part::Key(Function::ImportValue.key()), message)
        });
    }
}
