use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use super::Json;
use super::allowed::{self, Allowed};
use super::condition::Condition;
use super::lifecycle::{CreationPolicy, UpdatePolicy};
use super::parameter::Param;
use super::properties::Properties;
use super::target::Target;
use super::val::{IntoVal, OneOrMany, PropertyType, Val, literal};
use crate::diag::{Diagnostic, Origin};
use crate::model::{DeletionPolicy, Entry, Node, Object, ResourceAttribute, UpdateReplacePolicy, Value};

/// The type of a resource, as the generated API has one for each that AWS publishes.
pub trait ResourceType: Sized {
    /// The name that CloudFormation has for it, such as `AWS::S3::Bucket`.
    const TYPE_NAME: &'static str;
    /// What it returns: the attributes that `Fn::GetAtt` takes.
    type Attributes: From<Target> + Copy;

    /// What has been set, to be changed.
    fn body_mut(&mut self) -> &mut ResourceBody;

    /// What has been set.
    fn into_body(self) -> ResourceBody;

    /// The name that the template has as `Type`.
    fn type_name(&self) -> Cow<'static, str> {
        Cow::Borrowed(Self::TYPE_NAME)
    }
}

/// What a resource consists of: its properties, and the attributes that every resource has.
#[derive(Clone, Debug, Default)]
pub struct ResourceBody {
    properties: Properties,
    attributes: Object,
    condition: Option<Use>,
    depends_on: Vec<Use>,
    allowed: Vec<Allowed>,
}

/// A handle that an attribute names, and the line that says so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Use {
    pub(crate) target: Target,
    pub(crate) origin: Origin,
}

impl ResourceBody {
    /// No properties and no attributes.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            properties: Properties::new(),
            attributes: Object::new(),
            condition: None,
            depends_on: Vec::new(),
            allowed: Vec::new(),
        }
    }

    /// Sets a property; one that is set already gets the new value.
    #[must_use]
    #[track_caller]
    pub fn with<T, V: IntoVal<T>>(mut self, name: &'static str, value: V) -> Self {
        self.properties = self.properties.with(name, value);
        self
    }

    /// Adds an item to a property that is a list.
    #[must_use]
    #[track_caller]
    pub fn push<T, V: IntoVal<T>>(mut self, name: &'static str, item: V) -> Self {
        self.properties = self.properties.push(name, item);
        self
    }

    /// Adds an entry to a property that is a map.
    #[must_use]
    #[track_caller]
    pub fn insert<T, V: IntoVal<T>>(
        mut self,
        name: &'static str,
        key: impl Into<Cow<'static, str>>,
        value: V,
    ) -> Self {
        self.properties = self.properties.insert(name, key, value);
        self
    }

    fn set_attribute(&mut self, attribute: ResourceAttribute, node: Node, origin: Origin) {
        self.attributes.set(Entry {
            key: attribute.as_str().into(),
            key_origin: origin,
            node: node.at(origin),
        });
    }

    fn set_in_attribute(&mut self, attribute: ResourceAttribute, entry: Entry) {
        match self.attributes.get_mut(attribute.as_str()).map(|node| &mut node.value) {
            Some(Value::Object(entries)) => entries.set(entry),
            _ => {
                let origin = entry.key_origin;
                self.set_attribute(attribute, Object::from_iter([entry]).into(), origin);
            }
        }
    }

    /// The handles that attributes name.
    pub(crate) fn uses(&self) -> impl Iterator<Item = Use> {
        self.condition.iter().chain(&self.depends_on).copied()
    }

    /// What is wrong with what is allowed.
    pub(crate) fn unexplained(&self) -> impl Iterator<Item = Diagnostic> {
        self.allowed.iter().filter_map(Allowed::unexplained)
    }

    /// The entry in the template's resources.
    pub(crate) fn into_node(mut self, type_name: Cow<'static, str>, declared: Origin) -> Node {
        allowed::write(std::mem::take(&mut self.allowed), &mut self.attributes);
        let mut node = Object::new();
        let named = |used: Use| Node::from(used.target.logical_id()).at(used.origin);
        node.push(ResourceAttribute::Type.as_str(), Node::from(type_name).at(declared));
        if let Some(condition) = self.condition {
            node.push(ResourceAttribute::Condition.as_str(), named(condition));
        }
        let depends_on = match self.depends_on.as_slice() {
            [] => None,
            [only] => Some(named(*only)),
            several => Some(Node::list(several.iter().copied().map(named))),
        };
        if let Some(depends_on) = depends_on {
            node.push(ResourceAttribute::DependsOn.as_str(), depends_on);
        }
        for entry in &self.attributes {
            node.set(entry.clone());
        }
        if !self.properties.is_empty() {
            node.push(ResourceAttribute::Properties.as_str(), self.properties.into_node());
        }
        Node::from(node).at(declared)
    }
}

