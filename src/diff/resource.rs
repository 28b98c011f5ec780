//! What happens to each resource.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Action, Cause, Fate, ResourceChange};
use super::edit::{Comparison, Edit, EditKind, Sides, Step};
use super::form::{AsWritten, Names};
use super::function::Function;
use super::lookup::surely_changes;
use super::reasons::{add_reason, branches, reason};
use super::rename::{Renames, attribute_place};
use super::replacement::{Certainty, Replacing, Rule, Verdict};
use super::side::{Known, Renamed, Side};
use crate::model::{Node, Object, ResourceAttribute, Value};

/// What both sides know, and what has changed that resources use.
pub(super) struct Context<'c, 't> {
    pub(super) old: &'c Side<'t>,
    pub(super) new: &'c Side<'t>,
    pub(super) old_known: &'c Known<'t>,
    pub(super) new_known: &'c Known<'t>,
    pub(super) renames: &'c Renames,
    /// Parameters, mappings and conditions that have changed, and how they are used.
    pub(super) changed: &'c BTreeMap<String, &'static str>,
    /// Whether values could differ although their texts do not.
    pub(super) looks_behind_names: bool,
}

/// The logical IDs of resources that say the same on both sides, as they are written.
pub(super) fn same_as_written<'t>(old: &Side<'t>, new: &Side<'t>) -> BTreeSet<&'t str> {
    old.resources()
        .filter(|name| match (old.resource(name), new.resource(name)) {
            (Some(before), Some(after)) => {
                before == after || {
                    let (kind_before, kind_after) = (old.resource_type(name), new.resource_type(name));
                    kind_before == kind_after
                        && super::rename::body_form(before, kind_before, &AsWritten)
                            == super::rename::body_form(after, kind_after, &AsWritten)
                }
            }
            _ => false,
        })
        .collect()
}

