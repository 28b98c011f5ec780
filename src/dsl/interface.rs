use std::borrow::Cow;

use super::target::Target;
use crate::diag::Origin;
use crate::model::{Node, Object};

/// How the console shows a template's parameters: `AWS::CloudFormation::Interface`.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("interface");
/// let vpc = stack.parameter("Vpc", Parameter::vpc_id());
/// let subnet = stack.parameter("Subnet", Parameter::subnet_id());
/// stack.interface(Interface::new().group("Network", [vpc, subnet]).label(vpc, "Which network?"));
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-cloudformation-interface.html>
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Interface {
    groups: Vec<Node>,
    labels: Object,
    targets: Vec<super::resource::Use>,
}

impl Interface {
    /// The key of the metadata.
    pub const KEY: &'static str = "AWS::CloudFormation::Interface";

    /// Without groups and labels.
    pub const fn new() -> Self {
        Self { groups: Vec::new(), labels: Object::new(), targets: Vec::new() }
    }

    /// Shows the parameters together, in this order, under the label. Parameters of different types are mixed by
    /// [`Target::from`].
    #[track_caller]
    pub fn group(
        mut self,
        label: impl Into<Cow<'static, str>>,
        parameters: impl IntoIterator<Item = impl Into<Target>>,
    ) -> Self {
        let origin = Origin::caller();
        let parameters =
            parameters.into_iter().map(|parameter| self.used(parameter.into(), origin)).collect::<Vec<_>>();
        let group =
            Object::from_iter([("Label", labelled(label.into())), ("Parameters", Node::list(parameters))]);
        self.groups.push(Node::from(group).at(origin));
        self
    }

    /// Shows the label in place of the parameter's logical ID.
    #[track_caller]
    pub fn label(mut self, parameter: impl Into<Target>, label: impl Into<Cow<'static, str>>) -> Self {
        let target = parameter.into();
        let origin = Origin::caller();
        let _ = self.used(target, origin);
        self.labels.push(target.logical_id(), labelled(label.into()).at(origin));
        self
    }

    fn used(&mut self, target: Target, origin: Origin) -> Node {
        self.targets.push(super::resource::Use { target, origin });
        Node::from(target.logical_id())
    }

    pub(super) fn uses(&self) -> &[super::resource::Use] {
        &self.targets
    }

    pub(super) fn into_node(self) -> Node {
        let mut interface = Object::new();
        if !self.groups.is_empty() {
            interface.push("ParameterGroups", self.groups);
        }
        if !self.labels.is_empty() {
            interface.push("ParameterLabels", self.labels);
        }
        interface.into()
    }
}

fn labelled(text: Cow<'static, str>) -> Node {
    Object::from_iter([("default", text)]).into()
}
