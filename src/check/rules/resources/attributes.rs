use crate::analysis::LANGUAGE_EXTENSIONS;
use crate::check::engine::fault::{Fault, Faults, decided};
use crate::check::engine::functions::{Function, Functions, function};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::show;
use crate::check::registry::{Hook, Rule};
use crate::check::rule_sets::claim;
use crate::check::suggest;
use crate::model::Node;
use crate::schema::check_table;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3015",
        title: "The attribute Condition names a condition",
        about: "The condition of a resource is one of the section Conditions.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        wrong: r"Conditions:
  InProd: !Equals [!Ref AWS::StackName, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: InPord
",
        right: r"Conditions:
  InProd: !Equals [!Ref AWS::StackName, prod]
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Condition: InProd
",
        hooks: &[Hook::At(&[], condition)],
    },
    Rule {
        id: "E3016",
        title: "The attribute UpdatePolicy",
        about: "UpdatePolicy says how a change reaches what a resource has made. Which policies there are \
                depends on the type.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: jobs, FunctionVersion: '1', Name: live}
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate: {Application: jobs, DeploymentGroupName: live}
",
        right: r"Resources:
  Topic:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: jobs, FunctionVersion: '1', Name: live}
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate: {ApplicationName: jobs, DeploymentGroupName: live}
",
        hooks: &[Hook::At(&[], update_policy)],
    },
    Rule {
        id: "E3055",
        title: "The attribute CreationPolicy",
        about: "CreationPolicy says for what CloudFormation waits before a resource counts as made. What \
                it can say depends on the type.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html",
        wrong: r"Resources:
  Wait:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy:
      ResourceSignal: {Counts: 2}
",
        right: r"Resources:
  Wait:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy:
      ResourceSignal: {Count: 2}
",
        hooks: &[Hook::At(&[], creation_policy)],
    },
    Rule {
        id: "E3009",
        title: "The metadata AWS::CloudFormation::Init",
        about: "cfn-init reads packages, groups, users, sources, files, commands and services from it, \
                each in its own form.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-init.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: [/etc/motd]
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata:
      AWS::CloudFormation::Init:
        config:
          files: {/etc/motd: {content: hello}}
",
        hooks: &[Hook::At(&[], init)],
    },
    Rule {
        id: "E3028",
        title: "The metadata of a resource",
        about: "Metadata is an object with values of any form, and functions that are well-formed.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata: {'AWS::CloudFormation::Init': here}
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Metadata: {place: here}
",
        hooks: &[Hook::At(&[], metadata)],
    },
];

/// What a rule finds that holds a value against a schema in which all functions may stand.
fn found(scope: &Scope<'_, '_>, rule: &'static str, node: &Node, schema: Schema, faults: &mut Faults) {
    let mut found = decided(Scope { functions: Functions::VALUES, ..*scope }.faults(node, schema));
    for fault in &mut found {
        claim(rule, fault);
    }
    faults.append(&mut found);
}

fn condition(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(name) = node.as_str().filter(|name| !scope.check.conditions.contains(name)) else { return };
    let mut message = format!("there is no condition '{name}'");
    if let Some(meant) = suggest::nearest(name, scope.check.conditions.names()) {
        message.push_str(&format!(". Did you mean '{meant}'?"));
    }
    faults.push(scope.fault(message));
}

/// Whether `Fn::Select` stands where CloudFormation takes an object only if the language extensions make it one.
fn is_selected(scope: &Scope<'_, '_>, node: &Node) -> bool {
    matches!(function(node), Some((Function::Select, _))) && !scope.check.has_transform(LANGUAGE_EXTENSIONS)
}

fn update_policy(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(policy) = node.as_object().and_then(|resource| resource.get("UpdatePolicy")) else { return };
    if is_selected(scope, policy) {
        let message = format!("{} is not of type object", show(policy));
        let fault = scope.fault_at(Part::Key("UpdatePolicy"), message);
        faults.push(Fault { rule: Some("E3016"), keyword: "type", ..fault });
        return;
    }
    let scope = Scope { strict: false, ..*scope };
    found(&scope, "E3016", node, Schema::named("other/resources/update_policy"), faults);
}

fn creation_policy(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if is_selected(scope, node) {
        let fault = scope.fault(format!("{} is not of type object", show(node)));
        faults.push(Fault { rule: Some("E3055"), keyword: "type", ..fault });
        return;
    }
    let Some(Part::Key(name)) = scope.path.get(1) else { return };
    let Some(resource) = scope.check.resource(name) else { return };
    let schema = check_table("creation-policies").and_then(|policies| policies.get(resource.kind));
    let scope = Scope { strict: false, ..*scope };
    if let Some(schema) = schema {
        found(&scope, "E3055", node, Schema::of(schema), faults);
    }
}

fn init(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    found(scope, "E3009", node, Schema::named("other/resources/cfn_init"), faults);
}

fn metadata(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let scope = Scope { strict: false, rules_in_entries: true, ..*scope };
    found(&scope, "E3028", node, Schema::named("other/resources/metadata"), faults);
}
