use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::Location;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Json;
use super::condition::{Condition, ConditionExpression};
use super::hook::Hook;
use super::interface::Interface;
use super::mapping::{Mapping, MappingHandle};
use super::names::{Declared, Kind, Names, foreign_handle, shown};
use super::output::Output;
use super::parameter::{Param, Parameter};
use super::resource::{Handle, ResourceBody, ResourceType};
use super::rule::Rule;
use super::target::{Target, intern};
use super::val::{IntoVal, List, Val};
use crate::diag::{Diagnostic, Origin};
use crate::model::{ForEach, Intrinsic, Name, Node, Object, Ref, Section, Transform};

/// The most characters of a stack's name.
const MAX_STACK_NAME_LENGTH: usize = 128;

/// A stack: what becomes a template.
///
/// ```
/// use synth::prelude::*;
/// use synth::aws::iam::ManagedPolicy;
///
/// let mut stack = Stack::new("pc-policy").description("What the nodes may do.");
/// let bucket = stack.parameter("Bucket", Parameter::string());
/// let policy = stack.add(
///     "NodePolicy",
///     ManagedPolicy::new(
///         PolicyDocument::new()
///             .statement(Statement::allow(["s3:GetObject"]).on(sub!("arn:aws:s3:::${bucket}/*"))),
///     ),
/// );
/// stack.output("PolicyArn", policy.reference());
/// let template = stack.synthesize()?;
/// assert_eq!(template.resources().count(), 1);
/// # Ok::<(), synth::diag::Diagnostics>(())
/// ```
#[derive(Debug)]
pub struct Stack {
    pub(super) id: u32,
    pub(super) name: Cow<'static, str>,
    pub(super) location: &'static Location<'static>,
    pub(super) description: Option<Node>,
    pub(super) metadata: Object,
    pub(super) interface: Option<Interface>,
    pub(super) parameters: Names<Node>,
    pub(super) rules: Names<Node>,
    pub(super) mappings: Names<Node>,
    pub(super) conditions: Names<Node>,
    pub(super) transforms: Vec<Node>,
    pub(super) globals: Object,
    pub(super) hooks: Names<Node>,
    pub(super) resources: Names<Option<Definition>>,
    pub(super) outputs: Names<Output>,
    pub(super) includes: BTreeMap<Section, Declared<Node>>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What stands under a name of the resources.
#[derive(Debug)]
pub(super) enum Definition {
    /// A resource of that type.
    Resource(Cow<'static, str>, Box<ResourceBody>),
    /// A loop.
    Loop(Node),
}

impl Stack {
    /// A stack of that name: a letter, then letters, digits and hyphens, 128 characters at most.
    #[must_use]
    #[track_caller]
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let mut stack = Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            name: name.into(),
            location: Location::caller(),
            description: None,
            metadata: Object::new(),
            interface: None,
            parameters: Names::new(),
            rules: Names::new(),
            mappings: Names::new(),
            conditions: Names::new(),
            transforms: Vec::new(),
            globals: Object::new(),
            hooks: Names::new(),
            resources: Names::new(),
            outputs: Names::new(),
            includes: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        stack.check_name();
        stack
    }

    fn check_name(&mut self) {
        let well_formed = self.name.starts_with(|first: char| first.is_ascii_alphabetic())
            && self.name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
            && self.name.len() <= MAX_STACK_NAME_LENGTH;
        if !well_formed {
            self.diagnostics.push(
                Diagnostic::error("stack-name", format!("`{}` is no name for a stack", shown(&self.name)))
                    .label(Origin::Rust(self.location), "")
                    .help("a letter, then letters, digits and hyphens, 128 characters at most"),
            );
        }
    }

    /// The stack's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line that made the stack.
    #[must_use]
    pub fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// The description, if there is one.
    #[must_use]
    pub fn description_text(&self) -> Option<&str> {
        self.description.as_ref().and_then(Node::as_str)
    }

    /// Text for people, at most 1,024 bytes.
    #[must_use]
    #[track_caller]
    pub fn description(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.description = Some(Node::from(text.into()).at(Origin::caller()));
        self
    }

    /// Declares a parameter.
    #[track_caller]
    pub fn parameter<T>(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        parameter: Parameter<T>,
    ) -> Param<T> {
        let target = self.target(logical_id);
        let location = target.declared_at();
        let node = parameter.into_node(Origin::Rust(location));
        if self.is_new(target, Kind::Parameter) {
            self.parameters.insert(target.logical_id(), Declared { location, item: node });
        }
        Param::new(target)
    }

