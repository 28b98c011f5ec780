//! The facts in the repository: complete, canonical, and with the names that have been published.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cfn_synth_codegen::facts::{Features, Regions, Service};
use cfn_synth_codegen::read;
use cfn_synth_codegen::render::{self, Names, Options};
use serde_json::Value;

/// A registry refuses a crate with more.
const MOST_FEATURES: usize = 300;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn schema() -> PathBuf {
    root().join("schema")
}

fn services() -> Vec<(String, Service)> {
    let mut services = Vec::new();
    for entry in std::fs::read_dir(schema().join("services")).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
        services.push((module, Service::from_file(&path).unwrap()));
    }
    services.sort_by(|(left, _), (right, _)| left.cmp(right));
    services
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&read(path).unwrap()).unwrap()
}

#[test]
fn facts_and_names_are_what_the_generator_makes_of_them() {
    for (module, service) in services() {
        assert_eq!(module, service.module_name());
        let facts = read(&schema().join(format!("services/{module}.json"))).unwrap();
        assert!(service.to_text() == facts, "services/{module}.json is not as it would be written");
        let list = read(&schema().join(format!("names/{module}.txt"))).unwrap();
        let names = Names::from_text(&format!("names/{module}.txt"), &list).unwrap();
        let now = render::api(&service, &names).unwrap();
        let changed: Vec<&str> = list.lines().filter(|line| !now.lines().any(|own| own == *line)).collect();
        assert!(
            changed.is_empty(),
            "names/{module}.txt: published names would change:\n{}",
            changed.join("\n")
        );
        assert_eq!(now, list, "names/{module}.txt lacks names");
    }
}

#[test]
fn the_counts_are_those_of_the_source() {
    let services = services();
    let provenance = json(&schema().join("provenance.json"));
    let source = json(&schema().join("source.json"));
    let types: usize = services.iter().map(|(_, service)| service.types.len()).sum();
    assert_eq!(provenance["services"], services.len());
    assert_eq!(provenance["types"], types);
    assert_eq!(provenance["sha256"], source["sha256"]);
    let path = schema().join("regions.txt");
    let regions = Regions::from_text("regions.txt", &read(&path).unwrap()).unwrap();
    assert_eq!(provenance["regions"], regions.names().count());
    assert_eq!(regions.to_text(), read(&path).unwrap());
    let known: BTreeSet<&str> =
        services.iter().flat_map(|(_, service)| service.types.keys().map(String::as_str)).collect();
    let unknown: Vec<&str> = regions.types().filter(|name| !known.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_path_leads_to_a_property() {
    for (_, service) in services() {
        for resource in service.types.values() {
            let lists = [
                &resource.read_only,
                &resource.create_only,
                &resource.write_only,
                &resource.primary_identifier,
            ];
            for path in lists.into_iter().flatten() {
                assert!(!resource.trace(path).is_empty(), "{}: {path}", resource.type_name);
            }
        }
    }
}

#[test]
fn each_service_has_its_feature() {
    let features =
        Features::from_text("features.txt", &read(&schema().join("features.txt")).unwrap()).unwrap();
    for (_, service) in services() {
        assert!(features.of(&service.name).is_some(), "{} has no feature", service.name);
    }
    let manifest = read(&root().join("Cargo.toml")).unwrap();
    let section = manifest.split("\n[").find_map(|section| section.strip_prefix("features]")).unwrap();
    let declared: BTreeSet<&str> =
        section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name).collect();
    let all = section.split("\nall = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let all: BTreeSet<&str> = all.split('"').skip(1).step_by(2).collect();
    let expected: BTreeSet<&str> = features.iter().map(|(feature, _)| feature).collect();
    let missing: Vec<_> = expected.difference(&declared).collect();
    assert!(missing.is_empty(), "Cargo.toml lacks the features {missing:?}");
    assert_eq!(all, expected, "the feature `all` of Cargo.toml");
    assert!(declared.len() <= MOST_FEATURES, "{} features are more than a registry takes", declared.len());
}

/// Whatever takes any JSON and is called a policy is an IAM policy document, or is known to be something else: a refresh that
/// brings another one has to say which it is, in `render/policy.rs` or here.
#[test]
fn policies_are_policy_documents() {
    let mut found = BTreeSet::new();
    for (module, service) in services() {
        let list = read(&schema().join(format!("names/{module}.txt"))).unwrap();
        let names = Names::from_text(&module, &list).unwrap();
        let text = render::module(&service, &names, &Options::new()).unwrap();
        let mut owner = "";
        for line in text.lines() {
            owner = line.strip_prefix("impl ").map_or(owner, |rest| rest.trim_end_matches(" {"));
            let Some((_, method)) = line.split_once("pub fn ") else { continue };
            let (name, arguments) = method.split_once('(').unwrap();
            for argument in arguments.split(") -> ").next().unwrap().split(", ") {
                let (argument, takes) = argument.split_once(": ").unwrap_or((argument, ""));
                let property = if argument == "value" { name } else { argument };
                let of_a_policy = property.contains("polic") || owner.contains("Policy");
                if takes.contains("d::Json") && of_a_policy {
                    found.insert(format!("{module}::{owner} {property}"));
                }
            }
        }
    }
    let others = [
        "datazone::PolicyGrantDetail create_environment",
        "datazone::PolicyGrantDetail create_environment_from_blueprint",
        "datazone::PolicyGrantDetail delegate_create_environment_profile",
        "datazone::UserPolicyGrantPrincipal all_users_grant_filter",
        // A `Statement`, which goes where any JSON does.
        "events::EventBusPolicy statement",
        "logs::LogGroup data_protection_policy",
        "logs::LogGroup field_index_policies",
        "networkmanager::CoreNetwork policy_document",
        // In the language that its type says.
        "organizations::Policy content",
        "ram::Permission policy_template",
        // Names of policies, documents and SAM's own templates side by side.
        "serverless::Function policies",
        "serverless::Function version_deletion_policy",
        "serverless::FunctionEventsProperties filter_policy",
        "serverless::FunctionEventsProperties retry_policy",
        "serverless::StateMachine policies",
        "serverless::StateMachineEventsProperties retry_policy",
        "sns::Subscription delivery_policy",
        "sns::Subscription filter_policy",
        "sns::Subscription redrive_policy",
        "sns::Subscription replay_policy",
        "sns::Topic archive_policy",
        "sns::Topic data_protection_policy",
        "sqs::Queue redrive_allow_policy",
    ];
    assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), others);
}
