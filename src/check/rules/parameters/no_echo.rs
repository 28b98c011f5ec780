use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::model::Value;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W2010",
    title: "A masked parameter where nothing is masked",
    about: "`NoEcho` masks a parameter's own value. Outputs, the template's metadata and that of resources show it to whoever \
            can describe the stack.",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    wrong: r"Parameters:
  Token:
    Type: String
    NoEcho: true
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Token:
    Value: !Ref Token
",
    right: r"Parameters:
  Token:
    Type: String
Resources:
  Topic:
    Type: AWS::SNS::Topic
Outputs:
  Token:
    Value: !Ref Token
",
    hooks: &[Hook::Ref(shown)],
}];

fn shown(scope: &Scope<'_, '_>, name: &str, _schema: Schema, faults: &mut Faults) {
    let Some(parameter) = scope.check.parameter(name) else { return };
    let is_masked = parameter.attribute("NoEcho").is_some_and(|node| match &node.value {
        Value::Bool(value) => *value,
        Value::String(text) => matches!(text.as_ref(), "true" | "True"),
        Value::Number(number) => number.as_f64() == 1.0,
        _ => false,
    });
    if !is_masked {
        return;
    }
    let place = match (scope.path.get(0), scope.path.get(2)) {
        (Some(Part::Key("Resources")), Some(Part::Key("Metadata"))) => "the metadata of a resource",
        (Some(Part::Key("Metadata")), _) => "the metadata",
        (Some(Part::Key("Outputs")), _) => "an output",
        _ => return,
    };
    let message = format!("{place} shows the parameter '{name}', which NoEcho is to mask");
    faults.push(scope.fault_at(Part::Key("Ref"), message));
}
