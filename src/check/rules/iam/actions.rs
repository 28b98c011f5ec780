use crate::check::engine::fault::Faults;
use crate::check::engine::policy::{fits, items};
use crate::check::engine::schema::texts;
use crate::check::engine::scope::Scope;
use crate::check::registry::{Hook, Rule};
use crate::check::{facts, suggest};
use crate::model::Node;
use crate::schema::{Fact, check_table};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "W3037",
    title: "Actions in policies",
    about: "An action is 'service:Action', with '*' for any characters and '?' for any one, or '*'. One that does not exist permits \
            and forbids nothing, silently.",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    wrong: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:ReadObject
            Resource: '*'
",
    right: r"Resources:
  Reading:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: '*'
",
    hooks: &[Hook::At(&[], actions)],
}];

fn actions(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    // SAM's own policy templates have actions that do not exist, such as sqs:DeleteMessageBatch.
    if scope.check.has_transform(crate::analysis::SERVERLESS) {
        return;
    }
    for action in items(node).iter().filter_map(Node::as_str).filter(|action| *action != "*") {
        let Some((service, name)) = action.split_once(':') else {
            faults.push(scope.fault(format!("'{action}' is no action: neither 'service:Action' nor '*'")));
            return;
        };
        let service = service.to_ascii_lowercase();
        if let Some(services) = scope.resource_kind().and_then(services_of)
            && !texts(services).any(|known| known == service)
        {
            let only = texts(services).collect::<Vec<_>>().join(", ");
            let message = format!("a policy of this type is about {only}, and not about '{service}'");
            faults.push(scope.fault(message));
        }
        check_action(scope, &service, &name.to_ascii_lowercase(), faults);
    }
}

/// The services that policies of a resource type can be about, if not all.
fn services_of(kind: &str) -> Option<Fact> {
    check_table("policy-services")?.get(kind)
}

fn check_action(scope: &Scope<'_, '_>, service: &str, name: &str, faults: &mut Faults) {
    let Some(facts) = facts::service(service) else {
        let mut message = format!("'{service}' is not the prefix of a service's actions");
        suggest::add(&mut message, service, facts::table("iam").map(|(service, _)| service));
        faults.push(scope.fault(message));
        return;
    };
    let known = || facts.get("Actions").into_iter().flat_map(Fact::entries).map(|(action, _)| action);
    if name.contains(['*', '?']) {
        if !known().any(|action| fits(name, action)) {
            faults.push(scope.fault(format!("no action fits '{service}:{name}'")));
        }
    } else if !known().any(|action| action == name) {
        let mut message = format!("'{service}:{name}' is not an action");
        suggest::add(&mut message, name, known());
        faults.push(scope.fault(message));
    }
}
