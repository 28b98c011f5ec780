//! Compares two templates as CloudFormation sees them, and says what the change does to a stack.
//!
//! What is written differently and means the same is no difference: the forms of functions, the order of keys and of
//! lists whose order the schema says is insignificant, a text that `Fn::Sub` or `Fn::Join` puts together, JSON as text or
//! as an object, a number as text, a default that is written out.
//!
//! Templates are plain here: functions are objects of one entry.

mod attributes;
mod budgets;
mod cascade;
mod change;
mod consequence;
mod deployment;
mod documents;
mod edit;
mod form;
mod function;
mod lists;
mod lookup;
mod loops;
mod names;
mod output;
mod permutation;
mod place;
mod reasons;
mod rename;
mod replacement;
mod resource;
mod secret;
mod section;
mod show;
mod side;

use std::collections::{BTreeMap, BTreeSet};

pub use budgets::BudgetChange;
pub use change::{
    Action, Ambiguity, Cause, Consequence, Difference, Fate, Kind, Reason, Rename, ResourceChange,
    SectionChange,
};
pub use edit::{Edit, EditKind, Item, Step, path_text};
pub use rename::mapping_file;
pub use replacement::{Certainty, Rule};
pub use secret::MASK;
pub use show::inline;

use crate::analysis::permissions::{self, Permissions};
use crate::model::{Node, Section};
use resource::Context;
use secret::Secrets;
use side::{Known, Side};

/// What is known besides the two templates.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The values that the stack's parameters have. If only one side's are given, they are those of both.
    pub old_parameters: BTreeMap<String, String>,
    /// The values that they get.
    pub new_parameters: BTreeMap<String, String>,
    /// Other templates, by what they are called, which may import what this one exports.
    pub importers: Vec<(String, Node)>,
}

/// Compares two templates. No secret is in what comes of it.
///
/// ```
/// use synth::diff::{Action, Certainty, Options, compare};
/// use synth::parse::parse;
///
/// let template = |id: &str| {
///     let text = format!("Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties: {{VpcId: {id}, CidrBlock: 10.0.0.0/24}}\n");
///     parse("t.yaml", text.as_bytes()).root.unwrap()
/// };
/// let difference = compare(&template("vpc-1"), &template("vpc-2"), &Options::default());
/// assert_eq!(difference.resources[0].action, Action::Replace(Certainty::Yes));
/// assert_eq!(difference.resources[0].edits[0].path_text(), "Properties.VpcId");
/// assert!(compare(&template("vpc-1"), &template("'vpc-1'"), &Options::default()).is_empty());
/// ```
#[must_use]
pub fn compare(old: &Node, new: &Node, options: &Options) -> Difference {
    let (old, new) = loops::written_out(old, new);
    let (old, new) = (Side::new(&old), Side::new(&new));
    let same = resource::same_as_written(&old, &new);
    let renames = rename::find(&old, &new, &same);
    let mut sections = section::changes(&old, &new, &renames.mapping);

    let (old_given, new_given) = match (options.old_parameters.is_empty(), options.new_parameters.is_empty())
    {
        (true, false) => (&options.new_parameters, &options.new_parameters),
        (false, true) => (&options.old_parameters, &options.old_parameters),
        _ => (&options.old_parameters, &options.new_parameters),
    };
    let values = section::given_values(&old, &new, old_given, new_given);
    let conditions = section::changed_conditions(&old, &new);
    let mut changed = changed_names(&sections, &conditions, &values);
    let no_renames = BTreeMap::new();
    let old_known = Known::new(&old, "before", old_given, &conditions, &renames.mapping);
    let new_known = Known::new(&new, "after", new_given, &conditions, &no_renames);
    if !values.is_empty() {
        let flipped = new.entries(Section::Conditions).map(|entry| entry.key.as_ref());
        let flipped = flipped.filter(|name| old_known.holds(name) != new_known.holds(name));
        changed.extend(flipped.map(|name| (name.to_owned(), Section::Conditions.as_str())));
    }
    let context = Context {
        old: &old,
        new: &new,
        old_known: &old_known,
        new_known: &new_known,
        renames: &renames,
        changed: &changed,
        looks_behind_names: !changed.is_empty(),
    };
    let mut resources = context.changes(&same);
    let output_causes = cascade::spread(&context, &mut resources);
    output::add_changes(&context, output_causes, &mut sections);
    section::add_values(&mut sections, &values);

    let mut difference = Difference { resources, sections, ..Difference::default() };
    difference.consequences = section::parameters(&old, &new, new_given, &mut difference.sections);
    let lost = output::exports_lost(&context, &options.importers, &difference.sections);
    difference.consequences.extend(lost);
    difference.renames.clone_from(&renames.renames);
    difference.ambiguous.clone_from(&renames.ambiguous);
    consequence::add(&context, &mut difference);
    if !(difference.resources.is_empty() && difference.sections.is_empty()) {
        let [before, after] = [old.root, new.root].map(|root| Permissions::of(&documents::as_objects(root)));
        let changes = permissions::changes(&before, &after);
        difference.add_permissions(apart_from_renames(&changes, &renames.mapping));
    }
    mask(&mut difference, [old.root, new.root], [old_given, new_given]);
    difference
}

