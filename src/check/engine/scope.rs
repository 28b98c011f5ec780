//! What a validation knows of the place where it is.

use std::ops::ControlFlow;

use super::fault::{Fault, Faults};
use super::functions::Functions;
use super::path::{Part, Path, Place};
use super::schema::Schema;
use crate::analysis::Facts;
use crate::check::{Check, Deployment};
use crate::model::{Entry, Node};

/// The place of a validation and all that holds there. It is copied and changed for whatever lies deeper.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a, 't> {
    /// What is known of the template.
    pub(crate) check: &'a Check<'t>,
    /// The steps from the template's root.
    pub(crate) path: &'a Path<'a>,
    /// The place as rules name it.
    pub(crate) place: Place,
    /// Where the value was taken from, if a function took it from elsewhere.
    pub(crate) taken_from: TakenFrom<'a>,
    /// The regions that are in question.
    pub(crate) regions: &'a [&'a str],
    /// The functions that may stand here.
    pub(crate) functions: Functions,
    /// What is known of the conditions.
    pub(crate) facts: &'a Facts<'t>,
    /// What has been assumed of parameters and variables.
    pub(crate) bindings: Option<&'a Binding<'a>>,
    /// The deployment whose parameters are assumed, if one is.
    pub(crate) deployment: Option<&'a Deployment>,
    /// The pseudo parameters that may be referred to; `None` for all.
    pub(crate) pseudo_parameters: Option<&'a [&'static str]>,
    /// Whether resources may be referred to.
    pub(crate) with_resources: bool,
    /// Whether `"1"` is no number.
    pub(crate) strict: bool,
    /// Whether a function leaves the answer open, as it does in the branches of a union.
    pub(crate) undecidable: bool,
    /// Whether the value is what a function yields.
    pub(crate) resolved: bool,
    /// Whether the value is one only because of a parameter's value, which can be another.
    pub(crate) from_parameter: bool,
    /// Whether pseudo parameters have values.
    pub(crate) resolve_pseudo: bool,
    /// Whether the rules for a place run.
    pub(crate) rules: bool,
    /// Whether dynamic references are looked at.
    pub(crate) dynamic_references: bool,
    /// Whether the entries of maps are places of their own, whatever holds for the map.
    pub(crate) rules_in_entries: bool,
    /// Whether this is about a resource's properties, some of whose keywords have rules of their own.
    pub(crate) properties: bool,
    /// Whether a rule holds the value against a schema of its own, whose types count as they are.
    pub(crate) in_rule: bool,
    /// What `$data` in a schema refers to.
    pub(crate) gathered: Option<&'a Node>,
    /// How much of what is wrong is wanted.
    pub(crate) wanted: Wanted,
}

/// How much of what is wrong is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// All of it, to be told.
    All,
    /// Whether there is anything, and whether the answer is open: faults have neither messages nor paths, which take longer
    /// to make than to find out.
    Whether,
    /// Whether there is anything, of what no function keeps open: the first fault does.
    First,
}

/// Where a function took a value from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenFrom<'a> {
    /// The value stands where it is used.
    Here,
    /// From that attribute of a parameter, with the index among its allowed values.
    Parameter(&'a str, &'static str, Option<usize>),
    /// From a mapping.
    Mapping,
    /// From a branch of `Fn::If`, or a default value.
    Elsewhere,
}

/// A value that a name has for the time being.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding<'a> {
    /// What was bound before.
    pub(crate) before: Option<&'a Binding<'a>>,
    /// The name.
    pub(crate) name: &'a str,
    /// Its value.
    pub(crate) value: &'a Node,
}

/// Whether whoever asked for values wants another.
pub(crate) type Flow = ControlFlow<()>;

