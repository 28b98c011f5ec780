//! From a stack to its template.

use std::collections::{HashMap, hash_map};

use super::interface::Interface;
use super::names::{Declared, Names, foreign_name, shown};
use super::stack::{Definition, Stack};
use crate::analysis::{check_limits, check_names, required_transforms};
use crate::diag::{Diagnostic, Diagnostics, Origin};
use crate::model::{
    Cursor, Entry, FORMAT_VERSION, Intrinsic, Name, Node, Object, Section, Template, Transform, Value,
    Visitor, walk_object,
};

impl Stack {
    /// The stack's template.
    ///
    /// # Errors
    /// All that is wrong with the stack, each with the lines of the program that it comes from: names that
    /// CloudFormation refuses, names used twice, handles of other stacks, resources that were declared and never
    /// defined, numbers that are not finite, no resources at all, and more than CloudFormation's limits allow.
    pub fn synthesize(mut self) -> Result<Template, Diagnostics> {
        let declared = Origin::Rust(self.location);
        self.check_all_uses();
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        let mut root = Object::new();
        let mut section = |section: Section, node: Node| {
            root.push(section.as_str(), node.at(declared));
        };
        let stack = self.id;

        section(Section::FormatVersion, FORMAT_VERSION.into());
        if let Some(description) = self.description {
            section(Section::Description, description);
        }
        if let Some(interface) = self.interface {
            self.metadata.push(Interface::KEY, interface.into_node());
        }
        let resources: Object = self
            .resources
            .into_iter()
            .filter_map(|(id, Declared { location, item })| {
                let declared = Origin::Rust(location);
                let node = match item {
                    Some(Definition::Resource(type_name, body)) => body.into_node(type_name, declared),
                    Some(Definition::Loop(node)) => node,
                    None => {
                        let message = format!("the resource `{id}` is declared and never defined");
                        let help = "define it with `Stack::define`";
                        diagnostics.push(
                            Diagnostic::error("undefined-resource", message).label(declared, "").help(help),
                        );
                        return None;
                    }
                };
                Some(Entry { key: id.into(), key_origin: declared, node })
            })
            .collect();
        let included = self.includes.contains_key(&Section::Resources);
        if resources.is_empty() && !included && diagnostics.is_empty() {
            let message = format!("the stack `{}` has no resources", self.name);
            let help = "CloudFormation takes a template only if there is at least one";
            diagnostics.push(Diagnostic::error("no-resources", message).label(declared, "").help(help));
        }
        let sections = [
            (Section::Metadata, self.metadata),
            (Section::Parameters, object(self.parameters, |node, _| node)),
            (Section::Rules, object(self.rules, |node, _| node)),
            (Section::Mappings, object(self.mappings, |node, _| node)),
            (Section::Conditions, object(self.conditions, |node, _| node)),
            (Section::Globals, self.globals),
            (Section::Hooks, object(self.hooks, |node, _| node)),
            (Section::Resources, resources),
            (Section::Outputs, object(self.outputs, super::output::Output::into_node)),
        ];
        for (name, mut entries) in sections {
            if let Some(include) = self.includes.remove(&name) {
                entries.push(Transform::KEY, include.item);
            }
            if !entries.is_empty() {
                section(name, entries.into());
            }
        }

        let mut survey = Survey { stack, diagnostics: &mut diagnostics };
        walk_object(&root, &mut survey);
        let template = with_transforms(Template::new(root), self.transforms);
        diagnostics.extend(check_limits(&template));
        diagnostics.extend(check_names(&template));
        Diagnostics::unless_errors(diagnostics, template)
    }