/// The attributes that every resource has, whatever its type.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html>
pub trait ResourceAttributes: ResourceType {
    /// There is such a resource only where the condition holds.
    #[must_use]
    #[track_caller]
    fn condition(mut self, condition: Condition) -> Self {
        let origin = Origin::caller();
        self.body_mut().condition = Some(Use { target: condition.target(), origin });
        self
    }

    /// Created after the other resource, and deleted before it. May be called for several.
    ///
    /// A reference to the other resource says as much already.
    #[must_use]
    #[track_caller]
    fn depends_on<Other: ResourceType>(mut self, other: Handle<Other>) -> Self {
        let origin = Origin::caller();
        let target = Target::from(other);
        let depends_on = &mut self.body_mut().depends_on;
        if depends_on.iter().all(|present| present.target.logical_id() != target.logical_id()) {
            depends_on.push(Use { target, origin });
        }
        self
    }

    /// Adds an entry to the resource's metadata.
    #[must_use]
    #[track_caller]
    fn metadata(mut self, key: impl Into<Cow<'static, str>>, value: impl IntoVal<Json>) -> Self {
        let origin = Origin::caller();
        let entry =
            Entry { key: key.into(), key_origin: origin, node: value.into_val().into_node().at(origin) };
        self.body_mut().set_in_attribute(ResourceAttribute::Metadata, entry);
        self
    }

    /// Allows what a rule of the check finds about this resource, and says why. May be called for several rules.
    ///
    /// The template itself carries this, as `ignore_checks` in the resource's metadata: `synth check` and cfn-lint leave
    /// the findings out too. The reason stays in the program. It must not be empty, and the rule must be one that there is.
    ///
    /// ```
    /// use synth::prelude::*;
    ///
    /// let mut stack = Stack::new("scratch");
    /// stack.add("Data", Resource::custom("AWS::S3::Bucket").allow("W3010", "the data centre has only one zone"));
    /// assert!(stack.synthesize().is_ok());
    /// ```
    #[must_use]
    #[track_caller]
    fn allow(mut self, rule: impl Into<Cow<'static, str>>, reason: &str) -> Self {
        let allowed = Allowed::new(rule.into(), reason, Origin::caller());
        self.body_mut().allowed.push(allowed);
        self
    }

    /// What the creation waits for.
    #[must_use]
    #[track_caller]
    fn creation_policy(mut self, policy: CreationPolicy) -> Self {
        self.body_mut().set_attribute(
            ResourceAttribute::CreationPolicy,
            policy.into_node(),
            Origin::caller(),
        );
        self
    }

    /// How the resource is updated.
    #[must_use]
    #[track_caller]
    fn update_policy(mut self, policy: UpdatePolicy) -> Self {
        self.body_mut().set_attribute(ResourceAttribute::UpdatePolicy, policy.into_node(), Origin::caller());
        self
    }

    /// What happens to the resource when it leaves the stack. The language extensions also allow a function here:
    /// give [`DeletionPolicy`]'s text by a parameter or a mapping then.
    #[must_use]
    #[track_caller]
    fn deletion_policy(mut self, policy: impl IntoVal<DeletionPolicy>) -> Self {
        let node = policy.into_val().into_node();
        self.body_mut().set_attribute(ResourceAttribute::DeletionPolicy, node, Origin::caller());
        self
    }

    /// What happens to the old resource when an update replaces it.
    #[must_use]
    #[track_caller]
    fn update_replace_policy(mut self, policy: impl IntoVal<UpdateReplacePolicy>) -> Self {
        let node = policy.into_val().into_node();
        self.body_mut().set_attribute(ResourceAttribute::UpdateReplacePolicy, node, Origin::caller());
        self
    }

    /// Keeps the resource when it leaves the stack and when an update replaces it: both policies say `Retain`.
    #[must_use]
    #[track_caller]
    fn retain(self) -> Self {
        self.deletion_policy(DeletionPolicy::Retain).update_replace_policy(UpdateReplacePolicy::Retain)
    }

    /// Like [`retain`](Self::retain), but a resource whose own creation fails is deleted.
    #[must_use]
    #[track_caller]
    fn retain_except_on_create(self) -> Self {
        self.deletion_policy(DeletionPolicy::RetainExceptOnCreate)
            .update_replace_policy(UpdateReplacePolicy::Retain)
    }

    /// Takes a snapshot before the resource is deleted or replaced: both policies say `Snapshot`.
    #[must_use]
    #[track_caller]
    fn snapshot(self) -> Self {
        self.deletion_policy(DeletionPolicy::Snapshot).update_replace_policy(UpdateReplacePolicy::Snapshot)
    }

    /// SAM: takes none of the template's globals, for `"*"`, or not those of these names.
    #[must_use]
    #[track_caller]
    fn ignore_globals(mut self, properties: impl IntoVal<OneOrMany<String>>) -> Self {
        let node = properties.into_val().into_node();
        self.body_mut().set_attribute(ResourceAttribute::IgnoreGlobals, node, Origin::caller());
        self
    }

