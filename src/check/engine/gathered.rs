//! Values of schemas that come from the template: `$data`, `$lookup`, and `cfnGather` which gathers what they refer to.

use std::ops::ControlFlow;

use super::fault::{Faults, decided};
use super::functions::{Function, function, is_no_value};
use super::schema::FactSchema;
use super::scope::{Flow, Scope};
use crate::model::{Node, Object, Step};
use crate::schema::Fact;

/// The value of a keyword. If it is one that only a deployment knows, that is said and there is none. Where functions are
/// not looked into, one is compared as it is written.
pub(super) fn value(scope: &Scope<'_, '_>, value: Fact, faults: &mut Faults) -> Option<Node> {
    let is_reference = value.get("$data").is_some() || value.get("$lookup").is_some();
    if !is_reference {
        return Some(value.into());
    }
    match resolve(scope, value) {
        Some(node) if scope.functions.is_empty() || function(&node).is_none() => Some(node),
        _ => {
            faults.push(scope.open());
            None
        }
    }
}

fn resolve(scope: &Scope<'_, '_>, value: Fact) -> Option<Node> {
    if let Some(lookup) = value.get("$lookup") {
        let key = resolve(scope, lookup.get("key")?)?;
        return lookup.get("map")?.get(key.as_str()?).map(Node::from);
    }
    let path = value.get("$data")?.as_str()?;
    path.trim_matches('/')
        .split('/')
        .try_fold(scope.gathered?, |node, step| match node.as_list() {
            Some(items) => items.get(step.parse::<usize>().ok()?),
            None => node.as_object()?.get(step),
        })
        .cloned()
}

/// Goes on.
const NEXT: Flow = ControlFlow::Continue(());

/// `cfnGather`: what its entries name is gathered into one object, which has to fit its schema. Entries with a `reference`
/// are about the resource that is referred to there, the others about the value at hand.
pub(super) fn check<'t>(
    scope: &Scope<'_, 't>,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    let (Some(entries), Some(asked)) = (value.get("gather"), value.get("schema")) else { return };
    let gather = Gather { scope, node, entries };
    let mut validate = |at: &Scope<'_, 't>, resources: &[(&'static str, &str)]| {
        let gathered = gather.all(at, resources);
        let inner = Scope { path: scope.path, place: scope.place, gathered: Some(&gathered), ..*at };
        let mut found = decided(inner.faults(&gathered, schema.inside(asked)));
        gather.place(&mut found, resources);
        faults.append(&mut found);
    };
    let Some((first, spec)) = entries.entries().find(|(_, spec)| spec.get("reference").is_some()) else {
        return validate(scope, &[]);
    };
    let reference = text_of(spec, "reference");
    let _: Flow = scope.along(Some(node), &steps_of(reference), &mut |found, at| {
        let Some(found) = found else { return NEXT };
        let Some(name) = resource_name(found) else {
            if found.as_object().is_none() {
                validate(at, &[]);
            }
            return NEXT;
        };
        if !is_wanted(at, name, spec) {
            return NEXT;
        }
        let mut resources = vec![(first, name)];
        let mut others: Vec<(&'static str, String)> = Vec::new();
        for (entry, spec) in entries.entries().filter(|(entry, _)| *entry != first) {
            others.extend(gather.other(at, spec).map(|name| (entry, name)));
        }
        resources.extend(others.iter().map(|(entry, name)| (*entry, name.as_str())));
        validate(at, &resources);
        NEXT
    });
}

/// What is gathered, and around which value.
struct Gather<'g, 'a, 't> {
    scope: &'g Scope<'a, 't>,
    node: &'g Node,
    entries: Fact,
}

