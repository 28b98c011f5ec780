//! The return values of handles, held against the facts.

use std::collections::BTreeMap;

use serde_json::Value;
use synth::schema::Fact;

use super::facts::{Described, Facts};

/// What is wrong with the functions that a handle's methods have returned: `kinds` has the JSON type that each says.
pub(crate) fn faults(
    type_name: &str,
    facts: &Facts,
    functions: &Value,
    kinds: &BTreeMap<&'static str, Option<&'static str>>,
) -> Vec<String> {
    let mut expected = expected(facts);
    let mut faults = Vec::new();
    let mut fault = |text: String| faults.push(format!("{}: {text}", type_name));
    for (method, kind) in kinds {
        let function = functions.get(method).and_then(|function| function.get("Fn::GetAtt"));
        let name = match function.and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::String(resource), Value::String(name)]) if resource == "Specimen" => name,
            _ => {
                fault(format!("{method}() is {function:?}"));
                continue;
            }
        };
        match (expected.remove(name.as_str()), kind) {
            (None, _) => fault(format!("{method}() is {name}, which is not returned or is there twice")),
            (Some(known), Some(kind)) if !known.is_empty() && !known.contains(kind) => {
                fault(format!("{method}() returns {kind}, and the facts say {known:?} of {name}"));
            }
            _ => {}
        }
    }
    for name in expected.keys() {
        fault(format!("no method returns {name}"));
    }
    faults
}

/// What `Fn::GetAtt` takes, and the JSON types of it.
fn expected(facts: &Facts) -> BTreeMap<String, Vec<&'static str>> {
    let mut expected = BTreeMap::new();
    let refused = facts.returns("getAttNot");
    let read_only = facts.read_only().iter().copied().filter(|path| !refused.contains(path));
    let paths = read_only.chain(facts.returns("getAtt"));
    for path in paths.filter(|path| !path.split('/').any(|name| name == "*")) {
        let mut described = facts.root();
        for name in path.split('/') {
            let schemas: Vec<Fact> = described.properties().remove(name).unwrap_or_default();
            described = facts.describe(&schemas);
        }
        add(facts, path.replace('/', "."), &described, &mut Vec::new(), &mut expected);
    }
    for map in facts.returns("getAttMaps") {
        expected.remove(map);
        expected.insert(format!("{map}.Member"), vec!["string"]);
    }
    expected
}

/// An object stands for its members.
fn add(
    facts: &Facts,
    name: String,
    described: &Described,
    above: &mut Vec<&'static str>,
    expected: &mut BTreeMap<String, Vec<&'static str>>,
) {
    let properties = described.properties();
    if properties.is_empty() {
        expected.insert(name, described.kinds());
    } else if !described.definitions.iter().any(|definition| above.contains(definition)) {
        let depth = above.len();
        above.extend(&described.definitions);
        for (member, schemas) in properties {
            add(facts, format!("{name}.{member}"), &facts.describe(&schemas), above, expected);
        }
        above.truncate(depth);
    }
}