    /// SAM: adds a connector, with its properties such as `Destination` and `Permissions`.
    ///
    /// <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html>
    #[must_use]
    #[track_caller]
    fn connector(mut self, logical_id: impl Into<Cow<'static, str>>, properties: impl IntoVal<Json>) -> Self {
        let origin = Origin::caller();
        let connector = Object::from_iter([("Properties", properties.into_val().into_node())]);
        let entry =
            Entry { key: logical_id.into(), key_origin: origin, node: Node::from(connector).at(origin) };
        self.body_mut().set_in_attribute(ResourceAttribute::Connectors, entry);
        self
    }

    /// Sets an attribute that has no setter, because AWS added it later than this release.
    #[must_use]
    #[track_caller]
    fn attribute(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoVal<Json>) -> Self {
        let origin = Origin::caller();
        let node = value.into_val().into_node().at(origin);
        self.body_mut().attributes.set(Entry { key: name.into(), key_origin: origin, node });
        self
    }

    /// Sets a property that has no setter, because AWS added it later than this release.
    #[must_use]
    #[track_caller]
    fn property(mut self, name: impl Into<Cow<'static, str>>, value: impl IntoVal<Json>) -> Self {
        self.body_mut().properties.set(name, value.into_val().into_node(), Origin::caller());
        self
    }
}

impl<R: ResourceType> ResourceAttributes for R {}

macro_rules! policy_values {
    ($($policy:ty),+) => {$(
        literal!($policy:
            $policy => |policy| policy.as_str(),
            Val<String> => |policy| policy.into_node(),
            Param<String> => |policy| policy.reference().into_node(),
        );
    )+};
}

policy_values!(DeletionPolicy, UpdateReplacePolicy);

/// A resource of a stack, to be referred to. It has the attributes of its type as methods, such as `.arn()`.
///
/// A handle is the only way to write a reference to a resource, so that none can dangle.
pub struct Handle<R: ResourceType> {
    target: Target,
    attributes: R::Attributes,
}

impl<R: ResourceType> Handle<R> {
    pub(crate) fn new(target: Target) -> Self {
        Self { target, attributes: target.into() }
    }

    /// The logical ID.
    #[must_use]
    pub fn logical_id(&self) -> &'static str {
        self.target.logical_id()
    }

    /// `Ref`: what identifies the resource, such as its name or its ARN, as its type has it.
    #[must_use]
    #[track_caller]
    pub fn reference(&self) -> Val<String> {
        self.target.reference()
    }

    /// `Fn::GetAtt` of an attribute that has no method, because AWS added it later than this release.
    #[must_use]
    #[track_caller]
    pub fn get_att<T>(&self, attribute: impl Into<Cow<'static, str>>) -> Val<T> {
        self.target.get_att(attribute)
    }
}

impl<R: ResourceType> Clone for Handle<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: ResourceType> Copy for Handle<R> {}

impl<R: ResourceType> fmt::Debug for Handle<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.target.fmt(f)
    }
}

impl<R: ResourceType> Deref for Handle<R> {
    type Target = R::Attributes;

    fn deref(&self) -> &R::Attributes {
        &self.attributes
    }
}

impl<R: ResourceType> From<Handle<R>> for Target {
    fn from(handle: Handle<R>) -> Self {
        handle.target
    }
}

macro_rules! reference_as {
    ($($type:ty),+) => {$(
        /// `Ref`, as [`Handle::reference`]: what identifies the resource.
        #[diagnostic::do_not_recommend]
        impl<R: ResourceType> IntoVal<$type> for Handle<R> {
            fn into_val(self) -> Val<$type> {
                self.target.unplaced_reference()
            }
        }
    )+};
}

reference_as!(String, OneOrMany<String>, Json);

/// A resource of a type that this release has no API for: what AWS added since, and custom resources.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("tomorrow");
/// let thing = stack.add("Thing", Resource::custom("AWS::New::Thing").property("Size", 3));
/// stack.output("ThingArn", thing.get_att::<String>("Arn"));
/// assert!(stack.synthesize().is_ok());
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Resource {
    type_name: Cow<'static, str>,
    body: ResourceBody,
}

impl Resource {
    /// A resource of the type of that name.
    pub fn custom(type_name: impl Into<Cow<'static, str>>) -> Self {
        Self { type_name: type_name.into(), body: ResourceBody::new() }
    }
}

impl ResourceType for Resource {
    const TYPE_NAME: &'static str = "AWS::CloudFormation::CustomResource";
    type Attributes = Target;

    fn body_mut(&mut self) -> &mut ResourceBody {
        &mut self.body
    }

    fn into_body(self) -> ResourceBody {
        self.body
    }

    fn type_name(&self) -> Cow<'static, str> {
        self.type_name.clone()
    }
}
