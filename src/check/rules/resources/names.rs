use std::collections::BTreeSet;

use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section, Value};

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3007",
        title: "Resources and parameters have different names",
        about: "Ref of a name that both have could mean either.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html",
        wrong: r"Parameters:
  Topic: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Ref Topic}
",
        right: r"Parameters:
  TopicName: {Type: String}
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !Ref TopicName}
",
        hooks: &[Hook::Template(unique)],
    },
    Rule {
        id: "E5001",
        title: "What a module does not take",
        about: "A module stands for several resources: it has no tags, CreationPolicy or UpdatePolicy, \
                and the metadata AWS::CloudFormation::Module is CloudFormation's own.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/modules-structure.html",
        wrong: r"Resources:
  Network:
    Type: My::Network::Vpc::MODULE
    CreationPolicy: {ResourceSignal: {Count: 1}}
",
        right: r"Resources:
  Network:
    Type: My::Network::Vpc::MODULE
",
        hooks: &[Hook::Template(modules)],
    },
];

fn unique(check: &Check<'_>, findings: &mut Findings) {
    let Some(parameters) = check.section(Section::Parameters) else { return };
    let parameters: BTreeSet<&str> = parameters.iter().map(|entry| entry.key.as_ref()).collect();
    for resource in check.resources().filter(|resource| resource.body.is_some()) {
        let name = resource.name.as_ref();
        if parameters.contains(name) {
            findings.add(steps(["Resources", name]), format!("'{name}' is a parameter too"));
        }
    }
}

const RESERVED: &str = "AWS::CloudFormation::Module";

fn modules(check: &Check<'_>, findings: &mut Findings) {
    let is_given = |node: &Node| match &node.value {
        Value::Object(object) => !object.is_empty(),
        Value::List(items) => !items.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => node.value != Value::Null,
    };
    for module in check.resources().filter(|resource| resource.kind.ends_with("::MODULE")) {
        let (name, Some(body)) = (module.name.as_ref(), module.body) else { continue };
        let metadata = body.get("Metadata").and_then(Node::as_object);
        if metadata.is_some_and(|metadata| metadata.get(RESERVED).is_some()) {
            let message = format!("the metadata {RESERVED} is CloudFormation's own");
            findings.add(steps(["Resources", name, "Metadata", RESERVED]), message);
        }
        if module.property("Tags").is_some_and(is_given) {
            findings.add(steps(["Resources", name, "Properties", "Tags"]), "a module takes no tags");
        }
        for policy in ["CreationPolicy", "UpdatePolicy"] {
            if body.get(policy).is_some_and(is_given) {
                findings.add(steps(["Resources", name, policy]), format!("a module takes no {policy}"));
            }
        }
    }
}
