//! A resource as it was emitted, held against the facts.

use serde_json::{Map, Value};

use super::facts::{Described, Facts};

/// What is set though it is read-only, as the property type that it is in is also used where it can be set.
const SHARED: &[(&str, &str)] = &[("AWS::Synthetics::Canary", "Replicas/VpcConfig/VpcId")];

/// What is wrong with a resource's properties.
pub(crate) fn faults(type_name: &str, facts: &Facts, properties: Option<&Value>) -> Vec<String> {
    let mut check = Check { type_name, facts, faults: Vec::new() };
    let none = Value::Object(Map::new());
    let properties = properties.unwrap_or(&none);
    check.value(&[], &[], &facts.root(), properties);
    check.tags(properties);
    check.faults
}

/// Walks a resource as it was emitted, beside the facts.
struct Check<'c> {
    type_name: &'c str,
    facts: &'c Facts,
    faults: Vec<String>,
}

impl Check<'_> {
    fn fault(&mut self, path: &[&str], message: &str) {
        self.faults.push(format!("{}: {}: {message}", self.type_name, path.join("/")));
    }

    /// Beside the tag that the property's setter was given, there is the one from `.tag(…)`.
    fn tags(&mut self, properties: &Value) {
        let name = self.facts.tags();
        let described = self.facts.at(name);
        let count = match properties.get(name) {
            Some(Value::Array(tags))
                if ["Key", "TagKey"].iter().any(|key| described.properties().contains_key(key)) =>
            {
                tags.len()
            }
            Some(Value::Object(tags)) if described.properties().is_empty() => tags.len(),
            _ => return,
        };
        if count != 2 {
            self.fault(&[name], &format!("has {count} tags rather than 2"));
        }
    }

    /// Holds a value against what describes it; `above` are the definitions that it is in.
    fn value(&mut self, path: &[&str], above: &[&'static str], described: &Described, value: &Value) {
        let kinds = described.kinds();
        let kind = kind_of(value);
        let is_number = kind == "integer" && kinds.contains(&"number");
        if !kinds.is_empty() && !kinds.contains(&kind) && !is_number {
            self.fault(path, &format!("is of type {kind}, and the facts say {kinds:?}"));
        }
        let within = [above, &described.definitions].concat();
        match value {
            Value::Object(entries) => {
                self.entries(path, &within, described, entries);
                self.required(path, described, entries);
                if !described.definitions.iter().any(|name| above.contains(name)) {
                    self.all(path, described, entries);
                }
            }
            Value::Array(items) => {
                let described = self.facts.describe(&described.items());
                let mut items = items.iter();
                if let Some(first) = items.next() {
                    self.value(path, &within, &described, first);
                }
                // A second item is what `.tag(…)` has made, which need not have all that can be set.
                for entries in items.filter_map(Value::as_object) {
                    self.entries(path, &within, &described, entries);
                    self.required(path, &described, entries);
                }
            }
            Value::String(text) => {
                let listed = described.values().next().is_some() && !described.takes_other_text();
                if listed && !described.has_value(text) {
                    self.fault(path, &format!("{text:?} is not one of the values"));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// What is in an object is known, and may be set.
    fn entries(
        &mut self,
        path: &[&str],
        within: &[&'static str],
        described: &Described,
        object: &Map<String, Value>,
    ) {
        let (properties, entries) = (described.properties(), described.entries());
        for (name, value) in object {
            let inner = [path, &[name.as_str()]].concat();
            if let Some(schemas) = properties.get(name.as_str()) {
                let shared = SHARED.contains(&(self.type_name, inner.join("/").as_str()));
                if self.facts.is_read_only(&inner) != shared {
                    self.fault(
                        &inner,
                        if shared { "can be set after all" } else { "is set, and is read-only" },
                    );
                }
                self.value(&inner, within, &self.facts.describe(schemas), value);
            } else if !entries.is_empty() {
                self.value(path, within, &self.facts.describe(&entries), value);
            } else if !properties.is_empty() {
                self.fault(&inner, "there is no such property");
            }
        }
    }

    /// What is required is there; of a union, what one of its branches requires.
    fn required(&mut self, path: &[&str], described: &Described, object: &Map<String, Value>) {
        let missing = |required: Vec<&'static str>| -> Vec<&'static str> {
            let settable = |name: &&str| !self.facts.is_read_only(&[path, &[*name]].concat());
            required.into_iter().filter(|name| !object.contains_key(*name)).filter(settable).collect()
        };
        let branches = described.required();
        if branches.len() > 1 && object.is_empty() {
            return; // Where recursion ends, a union may well have nothing.
        }
        let fewest = branches.into_iter().map(missing).min_by_key(Vec::len);
        for name in fewest.into_iter().flatten() {
            self.fault(&[path, &[name]].concat(), "is required, and not set");
        }
    }

    /// All that can be set is there.
    fn all(&mut self, path: &[&str], described: &Described, object: &Map<String, Value>) {
        for name in described.properties().keys().filter(|name| !object.contains_key(**name)) {
            let inner = [path, &[*name]].concat();
            if !self.facts.is_read_only(&inner) {
                self.fault(&inner, "cannot be set");
            }
        }
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