    /// Says how the console shows the parameters.
    pub fn interface(&mut self, interface: Interface) {
        self.interface = Some(interface);
    }

    /// Declares a rule.
    #[track_caller]
    pub fn rule(&mut self, logical_id: impl Into<Cow<'static, str>>, rule: Rule) {
        let target = self.target(logical_id);
        let location = target.declared_at();
        if self.is_new(target, Kind::Rule) {
            let node = rule.into_node(Origin::Rust(location));
            self.rules.insert(target.logical_id(), Declared { location, item: node });
        }
    }

    /// Declares a mapping.
    #[track_caller]
    pub fn mapping<T>(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        mapping: Mapping<T>,
    ) -> MappingHandle<T> {
        let target = self.target(logical_id);
        let location = target.declared_at();
        if self.is_new(target, Kind::Mapping) {
            self.diagnostics.extend(mapping.mistakes(target.logical_id(), Origin::Rust(location)));
            let node = mapping.into_node(Origin::Rust(location));
            self.mappings.insert(target.logical_id(), Declared { location, item: node });
        }
        MappingHandle::new(target)
    }

    /// Declares a condition.
    #[track_caller]
    pub fn condition(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        condition: impl Into<ConditionExpression>,
    ) -> Condition {
        let target = self.target(logical_id);
        let location = target.declared_at();
        if self.is_new(target, Kind::Condition) {
            let node = condition.into().into_node().at(Origin::Rust(location));
            self.conditions.insert(target.logical_id(), Declared { location, item: node });
        }
        Condition::new(target)
    }

    /// Adds a transform: a macro that processes the whole template. Those that resource types and functions need are
    /// added without saying.
    #[track_caller]
    pub fn transform(&mut self, name: impl Into<Cow<'static, str>>) {
        self.transforms.push(Node::from(name.into()).at(Origin::caller()));
    }

    /// Adds a transform that takes parameters, such as `AWS::Include` with a `Location`.
    #[track_caller]
    pub fn transform_with(&mut self, name: impl IntoVal<String>, parameters: impl IntoVal<Json>) {
        let transform = Object::from_iter([
            ("Name", name.into_val().into_node()),
            ("Parameters", parameters.into_val().into_node()),
        ]);
        self.transforms.push(Node::from(transform).at(Origin::caller()));
    }

    /// Adds an entry to the template's metadata.
    #[track_caller]
    pub fn metadata(&mut self, key: impl Into<Cow<'static, str>>, value: impl IntoVal<Json>) {
        self.metadata.push(key, value.into_val().into_node().at(Origin::caller()));
    }

    /// SAM: sets the properties that all resources of a kind have, such as `Function`.
    #[track_caller]
    pub fn globals(&mut self, kind: impl Into<Cow<'static, str>>, properties: impl IntoVal<Json>) {
        self.globals.push(kind, properties.into_val().into_node().at(Origin::caller()));
    }

    /// Declares a hook.
    #[track_caller]
    pub fn hook(&mut self, logical_id: impl Into<Cow<'static, str>>, hook: Hook) {
        let target = self.target(logical_id);
        let location = target.declared_at();
        if self.is_new(target, Kind::Hook) {
            let node = hook.into_node(Origin::Rust(location));
            self.hooks.insert(target.logical_id(), Declared { location, item: node });
        }
    }

    /// Adds a resource.
    #[track_caller]
    pub fn add<R: ResourceType>(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        resource: R,
    ) -> Handle<R> {
        let target = self.target(logical_id);
        if self.is_new(target, Kind::Resource) {
            let item = Some(Definition::Resource(resource.type_name(), Box::new(resource.into_body())));
            self.resources.insert(target.logical_id(), Declared { location: target.declared_at(), item });
        }
        Handle::new(target)
    }

    /// Declares a resource that [`define`](Self::define) defines later, so that two can refer to each other.
    #[track_caller]
    pub fn declare<R: ResourceType>(&mut self, logical_id: impl Into<Cow<'static, str>>) -> Handle<R> {
        let target = self.target(logical_id);
        if self.is_new(target, Kind::Resource) {
            self.resources
                .insert(target.logical_id(), Declared { location: target.declared_at(), item: None });
        }
        Handle::new(target)
    }

