use crate::analysis::Basis;
use crate::check::attributes::is_known;
use crate::check::engine::fault::Faults;
use crate::check::engine::path::Part;
use crate::check::engine::scope::Scope;
use crate::check::facts::resource_type;
use crate::check::registry::{Hook, Rule};
use crate::check::suggest;
use crate::model::Node;
use crate::schema::database;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3006",
    title: "A resource type that is not there",
    about: "The type of a resource is one that its region has, a custom one (Custom::…) or a module \
            (…::MODULE).",
    source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
    wrong: r"Resources:
  Queue:
    Type: AWS::SQS::Que
",
    right: r"Resources:
  Queue:
    Type: AWS::SQS::Queue
",
    hooks: &[Hook::At(&[], exists)],
}];

fn exists(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(resource) = node.as_object() else { return };
    let Some(kind) = resource.get("Type").and_then(Node::as_str) else { return };
    if kind.starts_with("Custom::") || kind.ends_with("::MODULE") {
        return;
    }
    let condition = resource.get("Condition").and_then(Node::as_str);
    for region in scope.regions {
        if resource_type(kind, &[*region]).is_some() || !can_be_in(scope, condition, region) {
            continue;
        }
        let mut message = format!("there is no resource type '{kind}' in {region}");
        let names = (!is_known(kind)).then(|| database().iter().map(|(name, _)| name));
        if let Some(meant) = suggest::nearest(kind, names.into_iter().flatten()) {
            message.push_str(&format!(". Did you mean '{meant}'?"));
        }
        faults.push(scope.fault_at(Part::Key("Type"), message));
    }
}

/// Whether the resource's condition can hold in that region.
fn can_be_in(scope: &Scope<'_, '_>, condition: Option<&str>, region: &str) -> bool {
    let Some(condition) = condition else { return true };
    let conditions = &scope.check.conditions;
    let there = conditions.with_parameter(&conditions.unconstrained(), "AWS::Region", region);
    there.and_then(|facts| conditions.assume(&facts, condition, true, Basis::Known)).is_some()
}
