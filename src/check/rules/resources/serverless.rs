use crate::analysis::SERVERLESS;
use crate::check::engine::fault::{Fault, Faults, best_match, decided};
use crate::check::engine::functions::{Functions, function};
use crate::check::engine::path::Part;
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::facts::table;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::Check;
use crate::model::{Node, Section, Step};
use crate::schema::Fact;

pub(crate) const RULES: &[Rule] = &[
    Rule {
        id: "E3038",
        title: "A resource type of SAM in a template without SAM's transform",
        about: "CloudFormation knows the types AWS::Serverless::… only through the transform \
                AWS::Serverless-2016-10-31.",
        source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/transform-aws-serverless.html",
        wrong: r"Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
",
        right: r"Transform: AWS::Serverless-2016-10-31
Resources:
  Table:
    Type: AWS::Serverless::SimpleTable
",
        hooks: &[Hook::At(&[], of_sam)],
    },
    Rule {
        id: "E3066",
        title: "An attribute of SAM in a template without SAM's transform",
        about: "CloudFormation knows the attributes Connectors and IgnoreGlobals only through the \
                transform AWS::Serverless-2016-10-31.",
        source: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html",
        wrong: r"Resources:
  Topic:
    Type: AWS::SNS::Topic
    Connectors:
      ToQueue:
        Properties: {Destination: {Id: Queue}, Permissions: [Write]}
  Queue:
    Type: AWS::SQS::Queue
",
        right: r"Transform: AWS::Serverless-2016-10-31
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Connectors:
      ToQueue:
        Properties: {Destination: {Id: Queue}, Permissions: [Write]}
  Queue:
    Type: AWS::SQS::Queue
",
        hooks: &[Hook::At(&[], attribute)],
    },
    Rule {
        id: "E3724",
        title: "The section Globals",
        about: "Globals is a section of SAM templates. It has properties that all resources of a type \
                share, and IgnoreGlobals of a resource names some of these.",
        source: "https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html",
        wrong: r"Globals:
  Function: {Timeout: 3}
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        right: r"Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Timeout: 3}
Resources:
  Topic:
    Type: AWS::SNS::Topic
",
        hooks: &[Hook::At(&[], globals), Hook::Template(ignored_globals)],
    },
];

fn of_sam(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(kind) = node.as_str().filter(|kind| kind.starts_with("AWS::Serverless::")) else { return };
    if !scope.check.has_transform(SERVERLESS) {
        faults.push(scope.fault(format!("'{kind}' needs the transform '{SERVERLESS}'")));
    }
}

fn attribute(scope: &Scope<'_, '_>, _: &Node, faults: &mut Faults) {
    let Part::Key(name) = scope.path.last() else { return };
    if !scope.check.has_transform(SERVERLESS) {
        faults.push(scope.fault(format!("'{name}' needs the transform '{SERVERLESS}'")));
    }
}

fn globals(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    if node.as_object().is_none() {
        return;
    }
    if !scope.check.has_transform(SERVERLESS) {
        faults.push(scope.fault(format!("the section Globals needs the transform '{SERVERLESS}'")));
        return;
    }
    let inner = Scope {
        functions: Functions::VALUES,
        strict: false,
        undecidable: true,
        rules: false,
        dynamic_references: false,
        ..*scope
    };
    if let Some(fault) = best_match(decided(inner.faults(node, Schema::named("other/sam/globals")))) {
        faults.push(Fault { rule: Some("E3724"), context: Vec::new(), ..fault });
    }
}

fn ignored_globals(check: &Check<'_>, findings: &mut Findings) {
    let Some(globals) = check.root.as_object().and_then(|root| root.get(Section::Globals.as_str())) else {
        return;
    };
    if !check.has_transform(SERVERLESS) || function(globals).is_some() {
        return;
    }
    for resource in check.resources() {
        let ignored = resource.body.and_then(|body| body.get("IgnoreGlobals")).and_then(Node::as_list);
        let section = table("sam-globals").find(|(_, kind)| Fact::as_str(*kind) == Some(resource.kind));
        let (Some(ignored), Some((section, _))) = (ignored, section) else { continue };
        let shared = globals.as_object().and_then(|globals| globals.get(section));
        let Some(shared) = shared.filter(|shared| function(shared).is_none()).and_then(Node::as_object)
        else {
            continue;
        };
        for (index, name) in ignored.iter().enumerate() {
            let Some(name) = name.as_str().filter(|name| shared.get(name).is_none()) else { continue };
            let mut path = steps(["Resources", resource.name.as_ref(), "IgnoreGlobals"]);
            path.push(Step::Index(index));
            findings.add(path, format!("'{name}' is not among the globals of {section}"));
        }
    }
}
