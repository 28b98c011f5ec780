//! All that can be the case in a small template, found by trying every value of everything.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::random::Random;

/// What each operand is.
type Values = BTreeMap<String, String>;

/// One way in which it can be.
pub struct World {
    values: Values,
    pub conditions: BTreeMap<String, bool>,
}

pub struct Worlds {
    json: Json,
    worlds: Vec<World>,
}

impl Worlds {
    pub fn of(json: &Json) -> Self {
        let mut operands = Vec::new();
        collect(&json["Conditions"], &mut operands);
        collect(&json["Rules"], &mut operands);
        operands.sort();
        operands.dedup();
        let mut worlds = vec![Values::new()];
        for (number, operand) in operands.iter().enumerate() {
            let choices = choices(json, operand, number);
            worlds = worlds
                .into_iter()
                .flat_map(|world| {
                    choices.iter().map(move |choice| {
                        let mut world = world.clone();
                        world.insert(operand.clone(), choice.clone());
                        world
                    })
                })
                .collect();
        }
        let worlds = worlds.into_iter().filter(|values| rules_hold(json, values));
        let worlds = worlds.map(|values| World { conditions: conditions(json, &values), values }).collect();
        Self { json: json.clone(), worlds }
    }

    pub fn is_empty(&self) -> bool {
        self.worlds.is_empty()
    }

    /// The worlds in which these conditions and that parameter have these values.
    pub fn matching(&self, values: &[(&str, bool)], fixed: Option<&(String, String)>) -> Vec<&World> {
        let fits = |world: &&World| {
            values.iter().all(|(name, value)| world.conditions[*name] == *value)
                && fixed.is_none_or(|(name, value)| world.values[&key(name)] == *value)
        };
        self.worlds.iter().filter(fits).collect()
    }

    /// A parameter that a condition is about, and a value it can or cannot have.
    pub fn some_value(&self, random: &mut Random) -> Option<(String, String)> {
        let values = &self.worlds.first()?.values;
        let operands: Vec<&String> =
            values.keys().filter(|operand| operand.contains("\"Ref\":\"P")).collect();
        let operand = operands.get(random.below(operands.len().max(1)))?;
        let name = serde_json::from_str::<Json>(operand).unwrap()["Ref"].as_str().unwrap().to_owned();
        let world = &self.worlds[random.below(self.worlds.len())];
        let value = &world.values[*operand];
        // Of the texts that occur nowhere only the first one can be chosen for everything.
        Some((name, if value.starts_with('?') { "?0".to_owned() } else { value.clone() }))
    }

    /// Whether the facts are so under these values, whatever the rest is that can be named.
    pub fn confirms(
        &self,
        witness: &[(&str, String)],
        values: &[(&str, bool)],
        fixed: Option<&(String, String)>,
    ) -> bool {
        let allowed = |(name, value): &(&str, String)| {
            let parameter = &self.json["Parameters"][*name];
            let listed = parameter["AllowedValues"].as_array().filter(|allowed| !allowed.is_empty());
            listed.is_none_or(|allowed| allowed.iter().any(|one| one == value.as_str()))
                && (parameter["MinLength"].is_null() || !value.is_empty())
        };
        if !witness.iter().all(allowed) {
            return false;
        }
        // A witness has texts of its own where any other text will do; functions can still be anything.
        let given: Values = witness.iter().map(|(name, value)| (key(name), value.clone())).collect();
        let mut texts: Vec<String> = given.values().cloned().collect();
        texts.extend(["a", "b", "c", "", "?"].map(str::to_owned));
        let functions: Vec<String> =
            self.operands().filter(|operand| operand.contains("FindInMap")).collect();
        let fixed_is_given =
            fixed.is_none_or(|(name, value)| given.get(&key(name)).is_none_or(|one| one == value));
        fixed_is_given
            && texts.iter().any(|text| {
                let mut world = given.clone();
                world.extend(functions.iter().map(|function| (function.clone(), text.clone())));
                // What the witness does not name does not matter.
                for operand in self.operands() {
                    world
                        .entry(operand.clone())
                        .or_insert_with(|| choices(&self.json, &operand, 99)[0].clone());
                }
                let conditions = conditions(&self.json, &world);
                values.iter().all(|(name, value)| conditions[*name] == *value)
                    && (rules_hold(&self.json, &world) || self.unnamed(&given))
            })
    }

