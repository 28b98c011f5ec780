//! What it costs to read a template of 500 resources, to check it, to compare it with another one and to draw it: as
//! multiples of reading it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails may panic, and it prints a table"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use synth::check::{Options, check};
use synth::diff::{self, compare};
use synth::emit::{Format, to_string};
use synth::graph::Graph;
use synth::parse::{Document, parse};

#[path = "../examples/five_hundred/stack.rs"]
mod stack;

fn main() {
    let template = stack::stack("five-hundred", 0..stack::MOST_GROUPS).synthesize().unwrap();
    let text = to_string(&template, Format::Yaml);
    let read = |text: &str| parse("template.yaml", text.as_bytes());
    let old = read(&text);
    // Each queue and each function says something else.
    let changed = read(
        &text
            .replace("VisibilityTimeout: 180", "VisibilityTimeout: 60")
            .replace("Timeout: 30", "Timeout: 60"),
    );
    let renamed = read(&renamed(&text));
    let compared = |new: &Document| {
        fastest(|| compare(old.root.as_ref().unwrap(), new.root.as_ref().unwrap(), &diff::Options::default()))
    };
    let unit = fastest(|| read(&text));
    for (what, took) in [
        ("check", fastest(|| check(&old, &Options::default()))),
        ("compare with itself", compared(&old)),
        ("compare, 200 resources changed", compared(&changed)),
        ("compare, 500 resources renamed", compared(&renamed)),
        ("draw as SVG", fastest(|| Graph::of(old.root.as_ref().unwrap()).svg("500 resources"))),
    ] {
        println!("{what:32} {:5.1} times as long as reading", took.as_secs_f64() / unit.as_secs_f64());
    }
}

/// The same template with other logical IDs.
fn renamed(text: &str) -> String {
    ["Bucket", "Queue", "Topic", "Role", "Fn"].iter().fold(text.to_owned(), |text, kind| {
        (0..10)
            .fold(text, |text, digit| text.replace(&format!("{kind}{digit}"), &format!("{kind}New{digit}")))
    })
}

fn fastest<T>(work: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..10).map(once).min().unwrap()
}
