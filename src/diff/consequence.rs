//! What follows from what happens to resources.

use std::collections::BTreeSet;

use super::change::{Action, Consequence, Difference, Fate, Kind, ResourceChange};
use super::deployment::{not_deployed, not_published};
use super::edit::Step;
use super::form::AsWritten;
use super::names::names_in_use;
use super::replacement::{Certainty, Replacing};
use super::resource::{Context, deletion, edits};
use super::show::inline;
use super::side::Side;
use crate::model::{Node, Section, Value};
use crate::schema::{check_table, naming_properties};

/// Adds what follows, the gravest first.
pub(super) fn add(context: &Context<'_, '_>, difference: &mut Difference) {
    let mut found = Vec::new();
    for change in &difference.resources {
        if is_updated_by_swap(context, change) {
            continue;
        }
        found.extend(data_loss(change));
        found.extend(may_go(context, change));
        found.extend(refused(context, change));
    }
    found.extend(names_in_use(context, &difference.resources));
    found.extend(not_deployed(context, &difference.resources));
    found.extend(not_published(context, &difference.resources));
    found.extend(capabilities(context));
    found.extend(difference.renames.iter().map(|rename| {
        let (from, to) = (&rename.from, &rename.to);
        let what = if is_swapped(context, from, to) {
            "an update makes of each what the other one was"
        } else {
            "an update creates a new one and removes the old one"
        };
        Consequence {
            kind: Kind::Renames,
            certainty: Certainty::Yes,
            name: to.clone(),
            text: format!("{from} is now called {to}, and nothing else about it changes: {what}"),
            help: Some(
                "a stack refactoring keeps it: --write-mappings writes the file that it takes".to_owned(),
            ),
        }
    }));
    difference.consequences.extend(found);
    difference.sort_consequences();
}

/// Whether both logical IDs of what is renamed are there before and after: something else has the old one now.
fn is_swapped(context: &Context<'_, '_>, from: &str, to: &str) -> bool {
    context.new.resource(from).is_some() && context.old.resource(to).is_some()
}

/// Whether an update changes in place what stands under the new logical ID to what is there now.
fn is_updated_by_swap(context: &Context<'_, '_>, change: &ResourceChange) -> bool {
    let (Action::Rename, Some(from)) = (change.action, &change.old_id) else { return false };
    let (from, to) = (from.as_str(), change.logical_id.as_str());
    let stays = |name: &str| {
        let (Some(before), Some(after)) = (context.old.resource(name), context.new.resource(name)) else {
            return false;
        };
        let replacing = Replacing::new(&change.resource_type);
        context.old.resource_type(name) == context.new.resource_type(name)
            && !edits(before, after, &change.resource_type, &AsWritten, &AsWritten)
                .iter()
                .any(|edit| replacing.verdict(edit).is_some())
    };
    is_swapped(context, from, to) && stays(from) && stays(to)
}

/// Types that hold what cannot be made again and are not in the table of facts, and whether they must be empty to be
/// deleted.
const MORE_STATEFUL: [(&str, bool); 14] = [
    ("AWS::Cassandra::Table", false),
    ("AWS::DocDBElastic::Cluster", false),
    ("AWS::DSQL::Cluster", false),
    ("AWS::ECR::Repository", true),
    ("AWS::ElastiCache::ServerlessCache", false),
    ("AWS::MSK::Cluster", false),
    ("AWS::MemoryDB::Cluster", false),
    ("AWS::NeptuneGraph::Graph", false),
    ("AWS::OpenSearchServerless::Collection", false),
    ("AWS::RedshiftServerless::Namespace", false),
    ("AWS::S3Express::DirectoryBucket", true),
    ("AWS::S3Tables::Table", false),
    ("AWS::Serverless::SimpleTable", false),
    ("AWS::Timestream::Table", false),
];

/// Whether things of that type hold what cannot be made again, and whether they must be empty to be deleted.
fn stateful(resource_type: &str) -> Option<bool> {
    if let Some((_, must_be_empty)) = MORE_STATEFUL.iter().find(|(kind, _)| *kind == resource_type) {
        return Some(*must_be_empty);
    }
    let fact = check_table("stateful-types")?.get("ResourceTypes")?.get(resource_type)?;
    Some(fact.get("DeleteRequiresEmptyResource").and_then(|value| value.as_bool()).unwrap_or(false))
}

