use std::collections::BTreeSet;

use crate::analysis::{Basis, Through};
use crate::check::engine::fault::Faults;
use crate::check::engine::path::{Part, text};
use crate::check::engine::scope::Scope;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::suggest;
use crate::check::template::Check;
use crate::model::Node;

const SOURCE: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html";

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3004",
        title: "Resources that depend on each other in a circle",
        about: "CloudFormation makes a resource when all are there that it depends on, so none of a \
                circle is ever made. Take one reference out of the circle into a resource of its own, \
                such as AWS::EC2::SecurityGroupIngress.",
        source: SOURCE,
        wrong: r"Resources:
  One:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt Two.TopicName}
  Two:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt One.TopicName}
",
        right: r"Resources:
  One:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: !GetAtt Two.TopicName}
  Two:
    Type: AWS::SNS::Topic
    Properties: {DisplayName: two}
",
        hooks: &[Hook::Template(circles)],
    },
    Rule {
        id: "E3005",
        title: "What DependsOn names has to be there",
        about: "DependsOn names other resources of the template, and ones that are there whenever the \
                resource itself is.",
        source: SOURCE,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: Queu
  Queue:
    Type: AWS::SQS::Queue
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: Queue
  Queue:
    Type: AWS::SQS::Queue
",
        hooks: &[Hook::At(&[], exists)],
    },
    Rule {
        id: "W3005",
        title: "DependsOn repeats a dependency",
        about: "A resource depends on all that it refers to, without DependsOn. Leave the name out of \
                DependsOn.",
        source: SOURCE,
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    DependsOn: Queue
    Properties:
      DisplayName: !GetAtt Queue.QueueName
  Queue:
    Type: AWS::SQS::Queue
",
        right: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: !GetAtt Queue.QueueName
  Queue:
    Type: AWS::SQS::Queue
",
        hooks: &[Hook::At(&[], repeated)],
    },
];

fn circles(check: &Check<'_>, findings: &mut Findings) {
    // SAM makes several resources of one of its own, which may break the circle.
    let counts = |name: &str| {
        check.resource(name).is_some_and(|resource| !resource.kind.starts_with("AWS::Serverless::"))
    };
    let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
    for circle in check.references().cycles() {
        let next = circle.iter().cycle().skip(1);
        for (name, next) in circle.iter().copied().zip(next.copied()) {
            if !counts(name) || !counts(next) || !said.insert((name, next)) {
                continue;
            }
            let rest = circle.iter().copied().cycle().skip_while(|other| *other != next).take(circle.len());
            let way: Vec<&str> = std::iter::once(name).chain(rest).collect();
            findings.add(
                steps(["Resources", name]),
                format!("'{name}' depends on itself in a circle: {}", way.join(" needs ")),
            );
        }
    }
}

/// The resource that a place is in.
fn resource_here<'a>(scope: &Scope<'a, '_>) -> Option<&'a str> {
    match scope.path.get(1)? {
        Part::Key(name) => Some(name),
        _ => None,
    }
}

fn exists(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(name) = node.as_str() else { return };
    let check = scope.check;
    if check.is_in_module(name) {
        return;
    }
    let Some(own) = resource_here(scope) else { return };
    if name == own {
        faults.push(scope.fault(format!("'{name}' cannot depend on itself")));
        return;
    }
    let Some(target) = check.resource(name) else {
        let mut message = format!("there is no resource '{name}'");
        if let Some(meant) = suggest::nearest(name, check.resource_names().filter(|other| *other != own)) {
            message.push_str(&format!(". Did you mean '{meant}'?"));
        }
        faults.push(scope.fault(message));
        return;
    };
    let Some(condition) = target.condition else { return };
    let Some(own_condition) = check.resource(own).and_then(|resource| resource.condition) else {
        faults.push(scope.fault(format!("there is no '{name}' when '{condition}' is false")));
        return;
    };
    let conditions = &check.conditions;
    if condition == own_condition || !conditions.contains(condition) {
        return;
    }
    let facts = conditions.unconstrained();
    let with_own = conditions.assume(&facts, own_condition, true, Basis::Known);
    if with_own.is_some_and(|facts| !conditions.entails(&facts, condition, true)) {
        let message =
            format!("there may be no '{name}' when '{own_condition}' is true and '{condition}' false");
        faults.push(scope.fault(message));
    }
}

fn repeated(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let (Some(name), Some(own)) = (node.as_str(), resource_here(scope)) else { return };
    for reference in scope.check.references().of(own) {
        if reference.to == name && reference.through != Through::DependsOn {
            let (through, path) = (reference.through.as_str(), text(&reference.path));
            faults.push(
                scope.fault(format!("'{own}' depends on '{name}' anyway, through {through} at {path}")),
            );
        }
    }
}
