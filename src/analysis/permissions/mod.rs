//! Who may do what: what a change of a template lets somebody do that they could not do before, and the reverse.
//!
//! Policies are compared as sets of requests: somebody, an action, a thing, under conditions. Two policies are the same if they
//! give the same, in whatever order, however split and however written. It covers what identities may do (inline and
//! attached policies, those of their groups, permission boundaries), who may take on a role, policies for resources, and
//! the rules of security groups.
//!
//! It is exact for what is in the templates: `*` and `?`, `Not…`, Deny over Allow, and whatever `Fn::If` may choose. It says
//! where it does not know: managed policies that are elsewhere, and parts that are not understood. It takes two texts that
//! are known only when the stack is deployed for the same if they are written the same, and for different otherwise.
//! Policies of different scopes are not put together: that a bucket's policy denies what a role is allowed shows as two facts.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Node, Section};

mod address;
mod bits;
mod cases;
mod change;
mod compare;
mod condition;
mod describe;
mod identity;
mod network;
mod parts;
mod pattern;
mod policy;
mod principal;
mod reach;
mod resource_policy;
mod resources;
mod scope;
mod statement;
mod worlds;

pub use change::{Certainty, Change, Place, Side, Weight};
pub use resource_policy::policy_properties;

use parts::canonical;
use scope::{Key, Kind, Scope};

/// All that a template says about who may do what.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    scopes: BTreeMap<Key, Scope>,
    groups: BTreeMap<String, network::Group>,
    /// The definitions of the template's conditions.
    conditions: BTreeMap<String, String>,
}

impl Permissions {
    /// Reads a template, plain or with its functions recognised.
    #[must_use]
    pub fn of(root: &Node) -> Self {
        let matters = |kind: &str| {
            const IDENTITIES: [&str; 5] = [
                "AWS::IAM::",
                "AWS::SSO::PermissionSet",
                "AWS::IoT::Policy",
                "AWS::Serverless::Function",
                "AWS::Serverless::StateMachine",
            ];
            IDENTITIES.iter().any(|start| kind.starts_with(start))
                || resource_policy::matters(kind)
                || network::matters(kind)
        };
        let (resources, names) = resources::read(root, matters);
        let mut scopes = BTreeMap::new();
        identity::read(&resources, &names, &mut scopes);
        resource_policy::read(&resources, &names, &mut scopes);
        let section = root.as_object().and_then(|root| root.get(Section::Conditions.as_str()));
        let conditions = section.and_then(Node::as_object).into_iter().flatten();
        Self {
            scopes,
            groups: network::read(&resources, &names),
            conditions: conditions.map(|entry| (entry.key.to_string(), canonical(&entry.node))).collect(),
        }
    }

    /// The conditions that the other template defines otherwise, or by means of one that it does.
    fn redefined(&self, other: &Self) -> BTreeSet<String> {
        let mut redefined: BTreeSet<String> = self
            .conditions
            .iter()
            .filter(|(name, text)| other.conditions.get(*name) != Some(text))
            .map(|(name, _)| name.clone())
            .collect();
        loop {
            let uses = |text: &String| {
                redefined.iter().any(|name| text.contains(&format!("{{\"Condition\":{name:?}}}")))
            };
            let more: Vec<String> = self
                .conditions
                .iter()
                .filter(|(name, text)| !redefined.contains(*name) && uses(text))
                .map(|(name, _)| name.clone())
                .collect();
            if more.is_empty() {
                return redefined;
            }
            redefined.extend(more);
        }
    }
}

/// What may be done with the new template and not with the old one, and the reverse: what is gained first, and of each
/// what weighs most first.
///
/// ```
/// use synth::analysis::permissions::{Permissions, changes};
/// use synth::model::{Node, Object};
///
/// let object = |entries: Vec<(&'static str, Node)>| Node::from(Object::from_iter(entries));
/// let template = |actions: Vec<Node>| {
///     let statement = object(vec![
///         ("Effect", "Allow".into()),
///         ("Action", Node::list(actions)),
///         ("Resource", "arn:aws:s3:::data/*".into()),
///     ]);
///     let document = object(vec![("Statement", Node::list([statement]))]);
///     let policy = object(vec![("PolicyName", "Data".into()), ("PolicyDocument", document)]);
///     let properties = object(vec![("Policies", Node::list([policy]))]);
///     let role = object(vec![("Type", "AWS::IAM::Role".into()), ("Properties", properties)]);
///     Permissions::of(&object(vec![("Resources", object(vec![("Reader", role)]))]))
/// };
/// let old = template(vec!["s3:GetObject".into(), "s3:ListBucket".into()]);
/// let same = template(vec!["s3:listbucket".into(), "s3:Get*".into(), "s3:GetObject".into()]);
/// let found: Vec<String> = changes(&old, &same).iter().map(ToString::to_string).collect();
/// assert_eq!(found, ["Role `Reader` may now s3:Get* except s3:GetObject on arn:aws:s3:::data/*"]);
/// ```
#[must_use]
pub fn changes(old: &Permissions, new: &Permissions) -> Vec<Change> {
    let redefined = old.redefined(new);
    let empty = Scope::default();
    let mut found: BTreeMap<&Key, Vec<policy::Found>> = BTreeMap::new();
    for key in old.scopes.keys().chain(new.scopes.keys()).collect::<BTreeSet<_>>() {
        let (before, after) = (old.scopes.get(key), new.scopes.get(key));
        // An endpoint lets through what others allow; by itself it gives nobody anything.
        let is_on_both = before.is_some() && after.is_some();
        if key.kind == Kind::Endpoint && !is_on_both {
            continue;
        }
        // Nobody else can have a managed policy that was not there before, or is not there any more.
        let attached = |side: &Permissions| side.scopes.values().any(|scope| scope.parents.contains(key));
        if key.kind == Kind::Managed && !is_on_both && (attached(old) || attached(new)) {
            continue;
        }
        let (before, after) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
        found.insert(key, policy::compare(key, before, after, &redefined));
    }
    let repeated = repeated(&found, old, new);
    let mut changes: Vec<Change> = Vec::new();
    for (key, found) in found {
        changes.extend(
            found
                .into_iter()
                .filter(|found| !repeated.contains(&(key, found.tail.clone())))
                .map(|found| found.change),
        );
    }
    for id in old.groups.keys().chain(new.groups.keys()).collect::<BTreeSet<_>>() {
        changes.extend(reach::compare(id, old.groups.get(id), new.groups.get(id), &redefined));
    }
    changes.sort_by(|a, b| {
        (b.gained, b.weight, &a.resource, &a.sentence).cmp(&(a.gained, a.weight, &b.resource, &b.sentence))
    });
    changes
}

/// The changes that follow from others: of a managed policy those that show with whom it is attached to, and of a user
/// those that show with a group.
fn repeated<'k>(
    found: &BTreeMap<&'k Key, Vec<policy::Found>>,
    old: &Permissions,
    new: &Permissions,
) -> BTreeSet<(&'k Key, String)> {
    let mut repeated = BTreeSet::new();
    for (key, changes) in found {
        let scopes = [old.scopes.get(*key), new.scopes.get(*key)];
        for parent in scopes.into_iter().flatten().flat_map(|scope| &scope.parents) {
            let Some((parent, others)) = found.get_key_value(parent) else { continue };
            for change in changes.iter().filter(|change| others.iter().any(|other| other.tail == change.tail))
            {
                let which = if parent.kind == Kind::Managed { *parent } else { *key };
                repeated.insert((which, change.tail.clone()));
            }
        }
    }
    repeated
}
