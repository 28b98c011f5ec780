use std::borrow::Cow;
use std::ffi::OsString;
use std::process::ExitCode;

use super::args::{self, Action};
use super::io::{Exit, Io};
use super::source::{IntoStack, Source};
use super::{check, completions, diff, graph, list, print};
use crate::diag::{Diagnostic, Origin};
use crate::dsl::Stack;

/// A program that prints its stacks as templates.
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use synth::prelude::*;
///
/// fn main() -> ExitCode {
///     let mut stack = Stack::new("topics");
///     stack.add("Thing", Resource::custom("AWS::New::Thing"));
///     App::new().stack(stack).run()
/// }
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct App {
    stacks: Vec<Source>,
    default_stack: Option<String>,
}

impl App {
    /// A program without stacks.
    pub const fn new() -> Self {
        Self { stacks: Vec::new(), default_stack: None }
    }

    /// Adds a stack, to be printed by its name.
    pub fn stack(mut self, stack: Stack) -> Self {
        self.stacks.push(Source::made(stack));
        self
    }

    /// Adds a stack that is made only when it is asked for, by the name that it will have: a program with many stacks
    /// starts as fast as one with a single stack.
    ///
    /// What makes it may fail: it returns a `Result` then, with any error that can be shown. The program says
    /// `error: NAME: …` on standard error, prints nothing, and ends with the exit code 3.
    ///
    /// ```
    /// use synth::cli::{Exit, Io};
    /// use synth::prelude::*;
    ///
    /// fn jobs() -> std::io::Result<Stack> {
    ///     let script = std::fs::read_to_string("no/such/start.sh")?;
    ///     let mut stack = Stack::new("jobs");
    ///     stack.add("Start", Resource::custom("AWS::New::Thing").property("Script", script));
    ///     Ok(stack)
    /// }
    ///
    /// let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    /// let app = App::new().lazy_stack("jobs", jobs);
    /// let exit = app.run_with(["my-stacks".into()], &mut Io::plain(&mut stdout, &mut stderr));
    /// assert_eq!((exit, stdout.is_empty()), (Exit::Failure, true));
    /// assert!(stderr.starts_with(b"error: jobs: "));
    /// ```
    #[track_caller]
    pub fn lazy_stack<S: IntoStack>(
        mut self,
        name: impl Into<Cow<'static, str>>,
        make: impl Fn() -> S + 'static,
    ) -> Self {
        self.stacks.push(Source::to_do(name.into(), make));
        self
    }

    /// Says which stack is printed when none is named. With a single stack, it is that one.
    pub fn default_stack(mut self, name: impl Into<String>) -> Self {
        self.default_stack = Some(name.into());
        self
    }

    /// Does what the command line of the process says, on its standard streams.
    ///
    /// The exit code is 0 when all went well, 1 when a stack has errors, 2 when the command line is wrong, and 3 when
    /// something could not be read or written, or a [lazy stack](Self::lazy_stack) could not be made.
    pub fn run(self) -> ExitCode {
        Io::with_std(|io| self.run_with(std::env::args_os(), io)).into()
    }

    /// Does what the arguments say, the program's name being the first of them.
    pub fn run_with(self, arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Exit {
        let errors = self.check_names();
        if !errors.is_empty() {
            io.report(&errors);
            return Exit::Findings;
        }
        match args::parse(arguments, &self.stacks) {
            Err(error) => io.usage(&error),
            Ok(Action::Check(options)) => check::run(&options, io),
            Ok(Action::Diff(options)) => diff::run(&options, self.stacks, io),
            Ok(Action::Graph(options)) => {
                graph::run(&options, self.stacks, self.default_stack.as_deref(), io)
            }
            Ok(Action::List) => list::run(&self.stacks, io),
            Ok(Action::Completions { shell, command }) => completions::run(shell, command, io),
            Ok(Action::Print(options)) => {
                let default = self.default_stack;
                print::run(self.stacks, default.as_deref(), &options, io)
            }
        }
    }

    /// What is wrong with the stacks' names.
    fn check_names(&self) -> Vec<Diagnostic> {
        let mut errors = Vec::new();
        for (index, source) in self.stacks.iter().enumerate() {
            let declared = Origin::Rust(source.location);
            if args::COMMANDS.contains(&source.name.as_ref()) {
                let message = format!("a stack cannot be named `{}`: that is a command", source.name);
                errors.push(Diagnostic::error("stack-name", message).label(declared, ""));
            }
            if let Some(first) = self.stacks.iter().take(index).find(|first| first.name == source.name) {
                errors.push(
                    Diagnostic::error("duplicate-stack", format!("two stacks are named `{}`", source.name))
                        .label(declared, "named so again here")
                        .label(Origin::Rust(first.location), "first named so here"),
                );
            }
        }
        errors
    }
}
