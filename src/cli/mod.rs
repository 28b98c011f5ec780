//! The command line, which every program that declares stacks has: `synth::App::new().stack(stack()).run()`.

mod app;
mod args;
mod check;
mod completions;
mod diff;
mod graph;
mod io;
mod list;
mod print;
mod source;

pub use app::App;
pub use io::{Exit, Io};
pub use source::IntoStack;
