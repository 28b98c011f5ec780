//! What it costs to find out which properties can exist together, with as many conditions as parameters.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    unreachable_pub,
    reason = "a benchmark that fails may panic, and it prints a table"
)]

use divan::Bencher;
use serde_json::Value as Json;
use synth::analysis::Conditions;
use synth::model::{Node, Object};

#[path = "../tests/conditions/many.rs"]
mod many;

const CONDITIONS: [usize; 3] = [20, 50, 100];

fn main() {
    divan::main();
    println!("steps of the solver and scenarios of an object with a property for each condition");
    for count in CONDITIONS {
        for (name, template) in [("chained", many::chained(count)), ("independent", many::independent(count))]
        {
            let (template, instance) = (node(&template), node(&many::properties(count)));
            let conditions = Conditions::new(&template);
            let scenarios = conditions.scenarios(&instance, &conditions.unconstrained());
            println!(
                "{count:3} {name}: {} scenarios, {} steps",
                scenarios.iter().count(),
                conditions.steps()
            );
        }
    }
}

/// Each condition builds on others.
#[divan::bench(args = CONDITIONS)]
fn chained(bencher: Bencher<'_, '_>, count: usize) {
    explore(bencher, &many::chained(count), count);
}

/// No condition has to do with another.
#[divan::bench(args = CONDITIONS)]
fn independent(bencher: Bencher<'_, '_>, count: usize) {
    explore(bencher, &many::independent(count), count);
}

/// What two properties can be there together, for all pairs.
#[divan::bench(args = CONDITIONS)]
fn pairs(bencher: Bencher<'_, '_>, count: usize) {
    let template = node(&many::chained(count));
    bencher.bench_local(|| {
        let conditions = Conditions::new(&template);
        let values = || (0..count).map(|index| format!("C{index}"));
        let facts = conditions.unconstrained();
        values()
            .flat_map(|first| values().map(move |second| (first.clone(), second)))
            .filter(|(first, second)| {
                !conditions.scenarios_for_conditions([first.as_str(), second], &facts).facts.is_empty()
            })
            .count()
    });
}

/// A hundred objects, each with eight of the conditions directly in it.
#[divan::bench(args = CONDITIONS)]
fn objects(bencher: Bencher<'_, '_>, count: usize) {
    let (template, instances) = (node(&many::chained(count)), many::objects(count, 100, 8));
    let instances: Vec<Node> = instances.iter().map(node).collect();
    bencher.bench_local(|| {
        let conditions = Conditions::new(&template);
        let facts = conditions.unconstrained();
        instances.iter().map(|instance| conditions.scenarios(instance, &facts).iter().count()).sum::<usize>()
    });
}

/// From the template to the instances of all scenarios.
fn explore(bencher: Bencher<'_, '_>, template: &Json, count: usize) {
    let (template, instance) = (node(template), node(&many::properties(count)));
    bencher.bench_local(|| {
        let conditions = Conditions::new(&template);
        conditions.scenarios(&instance, &conditions.unconstrained()).iter().count()
    });
}

fn node(json: &Json) -> Node {
    match json {
        Json::String(text) => text.clone().into(),
        Json::Number(number) => number.as_i64().unwrap().into(),
        Json::Array(items) => Node::list(items.iter().map(node)),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), node(value))).collect::<Object>().into()
        }
        other => panic!("not in these templates: {other}"),
    }
}
