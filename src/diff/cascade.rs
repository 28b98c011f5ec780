//! What follows for other resources when one is replaced: its `Ref` and `Fn::GetAtt` yield something else then. Some
//! attributes also do when it is changed in place.

use std::collections::{BTreeMap, VecDeque};

use super::attributes::changes_with;
use super::change::{Action, Cause, Reason, ResourceChange};
use super::edit::{Item, Step};
use super::reasons::{add_reason, reason};
use super::replacement::{Certainty, Replacing};
use super::resource::{Context, value_at};
use crate::analysis::{Reference, Through};
use crate::model::{self, Object, Section};

/// An output whose value changes although its text does not.
pub(super) type OutputCauses = BTreeMap<String, Vec<Cause>>;

/// Follows all references from what is replaced or changed until nothing new is.
pub(super) fn spread(context: &Context<'_, '_>, changes: &mut Vec<ResourceChange>) -> OutputCauses {
    let mut outputs = OutputCauses::new();
    let is_there_still = |change: &&ResourceChange| {
        matches!(change.action, Action::Replace(_) | Action::Update | Action::MayUpdate)
    };
    let mut queue: VecDeque<String> =
        changes.iter().filter(is_there_still).map(|change| change.logical_id.clone()).collect();
    while let Some(source) = queue.pop_front() {
        let Some(changed) = changes.iter().find(|change| change.logical_id == source).cloned() else {
            continue;
        };
        let chain = chain_to(changes, &source);
        for reference in context.new.references.to(&source) {
            let reads = || changes_with(&changed, context.body(reference)?, reference);
            let Some(certainty) = gets_new_identity(&changed).or_else(reads) else { continue };
            let cause = Cause {
                path: value_path(reference),
                through: reference.through.as_str(),
                source: source.clone(),
                certainty,
            };
            if reference.through == Through::DependsOn || reference.from == source {
                continue;
            }
            if reference.section == Section::Outputs {
                let known = outputs.entry(reference.from.to_owned()).or_default();
                if !known.contains(&cause) {
                    known.push(cause);
                }
                continue;
            }
            let is_new = reach(context, changes, reference, cause, &chain) == Some(true);
            if is_new && !queue.iter().any(|waiting| waiting == reference.from) {
                queue.push_back(reference.from.to_owned());
            }
        }
    }
    outputs
}

/// How sure it is that what refers to the resource gets something else.
fn gets_new_identity(change: &ResourceChange) -> Option<Certainty> {
    match change.action {
        Action::Replace(certainty) => Some(certainty),
        _ => None,
    }
}

/// Changes what refers; whether something about that is new.
fn reach(
    context: &Context<'_, '_>,
    changes: &mut Vec<ResourceChange>,
    reference: &Reference<'_>,
    cause: Cause,
    chain: &[String],
) -> Option<bool> {
    let name = reference.from;
    let index = match changes.iter().position(|change| change.logical_id == name) {
        Some(index) => index,
        None => {
            changes.push(context.untouched(name)?);
            changes.len() - 1
        }
    };
    let change = changes.get_mut(index)?;
    if matches!(change.action, Action::Add | Action::Remove | Action::Absent) {
        return None;
    }
    let path = cause.path.clone();
    let is_property = path.first() == Some(&Step::Key("Properties".to_owned()));
    let is_edited = change.edits.iter().any(|edit| edit.path.iter().zip(&path).all(|(a, b)| a == b));
    let certainty = cause.certainty;
    let mut is_new = false;
    if !is_edited {
        match change.causes.iter_mut().find(|known| known.path == path && known.source == cause.source) {
            Some(known) => {
                is_new = known.certainty < certainty;
                known.certainty = known.certainty.max(certainty);
            }
            None => {
                is_new = true;
                change.causes.push(cause);
            }
        }
    }
    let before = gets_new_identity(change);
    if is_property {
        let replacing = Replacing::new(&change.resource_type);
        let value = context.new.resource(name).and_then(|body| value_at(body, &path));
        if let Some(verdict) = replacing.verdict_at(path.get(1..).unwrap_or_default(), &[value]) {
            let mut reason = reason(verdict, &change.resource_type);
            reason.certainty = reason.certainty.min(certainty);
            reason.chain = chain.to_vec();
            add_reason(&mut change.reasons, reason);
        }
    }
    context.decide(change);
    Some(is_new || gets_new_identity(change) > before)
}

/// The resources by which it comes about that this one is replaced or changed, itself the last.
fn chain_to(changes: &[ResourceChange], name: &str) -> Vec<String> {
    let change = changes.iter().find(|change| change.logical_id == name);
    let strongest = |reasons: &[Reason]| -> Vec<String> {
        let own =
            reasons.iter().filter(|reason| reason.chain.is_empty()).map(|reason| reason.certainty).max();
        let led =
            reasons.iter().filter(|reason| !reason.chain.is_empty()).max_by_key(|reason| reason.certainty);
        match (own, led) {
            (own, Some(led)) if own.is_none_or(|own| own < led.certainty) => led.chain.clone(),
            _ => Vec::new(),
        }
    };
    let mut chain = change.map(|change| strongest(&change.reasons)).unwrap_or_default();
    chain.push(name.to_owned());
    chain
}

/// The path of the value that changes: up to the function that reads the other resource.
fn value_path(reference: &Reference<'_>) -> Vec<Step> {
    let mut path = Vec::new();
    let mut steps = reference.path.iter();
    while let Some(step) = steps.next() {
        match step {
            model::Step::Key(key) if key == "Fn::If" => {
                let Some(model::Step::Index(branch)) = steps.next() else { break };
                path.push(Step::Key("Fn::If".to_owned()));
                path.push(Step::Item(item(*branch)));
            }
            model::Step::Key(key) if key.starts_with("Fn::") => break,
            model::Step::Key(key) => path.push(Step::Key(key.clone().into_owned())),
            model::Step::Index(index) => path.push(Step::Item(item(*index))),
        }
    }
    path
}

fn item(index: usize) -> Item {
    Item { old: Some(index), new: Some(index), name: None }
}

impl<'t> Context<'_, 't> {
    /// What has the reference: a resource or an output.
    fn body(&self, reference: &Reference<'_>) -> Option<&'t Object> {
        self.new.entry(reference.section, reference.from)?.as_object()
    }

    /// A resource that says the same as before.
    fn untouched(&self, name: &str) -> Option<ResourceChange> {
        self.old.resource(name)?;
        Some(ResourceChange {
            logical_id: name.to_owned(),
            old_id: None,
            resource_type: self.new.resource_type(name).to_owned(),
            old_type: None,
            action: Action::MayUpdate,
            edits: Vec::new(),
            causes: Vec::new(),
            reasons: Vec::new(),
            fate: None,
            notes: Vec::new(),
        })
    }
}
