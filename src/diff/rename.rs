//! Finds the resources that only changed their logical ID.
//!
//! Each resource gets a fingerprint of its type and all it says, in which the names of other candidates stand for their
//! fingerprints, and then those of what refers to it. Once that tells no more resources apart than before, those with
//! the same fingerprint on both sides are the same; where there are several, they cannot be told apart.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::change::{Ambiguity, Rename};
use super::form::{Form, Names, form};
use super::permutation::{self, Permutation};
use super::place::Place;
use super::side::Side;
use crate::analysis::Reference;
use crate::model::{self, Node, Section, Value};

/// What is found.
#[derive(Debug, Default)]
pub(super) struct Renames {
    /// The new logical IDs by the old ones.
    pub(super) mapping: BTreeMap<String, String>,
    pub(super) renames: Vec<Rename>,
    pub(super) ambiguous: Vec<Ambiguity>,
}

impl Renames {
    fn of(permutation: Permutation, old: &Side<'_>) -> Self {
        let Permutation { mut mapping, alike } = permutation;
        mapping.retain(|from, _| !RENEWED.contains(&old.resource_type(from)));
        let mut ambiguous = Vec::new();
        for (from, to) in alike {
            mapping.retain(|name, _| !from.contains(name));
            let resource_type =
                from.first().map(|name| old.resource_type(name)).unwrap_or_default().to_owned();
            ambiguous.push(Ambiguity { from, to, resource_type });
        }
        let rename = |(from, to): (&String, &String)| Rename {
            from: from.clone(),
            to: to.clone(),
            resource_type: old.resource_type(from).to_owned(),
        };
        ambiguous.sort_by(|a, b| a.from.cmp(&b.from));
        Self { renames: mapping.iter().map(rename).collect(), mapping, ambiguous }
    }
}

/// Fingerprints by logical ID.
pub(super) type Prints<'t> = BTreeMap<&'t str, u64>;

/// The names of candidates, and of what is known already, as their fingerprints.
struct ByPrint<'p, 't> {
    prints: &'p Prints<'t>,
    known: &'p Prints<'p>,
}

impl ByPrint<'_, '_> {
    fn print(&self, name: &str) -> Option<u64> {
        self.prints.get(name).or_else(|| self.known.get(name)).copied()
    }
}

impl Names for ByPrint<'_, '_> {
    fn resource(&self, name: &str) -> Option<String> {
        self.print(name).map(|print| format!("#{print:016x}"))
    }
}

/// So many resources refer to one another in a row at most, for them to be told apart by that alone.
const MOST_ROUNDS: usize = 64;

/// Which resources are looked at, and what tells them apart.
#[derive(Clone, Copy)]
struct Scheme {
    /// Whether names that both sides have may be meant for something else on each.
    permutes: bool,
    /// Whether resources are told apart by what refers to them.
    by_users: bool,
}

/// Types of which a new resource is wanted when the logical ID is another one: that is how they are renewed.
const RENEWED: [&str; 3] =
    ["AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Deployment", "AWS::Lambda::Version"];

/// The strictest first: each looks only at what those before it have not found.
const SCHEMES: [Scheme; 4] = [
    Scheme { permutes: true, by_users: true },
    Scheme { permutes: false, by_users: true },
    Scheme { permutes: false, by_users: false },
    Scheme { permutes: true, by_users: false },
];

