//! `Fn::GetAtt`: the resource exists, and has the attribute.

use super::super::fault::{Fault, Faults};
use super::super::functions::{Function, only_entry};
use super::super::path::Part;
use super::super::schema::{ALL_KINDS, Schema};
use super::super::scope::Scope;
use super::super::values::show;
use super::base::Spec;
use crate::check::registry;
use crate::check::suggest;
use crate::model::Node;

const SPEC: Spec = Spec { function: Function::GetAtt, kinds: ALL_KINDS, resolved: None };

pub(super) fn check(scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
    let before = faults.len();
    SPEC.check(scope, node, schema, faults);
    let Some((_, argument)) = only_entry(node) else { return };
    let written_as_list = argument.as_list().is_some();
    let Some(parts) = parts(scope, argument) else {
        if faults.len() == before {
            let message =
                format!("{} names no attribute: a resource and an attribute are needed", show(node));
            faults.push(fault(scope, None, message));
        }
        return;
    };
    if faults.len() > before {
        // In a union the arguments are not known to be right, but what the attribute is may decide it.
        if faults.iter().skip(before).any(|fault| fault.unknown) {
            let mut formats = Vec::new();
            registry::run_get_att(scope, &parts, schema, &mut formats);
            if !formats.is_empty() {
                faults.truncate(before);
                faults.append(&mut formats);
            }
        }
        return;
    }
    resolve(scope, node, &parts, written_as_list, schema, faults);
    if faults.len() == before {
        registry::run_get_att(scope, &parts, schema, faults);
    }
}

/// The resource and the attribute. A resource that SAM makes may have a dot in its name.
fn parts(scope: &Scope<'_, '_>, argument: &Node) -> Option<[Node; 2]> {
    let [resource, attribute] = match argument.as_str() {
        Some(text) => {
            let (resource, attribute) = text.split_once('.')?;
            [resource.to_owned().into(), attribute.to_owned().into()]
        }
        None => <[Node; 2]>::try_from(argument.as_list()?.to_vec()).ok()?,
    };
    if let (Some(name), Some(rest)) = (resource.as_str(), attribute.as_str()) {
        let whole = format!("{name}.{rest}");
        let dots: Vec<usize> = whole.match_indices('.').map(|(at, _)| at).collect();
        for at in dots.iter().skip(1).rev() {
            if let (Some(name), Some(rest)) = (whole.get(..*at), whole.get(at + 1..))
                && scope.check.resource(name).is_some()
            {
                return Some([name.to_owned().into(), rest.to_owned().into()]);
            }
        }
    }
    Some([resource, attribute])
}

fn fault(scope: &Scope<'_, '_>, index: Option<usize>, message: String) -> Fault {
    let path = scope.path.with(Part::Key(Function::GetAtt.key()));
    let inner = Scope { path: &path, ..*scope };
    let fault = match index {
        Some(index) => inner.fault_at(Part::Index(index), message),
        None => inner.fault(message),
    };
    Fault { keyword: Function::GetAtt.keyword(), ..fault }
}

fn resolve(
    scope: &Scope<'_, '_>,
    node: &Node,
    [resource, attribute]: &[Node; 2],
    written_as_list: bool,
    schema: Schema,
    faults: &mut Faults,
) {
    let scope = &Scope { strict: false, rules: false, ..*scope };
    let _ = scope.resolve(resource, &mut |found, at| {
        let Ok(found) = found else { return registry::NEXT };
        let Some(name) = found.as_str() else {
            let message = format!("{} is not the name of a resource", show(found));
            faults.push(fault(scope, written_as_list.then_some(0), message));
            return registry::NEXT;
        };
        if scope.check.is_in_module(name) {
            return registry::NEXT;
        }
        let known = at.with_resources.then(|| scope.check.resource(name)).flatten();
        let Some(known) = known else {
            let mut message = format!("there is no resource '{name}'");
            if let Some(meant) = suggest::nearest(name, scope.check.resource_names()) {
                message.push_str(&format!(". Did you mean '{meant}'?"));
            }
            faults.push(fault(scope, written_as_list.then_some(0), message));
            return registry::NEXT;
        };
        let Some(attributes) = scope.check.attributes(known, scope.regions) else { return registry::NEXT };
        scope.resolve(attribute, &mut |found, _| {
            let Ok(found) = found else { return registry::NEXT };
            let Some(wanted) = found.as_str() else {
                let message = format!("{} is not the name of an attribute", show(found));
                faults.push(fault(scope, Some(1), message));
                return registry::NEXT;
            };
            let Some(kinds) = attributes.kinds(wanted) else {
                let mut message = format!("'{wanted}' is not an attribute of {}", known.kind);
                let names = attributes.names();
                if let Some(meant) = suggest::nearest(wanted, names.iter().map(String::as_str)) {
                    message.push_str(&format!(". Did you mean '{meant}'?"));
                } else if !names.is_empty() {
                    message.push_str(&format!(", which has {}", names.join(", ")));
                }
                faults.push(fault(scope, Some(1), message));
                return registry::NEXT;
            };
            check_kind(scope, node, &kinds, schema, faults);
            registry::NEXT
        })
    });
}

/// The type of an attribute is certain, so it has to fit as it is.
fn check_kind(
    scope: &Scope<'_, '_>,
    node: &Node,
    kinds: &[&'static str],
    schema: Schema,
    faults: &mut Faults,
) {
    let wanted: Vec<&str> = match schema.get("type") {
        Some(_) => schema.kinds(),
        None if matches!(schema, Schema::Kinds(_) | Schema::Texts(_)) => schema.kinds(),
        None => return,
    };
    let lenient = wanted.iter().any(|kind| matches!(*kind, "boolean" | "integer"));
    if kinds.is_empty() || wanted.is_empty() || lenient {
        return;
    }
    if !kinds.iter().any(|kind| wanted.contains(kind)) {
        let message =
            format!("{} is {}, and {} is wanted", show(node), kinds.join(" or "), wanted.join(" or "));
        faults.push(fault(scope, None, message));
    }
}
