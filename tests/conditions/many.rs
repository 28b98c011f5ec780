//! Templates with many conditions, for tests and benchmarks.

use serde_json::{Value as Json, json};

pub fn is(parameter: &str, value: &str) -> Json {
    json!({"Fn::Equals": [{"Ref": parameter}, value]})
}

/// As many conditions as parameters, each of which builds on the ones before it.
pub fn chained(count: usize) -> Json {
    let mut parameters = serde_json::Map::new();
    let mut conditions = serde_json::Map::new();
    for index in 0..count {
        parameters.insert(
            format!("P{index}"),
            json!({"Type": "String", "AllowedValues": ["a", "b", "c"], "Default": "a"}),
        );
        let own = is(&format!("P{index}"), if index % 2 == 0 { "a" } else { "b" });
        let next = is(&format!("P{}", (index * 7 + 3) % count), "b");
        let condition = match (index, index % 3) {
            (0, _) => own,
            (_, 0) => {
                json!({"Fn::And": [{"Fn::Not": [{"Condition": format!("C{}", index - 1)}]}, {"Fn::Or": [own, next]}]})
            }
            (_, 1) => {
                json!({"Fn::Or": [{"Condition": format!("C{}", index / 2)}, {"Fn::And": [own, {"Fn::Not": [next]}]}]})
            }
            _ => json!({"Fn::Or": [
                {"Fn::And": [{"Condition": format!("C{}", index - 1)}, own]},
                {"Fn::Equals": [{"Ref": format!("P{index}")}, {"Ref": format!("P{}", index - 1)}]},
            ]}),
        };
        conditions.insert(format!("C{index}"), condition);
    }
    json!({"Parameters": parameters, "Conditions": conditions})
}

/// As many conditions as parameters, none of which has to do with another.
pub fn independent(count: usize) -> Json {
    let conditions = (0..count).map(|index| (format!("C{index}"), is(&format!("P{index}"), "yes")));
    json!({"Conditions": Json::Object(conditions.collect())})
}

/// Objects with some properties each, every one under a condition.
pub fn objects(count: usize, objects: usize, properties: usize) -> Vec<Json> {
    let property = |object: usize, index: usize| {
        let condition = (object * 13 + index * (1 + object % 7) * 3) % count;
        json!({"Fn::If": [format!("C{condition}"), index, {"Ref": "AWS::NoValue"}]})
    };
    let object = |object: usize| {
        let properties = (0..properties).map(|index| (format!("Property{index}"), property(object, index)));
        Json::Object(properties.collect())
    };
    (0..objects).map(object).collect()
}

/// An object with one property for each condition.
pub fn properties(count: usize) -> Json {
    let property = |index| json!({"Fn::If": [format!("C{index}"), index, {"Ref": "AWS::NoValue"}]});
    Json::Object((0..count).map(|index| (format!("Property{index}"), property(index))).collect())
}