impl<'t> Context<'_, 't> {
    /// What happens to the resources, each by itself; nothing is said of those to which nothing happens.
    pub(super) fn changes(&self, same: &BTreeSet<&str>) -> Vec<ResourceChange> {
        let mut changes = Vec::new();
        let origins: BTreeMap<&str, &str> =
            self.renames.mapping.iter().map(|(from, to)| (to.as_str(), from.as_str())).collect();
        for name in self.new.resources() {
            let old_name = match origins.get(name) {
                Some(from) => self.old.resources().find(|old| old == from),
                None => {
                    let kept = !self.renames.mapping.contains_key(name);
                    self.old.resources().find(|old| *old == name && kept)
                }
            };
            match old_name {
                Some(old_name) => {
                    let mapping = &self.renames.mapping;
                    // A name that it refers to may be another resource's now.
                    let follows = || self.old.references.of(name).any(|to| mapping.contains_key(to.to));
                    let is_same =
                        old_name == name && same.contains(name) && (mapping.is_empty() || !follows());
                    changes.extend(self.pair(old_name, name, is_same));
                }
                None => changes.push(self.added(name)),
            }
        }
        for name in self.old.resources() {
            let is_gone = self.new.resource(name).is_none() || origins.contains_key(name);
            if is_gone && !self.renames.mapping.contains_key(name) {
                changes.push(self.removed(name));
            }
        }
        changes
    }

    fn blank(&self, side: &Side<'t>, name: &str, action: Action) -> ResourceChange {
        ResourceChange {
            logical_id: name.to_owned(),
            old_id: None,
            resource_type: side.resource_type(name).to_owned(),
            old_type: None,
            action,
            edits: Vec::new(),
            causes: Vec::new(),
            reasons: Vec::new(),
            fate: None,
            notes: Vec::new(),
        }
    }

    fn added(&self, name: &str) -> ResourceChange {
        let mut change = self.blank(self.new, name, Action::Add);
        change.edits = whole(self.new.resource(name), true);
        if let Some(condition) = condition(self.new, name) {
            match self.new_known.holds(condition) {
                Some(true) => {}
                Some(false) => {
                    change.action = Action::Absent;
                    change.notes.push(format!("not created: the condition {condition} does not hold"));
                }
                None => change.notes.push(format!("created where the condition {condition} holds")),
            }
        }
        change
    }

    fn removed(&self, name: &str) -> ResourceChange {
        let mut change = self.blank(self.old, name, Action::Remove);
        change.edits = whole(self.old.resource(name), false);
        change.fate = Some(deletion(self.old, name));
        if let Some(condition) = condition(self.old, name) {
            match self.old_known.holds(condition) {
                Some(true) => {}
                Some(false) => {
                    change.action = Action::Absent;
                    change.fate = None;
                    change.notes.push(format!("was not created: the condition {condition} did not hold"));
                }
                None => change.notes.push(format!("it is there only where the condition {condition} held")),
            }
        }
        change
    }

    /// A resource that is on both sides.
    fn pair(&self, old_name: &'t str, name: &'t str, is_same: bool) -> Option<ResourceChange> {
        let (before, after) = (self.old.resource(old_name)?, self.new.resource(name)?);
        let (old_type, resource_type) = (self.old.resource_type(old_name), self.new.resource_type(name));
        let mut change = self.blank(self.new, name, Action::Update);
        let renamed = Renamed(&self.renames.mapping);
        if !is_same {
            change.edits = edits(before, after, resource_type, &renamed, &AsWritten);
        }
        if old_name != name {
            change.old_id = Some(old_name.to_owned());
            change.fate = Some(deletion(self.old, old_name));
        }
        if self.looks_behind_names {
            let behind = edits(before, after, resource_type, self.old_known, self.new_known);
            let known: Vec<&[Step]> = change.edits.iter().map(|edit| edit.path.as_slice()).collect();
            change.causes = self.causes(&known, behind);
        }
        let replacing = Replacing::new(resource_type);
        if old_type != resource_type {
            change.old_type = Some(old_type.to_owned());
            change
                .reasons
                .push(reason(Verdict { rule: Rule::Type, property: "Type".to_owned() }, resource_type));
        } else {
            for edit in &change.edits {
                if let Some(verdict) = replacing.verdict(edit) {
                    let reason = reason(verdict, resource_type)
                        .settled_by(&change.edits, resource_type)
                        .limited_by(&edit.path, after, self.new_known);
                    if let Some(reason) = reason {
                        add_reason(&mut change.reasons, reason);
                    }
                }
            }
            for cause in &change.causes {
                let path = cause.path.get(1..).unwrap_or_default();
                if let Some(verdict) = replacing.verdict_at(path, &[value_at(after, &cause.path)]) {
                    let mut reason = reason(verdict, resource_type);
                    reason.certainty = reason.certainty.min(cause.certainty);
                    add_reason(&mut change.reasons, reason);
                }
            }
        }
        if !replacing.is_known() && !change.edits.is_empty() {
            change.notes.push(format!("nothing is known of the type {resource_type}: it may be replaced"));
        }
        self.presence(&mut change, old_name, name);
        let is_other = change.old_id.is_some() || change.old_type.is_some();
        if change.edits.is_empty() && change.causes.is_empty() && change.notes.is_empty() && !is_other {
            return None;
        }
        self.decide(&mut change);
        Some(change)
    }

    /// What differs although its text does not, by what it names; without what differs in its text.
    pub(super) fn causes(&self, known: &[&[Step]], behind: Vec<Edit>) -> Vec<Cause> {
        let are_near = |a: &[Step], b: &[Step]| a.iter().zip(b).all(|(a, b)| a == b);
        let mut causes = Vec::new();
        for edit in behind {
            if known.iter().any(|known| are_near(known, &edit.path)) {
                continue;
            }
            let used = edit.new.as_ref().or(edit.old.as_ref()).map(names_in).unwrap_or_default();
            for name in used {
                let Some(through) = self.changed.get(&name) else { continue };
                let is_known = match (*through, &edit.new) {
                    ("Conditions", _) => self.new_known.holds(&name).is_some(),
                    ("Mappings", Some(value)) => {
                        surely_changes(value, &name, [self.old, self.new], self.new_known)
                    }
                    _ => true,
                };
                let certainty = if is_known { Certainty::Yes } else { Certainty::Maybe };
                let cause = Cause { path: edit.path.clone(), through, source: name, certainty };
                if !causes.contains(&cause) {
                    causes.push(cause);
                }
            }
        }
        causes
    }

    /// A condition may have begun or ceased to hold.
    fn presence(&self, change: &mut ResourceChange, old_name: &str, name: &str) {
        let (before, after) = (condition(self.old, old_name), condition(self.new, name));
        let holds = |known: &Known<'_>, condition: Option<&str>| {
            condition.map_or(Some(true), |name| known.holds(name))
        };
        let text = |condition: Option<&str>| condition.unwrap_or_default().to_owned();
        match (holds(self.old_known, before), holds(self.new_known, after)) {
            (Some(true), Some(false)) => {
                change.action = Action::Remove;
                change.fate = Some(deletion(self.old, old_name));
                change.notes.push(format!("removed: the condition {} does not hold any more", text(after)));
            }
            (Some(false), Some(true)) => {
                change.action = Action::Add;
                change.notes.push(format!("created: the condition {} holds now", text(before)));
            }
            (Some(false), Some(false)) => {
                change.action = Action::Absent;
                if !change.edits.is_empty() {
                    change.notes.push("it is not created with these parameters".to_owned());
                }
            }
            (Some(true), Some(true)) => {}
            _ => match after {
                Some(after_name) if self.is_conditioned_anew(old_name, name) => {
                    change.fate = Some(deletion(self.old, old_name));
                    change.notes.push(format!(
                        "it may be created or removed: that is for the condition {after_name}"
                    ));
                }
                None => change.notes.push(format!("it is created now where {} did not hold", text(before))),
                _ => {}
            },
        }
    }

    /// Whether the resource has another condition, or the same one with another meaning.
    fn is_conditioned_anew(&self, old_name: &str, name: &str) -> bool {
        let (before, after) = (condition(self.old, old_name), condition(self.new, name));
        after.is_some_and(|name| before != after || self.changed.get(name) == Some(&"Conditions"))
    }

    /// Whether its condition may take a resource out of the stack that was in it.
    pub(super) fn may_go(&self, old_name: &str, name: &str) -> bool {
        let holds = |known: &Known<'_>, condition: Option<&str>| known.holds(condition?);
        self.is_conditioned_anew(old_name, name)
            && holds(self.old_known, condition(self.old, old_name)) != Some(false)
            && holds(self.new_known, condition(self.new, name)) != Some(true)
    }

    /// Whether the edit is in a branch that is known not to count.
    fn is_idle(&self, change: &ResourceChange, edit: &Edit) -> bool {
        let Some(body) = self.new.resource(&change.logical_id) else { return false };
        branches(&edit.path, body)
            .into_iter()
            .any(|(name, is_then)| self.new_known.holds(name) == Some(!is_then))
    }

    /// What the reasons come to.
    pub(super) fn decide(&self, change: &mut ResourceChange) {
        if matches!(change.action, Action::Remove | Action::Add | Action::Absent) {
            return;
        }
        let certainty = change.reasons.iter().map(|reason| reason.certainty).max();
        change.action = match certainty {
            Some(certainty) => {
                change.fate = Some(replacement_fate(self.new, &change.logical_id));
                Action::Replace(certainty)
            }
            None if change.edits.iter().any(|edit| touches_resource(edit) && !self.is_idle(change, edit)) => {
                Action::Update
            }
            None if change.old_id.is_some() => Action::Rename,
            None if change.causes.iter().any(|cause| cause.certainty == Certainty::Yes) => Action::Update,
            None if !change.causes.is_empty() => Action::MayUpdate,
            None => Action::Nothing,
        };
    }
}

