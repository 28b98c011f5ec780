//! Random policies, compared, against what becomes of every request there can be.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Value as Json, json};
use synth::analysis::permissions::Change;

use super::evaluator::{Outcome, Request, Universe, glob};
use super::random::{Random, condition, statement, statements};
use super::rewrites::rewritten;
use super::{bucket, compared, pairs, role};

fn template(statements: &[Json], with_principals: bool) -> Json {
    let resources = if with_principals { bucket(json!(statements)) } else { role(json!(statements)) };
    json!({"Resources": resources})
}

/// The statements with something else in them, so that the two have much in common.
pub fn mutated(random: &mut Random, statements: &[Json], with_principals: bool) -> Vec<Json> {
    let mut new = statements.to_vec();
    let index = random.below(new.len());
    match random.below(5) {
        0 => {
            new.remove(index);
        }
        1 => new.push(statement(random, with_principals)),
        2 => new[index] = statement(random, with_principals),
        3 => {
            if let Some(object) = new[index].as_object_mut().filter(|object| object.contains_key("Effect")) {
                object.remove("Condition");
            }
        }
        _ => {
            let condition = condition(random);
            if let Some(object) = new[index].as_object_mut().filter(|object| object.contains_key("Effect")) {
                object.insert("Condition".to_owned(), condition);
            }
        }
    }
    new
}

/// A request, and what became of it and what becomes.
type Decided<'r> = (&'r Request<'r>, Outcome, Outcome);

fn try_pairs(with_principals: bool, usual: u64) {
    let universe = Universe::new(with_principals);
    let requests: Vec<Request<'_>> = universe.requests().collect();
    let all: BTreeSet<(&str, &str)> =
        requests.iter().map(|request| (request.action, request.resource)).collect();
    let (mut same, mut different) = (0, 0);
    for seed in pairs(usual) {
        let mut random = Random::new(seed);
        let old = statements(&mut random, with_principals);
        let mut new = match random.below(3) {
            0 => statements(&mut random, with_principals),
            1 => old.clone(),
            _ => mutated(&mut random, &old, with_principals),
        };
        if random.one_in(2) {
            new = rewritten(&mut random, &new);
        }
        let found = compared(&template(&old, with_principals), &template(&new, with_principals));
        let outcomes = universe.decide(&old).into_iter().zip(universe.decide(&new));
        let decided: Vec<Decided<'_>> =
            requests.iter().zip(outcomes).map(|(request, (old, new))| (request, old, new)).collect();
        for gained in [true, false] {
            let better: Vec<&Decided<'_>> =
                decided.iter().filter(|(_, old, new)| if gained { new > old } else { old > new }).collect();
            let said: Vec<&Change> = found.iter().filter(|change| change.gained == gained).collect();
            let context = || {
                let lines: Vec<String> = said.iter().map(ToString::to_string).collect();
                format!(
                    "seed {seed}, gained {gained}\nold {}\nnew {}\nsaid {lines:#?}",
                    json!(old),
                    json!(new)
                )
            };
            assert_eq!(better.is_empty(), said.is_empty(), "{}\n{:?}", context(), better.first());
            if better.is_empty() {
                same += 1;
            } else {
                different += 1;
            }
            // What matters of a request here is only its action and resource: conditions are not taken from sentences.
            let deeds: HashSet<(&str, &str)> =
                better.iter().map(|(request, ..)| (request.action, request.resource)).collect();
            for deed in all.iter().copied() {
                let said: Vec<Said> = said.iter().map(|change| says(change, deed)).collect();
                if deeds.contains(&deed) {
                    assert!(said.iter().any(|said| *said != Said::No), "{}\n{deed:?} is not said", context());
                } else {
                    assert!(!said.contains(&Said::Exactly), "{}\n{deed:?} is said", context());
                }
            }
        }
    }
    assert!(same > different / 8 && different > same / 8, "{same} times the same, {different} times not");
}