impl Gather<'_, '_, '_> {
    /// The resource of an entry beside the first.
    fn other(&self, at: &Scope<'_, '_>, spec: Fact) -> Option<String> {
        spec.get("reference")?;
        let mut name = None;
        let reference = text_of(spec, "reference");
        let _: Flow = at.along(Some(self.node), &steps_of(reference), &mut |found, at| match found
            .and_then(resource_name)
        {
            Some(found) if is_wanted(at, found, spec) => {
                name = Some(found.to_owned());
                ControlFlow::Break(())
            }
            _ => NEXT,
        });
        name
    }

    /// The object of what all entries name.
    fn all(&self, at: &Scope<'_, '_>, resources: &[(&'static str, &str)]) -> Node {
        let mut all = Object::new();
        for (entry, spec) in self.entries.entries() {
            let resource = resources.iter().find(|(other, _)| *other == entry).map(|(_, name)| *name);
            if resource.is_some() || spec.get("reference").is_none() {
                all.push(entry, self.properties(at, spec, resource));
            }
        }
        all.into()
    }

    /// What one entry names, of a resource or else of the value at hand.
    fn properties(&self, at: &Scope<'_, '_>, spec: Fact, resource: Option<&str>) -> Node {
        let mut properties = Object::new();
        for (key, property) in spec.get("properties").into_iter().flat_map(Fact::entries) {
            if property.as_str() == Some("$type") {
                if let Some(kind) = resource.and_then(|name| at.check.resource(name)) {
                    properties.push(key, kind.kind.to_owned());
                }
                continue;
            }
            let path = steps_of(path_of(property));
            let (from, path) = match resource {
                Some(name) => {
                    (at.check.root, [&["Resources", name, "Properties"][..], path.as_slice()].concat())
                }
                None => (self.node, path),
            };
            let mut value = None;
            let _: Flow = at.along(Some(from), &path, &mut |found, _| match found {
                Some(found) if !is_no_value(found) => {
                    value = Some(found.clone());
                    ControlFlow::Break(())
                }
                _ => NEXT,
            });
            if let Some(value) = value.or_else(|| property.get("default").map(Node::from)) {
                properties.push(key, value);
            }
        }
        properties.into()
    }

    /// Moves what was found in the gathered object to where it was gathered.
    fn place(&self, faults: &mut Faults, resources: &[(&'static str, &str)]) {
        let base = self.scope.path.steps();
        for fault in faults {
            let Some([Step::Key(entry), rest @ ..]) = fault.path.get(base.len()..) else { continue };
            let known = self.entries.get(entry).and_then(|spec| spec.get("properties"));
            let real: Vec<Step<'static>> = match rest {
                [Step::Key(key), rest @ ..] => match known.and_then(|properties| properties.get(key)) {
                    Some(property) => steps_of(path_of(property))
                        .into_iter()
                        .map(|step| Step::Key(step.to_owned().into()))
                        .chain(rest.iter().cloned())
                        .collect(),
                    None => fault.path.get(base.len() + 1..).unwrap_or_default().to_vec(),
                },
                other => other.to_vec(),
            };
            match resources.iter().find(|(other, _)| other == entry) {
                Some((_, name)) => {
                    let start = ["Resources", *name, "Properties"];
                    let start = start.into_iter().map(|step| Step::Key(step.to_owned().into()));
                    fault.given_at = Some(start.chain(real).collect());
                    fault.path = base.clone();
                }
                None => fault.path = [base.as_slice(), real.as_slice()].concat(),
            }
        }
    }
}

fn text_of(spec: Fact, member: &str) -> &'static str {
    spec.get(member).and_then(Fact::as_str).unwrap_or_default()
}

/// The path of a property, which may be all that is said of it.
fn path_of(property: Fact) -> &'static str {
    property.as_str().unwrap_or_else(|| text_of(property, "path"))
}

fn steps_of(path: &str) -> Vec<&str> {
    path.split('/').filter(|step| !step.is_empty()).collect()
}

/// The name in a `Ref`, or that of the resource in a `Fn::GetAtt`.
fn resource_name(node: &Node) -> Option<&str> {
    match function(node)? {
        (Function::Ref, name) => name.as_str(),
        (Function::GetAtt, argument) => match argument.as_str() {
            Some(text) => text.split('.').next(),
            None => argument.as_list()?.first()?.as_str(),
        },
        _ => None,
    }
}

/// Whether there is a resource of that name, of the type that an entry is about.
fn is_wanted(scope: &Scope<'_, '_>, name: &str, spec: Fact) -> bool {
    let wanted = spec.get("filter").map_or("", |filter| text_of(filter, "type"));
    scope.check.resource(name).is_some_and(|resource| wanted.is_empty() || resource.kind == wanted)
}