/// Looks among the resources that are not the same by name on both sides, and those that lead to them.
pub(super) fn find(old: &Side<'_>, new: &Side<'_>, same: &BTreeSet<&str>) -> Renames {
    let mut found = Renames::default();
    let moved = moved(old, new, same);
    if moved.is_empty() {
        return found;
    }
    if let Some(permutation) = permutation::find(old, new, same) {
        return Renames::of(permutation, old);
    }
    let mut alike: Vec<Ambiguity> = Vec::new();
    let loose = loose(old, &moved, same);
    let shared = shared_outlines(old, new, &loose);
    for scheme in SCHEMES {
        let wanted = |side: &Side<'_>, other: &Side<'_>, name: &str| {
            shared.contains(name)
                && (scheme.permutes || !same.contains(name))
                && !RENEWED.contains(&side.resource_type(name))
                && (scheme.permutes || other.resource(name).is_none())
        };
        let from: Vec<&str> = old
            .resources()
            .filter(|name| wanted(old, new, name) && !found.mapping.contains_key(*name))
            .collect();
        let to: Vec<&str> = new
            .resources()
            .filter(|name| wanted(new, old, name) && !found.mapping.values().any(|target| target == name))
            .collect();
        if from.is_empty() || to.is_empty() {
            continue;
        }
        alike.retain(|group| !group.from.iter().any(|name| from.contains(&name.as_str())));
        let known: Prints<'_> =
            found.mapping.iter().map(|(from, to)| (from.as_str(), hash(&("known", to)))).collect();
        let known_new: Prints<'_> =
            found.mapping.values().map(|to| (to.as_str(), hash(&("known", to)))).collect();
        let start = |names: &[_]| names.iter().map(|name| (*name, 0)).collect();
        let (old_prints, new_prints) =
            refined((old, &known), (new, &known_new), (start(&from), start(&to)), scheme.by_users);
        let mut pairs = Vec::new();
        for (from, to) in groups(&old_prints, &new_prints) {
            let resource_type =
                from.first().map(|name| old.resource_type(name).to_owned()).unwrap_or_default();
            if let ([from], [to]) = (from.as_slice(), to.as_slice()) {
                pairs.push(Rename { from: (*from).to_owned(), to: (*to).to_owned(), resource_type });
            } else {
                let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
                alike.push(Ambiguity { from: owned(&from), to: owned(&to), resource_type });
            }
        }
        found.mapping.extend(pairs.iter().map(|rename| (rename.from.clone(), rename.to.clone())));
        found.renames.extend(pairs);
    }
    found.ambiguous = alike;
    drop_displaced(&mut found, old, new);
    found.renames.sort_by(|a, b| a.from.cmp(&b.from));
    found.ambiguous.sort_by(|a, b| a.from.cmp(&b.from));
    found
}

/// The resources that differ and may have another name: where they have been, another one has come, or nothing is, and
/// where they are now, another one was, or nothing. That is asked of their outlines, and without it nothing has moved.
fn moved<'t>(old: &Side<'t>, new: &Side<'t>, same: &BTreeSet<&str>) -> BTreeSet<&'t str> {
    let differing = || old.resources().chain(new.resources()).filter(|name| !same.contains(name));
    let types: BTreeSet<&str> =
        differing().flat_map(|name| [old.resource_type(name), new.resource_type(name)]).collect();
    let outlines = |side: &Side<'t>| -> Prints<'t> {
        outlines(side, side.resources().filter(|name| types.contains(side.resource_type(name))))
    };
    let (old_prints, new_prints) = (outlines(old), outlines(new));
    let elsewhere = |of: &Prints<'t>, others: &BTreeMap<u64, Vec<&str>>, name: &str| {
        of.get(name).is_none_or(|print| {
            others.get(print).is_some_and(|names| names.iter().any(|other| *other != name))
        })
    };
    let (in_old, in_new) = (by_print(&old_prints), by_print(&new_prints));
    differing()
        .filter(|name| elsewhere(&old_prints, &in_new, name) && elsewhere(&new_prints, &in_old, name))
        .collect()
}

fn by_print<'t>(prints: &Prints<'t>) -> BTreeMap<u64, Vec<&'t str>> {
    let mut names: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (name, print) in prints {
        names.entry(*print).or_default().push(name);
    }
    names
}

