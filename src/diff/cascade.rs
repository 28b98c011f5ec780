//! What follows for other resources when one is replaced: its `Ref` and `Fn::GetAtt` yield something else then.

use std::collections::{BTreeMap, VecDeque};

use super::change::{Action, Cause, Reason, ResourceChange};
use super::edit::{Item, Step};
use super::replacement::{Certainty, Replacing};
use super::resource::{Context, add_reason, reason, value_at};
use crate::analysis::{Reference, Through};
use crate::model::{self, Section};

/// An output whose value changes although its text does not.
pub(super) type OutputCauses = BTreeMap<String, Vec<Cause>>;

/// Follows all references from what is replaced until nothing new is.
pub(super) fn spread(context: &Context<'_, '_>, changes: &mut Vec<ResourceChange>) -> OutputCauses {
    let mut outputs = OutputCauses::new();
    let mut queue: VecDeque<(String, Certainty)> = changes
        .iter()
        .filter_map(|change| Some((change.logical_id.clone(), gets_new_identity(change)?)))
        .collect();
    while let Some((source, certainty)) = queue.pop_front() {
        let chain = chain_to(changes, &source);
        for reference in context.new.references.to(&source) {
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
            if let Some(certainty) = reach(context, changes, reference, cause, &chain) {
                queue.push_back((reference.from.to_owned(), certainty));
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

/// Changes what refers; returns how surely it is replaced, if that is new.
fn reach(
    context: &Context<'_, '_>,
    changes: &mut Vec<ResourceChange>,
    reference: &Reference<'_>,
    cause: Cause,
    chain: &[String],
) -> Option<Certainty> {
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
    if !is_edited {
        match change.causes.iter_mut().find(|known| known.path == path && known.source == cause.source) {
            Some(known) => known.certainty = known.certainty.max(certainty),
            None => change.causes.push(cause),
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
    let after = gets_new_identity(change);
    if after > before { after } else { None }
}

/// The resources by which it comes about that this one is replaced, itself the last.
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

impl Context<'_, '_> {
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