/// Whether a sentence is about a request.
#[derive(PartialEq, Eq)]
enum Said {
    No,
    Partly,
    Exactly,
}

fn says(change: &Change, (action, resource): (&str, &str)) -> Said {
    const VERBS: [&str; 4] = ["may now ", "may no longer ", "is no longer denied ", "is now denied "];
    let verb = VERBS.iter().find(|verb| change.sentence.contains(**verb)).unwrap();
    let (_, deed) = change.sentence.split_once(verb).unwrap();
    let deed = deed.split(" when ").next().unwrap().split(" (").next().unwrap();
    let deed = deed.split(", by the policy").next().unwrap();
    let (actions, things) = deed.split_once(" on ").unwrap();
    let things = if things == "`B`" { "*" } else { things };
    let (is_action, partly) = is_among(actions, action, true);
    let (is_thing, partly_thing) = is_among(things, resource, false);
    let partly = partly || partly_thing || change.sentence.contains("(some of it");
    match (is_action && is_thing, partly) {
        (false, _) => Said::No,
        (true, true) => Said::Partly,
        (true, false) => Said::Exactly,
    }
}

/// Whether a text is among `a, b and c except d`, and whether that is only roughly said.
fn is_among(phrase: &str, text: &str, fold: bool) -> (bool, bool) {
    let (phrase, partly) = phrase.strip_prefix("part of ").map_or((phrase, false), |phrase| (phrase, true));
    let (included, excepted) = phrase.split_once(" except ").unwrap_or((phrase, ""));
    let any = |list: &str| {
        list.split(", ")
            .flat_map(|some| some.split(" and "))
            .any(|pattern| !pattern.is_empty() && glob(pattern, text, fold))
    };
    (any(included) && !any(excepted), partly)
}

#[test]
fn identity_policies_agree_with_trying_every_request() {
    try_pairs(false, 250);
}

#[test]
fn resource_policies_agree_with_trying_every_request() {
    try_pairs(true, 40);
}

/// A role within a boundary may do what both allow.
#[test]
fn boundaries_agree_with_trying_every_request() {
    let universe = Universe::new(false);
    let within = |own: &[Json], boundary: &[Json]| -> Vec<Outcome> {
        let both = universe.decide(own).into_iter().zip(universe.decide(boundary));
        both.map(|both| match both {
            (Outcome::Denied, _) | (_, Outcome::Denied) => Outcome::Denied,
            (Outcome::Allowed, Outcome::Allowed) => Outcome::Allowed,
            _ => Outcome::NotMentioned,
        })
        .collect()
    };
    let template = |own: &[Json], boundary: &[Json]| {
        let mut resources = role(json!(own));
        resources["X"]["Properties"]["PermissionsBoundary"] = json!({"Ref": "M"});
        resources["M"] = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": boundary}}});
        json!({"Resources": resources})
    };
    for seed in pairs(80) {
        let mut random = Random::new(seed ^ 0xB0);
        let (old, old_boundary) = (statements(&mut random, false), statements(&mut random, false));
        let new = if random.one_in(2) { old.clone() } else { mutated(&mut random, &old, false) };
        let new_boundary = if random.one_in(2) {
            rewritten(&mut random, &old_boundary)
        } else {
            mutated(&mut random, &old_boundary, false)
        };
        let found = compared(&template(&old, &old_boundary), &template(&new, &new_boundary));
        let (before, after) = (within(&old, &old_boundary), within(&new, &new_boundary));
        for gained in [true, false] {
            let better =
                before.iter().zip(&after).any(|(old, new)| if gained { new > old } else { old > new });
            let said = found.iter().any(|change| change.gained == gained && change.resource == "X");
            assert_eq!(
                better, said,
                "seed {seed}, gained {gained}: {old:?} within {old_boundary:?}, {new:?} within {new_boundary:?}\n{found:#?}"
            );
        }
    }
}