    /// Defines a resource that was declared.
    #[track_caller]
    pub fn define<R: ResourceType>(&mut self, declared: Handle<R>, resource: R) {
        let here = Origin::caller();
        let target = Target::from(declared);
        if target.stack() != self.id {
            self.diagnostics.push(foreign_handle(target, here));
            return;
        }
        let Some(slot) = self.resources.get_mut(target.logical_id()) else { return };
        if slot.location != target.declared_at() {
            return; // The name was taken when it was declared, and that is reported.
        }
        if slot.item.is_some() {
            self.diagnostics.push(
                Diagnostic::error(
                    "defined-twice",
                    format!("the resource `{}` is defined twice", target.logical_id()),
                )
                .label(here, "defined again here")
                .label(Origin::Rust(slot.location), "added or declared here"),
            );
            return;
        }
        slot.item = Some(Definition::Resource(resource.type_name(), Box::new(resource.into_body())));
    }

    /// Adds a resource for each item of a collection: `Fn::ForEach`. Adds the transform `AWS::LanguageExtensions`.
    ///
    /// `logical_id` names the resources and holds `${Identifier}`; `resource` is given the item.
    ///
    /// ```
    /// use synth::prelude::*;
    ///
    /// let mut stack = Stack::new("loops");
    /// stack.for_each("Things", "Name", ["Red", "Blue"], "Thing${Name}", |name| {
    ///     Resource::custom("AWS::New::Thing").property("Colour", name)
    /// });
    /// # assert!(stack.synthesize().is_ok());
    /// ```
    #[track_caller]
    pub fn for_each<R: ResourceType>(
        &mut self,
        loop_name: impl Into<Cow<'static, str>>,
        identifier: &'static str,
        collection: impl IntoVal<List<String>>,
        logical_id: impl Into<Cow<'static, str>>,
        resource: impl FnOnce(Val<String>) -> R,
    ) {
        let target = self.target(loop_name);
        let location = target.declared_at();
        let origin = Origin::Rust(location);
        let logical_id = logical_id.into();
        self.check_loop(identifier, &logical_id, origin);
        let resource = resource(Val::function(Ref { name: Name::from(identifier) }, origin));
        let type_name = resource.type_name();
        let body = resource.into_body();
        self.check_uses(body.uses());
        self.diagnostics.extend(body.unexplained());
        let function = ForEach {
            name: target.logical_id().into(),
            identifier: Node::from(identifier),
            collection: collection.into_val().into_node(),
            body: Object::from_iter([(logical_id, body.into_node(type_name, origin))]).into(),
        };
        let key = intern(function.key().into());
        if self.is_new(target, Kind::Loop) {
            let item = Some(Definition::Loop(Node::from(Intrinsic::from(function)).at(origin)));
            self.resources.insert(key, Declared { location, item });
        }
    }

    /// Includes what a macro makes of its parameters in a section: `Fn::Transform`, once for each section.
    ///
    /// ```
    /// use synth::model::{Object, Section};
    /// use synth::prelude::*;
    ///
    /// let mut stack = Stack::new("includes");
    /// let location = Object::from_iter([("Location", "s3://templates/common.yaml")]);
    /// stack.include(Section::Resources, "AWS::Include", location);
    /// # assert!(stack.synthesize().is_ok());
    /// ```
    #[track_caller]
    pub fn include(&mut self, section: Section, name: impl IntoVal<String>, parameters: impl IntoVal<Json>) {
        let location = Location::caller();
        if matches!(section, Section::FormatVersion | Section::Description | Section::Transform) {
            let message = format!("nothing can be included in `{}`: it has no entries", section.as_str());
            self.diagnostics.push(Diagnostic::error("include", message).label(Origin::Rust(location), ""));
            return;
        }
        if let Some(first) = self.includes.get(&section) {
            self.diagnostics.push(
                Diagnostic::error("duplicate-include", format!("`{}` has two transforms", section.as_str()))
                    .label(Origin::Rust(location), "included here, too")
                    .label(Origin::Rust(first.location), "first included here")
                    .help("a section takes one `Fn::Transform`; `Stack::transform` adds macros for the whole template"),
            );
            return;
        }
        let name = name.into_val().into_node();
        let function = Transform { name, parameters: Some(parameters.into_val().into_node()) };
        let item = Node::from(Intrinsic::from(function)).at(Origin::Rust(location));
        self.includes.insert(section, Declared { location, item });
    }

    /// Adds an output, to be completed by the methods of [`Output`].
    #[track_caller]
    pub fn output(
        &mut self,
        logical_id: impl Into<Cow<'static, str>>,
        value: impl IntoVal<String>,
    ) -> &mut Output {
        let target = self.target(logical_id);
        let location = target.declared_at();
        let new = Output::new(value.into_val().into_node().at(Origin::Rust(location)));
        let _ = self.is_new(target, Kind::Output);
        let slot = self.outputs.entry(target.logical_id());
        &mut slot.or_insert(Declared { location, item: new }).item
    }
}