fn data_loss(change: &ResourceChange) -> Option<Consequence> {
    let resource_type = change.old_type.as_deref().unwrap_or(&change.resource_type);
    let must_be_empty = stateful(resource_type)?;
    let fate = change.fate?;
    if matches!(fate, Fate::Kept | Fate::Snapshot) {
        return None;
    }
    let name = change.old_id.as_ref().unwrap_or(&change.logical_id);
    let (certainty, what, policy) = match change.action {
        Action::Remove => (Certainty::Yes, "is removed", "DeletionPolicy"),
        Action::Replace(Certainty::Yes) => (Certainty::Yes, "is replaced", "UpdateReplacePolicy"),
        Action::Replace(Certainty::Maybe) => (Certainty::Maybe, "may be replaced", "UpdateReplacePolicy"),
        Action::Rename => (
            Certainty::Maybe,
            "changes its logical ID, which replaces it unless the stack is refactored",
            "DeletionPolicy",
        ),
        Action::Update | Action::MayUpdate | Action::Nothing => {
            (Certainty::Maybe, "may be removed", "DeletionPolicy")
        }
        Action::Add | Action::Absent => return None,
    };
    let what_then = match (fate, must_be_empty) {
        (Fate::Unknown, _) => "whether it is kept is for a function to say",
        (_, true) => "it is deleted if it is empty; if not, it stays and the deletion fails",
        (_, false) => "it is deleted with all that is in it",
    };
    let help = match policy {
        // The template that is deployed decides.
        "DeletionPolicy" => format!("deploy `{policy}: Retain` first, and then this change"),
        _ => format!("`{policy}: Retain` keeps it"),
    };
    Some(Consequence {
        kind: Kind::DataLoss,
        certainty,
        name: name.clone(),
        text: format!("{name} ({resource_type}) {what}: {what_then}"),
        help: Some(help),
    })
}

/// The data of what is replaced, and may as well leave the stack with its condition: for that, another policy counts.
fn may_go(context: &Context<'_, '_>, change: &ResourceChange) -> Option<Consequence> {
    let old_name = change.old_id.as_ref().unwrap_or(&change.logical_id);
    if !matches!(change.action, Action::Replace(_)) || !context.may_go(old_name, &change.logical_id) {
        return None;
    }
    let fate = Some(deletion(context.old, old_name));
    data_loss(&ResourceChange { action: Action::Nothing, fate, ..change.clone() })
}

/// What CloudFormation does not do.
fn refused(context: &Context<'_, '_>, change: &ResourceChange) -> Option<Consequence> {
    let name = &change.logical_id;
    let certainty = match change.action {
        Action::Replace(certainty) => certainty,
        Action::Rename => Certainty::Maybe,
        Action::Update if changes_service_token(change) => {
            return Some(Consequence {
                kind: Kind::Refused,
                certainty: Certainty::Yes,
                name: name.clone(),
                text: format!("the ServiceToken of {name} changes: CloudFormation does not update that"),
                help: Some("give the resource another logical ID".to_owned()),
            });
        }
        _ => return None,
    };
    if let Some(old_type) = &change.old_type {
        return Some(Consequence {
            kind: Kind::Refused,
            certainty: Certainty::Yes,
            name: name.clone(),
            text: format!(
                "{name} changes its type from {old_type} to {}: CloudFormation answers `Update of resource type is not permitted`",
                change.resource_type
            ),
            help: Some("give the new resource another logical ID".to_owned()),
        });
    }
    let (property, value) = custom_name(context, change)?;
    let text = if change.action == Action::Rename {
        format!(
            "{name} keeps its {property} {value}: without a refactoring, the new one cannot be created beside the old one"
        )
    } else {
        format!(
            "{name} is to be replaced and keeps its {property} {value}: the new one cannot be created beside the old one"
        )
    };
    Some(Consequence {
        kind: Kind::Refused,
        certainty,
        name: name.clone(),
        text,
        help: Some(format!("change {property} too, or leave it out")),
    })
}

