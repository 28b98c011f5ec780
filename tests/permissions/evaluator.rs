//! Decides single requests as AWS does, straight from the JSON, and holds all that there can be of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use super::random::{ACTIONS, RESOURCES};

/// How a request is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Denied,
    NotMentioned,
    Allowed,
}

/// A request, and the conditions of the stack.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "the rest is printed when a test fails")]
pub struct Request<'u> {
    pub who: Who,
    pub action: &'u str,
    pub resource: &'u str,
    pub keys: &'u Keys,
    pub conditions: &'u Conditions,
}

/// The keys of a request's context.
type Keys = BTreeMap<&'static str, &'static str>;
/// The conditions of the template.
type Conditions = BTreeMap<&'static str, bool>;

/// Somebody: a role in an account, or a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Role(&'static str, &'static str),
    Service(&'static str),
}

/// Requests of all kinds that the policies of these tests can tell apart.
pub struct Universe {
    whos: Vec<Who>,
    actions: Vec<String>,
    resources: Vec<String>,
    contexts: Vec<Keys>,
    conditions: Vec<Conditions>,
}

impl Universe {
    pub fn new(with_principals: bool) -> Self {
        let words = |letters: &str, most: usize| -> Vec<String> {
            let mut all = vec![String::new()];
            let mut last = all.clone();
            for _ in 0..most {
                last =
                    last.iter().flat_map(|word| letters.chars().map(move |c| format!("{word}{c}"))).collect();
                all.extend(last.clone());
            }
            all
        };
        let actions = words("abz", 4).into_iter().map(|word| format!("s3:{word}"));
        let actions = actions.chain(["sqs:a".to_owned(), "other:ab".to_owned()]).collect();
        let resources =
            words("abz/", 3).into_iter().flat_map(|word| [format!("r/{word}"), format!("q/{word}")]);
        let resources = resources.chain(["q".to_owned(), "z".to_owned()]).collect();
        let mut whos = vec![Who::Role("111111111111", "role/x")];
        if with_principals {
            whos.extend([
                Who::Role("111111111111", "role/y"),
                Who::Role("222222222222", "role/x"),
                Who::Role("333333333333", "role/x"),
                Who::Service("ec2.amazonaws.com"),
                Who::Service("sns.amazonaws.com"),
                Who::Service("sqs.amazonaws.com"),
            ]);
        }
        let mut contexts = Vec::new();
        for k in [None, Some("u"), Some("v"), Some("w"), Some("ux"), Some("zz"), Some("z")] {
            for m in [None, Some("true"), Some("false"), Some("?")] {
                for n in [None, Some("u"), Some("z")] {
                    let keys = [("k", k), ("m", m), ("n", n)];
                    contexts.push(keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect());
                }
            }
        }
        let both = [(false, false), (false, true), (true, false), (true, true)];
        Self {
            whos,
            actions: distinct(actions, ACTIONS, true),
            resources: distinct(resources, RESOURCES, false),
            contexts,
            conditions: both.map(|(c, d)| BTreeMap::from([("C", c), ("D", d)])).to_vec(),
        }
    }

    /// All requests, in one order.
    pub fn requests(&self) -> impl Iterator<Item = Request<'_>> {
        self.conditions.iter().flat_map(move |conditions| {
            self.whos.iter().flat_map(move |who| {
                self.actions.iter().flat_map(move |action| {
                    self.resources.iter().flat_map(move |resource| {
                        self.contexts.iter().map(move |keys| Request {
                            who: *who,
                            action,
                            resource,
                            keys,
                            conditions,
                        })
                    })
                })
            })
        })
    }

    /// What becomes of each of the requests.
    pub fn decide(&self, statements: &[Json]) -> Vec<Outcome> {
        let mut outcomes = Vec::new();
        for conditions in &self.conditions {
            let resolved: Vec<Judged> = statements
                .iter()
                .filter_map(|statement| resolve(statement, conditions))
                .map(|statement| self.judged(statement.as_object().unwrap()))
                .collect();
            for who in 0..self.whos.len() {
                for action in 0..self.actions.len() {
                    for resource in 0..self.resources.len() {
                        let here: Vec<&Judged> = resolved
                            .iter()
                            .filter(|judged| {
                                judged.whos[who] && judged.actions[action] && judged.resources[resource]
                            })
                            .collect();
                        for context in 0..self.contexts.len() {
                            let mut outcome = Outcome::NotMentioned;
                            for judged in here.iter().filter(|judged| judged.contexts[context]) {
                                outcome = match (outcome, judged.denies) {
                                    (_, true) | (Outcome::Denied, _) => Outcome::Denied,
                                    _ => Outcome::Allowed,
                                };
                            }
                            outcomes.push(outcome);
                        }
                    }
                }
            }
        }
        outcomes
    }

    fn judged(&self, statement: &Map<String, Json>) -> Judged {
        let any = |json: &Json, text: &str, fold| {
            list(json).into_iter().any(|pattern| glob(pattern.as_str().unwrap(), text, fold))
        };
        let part = |name: &str, test: &dyn Fn(&Json) -> bool| {
            let not = format!("Not{name}");
            let not = || statement.get(&not).map(|json| !test(json));
            statement.get(name).map(test).or_else(not).unwrap_or(true)
        };
        let condition = statement.get("Condition");
        Judged {
            denies: statement["Effect"] == "Deny",
            whos: self.whos.iter().map(|who| part("Principal", &|json| is_meant(json, *who))).collect(),
            actions: self.actions.iter().map(|text| part("Action", &|json| any(json, text, true))).collect(),
            resources: self
                .resources
                .iter()
                .map(|text| part("Resource", &|json| any(json, text, false)))
                .collect(),
            contexts: self
                .contexts
                .iter()
                .map(|keys| condition.is_none_or(|condition| passes(condition, keys)))
                .collect(),
        }
    }
}

