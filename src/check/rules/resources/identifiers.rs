use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Basis, Facts};
use crate::check::engine::functions::Function;
use crate::check::engine::lookup::cases;
use crate::check::engine::schema::texts;
use crate::check::engine::values::{equal, show};
use crate::check::facts::resource_type;
use crate::check::finding::{Findings, steps};
use crate::check::registry::{Hook, Rule};
use crate::check::template::{Check, Resource};
use crate::model::{Node, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "E3019",
    title: "Two resources are the same",
    about: "Resources of a type are told apart by some of their properties, such as a name. Two that have \
            the same values cannot both be made.",
    source: "https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/resource-identifier.html",
    wrong: r"Resources:
  One:
    Type: AWS::S3::Bucket
    Properties: {BucketName: jobs}
  Two:
    Type: AWS::S3::Bucket
    Properties: {BucketName: jobs}
",
    right: r"Resources:
  One:
    Type: AWS::S3::Bucket
    Properties: {BucketName: jobs}
  Two:
    Type: AWS::S3::Bucket
    Properties: {BucketName: logs}
",
    hooks: &[Hook::Template(unique)],
}];

/// Properties that two resources have, whether or not the schema says that they identify it.
const FURTHER: &[(&str, &str)] = &[("AWS::CodeBuild::Project", "Name")];

/// What identifies a resource in some cases of the conditions.
struct Identity<'a, 't> {
    values: Vec<Node>,
    facts: Facts<'t>,
    resource: &'a str,
}

fn unique(check: &Check<'_>, findings: &mut Findings) {
    let mut kinds: BTreeMap<&str, Vec<&Resource<'_>>> = BTreeMap::new();
    for resource in check.resources().filter(|resource| resource.body.is_some()) {
        kinds.entry(resource.kind).or_default().push(resource);
    }
    let first: Vec<&str> = check.settings.regions.iter().take(1).map(String::as_str).collect();
    for (kind, resources) in kinds.into_iter().filter(|(_, resources)| resources.len() > 1) {
        let names = identifying(kind, &first);
        if !names.is_empty() {
            compare(check, &resources, &names, findings);
        }
    }
}

/// The properties that identify a resource of a type, if the template says what they are.
fn identifying(kind: &str, regions: &[&str]) -> Vec<&'static str> {
    if let Some((_, name)) = FURTHER.iter().find(|(other, _)| *other == kind) {
        return vec![name];
    }
    let Some(fact) = resource_type(kind, regions) else { return Vec::new() };
    let listed = |key: &str| fact.get(key).into_iter().flat_map(texts);
    let names: Vec<&str> = listed("primaryIdentifier").collect();
    let unknown =
        |name: &&str| name.contains('/') || listed("readOnlyProperties").any(|other| other == *name);
    if names.iter().any(unknown) { Vec::new() } else { names }
}

fn compare<'t>(
    check: &Check<'t>,
    resources: &[&Resource<'t>],
    names: &[&'static str],
    findings: &mut Findings,
) {
    let mut seen: Vec<Identity<'_, 't>> = Vec::new();
    for resource in resources {
        let Some(properties) = resource.properties() else { continue };
        check.with_root_scope(|scope| {
            // All of them may be a choice.
            let wanted = if properties.get(Function::If.key()).is_some() { &[] } else { names };
            cases(scope, properties, wanted, &mut |case, facts| {
                let values: Option<Vec<Node>> = names.iter().map(|name| case.get(name).cloned()).collect();
                let facts = match resource.condition {
                    Some(condition) => check.conditions.assume(facts, condition, true, Basis::Known),
                    None => Some(facts.clone()),
                };
                if let (Some(values), Some(facts)) = (values, facts) {
                    seen.push(Identity { values, facts, resource: &resource.name });
                }
            });
        });
    }
    for (index, identity) in seen.iter().enumerate() {
        let is_same = |other: &&Identity<'_, '_>| {
            identity.values.iter().zip(&other.values).all(|(one, two)| equal(one, two))
        };
        let is_own = |other: &&Identity<'_, '_>| other.resource == identity.resource && is_same(other);
        if seen.iter().take(index).any(|other| is_own(&other)) {
            continue;
        }
        let own: Vec<&Identity<'_, '_>> = seen.iter().filter(is_own).collect();
        let goes_together = |other: &&Identity<'_, '_>| {
            own.iter().any(|own| check.conditions.join(&own.facts, &other.facts).is_some())
        };
        let others = seen.iter().filter(|other| other.resource != identity.resource);
        let same: BTreeSet<&str> =
            others.filter(is_same).filter(goes_together).map(|other| other.resource).collect();
        if same.is_empty() {
            continue;
        }
        let mut path = steps(["Resources", identity.resource, "Properties"]);
        if let [name] = names {
            path.push(Step::Key((*name).into()));
        }
        let values: Vec<String> = names
            .iter()
            .zip(&identity.values)
            .map(|(name, value)| format!("{name} {}", show(value)))
            .collect();
        let same: Vec<&str> = same.into_iter().collect();
        let message = format!(
            "{} is that of {} too, and there is one such resource at most",
            values.join(", "),
            same.join(", ")
        );
        findings.add(path, message);
    }
}
