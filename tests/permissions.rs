//! What a change lets somebody do: sentences for what people change, nothing for what only looks different, and small
//! random policies against trying every request.
//!
//! `SYNTH_TEST_SEED=N` tries other policies than the ones that are always tried, and `SYNTH_TEST_PAIRS=N` more of them.
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "tests fail by panicking"
)]

#[path = "permissions/corpus.rs"]
mod corpus;
#[path = "permissions/enumerated.rs"]
mod enumerated;
#[path = "permissions/evaluator.rs"]
mod evaluator;
#[path = "permissions/identities.rs"]
mod identities;
#[path = "permissions/networks.rs"]
mod networks;
#[path = "permissions/random.rs"]
mod random;
#[path = "permissions/resources.rs"]
mod resources;
#[path = "permissions/rewrites.rs"]
mod rewrites;

use serde_json::{Value as Json, json};
use synth::analysis::permissions::{Change, Permissions, changes};
use synth::model::{Node, Object};

pub fn node(json: &Json) -> Node {
    match json {
        Json::Null => Node::default(),
        Json::Bool(value) => (*value).into(),
        Json::Number(number) => number.as_i64().unwrap().into(),
        Json::String(text) => text.clone().into(),
        Json::Array(items) => Node::list(items.iter().map(node)),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), node(value))).collect::<Object>().into()
        }
    }
}

/// What is different between two templates.
pub fn compared(old: &Json, new: &Json) -> Vec<Change> {
    changes(&Permissions::of(&node(old)), &Permissions::of(&node(new)))
}

/// What is different between two templates, given as their resources, a line each: `+` for what is gained, `-` for what
/// is lost.
pub fn told(old: &Json, new: &Json) -> Vec<String> {
    let template = |resources: &Json| json!({ "Resources": resources });
    let all = compared(&template(old), &template(new));
    all.iter().map(|change| format!("{} {change}", if change.gained { '+' } else { '-' })).collect()
}

/// A role with these statements.
pub fn role(statements: Json) -> Json {
    json!({"X": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [
        {"PolicyName": "Inline", "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}
    ]}}})
}

/// A bucket with a policy of these statements.
pub fn bucket(statements: Json) -> Json {
    json!({
        "B": {"Type": "AWS::S3::Bucket"},
        "P": {"Type": "AWS::S3::BucketPolicy", "Properties": {
            "Bucket": {"Ref": "B"}, "PolicyDocument": {"Statement": statements}
        }},
    })
}

/// How many random pairs are tried, and the seed of the first one.
pub fn pairs(usual: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seed = number("SYNTH_TEST_SEED").unwrap_or(0) << 32;
    seed..seed + number("SYNTH_TEST_PAIRS").unwrap_or(usual)
}
