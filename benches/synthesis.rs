//! What it costs to make templates: of the default blueprint, and of 500, 2,000 and 10,000 resources.
//!
//! CloudFormation takes 500 resources in a stack, so 10,000 are twenty stacks.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails may panic, and it prints a table"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use synth::dsl::Stack;
use synth::emit::{Format, to_string};
use synth::model::Template;

#[path = "../blueprints/parallelcluster_ssm/mod.rs"]
mod blueprint;
#[path = "../examples/five_hundred/stack.rs"]
mod stack;

const RESOURCES: [usize; 3] = [500, 2_000, 10_000];

fn main() {
    divan::main();
    let only_bench = std::env::args().skip(1).all(|argument| argument == "--bench");
    if only_bench && std::env::args().len() > 1 {
        print_shares();
    }
}

/// The default blueprint.
mod default_blueprint {
    use super::*;

    #[divan::bench]
    fn build() -> Stack {
        blueprint::stack()
    }

    #[divan::bench]
    fn synthesize(bencher: Bencher<'_, '_>) {
        bencher.with_inputs(blueprint::stack).bench_values(template);
    }

    #[divan::bench]
    fn yaml(bencher: Bencher<'_, '_>) {
        emit(bencher, &template(blueprint::stack()), Format::Yaml);
    }

    #[divan::bench]
    fn json(bencher: Bencher<'_, '_>) {
        emit(bencher, &template(blueprint::stack()), Format::Json);
    }
}

/// A stack of 500 resources, and what others take to write its template.
mod five_hundred_resources {
    use super::*;

    #[divan::bench]
    fn build() -> Stack {
        five_hundred(0)
    }

    #[divan::bench]
    fn synthesize(bencher: Bencher<'_, '_>) {
        bencher.with_inputs(|| five_hundred(0)).bench_values(template);
    }

    #[divan::bench]
    fn yaml(bencher: Bencher<'_, '_>) {
        emit(bencher, &template(five_hundred(0)), Format::Yaml);
    }

    #[divan::bench]
    fn json(bencher: Bencher<'_, '_>) {
        emit(bencher, &template(five_hundred(0)), Format::Json);
    }

    #[divan::bench]
    fn yaml_by_yaml_serde(bencher: Bencher<'_, '_>) {
        let value = serde_value();
        let bytes = yaml_serde::to_string(&value).unwrap().len();
        bencher.counter(BytesCount::new(bytes)).bench(|| yaml_serde::to_string(black_box(&value)));
    }

    #[divan::bench]
    fn json_by_serde_json(bencher: Bencher<'_, '_>) {
        let value = serde_value();
        let bytes = serde_json::to_string_pretty(&value).unwrap().len();
        bencher.counter(BytesCount::new(bytes)).bench(|| serde_json::to_string_pretty(black_box(&value)));
    }
}

/// From nothing to the text, one stack after the other.
#[divan::bench(args = RESOURCES)]
fn whole(bencher: Bencher<'_, '_>, resources: usize) {
    bencher.counter(ItemsCount::new(resources)).bench(|| {
        for number in 0..resources / 500 {
            black_box(to_string(&template(five_hundred(number)), Format::Yaml));
        }
    });
}

fn five_hundred(number: usize) -> Stack {
    let first = number * stack::MOST_GROUPS;
    stack::stack(format!("part-{number}"), first..first + stack::MOST_GROUPS)
}

fn template(stack: Stack) -> Template {
    stack.synthesize().unwrap()
}

fn serde_value() -> serde_json::Value {
    serde_json::from_str(&to_string(&template(five_hundred(0)), Format::Json)).unwrap()
}

fn emit(bencher: Bencher<'_, '_>, template: &Template, format: Format) {
    let bytes = to_string(template, format).len();
    bencher.counter(BytesCount::new(bytes)).bench(|| to_string(black_box(template), format));
}

/// Prints what each step has of the whole, and what a resource costs: the same whatever their number, if all is linear.
fn print_shares() {
    println!("resources  build + synthesize + emit YAML = all, per resource, of which emitting");
    for resources in RESOURCES {
        let [build, synthesize, emit] = fastest(resources);
        let all = build + synthesize + emit;
        let per_resource = all / u32::try_from(resources).unwrap();
        let share = 100.0 * emit.as_secs_f64() / all.as_secs_f64();
        println!(
            "{resources:9}  {build:.2?} + {synthesize:.2?} + {emit:.2?} = {all:.2?}, {per_resource:.2?}, {share:.0} %"
        );
    }
}

/// The time that each step took in the fastest of a number of runs.
fn fastest(resources: usize) -> [Duration; 3] {
    let runs = (0..30).map(|_| {
        let mut times = [Duration::ZERO; 3];
        for number in 0..resources / 500 {
            let start = Instant::now();
            let stack = black_box(five_hundred(number));
            let built = Instant::now();
            let template = black_box(template(stack));
            let synthesized = Instant::now();
            black_box(to_string(&template, Format::Yaml));
            let steps = [built - start, synthesized - built, synthesized.elapsed()];
            for (time, step) in times.iter_mut().zip(steps) {
                *time += step;
            }
        }
        times
    });
    runs.min_by_key(|times| times.iter().sum::<Duration>()).unwrap()
}
