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
mod five_hundred;

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
        emit(bencher, &[template(blueprint::stack())], Format::Yaml);
    }

    #[divan::bench]
    fn json(bencher: Bencher<'_, '_>) {
        emit(bencher, &[template(blueprint::stack())], Format::Json);
    }
}

/// Stacks of 500 resources.
mod resources {
    use super::*;

    #[divan::bench(args = RESOURCES)]
    fn build(bencher: Bencher<'_, '_>, resources: usize) {
        bencher.counter(ItemsCount::new(resources)).bench(|| stacks(resources));
    }

    #[divan::bench(args = RESOURCES)]
    fn synthesize(bencher: Bencher<'_, '_>, resources: usize) {
        let bencher = bencher.counter(ItemsCount::new(resources));
        bencher.with_inputs(|| stacks(resources)).bench_values(templates);
    }

    #[divan::bench(args = RESOURCES)]
    fn yaml(bencher: Bencher<'_, '_>, resources: usize) {
        let bencher = bencher.counter(ItemsCount::new(resources));
        emit(bencher, &templates(stacks(resources)), Format::Yaml);
    }

    #[divan::bench(args = RESOURCES)]
    fn json(bencher: Bencher<'_, '_>, resources: usize) {
        let bencher = bencher.counter(ItemsCount::new(resources));
        emit(bencher, &templates(stacks(resources)), Format::Json);
    }
}

/// The emitter beside others, each given the 500 resources as the value that it likes best.
mod emitters {
    use super::*;

    #[divan::bench]
    fn synth_yaml(bencher: Bencher<'_, '_>) {
        emit(bencher, &templates(stacks(500)), Format::Yaml);
    }

    #[divan::bench]
    fn synth_json(bencher: Bencher<'_, '_>) {
        emit(bencher, &templates(stacks(500)), Format::Json);
    }

    #[divan::bench]
    fn yaml_serde(bencher: Bencher<'_, '_>) {
        let value = value();
        let bytes = ::yaml_serde::to_string(&value).unwrap().len();
        bencher.counter(BytesCount::new(bytes)).bench(|| ::yaml_serde::to_string(black_box(&value)));
    }

    #[divan::bench]
    fn serde_json_pretty(bencher: Bencher<'_, '_>) {
        let value = value();
        let bytes = serde_json::to_string_pretty(&value).unwrap().len();
        bencher.counter(BytesCount::new(bytes)).bench(|| serde_json::to_string_pretty(black_box(&value)));
    }

    fn value() -> serde_json::Value {
        let text: String = texts(&templates(stacks(500)), Format::Json).concat();
        serde_json::from_str(&text).unwrap()
    }
}

fn stacks(resources: usize) -> Vec<Stack> {
    let stack = |number: usize| {
        let first = number * five_hundred::MOST_GROUPS;
        five_hundred::stack(format!("part-{number}"), first..first + five_hundred::MOST_GROUPS)
    };
    (0..resources / 500).map(stack).collect()
}

fn template(stack: Stack) -> Template {
    stack.synthesize().unwrap()
}

fn templates(stacks: Vec<Stack>) -> Vec<Template> {
    stacks.into_iter().map(template).collect()
}

fn texts(templates: &[Template], format: Format) -> Vec<String> {
    templates.iter().map(|template| to_string(template, format)).collect()
}

fn emit(bencher: Bencher<'_, '_>, templates: &[Template], format: Format) {
    let bytes: usize = texts(templates, format).iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| texts(black_box(templates), format));
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

/// The least time that each step took in a number of runs.
fn fastest(resources: usize) -> [Duration; 3] {
    let mut fastest = [Duration::MAX; 3];
    for _ in 0..30 {
        let start = Instant::now();
        let stacks = black_box(stacks(resources));
        let built = Instant::now();
        let templates = black_box(templates(stacks));
        let synthesized = Instant::now();
        let texts = black_box(texts(&templates, Format::Yaml));
        let times = [built - start, synthesized - built, synthesized.elapsed()];
        drop(texts);
        for (fastest, time) in fastest.iter_mut().zip(times) {
            *fastest = time.min(*fastest);
        }
    }
    fastest
}
