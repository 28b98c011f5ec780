//! The short form of schemas, in which they are committed.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{families, regional};

/// The short form of `enum`.
const FAMILIES: &str = "enumFamilies";
/// The short form of `allOf`.
const GROUPS: &str = "allOfGroups";
/// How many values or rules there must be for a short form.
const MANY: usize = 16;

/// A schema with what has no meaning in one order: keys are sorted; and so are, without duplicates, rules of a kind that
/// [`compact`] puts together.
pub fn tidy(mut value: Value) -> Value {
    sort_keys(&mut value);
    if regional::is_regional(&value) {
        regional::tidy(&mut value);
    } else if let Some(groups) = grouped(&value) {
        let rules = groups.into_values().flat_map(BTreeMap::into_values).cloned().collect();
        if let Some(members) = value.as_object_mut() {
            members.insert("allOf".to_owned(), rules);
        }
    }
    value
}

fn sort_keys(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.sort_keys();
            members.values_mut().for_each(sort_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(sort_keys),
        _ => {}
    }
}

/// The short form of a tidy schema:
///
/// - schemas by region become one with the regions of each value: `byRegion` (see `regional.rs`);
/// - `"allOf": [{"if": A, "then": X}, {"if": B, "then": X}, …]` becomes `"allOfGroups": [{"if": [A, B], "then": X}, …]`;
/// - `"enum": ["db.m5.large", "db.m5.xlarge", …]` becomes `"enumFamilies": {"db.m5.": "large xlarge", …}`.
///
/// [`expand`] gives back what it was.
pub fn compact(value: &Value) -> Value {
    if regional::is_regional(value)
        && let Some(turned) = regional::compact(value)
    {
        return turned;
    }
    let mut short = value.clone();
    if let (Some(groups), Some(members)) = (grouped(value), short.as_object_mut()) {
        let group = |rules: BTreeMap<String, &Value>| {
            let conditions: Vec<Value> = rules.values().filter_map(|rule| rule.get("if")).cloned().collect();
            let then = rules.values().next().and_then(|rule| rule.get("then")).cloned().unwrap_or_default();
            let members = [("if".to_owned(), conditions.into()), ("then".to_owned(), then)];
            Value::Object(members.into_iter().collect())
        };
        members.remove("allOf");
        members.insert(GROUPS.to_owned(), groups.into_values().map(group).collect());
        members.sort_keys();
    }
    shorten_enums(&mut short);
    short
}

/// The rules of `allOf` by what follows, if they are many, and what follows is often the same.
fn grouped(value: &Value) -> Option<BTreeMap<String, BTreeMap<String, &Value>>> {
    let rules = value.as_object()?.get("allOf")?.as_array()?;
    let mut groups: BTreeMap<String, BTreeMap<String, &Value>> = BTreeMap::new();
    for rule in rules {
        let (2, Some(condition), Some(then)) = (rule.as_object()?.len(), rule.get("if"), rule.get("then"))
        else {
            return None;
        };
        groups.entry(then.to_string()).or_default().insert(condition.to_string(), rule);
    }
    (rules.len() >= MANY && groups.len() * 2 <= rules.len()).then_some(groups)
}

fn shorten_enums(value: &mut Value) {
    match value {
        Value::Object(members) => {
            let short = members.get("enum").and_then(families::sorted_names).and_then(|names| {
                let in_families = names.iter().all(|name| name.contains('.') && !is_version(name));
                (names.len() >= MANY && in_families).then(|| families::from_list(&names))
            });
            if let Some(short) = short {
                members.remove("enum");
                members.insert(FAMILIES.to_owned(), short);
                members.sort_keys();
            }
            members.values_mut().for_each(shorten_enums);
        }
        Value::Array(items) => items.iter_mut().for_each(shorten_enums),
        _ => {}
    }
}

/// Whether a name is a version, such as `13.4`: those are easier to read one by one.
fn is_version(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_digit())
}

/// The schema whose short form this is; what is wrong if it is none.
///
/// # Errors
/// What is wrong with it.
pub fn expand(value: Value) -> Result<Value, String> {
    if value.get(regional::MARK).is_some() {
        return regional::expand(&value);
    }
    match value {
        Value::Object(members) => {
            let mut long = Map::new();
            for (key, value) in members {
                match key.as_str() {
                    FAMILIES => long.insert("enum".to_owned(), families::to_list(&value)?),
                    GROUPS => long.insert("allOf".to_owned(), ungroup(value)?),
                    _ => long.insert(key, expand(value)?),
                };
            }
            long.sort_keys();
            Ok(Value::Object(long))
        }
        Value::Array(items) => items.into_iter().map(expand).collect(),
        scalar => Ok(scalar),
    }
}

fn ungroup(groups: Value) -> Result<Value, String> {
    let mut rules = Vec::new();
    let Value::Array(groups) = groups else { return Err(format!("`{GROUPS}` is no list")) };
    for group in groups {
        let (Some(Value::Array(conditions)), Some(then)) = (group.get("if"), group.get("then")) else {
            return Err(format!("an entry of `{GROUPS}` has a list `if`, and `then`"));
        };
        let then = expand(then.clone())?;
        for condition in conditions {
            let members = [("if".to_owned(), expand(condition.clone())?), ("then".to_owned(), then.clone())];
            rules.push(Value::Object(members.into_iter().collect()));
        }
    }
    Ok(rules.into())
}
