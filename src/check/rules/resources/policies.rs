use std::sync::OnceLock;

use crate::check::engine::fault::{Faults, decided};
use crate::check::engine::functions::{Function, Functions};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::facts::list;
use crate::check::registry::{Hook, Rule, hold, rule};
use crate::check::rule_sets::claim;
use crate::model::Node;
use crate::schema::{Fact, check_table};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3035",
        title: "The attribute DeletionPolicy",
        about: "DeletionPolicy is Delete, Retain or RetainExceptOnCreate, or Snapshot for types that can \
                be saved so.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Keep
    UpdateReplacePolicy: Retain
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
",
        hooks: &[Hook::At(&[], deletion)],
    },
    Rule {
        id: "E3036",
        title: "The attribute UpdateReplacePolicy",
        about: "UpdateReplacePolicy is Delete or Retain, or Snapshot for types that can be saved so.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    UpdateReplacePolicy: Keep
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
",
        hooks: &[Hook::At(&[], replacement)],
    },
    Rule {
        id: "W3011",
        title: "DeletionPolicy and UpdateReplacePolicy go together",
        about: "DeletionPolicy keeps a resource when it is removed from the template, and \
                UpdateReplacePolicy when a change replaces it. Who wants to keep it wants both.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
        wrong: r"Resources:
  Table:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
",
        right: r"Resources:
  Table:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
",
        hooks: &[Hook::At(&[], both)],
    },
    Rule {
        id: "I3011",
        title: "Resources that hold data say what becomes of them",
        about: "By default the data is gone when the resource is removed or replaced. Set DeletionPolicy \
                and UpdateReplacePolicy, be it to Delete.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        wrong: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
",
        right: r"Resources:
  Logs:
    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
",
        hooks: &[Hook::At(&[], stateful)],
    },
];

/// The values that either attribute takes, without and with `Snapshot`.
struct Values([OnceLock<Vec<&'static str>>; 2]);

impl Values {
    const fn new() -> Self {
        Self([OnceLock::new(), OnceLock::new()])
    }

    fn get(&'static self, table: &str, snapshot: bool) -> &'static [&'static str] {
        let [without, with] = &self.0;
        let values = if snapshot { with } else { without };
        values.get_or_init(|| list(table, None).chain(snapshot.then_some("Snapshot")).collect())
    }
}

fn deletion(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    static VALUES: Values = Values::new();
    policy(scope, "E3035", node, VALUES.get("deletion-policies", can_be_saved(scope)), faults);
}

fn replacement(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    static VALUES: Values = Values::new();
    policy(scope, "E3036", node, VALUES.get("update-replace-policies", can_be_saved(scope)), faults);
}

/// Whether the resource is of a type of which there are snapshots.
fn can_be_saved(scope: &Scope<'_, '_>) -> bool {
    let Some(Part::Key(name)) = scope.path.get(1) else { return false };
    let Some(resource) = scope.check.resource(name) else { return false };
    list("snapshot-types", None).any(|kind| kind == resource.kind)
}

fn policy(
    scope: &Scope<'_, '_>,
    rule: &'static str,
    node: &Node,
    values: &'static [&'static str],
    faults: &mut Faults,
) {
    const FUNCTIONS: Functions = Functions::NONE
        .and(Function::FindInMap)
        .and(Function::If)
        .and(Function::Ref)
        .and(Function::Select)
        .and(Function::Sub);
    let mut found = decided(Scope { functions: FUNCTIONS, ..*scope }.faults(node, Schema::Texts(values)));
    for fault in &mut found {
        claim(rule, fault);
    }
    faults.append(&mut found);
}

fn both(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(resource) = node.as_object() else { return };
    if resource.get("DeletionPolicy").is_none() && resource.get("UpdateReplacePolicy").is_none() {
        return;
    }
    // Versions are never replaced.
    let kind = resource.get("Type").and_then(Node::as_str);
    if matches!(kind, Some("AWS::Lambda::Version" | "AWS::Lambda::LayerVersion")) {
        return;
    }
    let Some(rule) = rule("W3011") else { return };
    hold(scope, rule, node, Schema::named("other/resources/update_policy_delete"), false, faults);
}

fn stateful(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(resource) = node.as_object() else { return };
    let Some(kind) = resource.get("Type").and_then(Node::as_str) else { return };
    let types = check_table("stateful-types").and_then(|facts| facts.get("ResourceTypes"));
    let Some(facts) = types.and_then(|types| types.get(kind)) else { return };
    // What has to be empty before it is deleted is not lost by mistake.
    if facts.get("DeleteRequiresEmptyResource").and_then(Fact::as_bool) == Some(true) {
        return;
    }
    for name in ["DeletionPolicy", "UpdateReplacePolicy"] {
        if resource.get(name).is_none() {
            faults.push(
                scope.fault(format!("'{kind}' holds data, and '{name}' does not say what becomes of it")),
            );
        }
    }
}
