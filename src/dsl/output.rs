use std::borrow::Cow;

use super::condition::Condition;
use super::resource::Use;
use super::target::Target;
use super::val::IntoVal;
use crate::diag::Origin;
use crate::model::{Entry, Node, Object, OutputAttribute};

/// An output of a stack, as [`Stack::output`](super::Stack::output) gives it to be completed.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/outputs-section-structure.html>
#[derive(Clone, Debug)]
pub struct Output {
    attributes: Object,
    condition: Option<Use>,
}

impl Output {
    pub(super) fn new(value: Node) -> Self {
        Self { attributes: Object::from_iter([(OutputAttribute::Value.as_str(), value)]), condition: None }
    }

    fn set(&mut self, attribute: OutputAttribute, node: Node, origin: Origin) -> &mut Self {
        self.attributes.set(Entry {
            key: attribute.as_str().into(),
            key_origin: origin,
            node: node.at(origin),
        });
        self
    }

    /// Text for people, at most 1,024 bytes.
    #[track_caller]
    pub fn description(&mut self, text: impl Into<Cow<'static, str>>) -> &mut Self {
        self.set(OutputAttribute::Description, text.into().into(), Origin::caller())
    }

    /// The name under which other stacks import the value; unique in an account's Region.
    #[track_caller]
    pub fn export(&mut self, name: impl IntoVal<String>) -> &mut Self {
        let export = Object::from_iter([("Name", name.into_val().into_node())]);
        self.set(OutputAttribute::Export, export.into(), Origin::caller())
    }

    /// There is such an output only where the condition holds.
    #[track_caller]
    pub fn condition(&mut self, condition: Condition) -> &mut Self {
        self.condition = Some(Use { target: condition.target(), origin: Origin::caller() });
        self
    }

    pub(super) fn uses(&self) -> impl Iterator<Item = Use> {
        self.condition.iter().copied()
    }

    pub(super) fn into_node(mut self, declared: Origin) -> Node {
        if let Some(used) = self.condition {
            self.set(OutputAttribute::Condition, condition_name(used.target), used.origin);
        }
        Node::from(self.attributes).at(declared)
    }
}

fn condition_name(target: Target) -> Node {
    Node::from(target.logical_id())
}