    fn operands(&self) -> impl Iterator<Item = String> {
        self.worlds.first().into_iter().flat_map(|world| world.values.keys().cloned())
    }

    /// Whether a rule may be about parameters that have nothing to do with the facts.
    fn unnamed(&self, given: &Values) -> bool {
        self.operands().any(|operand| !given.contains_key(&operand))
    }
}

fn key(name: &str) -> String {
    serde_json::json!({"Ref": name}).to_string()
}

/// The functions that are compared.
fn collect(json: &Json, operands: &mut Vec<String>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect(item, operands)),
        Json::Object(object) => {
            for (name, value) in object {
                match name.as_str() {
                    "Fn::Equals" => {
                        let both = value.as_array().unwrap().iter().filter(|operand| operand.is_object());
                        operands.extend(both.map(Json::to_string));
                    }
                    _ => collect(value, operands),
                }
            }
        }
        _ => {}
    }
}

/// What an operand can be: what is allowed, or anything that occurs, or something that does not.
fn choices(json: &Json, operand: &str, number: usize) -> Vec<String> {
    let reference: Json = serde_json::from_str(operand).unwrap();
    let parameter = reference["Ref"].as_str().map_or(&Json::Null, |name| &json["Parameters"][name]);
    let allowed = parameter["AllowedValues"].as_array().filter(|allowed| !allowed.is_empty());
    if let Some(allowed) = allowed {
        return allowed.iter().map(|value| value.as_str().unwrap().to_owned()).collect();
    }
    let mut choices: Vec<String> = ["a", "b", "c", ""].map(str::to_owned).to_vec();
    choices.extend((0..=number.min(5)).map(|other| format!("?{other}")));
    choices.retain(|choice| parameter["MinLength"].is_null() || !choice.is_empty());
    choices
}

fn conditions(json: &Json, values: &Values) -> BTreeMap<String, bool> {
    let all = json["Conditions"].as_object().unwrap();
    all.iter().map(|(name, condition)| (name.clone(), evaluate(condition, all, values))).collect()
}

fn rules_hold(json: &Json, values: &Values) -> bool {
    let all = json["Conditions"].as_object().unwrap();
    json["Rules"].as_object().unwrap().values().all(|rule| {
        let concerned = rule["RuleCondition"].is_null() || evaluate(&rule["RuleCondition"], all, values);
        !concerned
            || rule["Assertions"].as_array().unwrap().iter().all(|one| evaluate(&one["Assert"], all, values))
    })
}

pub fn evaluate(expression: &Json, all: &Map<String, Json>, values: &Values) -> bool {
    let (name, arguments) = expression.as_object().unwrap().iter().next().unwrap();
    let text =
        |operand: &Json| operand.as_str().map_or_else(|| values[&operand.to_string()].clone(), str::to_owned);
    match (name.as_str(), arguments) {
        ("Condition", name) => evaluate(&all[name.as_str().unwrap()], all, values),
        ("Fn::Equals", both) => text(&both[0]) == text(&both[1]),
        ("Fn::Not", one) => !evaluate(&one[0], all, values),
        ("Fn::And", parts) => parts.as_array().unwrap().iter().all(|part| evaluate(part, all, values)),
        ("Fn::Or", parts) => parts.as_array().unwrap().iter().any(|part| evaluate(part, all, values)),
        other => panic!("{other:?}"),
    }
}

/// The instance as it is when the conditions are so.
pub fn resolve(instance: &Json, conditions: &BTreeMap<String, bool>, root: bool) -> Option<Json> {
    match instance {
        Json::Array(items) => {
            Some(items.iter().filter_map(|item| resolve(item, conditions, false)).collect::<Vec<_>>().into())
        }
        Json::Object(object) => {
            if object.get("Ref").is_some_and(|name| name == "AWS::NoValue") {
                return None;
            }
            if let Some(branches) = object.get("Fn::If") {
                let taken = if conditions[branches[0].as_str().unwrap()] { 1 } else { 2 };
                return resolve(&branches[taken], conditions, root);
            }
            if !root {
                return Some(instance.clone());
            }
            let entries = object.iter();
            let entries =
                entries.filter_map(|(name, value)| Some((name.clone(), resolve(value, conditions, false)?)));
            Some(Json::Object(entries.collect()))
        }
        other => Some(other.clone()),
    }
}