/// Whether the edit concerns the thing itself, and not only what CloudFormation does with it.
fn touches_resource(edit: &Edit) -> bool {
    !matches!(
        edit.path.first(),
        Some(Step::Key(attribute))
            if ["DependsOn", "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy", "Condition"].contains(&attribute.as_str())
    )
}

/// The edits from one body to the other.
pub(super) fn edits(
    before: &Object,
    after: &Object,
    resource_type: &str,
    old: &dyn Names,
    new: &dyn Names,
) -> Vec<Edit> {
    let mut comparison = Comparison::new(Sides { old, new }, Vec::new());
    let mut attributes: Vec<&str> = Vec::new();
    for entry in after.iter().chain(before) {
        let key = entry.key.as_ref();
        if !attributes.contains(&key) && key != ResourceAttribute::Type.as_str() {
            attributes.push(key);
        }
    }
    let nothing = Object::new();
    for attribute in attributes {
        let place = attribute_place(attribute, resource_type);
        let (old, new) = (super::edit::last(before, attribute), super::edit::last(after, attribute));
        comparison.within(Step::Key(attribute.to_owned()), |comparison| {
            let object = |node: Option<&'_ Node>| node.is_none_or(|node| node.as_object().is_some());
            // Properties are shown one by one, also where there were none at all.
            if attribute == "Properties"
                && object(old)
                && object(new)
                && !(is_function(old) || is_function(new))
            {
                let inner = |node: Option<&Node>| {
                    node.and_then(Node::as_object).cloned().unwrap_or_else(|| nothing.clone())
                };
                comparison.objects(&inner(old), &inner(new), place);
                return;
            }
            match (old, new) {
                (Some(old), Some(new)) => comparison.values(old, new, place),
                (Some(old), None) => comparison.push(EditKind::Remove, Some(old), None),
                (None, Some(new)) => comparison.push(EditKind::Add, None, Some(new)),
                (None, None) => {}
            }
        });
    }
    comparison.edits
}

