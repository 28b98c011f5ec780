use std::ops::ControlFlow;

use crate::check::engine::dynamic_reference;
use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Function, function};
use crate::check::engine::path::Part;
use crate::check::engine::schema::texts;
use crate::check::engine::scope::Scope;
use crate::check::facts;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::model::Node;

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "I3510",
    title: "Actions and the resources they are about",
    about: "Most actions are about resources of certain types: a statement that names none of such a type does not permit them.",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    wrong: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: arn:aws:sns:us-east-1:111122223333:jobs
",
    right: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: sqs:SendMessage
            Resource: arn:aws:sqs:us-east-1:111122223333:jobs
",
    hooks: &[Hook::At(&[], statement)],
}];

/// What a statement names.
#[derive(Default)]
struct Named {
    arns: Vec<String>,
    /// Whether some are functions, which may come to any ARN.
    open: bool,
}

fn statement(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(statement) = node.as_object() else { return };
    let mut named = Named::default();
    for key in ["Resource", "NotResource"] {
        let flow = scope.along(statement.get(key), &[], &mut |found, at| {
            let items = found.map_or(&[][..], |found| found.as_list().unwrap_or(std::slice::from_ref(found)));
            items.iter().try_for_each(|item| named.add(item, at))
        });
        if flow.is_break() {
            return;
        }
    }
    let _ = scope.along(statement.get("Action"), &[], &mut |found, _| {
        let actions = found.map_or(&[][..], |found| found.as_list().unwrap_or(std::slice::from_ref(found)));
        for action in actions.iter().filter_map(Node::as_str) {
            if !named.has_resource_of(action) {
                let message = format!("'{action}' is about no resource that the statement names");
                faults.push(scope.fault_at(Part::Key("Resource"), message));
            }
        }
        NEXT
    });
}

impl Named {
    /// Adds a resource; nothing can be said of a statement with one that is any resource.
    fn add(&mut self, item: &Node, scope: &Scope<'_, '_>) -> ControlFlow<()> {
        if let Some(text) = item.as_str() {
            if text == "*" || dynamic_reference::occurs(text) {
                return ControlFlow::Break(());
            }
            self.arns.push(text.to_owned());
            return NEXT;
        }
        let Some((function, argument)) = function(item) else { return NEXT };
        let of_parameter = argument.as_str().is_some_and(|name| scope.check.parameter(name).is_some());
        if function == Function::Ref && of_parameter {
            return ControlFlow::Break(());
        }
        self.open = true;
        NEXT
    }

    /// Whether one of the resources is of a type that the action is about, as far as that is known.
    fn has_resource_of(&self, action: &str) -> bool {
        if self.open || action.contains(['*', '?']) {
            return true;
        }
        let Some((prefix, name)) = action.split_once(':') else { return true };
        let known = || {
            let service = facts::service(&prefix.to_ascii_lowercase())?;
            let action = service.get("Actions")?.get(&name.to_ascii_lowercase())?;
            Some((service, action.get("Resources")?))
        };
        let Some((service, kinds)) = known() else { return true };
        texts(kinds).any(|kind| {
            let kind = service.get("Resources").and_then(|kinds| kinds.get(&kind.to_ascii_lowercase()));
            let formats = kind.and_then(|kind| kind.get("ARNFormats"));
            // Of several formats the reference looks at the last one.
            formats
                .and_then(|formats| texts(formats).last())
                .is_some_and(|format| self.arns.iter().any(|arn| is_of_format(arn, format)))
        })
    }
}

/// The six parts of an ARN; those that are missing may be anything.
fn parts(arn: &str) -> [&str; 6] {
    let mut parts = ["*"; 6];
    for (part, written) in parts.iter_mut().zip(arn.splitn(6, ':')) {
        *part = written;
    }
    parts
}

/// Whether an ARN, with wildcards, can be of a format such as `arn:${Partition}:sqs:${Region}:${Account}:.*`.
fn is_of_format(arn: &str, format: &str) -> bool {
    let ([before @ .., name], [before_of_format @ .., name_of_format]) = (parts(arn), parts(format));
    let fits = before.iter().zip(before_of_format).all(|(part, expected)| {
        *part == "*" || matches!(expected, "${Partition}" | "${Region}" | "${Account}") || *part == expected
    });
    if !fits || name == "*" {
        return fits;
    }
    let Some(delimiter) = [':', '/'].into_iter().find(|delimiter| name_of_format.contains(*delimiter)) else {
        return true;
    };
    for (part, expected) in name.split(delimiter).zip(name_of_format.split(delimiter)) {
        if part == expected {
            continue;
        }
        let is_any = part.starts_with('*') || matches!(expected, "" | ".*");
        return is_any || (part.starts_with(expected) && part.contains('*'));
    }
    true
}
