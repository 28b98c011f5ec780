//! The names that a stack declares: well formed, each once, and used in their own stack only.

use std::borrow::Cow;
use std::fmt;
use std::panic::Location;

use indexmap::IndexMap;

use super::resource::Use;
use super::stack::Stack;
use super::target::{Target, intern};
use crate::diag::{Diagnostic, Origin};
use crate::model::{Declaration, ForEach, LogicalId, LogicalIdError};

/// The names of a section, and what is declared by them.
pub(super) type Names<T> = IndexMap<&'static str, Declared<T>>;

/// What is declared, and where.
#[derive(Debug)]
pub(super) struct Declared<T> {
    pub(super) location: &'static Location<'static>,
    pub(super) item: T,
}

/// What has a logical ID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Parameter,
    Rule,
    Mapping,
    Condition,
    Hook,
    Resource,
    Loop,
    Output,
}

impl Kind {
    const fn with_article(self) -> &'static str {
        match self {
            Self::Parameter => "a parameter",
            Self::Rule => "a rule",
            Self::Mapping => "a mapping",
            Self::Condition => "a condition",
            Self::Hook => "a hook",
            Self::Resource => "a resource",
            Self::Loop => "a loop",
            Self::Output => "an output",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.with_article();
        f.write_str(name.split_once(' ').map_or(name, |(_, name)| name))
    }
}

impl Stack {
    /// A name of this stack, declared by the caller of the caller.
    #[track_caller]
    pub(super) fn target(&self, logical_id: impl Into<Cow<'static, str>>) -> Target {
        let declaration = Declaration { stack: self.id, location: Location::caller() };
        Target::new(intern(logical_id.into()), declaration)
    }

    /// Whether nothing has the name yet; else that is reported, and also when the name is not well formed.
    pub(super) fn is_new(&mut self, target: Target, kind: Kind) -> bool {
        let (id, here) = (target.logical_id(), Origin::Rust(target.declared_at()));
        if let Err(error) = LogicalId::new(id) {
            self.diagnostics.push(bad_logical_id(id, kind, error).label(here, ""));
        }
        let Some((present, location)) = self.present(id, kind) else { return true };
        let message = if present == kind {
            format!("two {kind}s have the logical ID `{id}`")
        } else {
            format!("{} and {} have the same logical ID `{id}`", present.with_article(), kind.with_article())
        };
        let mut report = Diagnostic::error("duplicate-logical-id", message)
            .label(here, "used again here")
            .label(Origin::Rust(location), "first used here");
        if present != kind {
            report = report.help("parameters and resources share their names, since `Ref` takes both");
        }
        self.diagnostics.push(report);
        false
    }

    /// What has the name already, among those that a new name of that kind must differ from.
    fn present(&self, id: &str, kind: Kind) -> Option<(Kind, &'static Location<'static>)> {
        fn location<T>(names: &Names<T>, id: &str) -> Option<&'static Location<'static>> {
            names.get(id).map(|declared| declared.location)
        }
        let own = |location: &'static Location<'static>| (kind, location);
        match kind {
            Kind::Parameter | Kind::Resource => {
                let parameter = location(&self.parameters, id).map(|location| (Kind::Parameter, location));
                parameter.or_else(|| Some((Kind::Resource, location(&self.resources, id)?)))
            }
            Kind::Rule => location(&self.rules, id).map(own),
            Kind::Mapping => location(&self.mappings, id).map(own),
            Kind::Condition => location(&self.conditions, id).map(own),
            Kind::Hook => location(&self.hooks, id).map(own),
            Kind::Loop => location(&self.resources, &format!("{}{id}", ForEach::KEY_PREFIX)).map(own),
            Kind::Output => location(&self.outputs, id).map(own),
        }
    }

    /// Reports what is wrong with the names of a loop: that of its item, and those it gives to its resources.
    pub(super) fn check_loop(&mut self, identifier: &str, logical_id: &str, here: Origin) {
        let mut wrong = |name: &str, why: &str, help: String| {
            let message = format!("`{}` {why}", shown(name));
            self.diagnostics.push(Diagnostic::error("loop-name", message).label(here, "").help(help));
        };
        if LogicalId::new(identifier.to_owned()).is_err() {
            let help = "it is made of 1 to 255 ASCII letters and digits".to_owned();
            wrong(identifier, "is no name for the item of a loop", help);
            return;
        }
        // `&{Item}` is the item without what no logical ID may hold.
        let (item, bare_item) = (format!("${{{identifier}}}"), format!("&{{{identifier}}}"));
        let rest = logical_id.replace(&item, "").replace(&bare_item, "");
        if rest.len() == logical_id.len() {
            let help = format!("`{item}` in it stands for the item");
            wrong(logical_id, "is the same logical ID for each item", help);
        } else if !rest.is_empty() && LogicalId::new(rest).is_err() {
            let help = "beside the item, a logical ID is made of ASCII letters and digits".to_owned();
            wrong(logical_id, "is no logical ID for the resources of a loop", help);
        }
    }

    /// Reports what the console cannot show, as it is no parameter.
    pub(super) fn check_interface(&mut self) {
        let uses = self.interface.iter().flat_map(|interface| interface.uses());
        for used in uses.filter(|used| used.target.stack() == self.id) {
            let id = used.target.logical_id();
            if !self.parameters.contains_key(id) {
                self.diagnostics.push(
                    Diagnostic::error("interface", format!("`{id}` is no parameter"))
                        .label(used.origin, "the console shows parameters only")
                        .label(Origin::Rust(used.target.declared_at()), "declared here"),
                );
            }
        }
    }

    /// Reports the handles of other stacks.
    pub(super) fn check_uses(&mut self, uses: impl Iterator<Item = Use>) {
        let foreign = uses.filter(|used| used.target.stack() != self.id);
        self.diagnostics.extend(foreign.map(|used| foreign_handle(used.target, used.origin)));
    }
}

fn bad_logical_id(id: &str, kind: Kind, error: LogicalIdError) -> Diagnostic {
    let message = match error {
        LogicalIdError::Empty => format!("the logical ID of {} is empty", kind.with_article()),
        LogicalIdError::Character(_) | LogicalIdError::TooLong(_) => {
            format!("`{}` is no logical ID for {}: {error}", shown(id), kind.with_article())
        }
    };
    Diagnostic::error("logical-id", message).help("a logical ID is made of ASCII letters and digits")
}

/// A name as a message has it: on one line, and not longer than anybody reads.
pub(super) fn shown(name: &str) -> String {
    const MOST: usize = 60;
    let escaped = name.escape_debug();
    if escaped.clone().count() <= MOST {
        escaped.collect()
    } else {
        escaped.take(MOST).chain(['…']).collect()
    }
}

/// The report of a handle that is used in a stack which did not declare it.
pub(super) fn foreign_handle(target: Target, used: Origin) -> Diagnostic {
    foreign_name(target.logical_id(), target.declared_at(), used)
}

/// The report of a name that is used in a stack which did not declare it.
pub(super) fn foreign_name(id: &str, declared: &'static Location<'static>, used: Origin) -> Diagnostic {
    Diagnostic::error("foreign-handle", format!("`{id}` belongs to another stack"))
        .label(used, "used in this stack here")
        .label(Origin::Rust(declared), "declared in the other stack here")
        .help(
            "declare it in this stack, or pass its value on by an output with an export, and `import_value`",
        )
}