fn is_function(node: Option<&Node>) -> bool {
    node.is_some_and(|node| Function::of(node).is_some())
}

/// All that a resource says, as edits of its attributes and properties.
fn whole(body: Option<&Object>, is_new: bool) -> Vec<Edit> {
    let nothing = Object::new();
    let Some(body) = body else { return Vec::new() };
    let (before, after) = if is_new { (&nothing, body) } else { (body, &nothing) };
    edits(before, after, "", &AsWritten, &AsWritten)
}

fn condition<'t>(side: &Side<'t>, name: &str) -> Option<&'t str> {
    side.attribute(name, ResourceAttribute::Condition)?.as_str()
}

/// What becomes of a thing whose resource leaves the stack. The template that is deployed decides.
pub(super) fn deletion(side: &Side<'_>, name: &str) -> Fate {
    match side.attribute(name, ResourceAttribute::DeletionPolicy) {
        Some(policy) => fate(policy),
        None => match side.resource_type(name) {
            "AWS::RDS::DBCluster" => Fate::Snapshot,
            "AWS::RDS::DBInstance" if side.property(name, "DBClusterIdentifier").is_none() => Fate::Snapshot,
            _ => Fate::Deleted,
        },
    }
}

/// What becomes of the old thing when a new one takes its place.
fn replacement_fate(side: &Side<'_>, name: &str) -> Fate {
    side.attribute(name, ResourceAttribute::UpdateReplacePolicy).map_or(Fate::Deleted, fate)
}

fn fate(policy: &Node) -> Fate {
    match policy.as_str() {
        Some("Delete") => Fate::Deleted,
        Some("Retain" | "RetainExceptOnCreate") => Fate::Kept,
        Some("Snapshot") => Fate::Snapshot,
        _ => Fate::Unknown,
    }
}

/// What stands at a path of a resource's body.
pub(super) fn value_at<'b>(body: &'b Object, path: &[Step]) -> Option<&'b Node> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(super::edit::last(body, first)?, |node, step| match step {
        Step::Key(key) => super::edit::last(node.as_object()?, key),
        Step::Item(item) => node.as_list()?.get(item.index()),
    })
}

/// The parameters, mappings and conditions that a value uses.
fn names_in(node: &Node) -> Vec<String> {
    let mut names = Vec::new();
    collect_names(node, &mut names);
    names
}

fn collect_names(node: &Node, names: &mut Vec<String>) {
    if let Some(function) = Function::of(node) {
        let first = function.argument.as_list().and_then(|items| items.first());
        match function.key {
            "Ref" | "Condition" => names.extend(function.argument.as_str().map(str::to_owned)),
            "Fn::If" | "Fn::FindInMap" => names.extend(first.and_then(Node::as_str).map(str::to_owned)),
            "Fn::Sub" => {
                let text = first.unwrap_or(function.argument).as_str().unwrap_or_default();
                names.extend(crate::analysis::sub_variables(text).map(str::to_owned));
            }
            _ => {}
        }
    }
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| collect_names(item, names)),
        Value::Object(object) => object.iter().for_each(|entry| collect_names(&entry.node, names)),
        _ => {}
    }
}
