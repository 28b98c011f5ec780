use std::borrow::Cow;
use std::panic::Location;

use crate::diag::{Diagnostic, Origin};
use crate::dsl::Stack;

/// A stack of the program, made or to be made.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: Cow<'static, str>,
    pub(super) location: &'static Location<'static>,
    making: Making,
}

#[derive(Debug)]
enum Making {
    Made(Box<Stack>),
    ToDo(fn() -> Stack),
}

impl Source {
    pub(super) fn made(stack: Stack) -> Self {
        let name = stack.name().to_owned().into();
        Self { name, location: stack.location(), making: Making::Made(Box::new(stack)) }
    }

    #[track_caller]
    pub(super) fn to_do(name: Cow<'static, str>, make: fn() -> Stack) -> Self {
        Self { name, location: Location::caller(), making: Making::ToDo(make) }
    }

    /// The stack.
    ///
    /// # Errors
    /// When it does not have the name that was announced.
    pub(super) fn make(self) -> Result<Stack, Diagnostic> {
        let stack = match self.making {
            Making::Made(stack) => return Ok(*stack),
            Making::ToDo(make) => make(),
        };
        if stack.name() == self.name {
            return Ok(stack);
        }
        let message = format!("the stack is announced as `{}` and named `{}`", self.name, stack.name());
        Err(Diagnostic::error("stack-name", message)
            .label(Origin::Rust(stack.location()), "named here")
            .label(Origin::Rust(self.location), "announced here"))
    }

    /// The first line of the stack's description.
    pub(super) fn about(&self) -> String {
        let line =
            |stack: &Stack| stack.description_text().unwrap_or_default().lines().next().map(str::to_owned);
        match &self.making {
            Making::Made(stack) => line(stack),
            Making::ToDo(make) => line(&make()),
        }
        .unwrap_or_default()
    }
}
