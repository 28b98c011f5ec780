use std::borrow::Cow;
use std::fmt;
use std::panic::Location;

use crate::diag::{Diagnostic, Origin};
use crate::dsl::Stack;

/// What a function that makes a stack returns: the stack, or a `Result` if it may fail.
pub trait IntoStack {
    /// The stack, or why there is none.
    ///
    /// # Errors
    /// The text of the error that the function returned.
    fn into_stack(self) -> Result<Stack, String>;
}

impl IntoStack for Stack {
    fn into_stack(self) -> Result<Stack, String> {
        Ok(self)
    }
}

impl<E: fmt::Display> IntoStack for Result<Stack, E> {
    fn into_stack(self) -> Result<Stack, String> {
        // In this form, errors that carry their causes along say those, too.
        self.map_err(|error| format!("{error:#}"))
    }
}

/// A stack of the program, made or to be made.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: Cow<'static, str>,
    pub(super) location: &'static Location<'static>,
    making: Making,
}

enum Making {
    Made(Box<Stack>),
    ToDo(Box<dyn Fn() -> Result<Stack, String>>),
}

impl fmt::Debug for Making {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Made(stack) => f.debug_tuple("Made").field(stack).finish(),
            Self::ToDo(_) => f.debug_tuple("ToDo").finish_non_exhaustive(),
        }
    }
}

/// Why there is no stack.
#[derive(Debug)]
pub(super) enum Unmade {
    /// It does not have the name that was announced.
    Misnamed(Diagnostic),
    /// Its function says that it failed.
    Failed(String),
}

impl Source {
    pub(super) fn made(stack: Stack) -> Self {
        let name = stack.name().to_owned().into();
        Self { name, location: stack.location(), making: Making::Made(Box::new(stack)) }
    }

    #[track_caller]
    pub(super) fn to_do<S: IntoStack>(name: Cow<'static, str>, make: impl Fn() -> S + 'static) -> Self {
        let make = Box::new(move || make().into_stack());
        Self { name, location: Location::caller(), making: Making::ToDo(make) }
    }

    /// The stack.
    ///
    /// # Errors
    /// [`Unmade`].
    pub(super) fn make(self) -> Result<Stack, Unmade> {
        let stack = match self.making {
            Making::Made(stack) => return Ok(*stack),
            Making::ToDo(make) => {
                make().map_err(|error| Unmade::Failed(format!("{}: {error}", self.name)))?
            }
        };
        if stack.name() == self.name {
            return Ok(stack);
        }
        let message = format!("the stack is announced as `{}` and named `{}`", self.name, stack.name());
        Err(Unmade::Misnamed(
            Diagnostic::error("stack-name", message)
                .label(Origin::Rust(stack.location()), "named here")
                .label(Origin::Rust(self.location), "announced here"),
        ))
    }

    /// The first line of the stack's description.
    ///
    /// # Errors
    /// The text that says why the stack cannot be made.
    pub(super) fn about(&self) -> Result<String, String> {
        let line = |stack: &Stack| {
            stack.description_text().unwrap_or_default().lines().next().unwrap_or_default().to_owned()
        };
        match &self.making {
            Making::Made(stack) => Ok(line(stack)),
            Making::ToDo(make) => {
                make().map(|stack| line(&stack)).map_err(|error| format!("{}: {error}", self.name))
            }
        }
    }
}
