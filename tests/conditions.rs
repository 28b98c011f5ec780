//! Which conditions can hold together: small random templates against trying everything, large ones against a bound
//! on the steps.
//!
//! `SYNTH_TEST_SEED=N` tries other templates than the ones that are always tried.
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "tests fail by panicking"
)]

#[path = "conditions/brute_force.rs"]
mod brute_force;
#[path = "conditions/many.rs"]
mod many;
#[path = "conditions/random.rs"]
mod random;

use std::collections::BTreeSet;

use brute_force::{Worlds, resolve};
use many::is;
use random::{Random, small_template};
use serde_json::{Value as Json, json};
use synth::analysis::{Answer, Basis, Conditions, Facts};
use synth::model::{Node, Object};

fn node(json: &Json) -> Node {
    match json {
        Json::Null => Node::default(),
        Json::Bool(value) => (*value).into(),
        Json::Number(number) => number.as_i64().unwrap().into(),
        Json::String(text) => text.clone().into(),
        Json::Array(items) => Node::list(items.iter().map(node)),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), node(value))).collect::<Object>().into()
        }
    }
}

/// Assumes all of it at once.
fn assume<'t>(conditions: &Conditions<'t>, values: &[(&str, bool)]) -> Option<Facts<'t>> {
    values.iter().try_fold(conditions.unconstrained(), |facts, (name, value)| {
        conditions.assume(&facts, name, *value, Basis::Known)
    })
}

fn template(conditions: Json) -> Node {
    node(&json!({"Conditions": conditions}))
}

