//! Small random policies.

use serde_json::{Map, Value as Json, json};

/// Numbers that are the same for the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x2545_F491)
    }

    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64, which is public domain.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((number ^ (number >> 31)) % end as u64).unwrap()
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// Some of the items, at least one.
    pub fn some<T: Clone>(&mut self, items: &[T], most: usize) -> Vec<T> {
        (0..=self.below(most)).map(|_| self.of(items).clone()).collect()
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

pub const ACTIONS: &[&str] =
    &["s3:a", "s3:b", "s3:ab", "s3:a*", "s3:*b", "s3:?", "s3:*", "*", "sqs:*", "S3:A", "*:*"];
pub const RESOURCES: &[&str] = &["r/a", "r/b", "r/*", "r/a*", "*/a", "r/?", "q", "*"];

pub fn principals() -> Vec<Json> {
    vec![
        json!("*"),
        json!({"AWS": "*"}),
        json!({"AWS": "111111111111"}),
        json!({"AWS": "arn:aws:iam::111111111111:root"}),
        json!({"AWS": ["arn:aws:iam::111111111111:role/x"]}),
        json!({"AWS": ["arn:aws:iam::111111111111:role/x", "222222222222"]}),
        json!({"Service": "ec2.amazonaws.com"}),
        json!({"Service": ["ec2.amazonaws.com", "sns.amazonaws.com"], "AWS": "222222222222"}),
    ]
}

/// A condition of a statement.
pub fn condition(random: &mut Random) -> Json {
    let mut block = Map::new();
    for _ in 0..=random.below(2) {
        let values = random.some(&["u", "v", "w"], 2);
        let (operator, test) = match random.below(10) {
            0 => ("StringNotEquals", json!({"K": values})),
            1 => ("StringLike", json!({"k": random.some(&["u*", "*", "?"], 1)})),
            2 => ("StringNotLike", json!({"k": "u*"})),
            3 => ("Null", json!({"k": *random.of(&["true", "false"])})),
            4 => ("StringEqualsIfExists", json!({"k": values})),
            5 => ("Bool", json!({"m": *random.of(&["true", "false"])})),
            6 => ("BoolIfExists", json!({"m": random.one_in(2)})),
            7 => ("StringEqualsIgnoreCase", json!({"n": *random.of(&["U", "u"])})),
            8 => ("StringEquals", json!({"k": values[0], "n": "u"})),
            _ => ("StringEquals", json!({"k": values})),
        };
        block.insert(operator.to_owned(), test);
    }
    Json::Object(block)
}

/// A statement; with principals if it is one of a policy for a resource.
pub fn statement(random: &mut Random, with_principals: bool) -> Json {
    let mut statement = Map::new();
    let effect = if random.below(3) == 0 { "Deny" } else { "Allow" };
    statement.insert("Effect".to_owned(), json!(effect));
    let not = |random: &mut Random, name: &str| {
        if random.one_in(6) { format!("Not{name}") } else { name.to_owned() }
    };
    if with_principals {
        let principals = principals();
        let name = not(random, "Principal");
        statement.insert(name, random.of(&principals).clone());
    }
    let name = not(random, "Action");
    statement.insert(name, json!(random.some(ACTIONS, 3)));
    let name = not(random, "Resource");
    statement.insert(name, json!(random.some(RESOURCES, 2)));
    if random.one_in(3) {
        statement.insert("Condition".to_owned(), condition(random));
    }
    let statement = Json::Object(statement);
    match random.below(8) {
        0 => json!({"Fn::If": ["C", statement, {"Ref": "AWS::NoValue"}]}),
        1 if !with_principals => {
            let mut inside = statement;
            let action = *random.of(ACTIONS);
            if let Some(actions) = inside.get_mut("Action").and_then(Json::as_array_mut) {
                actions.push(json!({"Fn::If": ["D", action, {"Ref": "AWS::NoValue"}]}));
            }
            inside
        }
        _ => statement,
    }
}

pub fn statements(random: &mut Random, with_principals: bool) -> Vec<Json> {
    (0..=random.below(4)).map(|_| statement(random, with_principals)).collect()
}
