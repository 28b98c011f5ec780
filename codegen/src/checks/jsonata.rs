//! The schema of state machines whose query language is JSONata: that of the others, with some parts in the place of theirs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::Error;

const MACHINE: &str = "other/step_functions/statemachine";
const PARTS: &str = "tables/state-machine-jsonata";

/// Adds `other/step_functions/statemachine_jsonata`, which is the schema without that end with the parts of the table
/// `state-machine-jsonata`. Without these two nothing is added.
///
/// # Errors
/// [`Error::Invalid`] if one of them lacks what belongs together.
pub fn add_jsonata(facts: &mut BTreeMap<String, Value>) -> Result<(), Error> {
    let (Some(machine), Some(parts)) = (facts.get(MACHINE), facts.get(PARTS)) else { return Ok(()) };
    let machine = with_parts(machine.clone(), parts)
        .ok_or_else(|| Error::Invalid(format!("{PARTS}: its parts are not those of {MACHINE}")))?;
    facts.insert(format!("{MACHINE}_jsonata"), machine);
    Ok(())
}

fn with_parts(mut machine: Value, parts: &Value) -> Option<Value> {
    let definitions = machine.get_mut("definitions")?;
    for name in ["choice", "common"] {
        definitions.get_mut(name)?.as_object_mut()?.insert("allOf".to_owned(), parts.get(name)?.clone());
    }
    let mut property = |state: &str, name: &str, schema: Value| {
        definitions.get_mut(state)?.get_mut("properties")?.as_object_mut()?.insert(name.to_owned(), schema);
        Some(())
    };
    property("wait", "Seconds", parts.get("waitSeconds")?.clone())?;
    for name in parts.get("mapWithout")?.as_array()? {
        property("map", name.as_str()?, Value::Bool(false))?;
    }
    for state in parts.get("statesWithArguments")?.as_array()? {
        property(state.as_str()?, "Arguments", json!({"type": ["string", "object"]}))?;
    }
    Some(machine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_take_the_place_of_others() {
        let state = json!({"properties": {"Arguments": {"type": "object"}, "ItemsPath": {}}});
        let definitions = json!({
            "choice": state, "common": {"allOf": []}, "map": state, "wait": state,
        });
        let parts = json!({
            "choice": [1], "common": [2], "mapWithout": ["ItemsPath"], "statesWithArguments": ["map"],
            "waitSeconds": {"minimum": 0},
        });
        let mut facts = BTreeMap::from([
            (MACHINE.to_owned(), json!({"definitions": definitions})),
            (PARTS.to_owned(), parts),
        ]);
        add_jsonata(&mut facts).unwrap();
        let made = &facts["other/step_functions/statemachine_jsonata"]["definitions"];
        assert_eq!(made["common"]["allOf"], json!([2]));
        assert_eq!(made["map"]["properties"]["ItemsPath"], json!(false));
        assert_eq!(made["map"]["properties"]["Arguments"]["type"], json!(["string", "object"]));
        assert_eq!(made["wait"]["properties"]["Arguments"]["type"], json!("object"));
        assert_eq!(facts[MACHINE]["definitions"]["common"]["allOf"], json!([]));
    }
}