#[test]
fn small_templates_agree_with_trying_everything() {
    let seed = std::env::var("SYNTH_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
    let seeds = seed.map_or(0..600, |seed: u64| seed * 1_000_000..seed * 1_000_000 + 20_000);
    for seed in seeds {
        let mut random = Random::new(seed);
        let json = small_template(&mut random);
        let tree = node(&json);
        let conditions = Conditions::new(&tree);
        let worlds = Worlds::of(&json);
        if worlds.is_empty() {
            // Rules that nothing fulfils say nothing: there is a test for them.
            continue;
        }
        agrees(&conditions, &worlds, &json, &mut random)
            .unwrap_or_else(|what| panic!("seed {seed}: {what}\n{json:#}"));
    }
}

fn agrees(
    conditions: &Conditions<'_>,
    worlds: &Worlds,
    json: &Json,
    random: &mut Random,
) -> Result<(), String> {
    let names: Vec<&str> = conditions.names().collect();
    // Every partial assignment of up to four conditions, with some fixed parameter now and then.
    for _ in 0..12 {
        let mut values = Vec::new();
        for name in &names {
            if random.below(2) == 0 && values.len() < 4 {
                values.push((*name, random.below(2) == 0));
            }
        }
        let fixed = (random.below(3) == 0).then(|| worlds.some_value(random)).flatten();
        let expected = worlds.matching(&values, fixed.as_ref());
        let mut facts = assume(conditions, &values);
        if let (Some(known), Some((name, value))) = (&facts, &fixed) {
            facts = conditions.with_parameter(known, name, value);
        }
        let Some(facts) = facts else {
            if expected.is_empty() {
                continue;
            }
            return Err(format!("{values:?} {fixed:?} was refused"));
        };
        if expected.is_empty() || conditions.satisfiable(&facts) != Answer::Yes {
            return Err(format!("{values:?} {fixed:?} was accepted"));
        }
        let witness = conditions.witness(&facts).ok_or(format!("{values:?} {fixed:?} has no witness"))?;
        if !worlds.confirms(&witness, &values, fixed.as_ref()) {
            return Err(format!("{values:?} {fixed:?} is not so under {witness:?}"));
        }
        for name in &names {
            for value in [true, false] {
                // What a fixed parameter rules out is reachable with another one.
                let known = worlds.matching(&values, None);
                let possible = known.iter().any(|world| world.conditions[*name] == value);
                if conditions.is_reachable(&facts, name, value) != possible {
                    return Err(format!("{values:?}: reachability of {name} {value} is not {possible}"));
                }
                let entailed = expected.iter().all(|world| world.conditions[*name] == value);
                if conditions.entails(&facts, name, value) != entailed {
                    return Err(format!("{values:?} {fixed:?}: {name} {value} follows: not {entailed}"));
                }
            }
        }
        let instance = random::instance(random, &names);
        let tree = node(&instance);
        let scenarios = conditions.scenarios(&tree, &facts);
        let mut mine = BTreeSet::new();
        for scenario in scenarios.iter() {
            let text = scenario.instance.map(|instance| format!("{:?}", instance.value));
            mine.insert(text);
            if conditions.satisfiable(&scenario.facts) != Answer::Yes {
                return Err(format!("a scenario of {instance} cannot be"));
            }
        }
        let theirs: BTreeSet<_> = expected
            .iter()
            .map(|world| resolve(&instance, &world.conditions, true))
            .map(|instance| instance.map(|instance| format!("{:?}", node(&instance).value)))
            .collect();
        if mine != theirs || !scenarios.is_complete() {
            return Err(format!("{values:?}: {instance} comes to {mine:?}, not {theirs:?}"));
        }
        let mine: BTreeSet<Vec<Option<bool>>> = conditions
            .scenarios_for_conditions(names.iter().copied(), &facts)
            .facts
            .iter()
            .map(|facts| names.iter().map(|name| facts.status(name)).collect())
            .collect();
        let theirs: BTreeSet<Vec<Option<bool>>> = expected
            .iter()
            .map(|world| names.iter().map(|name| world.conditions.get(*name).copied()).collect())
            .collect();
        if mine != theirs {
            return Err(format!("{values:?}: {mine:?}, not {theirs:?}"));
        }
    }
    let _ = json;
    Ok(())
}

#[test]
fn parameters_take_what_their_declarations_allow() {
    let tree = node(&json!({
        "Parameters": {
            "Stage": {"Type": "String", "AllowedValues": ["dev", "prod"], "Default": "prod"},
            "Name": {"Type": "String", "MinLength": 1},
            "Count": {"Type": "Number", "MinValue": 1, "MaxValue": "5"},
            "Debug": {"Type": "String", "AllowedValues": [true, false]},
            "Ids": {"Type": "CommaDelimitedList", "AllowedValues": ["a", "b"]},
            "Path": {"Type": "AWS::SSM::Parameter::Value<String>", "AllowedValues": ["/a", "/b"]},
        },
        "Conditions": {
            "Dev": is("Stage", "dev"),
            "Prod": is("Stage", "prod"),
            "Test": is("Stage", "test"),
            "Nameless": is("Name", ""),
            "None": {"Fn::Equals": [0, {"Ref": "Count"}]},
            "Some": {"Fn::Equals": [5, {"Ref": "Count"}]},
            "Debug": {"Fn::Equals": [{"Ref": "Debug"}, "true"]},
            "Silent": {"Fn::Equals": [{"Ref": "Debug"}, false]},
            "Ids": is("Ids", "c"),
            "Path": is("Path", "c"),
        },
    }));
    let conditions = Conditions::new(&tree);
    let possible = |values: &[(&str, bool)]| assume(&conditions, values).is_some();
    assert!(!possible(&[("Dev", true), ("Prod", true)]));
    assert!(!possible(&[("Dev", false), ("Prod", false)]));
    assert!(!possible(&[("Test", true)]));
    assert!(!possible(&[("Nameless", true)]));
    assert!(!possible(&[("None", true)]));
    assert!(possible(&[("Some", true)]) && possible(&[("Some", false)]));
    assert!(!possible(&[("Debug", false), ("Silent", false)]));
    assert!(possible(&[("Ids", true), ("Path", true)]));

    let facts = assume(&conditions, &[("Test", false), ("Nameless", false), ("Some", false)]).unwrap();
    let witness =
        [("Stage", "prod"), ("Name", "other"), ("Count", "1")].map(|(name, value)| (name, value.to_owned()));
    assert_eq!(conditions.witness(&facts), Some(witness.to_vec()));
}

#[test]
fn a_pseudo_parameter_is_limited_to_what_is_passed() {
    let tree =
        template(json!({"Here": is("AWS::Region", "eu-west-1"), "There": is("AWS::Region", "us-east-1")}));
    let conditions = Conditions::new(&tree);
    assert!(assume(&conditions, &[("Here", false), ("There", false)]).is_some());
    let facts = conditions.with_parameter(&conditions.unconstrained(), "AWS::Region", "eu-north-1").unwrap();
    assert_eq!(conditions.assume(&facts, "Here", true, Basis::Supposed), None);
    assert!(conditions.is_reachable(&facts, "Here", true), "the region is one of several that are tried");

    let conditions = Conditions::new(&tree).limited("AWS::Region", ["eu-west-1", "us-east-1"]);
    assert_eq!(assume(&conditions, &[("Here", false), ("There", false)]), None);
    assert_eq!(conditions.with_parameter(&conditions.unconstrained(), "AWS::Region", "eu-north-1"), None);
}

#[test]
fn rules_narrow_the_parameters_down() {
    let tree = node(&json!({
        "Rules": {
            "Prod": {
                "RuleCondition": is("Stage", "prod"),
                "Assertions": [
                    {"Assert": {"Fn::Contains": [["large", "huge"], {"Ref": "Size"}]}},
                    {"Assert": {"Fn::EachMemberEquals": [[{"Ref": "Zone"}], "a"]}},
                    {"Assert": {"Fn::EachMemberIn": [{"Fn::ValueOfAll": ["X", "Y"]}, {"Fn::RefAll": "Z"}]}},
                ],
            },
            "Broken": {"Assertions": [{"Assert": "never"}]},
        },
        "Conditions": {"Prod": is("Stage", "prod"), "Small": is("Size", "small"), "B": is("Zone", "b")},
    }));
    let conditions = Conditions::new(&tree);
    assert_eq!(assume(&conditions, &[("Prod", true), ("Small", true)]), None);
    assert_eq!(assume(&conditions, &[("B", true), ("Prod", true)]), None);
    assert!(assume(&conditions, &[("B", true), ("Small", true)]).is_some());
    let facts = assume(&conditions, &[("Prod", true)]).unwrap();
    let witness =
        [("Stage", "prod"), ("Size", "large"), ("Zone", "a")].map(|(name, value)| (name, value.to_owned()));
    assert_eq!(conditions.witness(&facts), Some(witness.to_vec()));
}

#[test]
fn rules_that_nothing_fulfils_say_nothing() {
    let tree = node(&json!({
        "Rules": {"Never": {"Assertions": [{"Assert": is("A", "a")}, {"Assert": is("A", "b")}]}},
        "Conditions": {"A": is("A", "a"), "C": is("A", "c")},
    }));
    let conditions = Conditions::new(&tree);
    assert!(assume(&conditions, &[("C", true)]).is_some());
    assert_eq!(assume(&conditions, &[("C", true), ("A", true)]), None);
}

#[test]
fn what_is_malformed_can_be_either_way() {
    let tree = template(json!({
        "A": {"Condition": "B"},
        "B": {"Fn::Not": [{"Condition": "A"}]},
        "UsesCycle": {"Condition": "A"},
        "Text": "true",
        "Undeclared": {"Condition": "Missing"},
        "AlsoUndeclared": {"Fn::Not": [{"Condition": "Missing"}]},
        "Unknown": {"Fn::Xor": []},
    }));
    let conditions = Conditions::new(&tree);
    for name in conditions.names() {
        for value in [true, false] {
            assert!(assume(&conditions, &[(name, value)]).is_some(), "{name} {value}");
        }
    }
    assert!(assume(&conditions, &[("A", true), ("B", true), ("UsesCycle", true)]).is_some());
    assert_eq!(assume(&conditions, &[("A", true), ("UsesCycle", false)]), None);
    assert_eq!(assume(&conditions, &[("Undeclared", true), ("AlsoUndeclared", true)]), None);
    assert!(!conditions.contains("Missing"));
    let facts = assume(&conditions, &[("Missing", true), ("Missing", false)]).unwrap();
    assert_eq!(facts.status("Missing"), None);
}

#[test]
fn what_is_supposed_leaves_the_other_case_reachable() {
    let tree = template(json!({"A": is("P", "a"), "B": is("P", "b")}));
    let conditions = Conditions::new(&tree);
    let supposed = conditions.assume(&conditions.unconstrained(), "A", true, Basis::Supposed).unwrap();
    assert!(conditions.is_reachable(&supposed, "B", true));
    assert!(conditions.is_reachable(&supposed, "A", false));
    assert_eq!(conditions.assume(&supposed, "B", true, Basis::Known), None);
    let known = conditions.assume(&supposed, "A", true, Basis::Known).unwrap();
    assert!(!conditions.is_reachable(&known, "B", true));
    assert!(!conditions.is_reachable(&known, "A", false));
}

#[test]
fn an_instance_without_conditions_is_not_copied() {
    let tree = template(json!({}));
    let conditions = Conditions::new(&tree);
    let instance =
        node(&json!({"Name": "a", "Tags": [{"Fn::Sub": "b"}], "Deeper": {"C": {"Ref": "AWS::NoValue"}}}));
    let all: Vec<_> = conditions.scenarios(&instance, &conditions.unconstrained()).iter().collect();
    assert_eq!(all.len(), 1);
    let Some(std::borrow::Cow::Borrowed(same)) = all[0].instance else { panic!("{:?}", all[0].instance) };
    assert!(std::ptr::eq(same, &instance));
}

#[test]
fn an_if_on_an_undeclared_condition_stays() {
    let tree = template(json!({"A": is("P", "a")}));
    let conditions = Conditions::new(&tree);
    let undeclared = json!({"Fn::If": ["Missing", "b", {"Ref": "AWS::NoValue"}]});
    let instance =
        node(&json!({"Name": {"Fn::If": ["A", undeclared, "c"]}, "Gone": {"Ref": "AWS::NoValue"}}));
    let all: Vec<_> = conditions.scenarios(&instance, &conditions.unconstrained()).iter().collect();
    let expected = [json!({"Name": undeclared}), json!({"Name": "c"})];
    let instances: Vec<_> = all.iter().map(|scenario| scenario.instance.as_deref().cloned()).collect();
    assert_eq!(instances, expected.iter().map(|json| Some(node(json))).collect::<Vec<_>>());
}

#[test]
fn many_conditions_take_few_steps() {
    for (count, most) in [(20, 200_000), (50, 800_000), (100, 3_000_000)] {
        for tree in [many::chained(count), many::independent(count)] {
            let tree = node(&tree);
            let conditions = Conditions::new(&tree);
            let instance = node(&many::properties(count));
            let scenarios = conditions.scenarios(&instance, &conditions.unconstrained());
            let all: Vec<_> = scenarios.iter().collect();
            assert!(conditions.steps() < most, "{count}: {} steps", conditions.steps());
            assert!(!scenarios.is_complete());
            assert!(all.len() <= 256, "{count}: {}", all.len());
            for scenario in &all {
                assert_eq!(conditions.satisfiable(&scenario.facts), Answer::Yes);
            }
            if count > 50 {
                continue;
            }
            // Whatever two properties can be there together, or without one another, are so in one of the scenarios.
            let mut seen = BTreeSet::new();
            for scenario in &all {
                let values = |name: usize| scenario.facts.status(&format!("C{name}"));
                for (a, b) in (0..count).flat_map(|a| (0..a).map(move |b| (a, b))) {
                    seen.insert((a, b, values(a).unwrap(), values(b).unwrap()));
                }
            }
            for (a, b) in (0..count).flat_map(|a| (0..a).map(move |b| (a, b))) {
                for (left, right) in [(true, true), (true, false), (false, true), (false, false)] {
                    let pair = [(format!("C{a}"), left), (format!("C{b}"), right)];
                    let possible =
                        assume(&conditions, &pair.each_ref().map(|(name, value)| (name.as_str(), *value)));
                    assert_eq!(possible.is_some(), seen.contains(&(a, b, left, right)), "{pair:?}");
                }
            }
        }
    }
}

#[test]
fn many_objects_with_many_conditions_are_all_decided() {
    let tree = node(&many::chained(100));
    let conditions = Conditions::new(&tree);
    for object in many::objects(100, 20, 6) {
        let object = node(&object);
        let scenarios = conditions.scenarios(&object, &conditions.unconstrained());
        assert!(scenarios.is_complete());
        for scenario in scenarios.iter() {
            assert_eq!(conditions.satisfiable(&scenario.facts), Answer::Yes);
        }
    }
    assert!(conditions.steps() < 2_000_000, "{}", conditions.steps());
}

#[test]
fn what_takes_too_long_is_undecided() {
    // Thirteen parameters with twelve values, each different from every other.
    let allowed: Vec<String> = (0..12).map(|value| value.to_string()).collect();
    let parameters: serde_json::Map<String, Json> = (0..13)
        .map(|index| (format!("P{index}"), json!({"Type": "String", "AllowedValues": allowed})))
        .collect();
    let different: Vec<Json> = (0..13)
        .flat_map(|a| (0..a).map(move |b| (a, b)))
        .map(|(a, b)| json!({"Fn::Not": [{"Fn::Equals": [{"Ref": format!("P{a}")}, {"Ref": format!("P{b}")}]}]}))
        .collect();
    let tree = node(
        &json!({"Parameters": parameters, "Conditions": {"Different": {"Fn::And": different}, "First": is("P0", "1")}}),
    );
    let conditions = Conditions::new(&tree);
    let facts = assume(&conditions, &[("Different", true)]).unwrap();
    assert_eq!(conditions.satisfiable(&facts), Answer::Undecided);
    assert_eq!(conditions.witness(&facts), None);
    assert!(conditions.is_reachable(&facts, "First", true));
    assert!(conditions.steps() < 20_000_000, "{}", conditions.steps());
}