/// What a statement is about.
struct Judged {
    denies: bool,
    whos: Vec<bool>,
    actions: Vec<bool>,
    resources: Vec<bool>,
    contexts: Vec<bool>,
}

/// One text of each kind that the patterns tell apart.
fn distinct(texts: Vec<String>, patterns: &[&str], fold: bool) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let kind = |text: &String| patterns.iter().map(|pattern| glob(pattern, text, fold)).collect::<Vec<_>>();
    texts.into_iter().filter(|text| seen.insert(kind(text))).collect()
}

/// Whether the pattern matches, by trying.
pub fn glob(pattern: &str, text: &str, fold: bool) -> bool {
    fn matches(pattern: &[char], text: &[char]) -> bool {
        match (pattern.split_first(), text.split_first()) {
            (None, _) => text.is_empty(),
            (Some(('*', rest)), None) => matches(rest, text),
            (Some(('*', rest)), Some((_, after))) => matches(rest, text) || matches(pattern, after),
            (Some(('?', rest)), Some((_, after))) => matches(rest, after),
            (Some((own, rest)), Some((other, after))) => own == other && matches(rest, after),
            (Some(_), None) => false,
        }
    }
    let letters = |text: &str| -> Vec<char> {
        if fold { text.to_ascii_lowercase().chars().collect() } else { text.chars().collect() }
    };
    matches(&letters(pattern), &letters(text))
}

/// The value in this stack.
fn resolve(json: &Json, conditions: &Conditions) -> Option<Json> {
    match json {
        Json::Object(object) if object.contains_key("Fn::If") => {
            let arguments = object["Fn::If"].as_array().unwrap();
            let taken = if conditions[arguments[0].as_str().unwrap()] { 1 } else { 2 };
            resolve(&arguments[taken], conditions)
        }
        Json::Object(object) if object.contains_key("Ref") => None,
        Json::Object(object) => {
            let entries = object.iter();
            let entries =
                entries.filter_map(|(name, value)| Some((name.clone(), resolve(value, conditions)?)));
            Some(Json::Object(entries.collect()))
        }
        Json::Array(items) => {
            Some(Json::Array(items.iter().filter_map(|item| resolve(item, conditions)).collect()))
        }
        other => Some(other.clone()),
    }
}

fn list(json: &Json) -> Vec<&Json> {
    match json {
        Json::Array(items) => items.iter().collect(),
        other => vec![other],
    }
}

fn is_meant(principal: &Json, who: Who) -> bool {
    let Json::Object(kinds) = principal else { return principal == "*" };
    kinds.iter().any(|(kind, values)| {
        list(values).into_iter().any(|value| match (kind.as_str(), who, value.as_str().unwrap()) {
            (_, _, "*") => true,
            ("AWS", Who::Role(account, role), value) => {
                value == account
                    || value == format!("arn:aws:iam::{account}:root")
                    || value == format!("arn:aws:iam::{account}:{role}")
            }
            ("Service", Who::Service(name), value) => value == name,
            _ => false,
        })
    })
}

fn passes(condition: &Json, keys: &Keys) -> bool {
    condition.as_object().unwrap().iter().all(|(operator, tests)| {
        tests.as_object().unwrap().iter().all(|(key, values)| {
            let actual = keys.get(key.to_lowercase().as_str()).copied();
            let values: Vec<String> = list(values)
                .into_iter()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                .collect();
            let any = |test: &dyn Fn(&str, &str) -> bool| {
                actual.is_some_and(|actual| values.iter().any(|value| test(value, actual)))
            };
            match operator.as_str() {
                "StringEquals" | "Bool" => any(&|value, actual| value == actual),
                "StringNotEquals" => !any(&|value, actual| value == actual),
                "StringLike" => any(&|value, actual| glob(value, actual, false)),
                "StringNotLike" => !any(&|value, actual| glob(value, actual, false)),
                "StringEqualsIfExists" | "BoolIfExists" => {
                    actual.is_none() || any(&|value, actual| value == actual)
                }
                "StringEqualsIgnoreCase" => any(&|value, actual| value.eq_ignore_ascii_case(actual)),
                "Null" => actual.is_none() == (values[0] == "true"),
                other => panic!("{other}"),
            }
        })
    })
}