/// The moved resources, and those that say the same and lead to them, so that they may have moved with them.
fn loose<'t>(old: &Side<'t>, moved: &BTreeSet<&'t str>, same: &BTreeSet<&str>) -> BTreeSet<&'t str> {
    let mut loose = moved.clone();
    let mut waiting: Vec<&str> = moved.iter().copied().collect();
    while let Some(name) = waiting.pop() {
        let users = old.references.to(name).filter(|reference| reference.section == Section::Resources);
        for reference in users.filter(|reference| same.contains(reference.from)) {
            if loose.insert(reference.from) {
                waiting.push(reference.from);
            }
        }
    }
    loose
}

/// Hides which resource is meant.
struct Hidden;

impl Names for Hidden {
    fn resource(&self, _: &str) -> Option<String> {
        Some(String::new())
    }
}

/// What resources say when no name is looked at.
pub(super) fn outlines<'t>(side: &Side<'t>, names: impl Iterator<Item = &'t str>) -> Prints<'t> {
    let outline =
        |name| Some((name, hash(&body_form(side.resource(name)?, side.resource_type(name), &Hidden))));
    names.filter_map(outline).collect()
}

/// The resources that are alike some resource of the other side when no name is looked at: most that differ are not, and
/// need no closer look.
fn shared_outlines<'t>(old: &Side<'t>, new: &Side<'t>, loose: &BTreeSet<&str>) -> BTreeSet<&'t str> {
    let outlines = |side: &Side<'t>| outlines(side, side.resources().filter(|name| loose.contains(name)));
    let (old, new) = (outlines(old), outlines(new));
    let of = |prints: &Prints<'t>| prints.values().copied().collect::<BTreeSet<u64>>();
    let (olds, news) = (of(&old), of(&new));
    let shared = |prints: Prints<'t>, others: &BTreeSet<u64>| {
        prints
            .into_iter()
            .filter(|(_, print)| others.contains(print))
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    shared(old, &news).into_iter().chain(shared(new, &olds)).collect()
}

/// The resources of both sides with the same fingerprint, without those that have kept their names.
fn groups<'t>(old: &Prints<'t>, new: &Prints<'t>) -> Vec<(Vec<&'t str>, Vec<&'t str>)> {
    let mut groups: BTreeMap<u64, (Vec<&str>, Vec<&str>)> = BTreeMap::new();
    for (name, print) in old {
        groups.entry(*print).or_default().0.push(name);
    }
    for (name, print) in new {
        groups.entry(*print).or_default().1.push(name);
    }
    let mut found = Vec::new();
    for (mut from, mut to) in groups.into_values() {
        let kept: Vec<&str> = from.iter().copied().filter(|name| to.contains(name)).collect();
        from.retain(|name| !kept.contains(name));
        to.retain(|name| !kept.contains(name));
        if !from.is_empty() && !to.is_empty() {
            found.push((from, to));
        }
    }
    found
}

/// A resource takes the name of another one only if that one has got a new name, even if it cannot be told which, or is
/// gone.
fn drop_displaced(found: &mut Renames, old: &Side<'_>, new: &Side<'_>) {
    let names = |of: fn(&Ambiguity) -> &Vec<String>| -> BTreeSet<String> {
        found.ambiguous.iter().flat_map(of).cloned().collect()
    };
    let (alike_from, alike_to) = (names(|group| &group.from), names(|group| &group.to));
    loop {
        let wrong = found.mapping.iter().find(|(from, to)| {
            let displaces =
                old.resource(to).is_some() && !found.mapping.contains_key(*to) && !alike_from.contains(*to);
            // What had the name is changed beyond its name, and stays what it is.
            let leaves = new.resource(from).is_some()
                && !found.mapping.values().any(|target| target == *from)
                && !alike_to.contains(*from);
            displaces || leaves
        });
        let Some(from) = wrong.map(|(from, _)| from.clone()) else { break };
        found.mapping.remove(&from);
        found.renames.retain(|rename| rename.from != from);
    }
}

/// A side, and the fingerprints of resources that are known.
pub(super) type Looked<'l, 't> = (&'l Side<'t>, &'l Prints<'l>);

