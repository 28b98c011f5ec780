//! A stack as large as CloudFormation takes: 500 resources. This is what a user's own program looks like, and what the
//! times in the README are measured with.
//!
//! `cargo run -q --release --example five_hundred --features lambda,s3,sns,sqs > 500-resources.yaml`

use std::process::ExitCode;

use synth::App;

mod stack;

fn main() -> ExitCode {
    App::new().stack(stack::stack("five-hundred", 0..stack::MOST_GROUPS)).run()
}