impl<'a, 't> Scope<'a, 't> {
    /// The scope of the whole template.
    pub(crate) fn root(check: &'a Check<'t>, facts: &'a Facts<'t>, regions: &'a [&'a str]) -> Self {
        Self {
            check,
            path: &Path::ROOT,
            place: Place::ROOT,
            taken_from: TakenFrom::Here,
            regions,
            functions: Functions::TRANSFORM,
            facts,
            bindings: None,
            deployment: None,
            pseudo_parameters: None,
            with_resources: true,
            strict: true,
            undecidable: false,
            resolved: false,
            from_parameter: false,
            resolve_pseudo: true,
            rules: true,
            dynamic_references: true,
            rules_in_entries: false,
            properties: false,
            in_rule: false,
            gathered: None,
            wanted: Wanted::All,
        }
    }

    /// The same for whoever only asks whether a schema fits. Without functions and `$data` no answer is open.
    pub(crate) fn whether(&self) -> Self {
        let is_decided = self.functions.is_empty() && self.gathered.is_none();
        Self { wanted: if is_decided { Wanted::First } else { Wanted::Whether }, ..*self }
    }

    /// Whether nothing more is wanted than what has been found since there were so many faults.
    pub(super) fn is_enough(&self, before: usize, faults: &Faults) -> bool {
        self.wanted == Wanted::First && faults.len() > before
    }

    /// The same for the entries of a map: see [`Scope::rules_in_entries`].
    pub(crate) fn in_entries(&self) -> Self {
        Self { rules: self.rules || self.rules_in_entries, rules_in_entries: false, ..*self }
    }

    /// The type of the resource that this is in.
    pub(crate) fn resource_kind(&self) -> Option<&'t str> {
        let (mut name, mut section) = (None, None);
        for step in self.path.backwards() {
            (name, section) = (section, Some(step));
        }
        match (section?, name?) {
            (Part::Key("Resources"), Part::Key(name)) => Some(self.check.resource(name)?.kind),
            _ => None,
        }
    }

    /// What a name is bound to, the last binding first, and then what the deployment gives it.
    pub(crate) fn binding(&self, name: &str) -> Option<&'a Node> {
        std::iter::successors(self.bindings, |binding| binding.before)
            .find(|binding| binding.name == name)
            .map(|binding| binding.value)
            .or_else(|| self.deployment?.values.get(name))
    }

    /// The names that are bound.
    pub(crate) fn bound_names(&self) -> impl Iterator<Item = &'a str> {
        let given = self.deployment.into_iter().flat_map(|deployment| deployment.values.keys());
        std::iter::successors(self.bindings, |binding| binding.before)
            .map(|binding| binding.name)
            .chain(given.map(String::as_str))
    }

    /// Validates a value one step deeper; `segment` is that step in the place, unless it is none there.
    pub(crate) fn descend(
        &self,
        node: &Node,
        schema: Schema,
        step: Part<'_>,
        segment: Option<&str>,
        faults: &mut Faults,
    ) {
        let path = self.path.with(step);
        let place = segment.map_or(self.place, |segment| self.place.with(segment));
        Scope { path: &path, place, ..*self }.validate(node, schema, faults);
    }

    /// Validates the value of an entry; `segment` is the step to it in the place.
    pub(crate) fn descend_to(
        &self,
        entry: &Entry,
        schema: Schema,
        segment: Option<&str>,
        faults: &mut Faults,
    ) {
        let path = self.path.with_entry(entry);
        let place = segment.map_or(self.place, |segment| self.place.with(segment));
        Scope { path: &path, place, ..*self }.validate(&entry.node, schema, faults);
    }

    /// A fault at this place.
    pub(crate) fn fault(&self, message: impl Into<String>) -> Fault {
        self.fault_by(|| message.into())
    }

    /// A fault at this place, whose message is only made if it is told.
    pub(crate) fn fault_by(&self, message: impl FnOnce() -> String) -> Fault {
        let is_told = self.wanted == Wanted::All;
        Fault {
            keyword: "",
            rule: None,
            message: if is_told { message() } else { String::new() },
            path: if is_told { self.path.steps() } else { Vec::new() },
            key_origin: self.path.key_origin(),
            given_at: None,
            when: None,
            context: Vec::new(),
            unknown: false,
            type_fits: None,
        }
    }

    /// A fault one step deeper.
    pub(crate) fn fault_at(&self, step: Part<'_>, message: impl Into<String>) -> Fault {
        Scope { path: &self.path.with(step), ..*self }.fault(message)
    }

    /// A fault at an entry, whose message is only made if it is told.
    pub(crate) fn fault_of(&self, entry: &Entry, message: impl FnOnce() -> String) -> Fault {
        Scope { path: &self.path.with_entry(entry), ..*self }.fault_by(message)
    }

    /// Says that a function keeps the answer open, which is told to nobody.
    pub(crate) fn open(&self) -> Fault {
        Fault { unknown: true, ..Scope { wanted: Wanted::Whether, ..*self }.fault_by(String::new) }
    }

    /// The faults of a value, by themselves.
    pub(crate) fn faults(&self, node: &Node, schema: Schema) -> Faults {
        let mut faults = Vec::new();
        self.validate(node, schema, &mut faults);
        faults
    }
}