    /// Reports the handles of other stacks that attributes name, as those in values are found by the survey, and what is
    /// allowed without a reason.
    fn check_all_uses(&mut self) {
        let bodies = self.resources.values().filter_map(|declared| match &declared.item {
            Some(Definition::Resource(_, body)) => Some(body),
            Some(Definition::Loop(_)) | None => None,
        });
        self.diagnostics.extend(bodies.flat_map(|body| body.unexplained()));
        let resources = self.resources.values().filter_map(|declared| match &declared.item {
            Some(Definition::Resource(_, body)) => Some(body.uses()),
            Some(Definition::Loop(_)) | None => None,
        });
        let outputs = self.outputs.values().flat_map(|declared| declared.item.uses());
        let interface = self.interface.iter().flat_map(|interface| interface.uses().iter().copied());
        let uses: Vec<_> = resources.flatten().chain(outputs).chain(interface).collect();
        self.check_uses(uses.into_iter());
        self.check_interface();
    }
}

fn object<T>(names: Names<T>, node: impl Fn(T, Origin) -> Node) -> Object {
    let entry = |(id, Declared { location, item }): (&'static str, Declared<T>)| {
        let declared = Origin::Rust(location);
        Entry { key: id.into(), key_origin: declared, node: node(item, declared) }
    };
    names.into_iter().map(entry).collect()
}

/// The template with the transforms that it needs first, in the order in which they must stand, then the others; each once.
fn with_transforms(template: Template, asked_for: Vec<Node>) -> Template {
    let required = required_transforms(&template).into_iter().map(Node::from);
    let mut transforms: Vec<Node> = Vec::new();
    for transform in required.chain(asked_for) {
        if !transforms.contains(&transform) {
            transforms.push(transform);
        }
    }
    let node = match <[Node; 1]>::try_from(transforms) {
        Ok([only]) => only,
        Err(transforms) if transforms.is_empty() => return template,
        Err(transforms) => Node::from(transforms),
    };
    template.with_section(Section::Transform, node)
}

/// Looks at all values of a stack for what only shows there.
struct Survey<'d> {
    stack: u32,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl<'a> Visitor<'a> for Survey<'_> {
    fn node(&mut self, cursor: &Cursor<'a>, node: &'a Node) -> bool {
        match &node.value {
            Value::Number(number) if !number.is_finite() => {
                let message = format!("{number} is no number that a template can hold");
                let report = Diagnostic::error("number-not-finite", message).label(cursor.origin(), "");
                self.diagnostics.push(report);
            }
            Value::Object(object) => {
                let origin = |entry: &Entry| entry.key_origin.or(entry.node.origin).or(cursor.origin());
                for (first, second) in repeated_keys(object) {
                    let (first, second, key) = (origin(first), origin(second), shown(&second.key));
                    let mut report =
                        Diagnostic::error("duplicate-key", format!("the key `{key}` is there twice"));
                    report = report.label(second, "");
                    if first.location() != second.location() {
                        report = report.label(first, "the first one");
                    }
                    self.diagnostics.push(report);
                }
            }
            _ => {}
        }
        true
    }

    fn name(&mut self, cursor: &Cursor<'a>, _: &'a Intrinsic, name: &'a Name) {
        if let (Some(declaration), Some(text)) = (name.declaration, name.literal())
            && declaration.stack != self.stack
        {
            self.diagnostics.push(foreign_name(text, declaration.location, cursor.origin()));
        }
    }
}

/// In objects up to this size, keys are compared one by one, which takes a tenth of the time of hashing them.
const FEW: usize = 16;

/// The entries whose keys are there already, each with the first one of its key.
fn repeated_keys(object: &Object) -> Vec<(&Entry, &Entry)> {
    if object.len() <= FEW {
        let with_first =
            |(index, entry): (usize, _)| Some((first_of_key(object.iter().take(index), entry)?, entry));
        return object.iter().enumerate().filter_map(with_first).collect();
    }
    let mut first_entries = HashMap::with_capacity(object.len());
    let mut repeated = Vec::new();
    for entry in object {
        match first_entries.entry(entry.key.as_ref()) {
            hash_map::Entry::Vacant(slot) => {
                slot.insert(entry);
            }
            hash_map::Entry::Occupied(first) => repeated.push((*first.get(), entry)),
        }
    }
    repeated
}

fn first_of_key<'a>(mut entries: impl Iterator<Item = &'a Entry>, entry: &Entry) -> Option<&'a Entry> {
    entries.find(|present| present.key == entry.key)
}