/// The permissions gained and lost, without those that only tell of another name.
fn apart_from_renames(
    changes: &[permissions::Change],
    renames: &BTreeMap<String, String>,
) -> Vec<(String, String)> {
    let in_new_names = |change: &permissions::Change| {
        in_new_names(&change.to_string().replace(" may no longer ", " may now "), renames)
    };
    let told: Vec<String> = changes.iter().map(in_new_names).collect();
    let of = |gained: bool| -> BTreeSet<&String> {
        let all = changes.iter().zip(&told).filter(|(change, _)| change.gained == gained);
        all.map(|(_, told)| told).collect()
    };
    let (gained, lost) = (of(true), of(false));
    let kept = changes.iter().zip(&told).filter(|(_, told)| !(gained.contains(told) && lost.contains(told)));
    kept.map(|(change, _)| (change.resource.clone(), change.to_string())).collect()
}

/// A sentence with the new logical IDs wherever it has old ones: between backticks, and in `${…}`.
fn in_new_names(sentence: &str, renames: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(start) = rest.find(|character: char| character.is_ascii_alphanumeric()) {
        let (before, from) = rest.split_at(start);
        text.push_str(before);
        let end = from.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(from.len());
        let (word, behind) = from.split_at(end);
        let is_id = (text.ends_with('`') && behind.starts_with('`'))
            || (text.ends_with("${") && behind.starts_with(['}', '.']));
        text.push_str(renames.get(word).filter(|_| is_id).map_or(word, String::as_str));
        rest = behind;
    }
    text + rest
}

/// What has changed that resources name, and the section that it is in.
fn changed_names(
    sections: &[SectionChange],
    conditions: &BTreeSet<String>,
    values: &[(String, String, String)],
) -> BTreeMap<String, &'static str> {
    let mappings = sections.iter().filter(|change| change.section == Some(Section::Mappings));
    let mappings = mappings.map(|change| (change.name.clone(), Section::Mappings.as_str()));
    let conditions = conditions.iter().map(|name| (name.clone(), Section::Conditions.as_str()));
    let values = values.iter().map(|(name, ..)| (name.clone(), Section::Parameters.as_str()));
    mappings.chain(conditions).chain(values).collect()
}

/// Takes out of the difference whatever must not be shown.
fn mask(difference: &mut Difference, roots: [&Node; 2], given: [&BTreeMap<String, String>; 2]) {
    let mut secrets = Secrets::default();
    roots.into_iter().for_each(|root| secrets.add_template(root));
    for (name, value) in given.into_iter().flatten() {
        secrets.add_parameter(name, value);
    }
    let resources = difference.resources.iter_mut().flat_map(|change| &mut change.edits);
    let sections = difference.sections.iter_mut().flat_map(|change| &mut change.edits);
    resources.chain(sections).for_each(|edit| secrets.mask(edit));
    for consequence in &mut difference.consequences {
        consequence.text = secrets.text(&consequence.text);
    }
}
