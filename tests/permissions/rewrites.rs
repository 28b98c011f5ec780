//! What says the same in other words, and what says something else in almost the same words.

use serde_json::{Value as Json, json};

use super::enumerated::mutated;
use super::random::{Random, condition, statements};
use super::{bucket, compared, pairs, role};

/// The same statements in other words.
pub fn rewritten(random: &mut Random, statements: &[Json]) -> Vec<Json> {
    let mut all = statements.to_vec();
    for _ in 0..=random.below(4) {
        if all.is_empty() {
            return all;
        }
        let index = random.below(all.len());
        match random.below(8) {
            0 => random.shuffle(&mut all),
            1 => split(&mut all, index, "Action"),
            2 => split(&mut all, index, "Resource"),
            3 => shuffle_lists(random, &mut all[index]),
            4 => covered(random, &mut all, index),
            5 => lone(&mut all[index]),
            6 => other_case(&mut all[index]),
            _ => {
                let statement = all[index].clone();
                all[index] = json!({"Fn::If": ["C", statement, statement]});
            }
        }
    }
    all
}

/// One statement for each item of the list.
fn split(all: &mut Vec<Json>, index: usize, name: &str) {
    let Some(items) = all[index].get(name).and_then(Json::as_array).cloned() else { return };
    let whole = all.remove(index);
    for item in items {
        let mut part = whole.clone();
        part[name] = json!([item]);
        all.push(part);
    }
}

fn shuffle_lists(random: &mut Random, statement: &mut Json) {
    for name in ["Action", "NotAction", "Resource", "NotResource"] {
        if let Some(items) = statement.get_mut(name).and_then(Json::as_array_mut) {
            random.shuffle(items);
            let again = random.of(items).clone();
            items.push(again);
        }
    }
}

/// Another statement that adds nothing to this one.
fn covered(random: &mut Random, all: &mut Vec<Json>, index: usize) {
    let mut less = all[index].clone();
    if less.get("Effect").is_none() {
        return;
    }
    if let Some(action) = less.get_mut("Action").and_then(Json::as_array_mut) {
        action.truncate(1);
        if action[0] == "s3:*" {
            action[0] = json!("s3:a*");
        }
    }
    if less.get("Condition").is_none() {
        less["Condition"] = condition(random);
    }
    all.push(less);
}

/// A list of one as the one.
fn lone(statement: &mut Json) {
    for name in ["Action", "NotAction", "Resource", "NotResource"] {
        let Some(list) = statement.get_mut(name) else { continue };
        if let Some([one]) = list.as_array().map(Vec::as_slice) {
            let one = one.clone();
            if one.is_string() {
                *list = one;
            }
        }
    }
}

fn other_case(statement: &mut Json) {
    for name in ["Action", "NotAction"] {
        for action in statement.get_mut(name).and_then(Json::as_array_mut).into_iter().flatten() {
            if let Some(text) = action.as_str() {
                *action = json!(text.to_uppercase());
            }
        }
    }
}

#[test]
fn other_words_are_no_change() {
    for seed in pairs(800) {
        let mut random = Random::new(seed ^ 0xE0);
        let with_principals = random.one_in(2);
        let old = statements(&mut random, with_principals);
        let new = rewritten(&mut random, &old);
        let template = |statements: &[Json]| {
            let resources = if with_principals { bucket(json!(statements)) } else { role(json!(statements)) };
            json!({"Resources": resources})
        };
        let found = compared(&template(&old), &template(&new));
        assert!(found.is_empty(), "seed {seed}: {old:?}\n{new:?}\n{found:#?}");
    }
}

/// Whatever is mutated, what one way gains the other way loses, and in the same words.
#[test]
fn what_is_gained_is_lost_the_other_way() {
    for seed in pairs(400) {
        let mut random = Random::new(seed ^ 0xF0);
        let old = statements(&mut random, false);
        let new = mutated(&mut random, &old, false);
        let template = |statements: &[Json]| json!({"Resources": role(json!(statements))});
        let count = |old: &[Json], new: &[Json], gained: bool| {
            let found = compared(&template(old), &template(new));
            found.iter().filter(|change| change.gained == gained).count()
        };
        assert_eq!(count(&old, &new, true), count(&new, &old, false), "seed {seed}: {old:?}\n{new:?}");
    }
}

const BASE: fn() -> Json = || {
    json!([
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "arn:aws:s3:::data/*",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Effect": "Allow", "Action": "sqs:*", "Resource": ["arn:aws:sqs:*:*:jobs", "arn:aws:sqs:*:*:mail"]},
        {"Effect": "Deny", "Action": "sqs:DeleteQueue", "Resource": "*"},
    ])
};

#[test]
fn each_mutation_is_found() {
    let said = |change: fn(&mut Json)| {
        let mut new = BASE();
        change(&mut new);
        super::told(&role(BASE()), &role(new))
    };
    assert_eq!(said(|_| {}), Vec::<String>::new());
    assert_eq!(
        said(|new| new[0]["Action"] = json!(["s3:GetObject", "s3:ListBucket", "s3:PutObject"])),
        ["+ Role `X` may now s3:PutObject on arn:aws:s3:::data/* when aws:SecureTransport Bool `true`"]
    );
    assert_eq!(
        said(|new| new[0]["Resource"] = json!("*")),
        ["+ Role `X` may now s3:GetObject and s3:ListBucket on * except arn:aws:s3:::data/* when \
          aws:SecureTransport Bool `true`"]
    );
    assert_eq!(
        said(|new| {
            new.as_array_mut().unwrap().remove(2);
        }),
        [
            "+ Role `X` is no longer denied sqs:DeleteQueue on * except arn:aws:sqs:*:*:jobs and arn:aws:sqs:*:*:mail",
            "+ Role `X` may now sqs:DeleteQueue on arn:aws:sqs:*:*:jobs and arn:aws:sqs:*:*:mail (until now denied)"
        ]
    );
    assert_eq!(
        said(|new| {
            new[0].as_object_mut().unwrap().remove("Condition");
        }),
        ["+ Role `X` may now s3:GetObject and s3:ListBucket on arn:aws:s3:::data/* (until now only when \
          aws:SecureTransport Bool `true`)"]
    );
    assert_eq!(
        said(|new| new[1]["Action"] = json!(["sqs:SendMessage"])),
        [
            "- Role `X` may no longer sqs:* except sqs:DeleteQueue and sqs:SendMessage on arn:aws:sqs:*:*:jobs and \
          arn:aws:sqs:*:*:mail"
        ]
    );
    assert_eq!(
        said(|new| new[2]["Action"] = json!(["sqs:DeleteQueue", "sqs:PurgeQueue"])),
        [
            "- Role `X` is now denied sqs:PurgeQueue on * except arn:aws:sqs:*:*:jobs and arn:aws:sqs:*:*:mail",
            "- Role `X` may no longer sqs:PurgeQueue on arn:aws:sqs:*:*:jobs and arn:aws:sqs:*:*:mail (now denied)"
        ]
    );
}