fn changes_service_token(change: &ResourceChange) -> bool {
    change.edits.iter().any(|edit| edit.path.get(1) == Some(&Step::Key("ServiceToken".to_owned())))
}

/// The name that the author has given to what is replaced, if it stays the same.
fn custom_name(context: &Context<'_, '_>, change: &ResourceChange) -> Option<(String, String)> {
    let stays = |property: &str| {
        let value = context.new.property(&change.logical_id, property)?;
        let path = [Step::Key("Properties".to_owned()), Step::Key(property.to_owned())];
        let is_changed = |other: &[Step]| other.iter().zip(&path).all(|(a, b)| a == b);
        let changes = change.edits.iter().any(|edit| is_changed(&edit.path))
            || change.causes.iter().any(|cause| is_changed(&cause.path));
        (!changes).then(|| inline(value))
    };
    let properties = naming_properties(&change.resource_type);
    let values: Option<Vec<String>> = properties.iter().map(|property| stays(property)).collect();
    (!properties.is_empty()).then_some((properties.join(" and "), values?.join(" and ")))
}

/// Types for which a deployment needs `CAPABILITY_IAM`, with the property that names them.
const IAM: [(&str, Option<&str>); 8] = [
    ("AWS::IAM::AccessKey", None),
    ("AWS::IAM::Group", Some("GroupName")),
    ("AWS::IAM::InstanceProfile", Some("InstanceProfileName")),
    ("AWS::IAM::ManagedPolicy", Some("ManagedPolicyName")),
    ("AWS::IAM::Policy", None),
    ("AWS::IAM::Role", Some("RoleName")),
    ("AWS::IAM::User", Some("UserName")),
    ("AWS::IAM::UserToGroupAddition", None),
];

/// The capabilities that the new template needs and the old one does not.
fn capabilities(context: &Context<'_, '_>) -> Vec<Consequence> {
    let (before, after) = (needed(context.old), needed(context.new));
    after
        .into_iter()
        .filter(|(capability, _)| {
            let covered = *capability == "CAPABILITY_IAM"
                && before.iter().any(|(known, _)| *known == "CAPABILITY_NAMED_IAM");
            !covered && !before.iter().any(|(known, _)| known == capability)
        })
        .map(|(capability, why)| Consequence {
            kind: Kind::Capabilities,
            certainty: Certainty::Yes,
            text: format!("the update needs the capability {capability}, for {why}"),
            help: Some(format!("--capabilities {capability}")),
            name: why,
        })
        .collect()
}

fn needed(side: &Side<'_>) -> BTreeSet<(&'static str, String)> {
    let mut needed: Vec<(&'static str, String)> = Vec::new();
    let mut add = |capability: &'static str, why: &str| {
        if !needed.iter().any(|(known, _)| *known == capability) {
            needed.push((capability, why.to_owned()));
        }
    };
    for name in side.resources() {
        let resource_type = side.resource_type(name);
        if let Some((_, named_by)) = IAM.iter().find(|(kind, _)| *kind == resource_type) {
            match named_by.and_then(|property| side.property(name, property)) {
                Some(_) => add("CAPABILITY_NAMED_IAM", name),
                None => add("CAPABILITY_IAM", name),
            }
        }
        if resource_type == "AWS::Serverless::Function" && side.property(name, "Role").is_none() {
            add("CAPABILITY_IAM", name);
        }
    }
    let has_transform = side.entry_of_root(Section::Transform).is_some() || has_macro(side.root);
    if has_transform {
        add("CAPABILITY_AUTO_EXPAND", "the transforms of the template");
    }
    // The greater one includes the smaller.
    if needed.iter().any(|(known, _)| *known == "CAPABILITY_NAMED_IAM") {
        needed.retain(|(known, _)| *known != "CAPABILITY_IAM");
    }
    needed.into_iter().collect()
}

fn has_macro(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().any(has_macro),
        Value::Object(object) => {
            object.iter().any(|entry| entry.key == "Fn::Transform" || has_macro(&entry.node))
        }
        _ => false,
    }
}
