//! Writes the templates of many stacks of 500 resources each, one after the other: twenty, or as many as the argument
//! says.
//!
//! `cargo run -q --release --example many_stacks --features lambda,s3,sns,sqs 20 > 10000-resources.yaml`

use std::error::Error;
use std::io::{Write, stdout};

use synth::emit::{self, Format};

#[path = "five_hundred/stack.rs"]
mod stack;

fn main() -> Result<(), Box<dyn Error>> {
    let stacks = std::env::args().nth(1).map_or(Ok(20), |count| count.parse())?;
    for number in 0..stacks {
        let first = number * stack::MOST_GROUPS;
        let stack = stack::stack(format!("part-{number}"), first..first + stack::MOST_GROUPS);
        let text = emit::to_string(&stack.synthesize()?, Format::Yaml);
        writeln!(stdout(), "---")?;
        stdout().write_all(text.as_bytes())?;
    }
    Ok(())
}