/// The fingerprints of resources once they tell no more of them apart.
pub(super) fn refined<'t>(
    old: Looked<'_, 't>,
    new: Looked<'_, 't>,
    (mut old_prints, mut new_prints): (Prints<'t>, Prints<'t>),
    by_users: bool,
) -> (Prints<'t>, Prints<'t>) {
    let mut told_apart = 0;
    for _ in 0..MOST_ROUNDS {
        old_prints = next(old, &old_prints, by_users);
        new_prints = next(new, &new_prints, by_users);
        let all: BTreeSet<u64> = old_prints.values().chain(new_prints.values()).copied().collect();
        if all.len() <= told_apart {
            break;
        }
        told_apart = all.len();
    }
    (old_prints, new_prints)
}

/// The fingerprints one step of references further.
fn next<'t>((side, known): Looked<'_, 't>, prints: &Prints<'t>, by_users: bool) -> Prints<'t> {
    let names = ByPrint { prints, known };
    let own: Prints<'t> = prints
        .keys()
        .map(|name| {
            let body = side.resource(name).map(|body| body_form(body, side.resource_type(name), &names));
            (*name, hash(&(body, prints.get(name))))
        })
        .collect();
    if !by_users {
        return own;
    }
    own.iter()
        .map(|(name, print)| {
            let mut users: Vec<(u64, String)> = side
                .references
                .to(name)
                .map(|reference| {
                    // An output keeps its name, and may have that of a resource.
                    let print =
                        names.print(reference.from).filter(|_| reference.section == Section::Resources);
                    let user = print.unwrap_or_else(|| hash(&reference.from));
                    (
                        user,
                        reference.section.as_str().to_owned()
                            + reference.through.as_str()
                            + &place(reference),
                    )
                })
                .collect();
            users.sort();
            (*name, hash(&(print, users)))
        })
        .collect()
}

/// The keys down to the function that refers, whatever their order in lists and the branch of a choice.
fn place(reference: &Reference<'_>) -> String {
    let keys = reference.path.iter().filter_map(|step| match step {
        model::Step::Key(key) if key != "Fn::If" => Some(key.as_ref()),
        _ => None,
    });
    keys.take_while(|key| !key.starts_with("Fn::")).fold(String::new(), |place, key| place + "/" + key)
}

/// All that a resource says.
pub(super) fn body_form(body: &crate::model::Object, resource_type: &str, names: &dyn Names) -> Form {
    let mut whole = BTreeMap::new();
    for entry in body {
        let place = attribute_place(&entry.key, resource_type);
        whole.insert(entry.key.to_string(), form(&entry.node, place, names));
    }
    // No properties are as good as none at all.
    let is_empty = |form: &Form| matches!(form, Form::Object(entries) if entries.is_empty());
    whole.retain(|key, value| key != "Properties" || !is_empty(value));
    Form::Object(whole)
}

/// What is known of an attribute of a resource.
pub(super) fn attribute_place(attribute: &str, resource_type: &str) -> Place {
    match attribute {
        "Properties" => Place::properties(resource_type),
        "DependsOn" => Place::Names,
        _ => Place::Unknown,
    }
}

pub(super) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The file that `aws cloudformation create-stack-refactor --resource-mappings` takes.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudformation/create-stack-refactor.html>
#[must_use]
pub fn mapping_file(renames: &[Rename], stack: &str) -> Node {
    let place = |logical_id: &str| {
        let entries = [("StackName", stack), ("LogicalResourceId", logical_id)];
        Node::from(Value::Object(
            entries.into_iter().map(|(key, text)| (key, Node::from(text.to_owned()))).collect(),
        ))
    };
    Node::list(renames.iter().map(|rename| {
        let entries = [("Source", place(&rename.from)), ("Destination", place(&rename.to))];
        Node::from(Value::Object(entries.into_iter().collect()))
    }))
}
