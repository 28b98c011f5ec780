//! Schemas that differ from region to region, turned about: each rule once, with the regions of each value.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::families::{Cut, sorted_names};
use super::places::{from_words, in_words};

/// The member that tells a regional schema; its value names the regions.
pub(super) const MARK: &str = "byRegion";

/// Whether these are schemas by region: every key is one, or `all`.
pub fn is_regional(value: &Value) -> bool {
    value.as_object().is_some_and(|members| !members.is_empty() && members.keys().all(|key| is_region(key)))
}

fn is_region(name: &str) -> bool {
    name == "all"
        || (name.split('-').count() >= 3
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && name.ends_with(|last: char| last.is_ascii_digit()))
}

/// The list of values that a rule allows: its own `enum`, or that of the one property of its `then`.
fn hole(rule: &mut Value) -> Option<&mut Value> {
    let rule = rule.as_object_mut()?;
    if rule.contains_key("enum") {
        return rule.get_mut("enum");
    }
    let properties = rule.get_mut("then")?.get_mut("properties")?.as_object_mut()?;
    let mut values = properties.values_mut();
    let (only, more) = (values.next()?, values.next());
    if more.is_some() { None } else { only.get_mut("enum") }
}

/// The rules of a region's schema, and whether they are in `allOf`.
fn rules(schema: &Value) -> (bool, Vec<&Value>) {
    let all =
        schema.as_object().filter(|members| members.len() == 1).and_then(|members| members.get("allOf"));
    match all.and_then(Value::as_array) {
        Some(rules) => (true, rules.iter().collect()),
        None => (false, vec![schema]),
    }
}

/// The rule without its values as JSON, and its values.
fn parts(rule: &Value) -> Option<(String, Value)> {
    let mut skeleton = rule.clone();
    let values = std::mem::replace(hole(&mut skeleton)?, Value::Array(Vec::new()));
    Some((skeleton.to_string(), values))
}

/// Sorts the rules of each region and leaves out repeated ones. Their order means nothing in JSON Schema.
pub(super) fn tidy(value: &mut Value) {
    for schema in value.as_object_mut().into_iter().flat_map(Map::values_mut) {
        let (true, rules) = rules(schema) else { continue };
        let sorted: BTreeMap<_, _> = rules
            .into_iter()
            .map(|rule| {
                let (skeleton, values) = parts(rule).unwrap_or_else(|| (rule.to_string(), Value::Null));
                ((skeleton, values.to_string()), rule.clone())
            })
            .collect();
        *schema = object([("allOf", sorted.into_values().collect())]);
    }
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Tidy regional schemas turned about; `None` if they are not all rules with sorted values.
pub(super) fn compact(value: &Value) -> Option<Value> {
    let by_region = value.as_object()?;
    let all: BTreeSet<&str> = by_region.keys().map(String::as_str).collect();
    let mut listed = None;
    // By a rule's skeleton, and its number among those of a region that are like it.
    let mut turned: BTreeMap<(String, usize), BTreeMap<&str, Value>> = BTreeMap::new();
    for (region, schema) in by_region {
        let (in_list, rules) = rules(schema);
        if *listed.get_or_insert(in_list) != in_list {
            return None;
        }
        for rule in rules {
            let (skeleton, values) = parts(rule)?;
            sorted_names(&values)?;
            let like_it = (0..).find(|number| {
                turned
                    .get(&(skeleton.clone(), *number))
                    .is_none_or(|regions| !regions.contains_key(region.as_str()))
            });
            turned.entry((skeleton, like_it?)).or_default().insert(region, values);
        }
    }
    let rules = turned.iter().map(|((skeleton, _), values)| compact_rule(skeleton, values, &all));
    let rules = rules.collect::<Option<Vec<_>>>()?;
    let names = all.iter().copied().collect::<Vec<_>>().join(" ");
    Some(object([(MARK, names.into()), (if listed? { "allOf" } else { "rule" }, rules.into())]))
}

fn compact_rule(skeleton: &str, by_region: &BTreeMap<&str, Value>, all: &BTreeSet<&str>) -> Option<Value> {
    let regions: BTreeSet<&str> = by_region.keys().copied().collect();
    let mut having: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (region, values) in by_region {
        for name in sorted_names(values)? {
            having.entry(name).or_default().insert(region);
        }
    }
    let cut = Cut::best(&having.keys().copied().collect::<Vec<_>>());
    let mut families: BTreeMap<&str, BTreeMap<&BTreeSet<&str>, Vec<&str>>> = BTreeMap::new();
    for (name, regions) in &having {
        let (family, size) = cut.split(name);
        families.entry(family).or_default().entry(regions).or_default().push(size);
    }
    let values = families.into_iter().map(|(family, groups)| {
        let sizes =
            groups.into_iter().map(|(some, sizes)| (sizes.join(" "), in_words(some, &regions).into()));
        (family.to_owned(), Value::Object(sizes.collect::<BTreeMap<_, _>>().into_iter().collect()))
    });
    let values = Value::Object(values.collect());
    let schema = serde_json::from_str(skeleton).ok()?;
    Some(object([("where", in_words(&regions, all).into()), ("schema", schema), ("values", values)]))
}

/// What [`compact`] has turned about, by region again; what is wrong if it is not that.
pub(super) fn expand(value: &Value) -> Result<Value, String> {
    let names = value.get(MARK).and_then(Value::as_str).ok_or("`byRegion` names the regions")?;
    let all: BTreeSet<&str> = names.split(' ').collect();
    let (listed, rules) = match (value.get("allOf"), value.get("rule")) {
        (Some(Value::Array(rules)), None) => (true, rules),
        (None, Some(Value::Array(rules))) => (false, rules),
        _ => return Err("a regional schema has either `allOf` or `rule`".to_owned()),
    };
    let mut by_region: BTreeMap<&str, Vec<Value>> = all.iter().map(|name| (*name, Vec::new())).collect();
    for rule in rules {
        let (Some(words), Some(schema), Some(Value::Object(families))) =
            (rule.get("where").and_then(Value::as_str), rule.get("schema"), rule.get("values"))
        else {
            return Err("a regional rule has `where`, `schema` and `values`".to_owned());
        };
        let unknown = |words: &str| format!("`{words}` does not name regions that there are");
        let regions = from_words(words, &all).ok_or_else(|| unknown(words))?;
        let mut values: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (family, groups) in families {
            for (sizes, words) in groups.as_object().into_iter().flatten() {
                let words = words.as_str().unwrap_or_default();
                for region in from_words(words, &regions).ok_or_else(|| unknown(words))? {
                    let sizes = sizes.split(' ').map(|size| format!("{family}{size}"));
                    values.entry(region).or_default().extend(sizes);
                }
            }
        }
        for region in regions {
            let mut schema = schema.clone();
            let mut values = values.remove(region).unwrap_or_default();
            values.sort();
            *hole(&mut schema).ok_or("a regional rule lacks its `enum`")? = values.into();
            by_region.entry(region).or_default().push(schema);
        }
    }
    let schema = |(region, mut rules): (&str, Vec<Value>)| {
        let schema = if listed {
            object([("allOf", rules.into())])
        } else {
            rules.pop().filter(|_| rules.is_empty()).ok_or_else(|| format!("{region} has not one rule"))?
        };
        Ok((region.to_owned(), schema))
    };
    Ok(Value::Object(by_region.into_iter().map(schema).collect::<Result<_, String>>()?))
}
