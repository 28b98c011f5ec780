//! Small random templates.

use serde_json::{Map, Value as Json, json};

/// Numbers that are the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64, which is public domain.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((number ^ (number >> 31)) % end as u64).unwrap()
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const VALUES: [&str; 3] = ["a", "b", "c"];

/// Up to four parameters with up to three values, up to six conditions, and maybe a rule.
pub fn small_template(random: &mut Random) -> Json {
    let mut parameters = Map::new();
    let mut operands = Vec::new();
    for index in 0..=random.below(4) {
        let name = format!("P{index}");
        let mut parameter = json!({"Type": "String"});
        if random.below(3) != 0 {
            let allowed: Vec<&str> = VALUES.into_iter().filter(|_| random.below(3) != 0).collect();
            parameter["AllowedValues"] = json!(allowed);
        } else if random.below(3) == 0 {
            parameter["MinLength"] = json!(1);
        }
        if random.below(3) == 0 {
            parameter["Default"] = json!(random.of(&VALUES));
        }
        operands.push(json!({"Ref": name}));
        parameters.insert(name, parameter);
    }
    if random.below(4) == 0 {
        operands.push(json!({"Fn::FindInMap": ["Map", {"Ref": "AWS::Region"}, "Key"]}));
    }
    let mut conditions = Map::new();
    let count = 1 + random.below(6);
    for index in 0..count {
        let condition = expression(random, &operands, index, 2);
        conditions.insert(format!("C{index}"), condition);
    }
    let mut rules = Map::new();
    if random.below(4) == 0 {
        let assertions = json!([{"Assert": expression(random, &operands, count, 1)}]);
        let mut rule = json!({"Assertions": assertions});
        if random.below(2) == 0 {
            rule["RuleCondition"] = expression(random, &operands, 0, 1);
        }
        rules.insert("Rule".to_owned(), rule);
    }
    json!({"Parameters": parameters, "Conditions": conditions, "Rules": rules})
}

/// An expression that names only conditions before the one of that number.
fn expression(random: &mut Random, operands: &[Json], conditions: usize, depth: usize) -> Json {
    let parts = |random: &mut Random, count: usize| -> Vec<Json> {
        (0..count).map(|_| expression(random, operands, conditions, depth - 1)).collect()
    };
    match random.below(if depth == 0 { 4 } else { 7 }) {
        0 if conditions > 0 => json!({"Condition": format!("C{}", random.below(conditions))}),
        1 if random.below(2) == 0 => json!({"Fn::Equals": [random.of(operands), random.of(operands)]}),
        2 if random.below(6) == 0 => json!({"Fn::Equals": [random.of(&VALUES), random.of(&VALUES)]}),
        4 => json!({"Fn::Not": parts(random, 1)}),
        5 => {
            let count = 2 + random.below(2);
            json!({"Fn::And": parts(random, count)})
        }
        6 => {
            let count = 2 + random.below(2);
            json!({"Fn::Or": parts(random, count)})
        }
        _ => {
            let literal = *random.of(&["a", "b", "c", ""]);
            json!({"Fn::Equals": [random.of(operands), literal]})
        }
    }
}

/// An object, a list or an `Fn::If` with conditions directly in it.
pub fn instance(random: &mut Random, names: &[&str]) -> Json {
    match random.below(3) {
        0 => json!([value(random, names, 2), "x", value(random, names, 1)]),
        1 => json!({"Fn::If": [random.of(names), object(random, names), object(random, names)]}),
        _ => object(random, names),
    }
}

fn object(random: &mut Random, names: &[&str]) -> Json {
    json!({"A": value(random, names, 2), "B": value(random, names, 1), "C": [value(random, names, 1), "y"]})
}

fn value(random: &mut Random, names: &[&str], depth: usize) -> Json {
    match random.below(if depth == 0 { 3 } else { 5 }) {
        0 => json!({"Ref": "AWS::NoValue"}),
        1 => json!(random.of(&VALUES)),
        2 => json!({"Deeper": {"Fn::If": [random.of(names), 1, 2]}}),
        _ => {
            json!({"Fn::If": [random.of(names), value(random, names, depth - 1), value(random, names, depth - 1)]})
        }
    }
}
