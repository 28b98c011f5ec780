//! The policies of roles, users and groups: inline, attached, and those that bound them.

use std::collections::BTreeMap;

use super::cases::{Found, Guard, both};
use super::change::Place;
use super::compare::Effect;
use super::condition::When;
use super::parts::Names;
use super::resources::Resource;
use super::scope::{Key, Kind, Opaque, OpaqueKind, Scope};
use super::statement::{self, Set, Statement};

/// The scopes that are read so far.
pub(super) type Scopes = BTreeMap<Key, Scope>;

/// What is attached to what, to be looked up when all policies are read.
struct Attachment<'n> {
    to: Key,
    found: Found<'n>,
    bounds: bool,
}

/// Reads what identities may do, and who may take on a role.
pub(super) fn read(resources: &[Resource], names: &Names, scopes: &mut Scopes) {
    let mut reader = Reader { names, scopes, attachments: Vec::new(), members: Vec::new() };
    for resource in resources {
        reader.resource(resource);
    }
    reader.attach();
}

struct Reader<'n, 's> {
    names: &'n Names,
    scopes: &'s mut Scopes,
    attachments: Vec<Attachment<'n>>,
    /// Users, their groups, and when they are in them.
    members: Vec<(Key, Key, Guard)>,
}

impl<'n> Reader<'n, '_> {
    fn resource(&mut self, resource: &'n Resource) {
        let properties = resource.properties();
        let kind = match resource.kind.as_str() {
            "AWS::IAM::Role" => Kind::Role,
            "AWS::IAM::User" => Kind::User,
            "AWS::IAM::Group" => Kind::Group,
            "AWS::IAM::ManagedPolicy" => Kind::Managed,
            "AWS::SSO::PermissionSet" => Kind::PermissionSet,
            "AWS::IoT::Policy" => Kind::IotPolicy,
            "AWS::IAM::Policy" => {
                for target in self.targets(&properties) {
                    self.document(&target, &properties);
                }
                return;
            }
            "AWS::IAM::RolePolicy" => return self.one_target(Kind::Role, "RoleName", &properties),
            "AWS::IAM::UserPolicy" => return self.one_target(Kind::User, "UserName", &properties),
            "AWS::IAM::GroupPolicy" => return self.one_target(Kind::Group, "GroupName", &properties),
            "AWS::IAM::UserToGroupAddition" => {
                for group in properties.get("GroupName") {
                    for user in properties.list("Users") {
                        self.member(self.key(Kind::User, &user), &group, &user.guard);
                    }
                }
                return;
            }
            "AWS::Serverless::Function" | "AWS::Serverless::StateMachine" => {
                return self.serverless(resource);
            }
            _ => return,
        };
        let key = Key::new(kind, &resource.id);
        self.scopes.entry(key.clone()).or_default();
        match kind {
            Kind::Managed => {
                self.document(&(key.clone(), properties.guard.clone()), &properties);
                for (target, guard) in self.targets(&properties) {
                    let found = Found { guard, ..properties.clone() };
                    self.give(&target, &key, &found);
                }
            }
            Kind::IotPolicy => self.document(&(key, properties.guard.clone()), &properties),
            Kind::PermissionSet => {
                for document in properties.get("InlinePolicy") {
                    self.add(&key, &document);
                }
                self.attached(&key, &properties, "ManagedPolicies");
                self.attached(&key, &properties, "CustomerManagedPolicyReferences");
                self.bound(&key, &properties);
            }
            _ => {
                for policy in properties.list("Policies") {
                    for document in policy.get("PolicyDocument") {
                        self.add(&key, &document);
                    }
                }
                self.attached(&key, &properties, "ManagedPolicyArns");
                self.bound(&key, &properties);
                for document in properties.get("AssumeRolePolicyDocument") {
                    self.add(&Key::new(Kind::Trust, &resource.id), &document);
                }
                for group in properties.list("Groups") {
                    self.member(key.clone(), &group, &group.guard);
                }
            }
        }
    }

    /// SAM makes a role of a function's policies.
    fn serverless(&mut self, resource: &'n Resource) {
        let properties = resource.properties();
        let role = format!("{}Role", resource.id);
        let key = Key::new(Kind::Role, &role);
        for policy in properties.list("Policies") {
            if policy.node.as_object().is_some_and(|object| object.get("Statement").is_some()) {
                self.add(&key, &policy);
            } else if policy.node.as_object().is_some() {
                self.scopes.entry(key.clone()).or_default().opaque.push(statement::unread(&policy));
            } else {
                self.attachments.push(Attachment { to: key.clone(), found: policy, bounds: false });
            }
        }
        for document in properties.get("AssumeRolePolicyDocument") {
            self.add(&Key::new(Kind::Trust, &role), &document);
        }
        self.bound(&key, &properties);
    }

    /// The scope of whom a value names.
    fn key(&self, kind: Kind, found: &Found<'_>) -> Key {
        if let Some(id) = self.names.resource(found.node) {
            return Key::new(kind, id);
        }
        let text = self.names.text(found.node).map(|pattern| pattern.text).unwrap_or_default();
        let group = match kind {
            Kind::Role => "AWS::IAM::Role",
            Kind::User => "AWS::IAM::User",
            _ => "AWS::IAM::Group",
        };
        match self.names.named.get(&(group, text.clone())) {
            Some(id) => Key::new(kind, id),
            None => Key::new(kind, &text),
        }
    }

    fn targets(&self, properties: &Found<'n>) -> Vec<(Key, Guard)> {
        let lists = [(Kind::Role, "Roles"), (Kind::User, "Users"), (Kind::Group, "Groups")];
        let found = lists
            .into_iter()
            .flat_map(|(kind, list)| properties.list(list).into_iter().map(move |target| (kind, target)));
        found.map(|(kind, target)| (self.key(kind, &target), target.guard)).collect()
    }

    fn one_target(&mut self, kind: Kind, name: &str, properties: &Found<'n>) {
        for target in properties.get(name) {
            let key = self.key(kind, &target);
            self.document(&(key, target.guard), properties);
        }
    }

    fn document(&mut self, (to, guard): &(Key, Guard), properties: &Found<'n>) {
        let properties = Found { guard: guard.clone(), ..properties.clone() };
        for document in properties.get("PolicyDocument") {
            self.add(to, &document);
        }
    }

    fn add(&mut self, to: &Key, document: &Found<'_>) {
        let scope = self.scopes.entry(to.clone()).or_default();
        statement::read(document, self.names, &mut scope.statements, &mut scope.opaque);
    }

    fn attached(&mut self, to: &Key, properties: &Found<'n>, list: &str) {
        for found in properties.list(list) {
            self.attachments.push(Attachment { to: to.clone(), found, bounds: false });
        }
    }

    fn bound(&mut self, to: &Key, properties: &Found<'n>) {
        for found in properties.get("PermissionsBoundary") {
            self.attachments.push(Attachment { to: to.clone(), found, bounds: true });
        }
    }

    fn member(&mut self, user: Key, group: &Found<'_>, guard: &Guard) {
        let Some(guard) = both(guard, &group.guard) else { return };
        let group = self.key(Kind::Group, group);
        self.members.push((user, group, guard));
    }

    /// Gives what is attached to whom it is attached to. Groups come last, as their members have all that they have.
    fn attach(&mut self) {
        for attachment in std::mem::take(&mut self.attachments) {
            let Attachment { to, found, bounds } = attachment;
            let managed = self.names.resource(found.node).map(|id| Key::new(Kind::Managed, id));
            match managed.filter(|key| self.scopes.contains_key(key)) {
                Some(managed) if bounds => self.limit(&to, &managed, &found),
                Some(managed) => self.give(&to, &managed, &found),
                None => self.opaque(&to, &found, bounds),
            }
        }
        for (user, group, guard) in std::mem::take(&mut self.members) {
            let Some(from) = self.scopes.get(&group).cloned() else {
                let text = group.id;
                let part = Opaque { kind: OpaqueKind::Group, text, guard, place: Place::default() };
                self.scopes.entry(user).or_default().opaque.push(part);
                continue;
            };
            self.inherit(&user, &group, from, &guard);
        }
    }

    fn give(&mut self, to: &Key, managed: &Key, found: &Found<'_>) {
        let from = self.scopes.get(managed).cloned().unwrap_or_default();
        self.inherit(to, managed, from, &found.guard);
    }

    fn inherit(&mut self, to: &Key, parent: &Key, from: Scope, guard: &Guard) {
        let scope = self.scopes.entry(to.clone()).or_default();
        scope.parents.push(parent.clone());
        scope
            .statements
            .extend(from.statements.into_iter().filter_map(|statement| guarded(statement, guard)));
        scope.opaque.extend(from.opaque.into_iter().filter_map(|mut part| {
            part.guard = both(&part.guard, guard)?;
            Some(part)
        }));
    }

    /// Lets a managed policy of this template limit the identity.
    fn limit(&mut self, to: &Key, managed: &Key, found: &Found<'_>) {
        let from = self.scopes.get(managed).cloned().unwrap_or_default();
        let scope = self.scopes.entry(to.clone()).or_default();
        scope.statements.push(everything(Effect::Bounded, found));
        scope.statements.extend(from.statements.into_iter().filter_map(|mut statement| {
            if statement.effect == Effect::Allow {
                statement.effect = Effect::Bound;
            }
            guarded(statement, &found.guard)
        }));
    }

    /// A policy that is not in the template.
    fn opaque(&mut self, to: &Key, found: &Found<'_>, bounds: bool) {
        const ALL: &str = "arn:aws:iam::aws:policy/AdministratorAccess";
        let pattern = self.names.text(found.node);
        let letters = pattern.as_ref().map(|pattern| pattern.letters.as_slice());
        let is_all = letters == Some(super::pattern::plain_letters(ALL).as_slice())
            || pattern.as_ref().is_some_and(|pattern| pattern.text == "AdministratorAccess");
        let scope = self.scopes.entry(to.clone()).or_default();
        match (is_all, bounds) {
            (true, false) => scope.statements.push(everything(Effect::Allow, found)),
            (true, true) => {}
            (false, _) => scope.opaque.push(Opaque {
                kind: if bounds { OpaqueKind::Boundary } else { OpaqueKind::Managed },
                text: pattern.map_or_else(
                    || super::parts::canonical(found.node),
                    |pattern| {
                        // The same policy however its ARN is written.
                        pattern.letters.iter().map(super::parts::letter_text).collect()
                    },
                ),
                guard: found.guard.clone(),
                place: found.place.clone(),
            }),
        }
    }
}

fn everything(effect: Effect, found: &Found<'_>) -> Statement {
    Statement {
        effect,
        when: When::guarded(found.guard.clone()),
        who: Set::everything(),
        actions: Set::everything(),
        things: Set::everything(),
        place: found.place.clone(),
    }
}

fn guarded(mut statement: Statement, guard: &Guard) -> Option<Statement> {
    statement.when.guard = both(&statement.when.guard, guard)?;
    Some(statement)
}
