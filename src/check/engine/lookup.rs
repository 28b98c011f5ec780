//! Values inside a value, for rules that compare some of them: with `Fn::If` decided, and each with what holds there.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::functions::{Function, function, is_no_value};
use super::path::{Part, Path};
use super::scope::{Flow, Scope, TakenFrom};
use crate::analysis::{Basis, Facts};
use crate::check::template::{Parameter, Resource};
use crate::model::{Node, Object, Value};

/// What wants to see a value, or that there is none.
pub(crate) type See<'s, 't> = dyn FnMut(Option<&Node>, &Scope<'_, 't>) -> Flow + 's;

impl<'t> Scope<'_, 't> {
    /// Shows each value to which the steps lead from `node`, `*` being a step to any item. In the place of `Fn::If` are its
    /// branches. There is nothing behind another function, but it is shown itself if the steps lead to it.
    pub(crate) fn along(&self, node: Option<&Node>, steps: &[&str], see: &mut See<'_, 't>) -> Flow {
        let Some(node) = node.filter(|node| node.value != Value::Null) else { return see(None, self) };
        if let Some((function, argument)) = function(node) {
            return match function {
                Function::If => self.along_branches(argument, steps, see),
                Function::Ref if is_no_value(node) => {
                    see(None, &Scope { path: &self.path.with(Part::Key(Function::Ref.key())), ..*self })
                }
                _ if steps.is_empty() => see(Some(node), self),
                _ => ControlFlow::Continue(()),
            };
        }
        let Some((first, rest)) = steps.split_first() else { return see(Some(node), self) };
        match &node.value {
            Value::List(items) if *first == "*" => {
                for (index, item) in items.iter().enumerate() {
                    let path = self.path.with(Part::Index(index));
                    Scope { path: &path, ..*self }.along(Some(item), rest, see)?;
                }
                ControlFlow::Continue(())
            }
            Value::Object(object) => {
                let path = self.path.with(Part::Key(first));
                Scope { path: &path, ..*self }.along(object.get(first), rest, see)
            }
            _ => see(None, self),
        }
    }

    fn along_branches(&self, argument: &Node, steps: &[&str], see: &mut See<'_, 't>) -> Flow {
        let Some([condition, yes, no]) = argument.as_list() else { return ControlFlow::Continue(()) };
        let Some(condition) = condition.as_str() else { return ControlFlow::Continue(()) };
        for (index, branch, holds) in [(1, yes, true), (2, no, false)] {
            let Some(facts) = self.check.conditions.assume(self.facts, condition, holds, Basis::Known) else {
                continue;
            };
            let path = self.path.with(Part::Key(Function::If.key()));
            let path = path.with(Part::Index(index));
            Scope { path: &path, facts: &facts, ..*self }.along(Some(branch), steps, see)?;
        }
        ControlFlow::Continue(())
    }

    /// Shows the value itself, or that of the parameter that it refers to: what a deployment gives it, or else its default.
    pub(crate) fn by_default(&self, node: &Node, see: &mut dyn FnMut(&Node)) {
        match function(node) {
            None => see(node),
            Some((Function::Ref, _)) => {
                let _ = self.resolve(node, &mut |found, at| {
                    let is_default = |value: &Node| match at.taken_from {
                        TakenFrom::Parameter(name, ..) => {
                            at.check.parameter(name).and_then(Parameter::default).as_ref() == Some(value)
                        }
                        _ => true,
                    };
                    if let Some(value) = found.ok().filter(|value| is_default(value)) {
                        see(value);
                    }
                    ControlFlow::Continue(())
                });
            }
            Some(_) => {}
        }
    }

    /// Lets `see` look at a resource of one of these types, from its own place, if there is one of that name here.
    pub(crate) fn in_resource(
        &self,
        name: &str,
        kinds: &[&str],
        see: impl FnOnce(&Resource<'t>, &Scope<'_, 't>) -> Flow,
    ) -> Flow {
        let Some(resource) = self.check.resource(name).filter(|resource| kinds.contains(&resource.kind))
        else {
            return ControlFlow::Continue(());
        };
        let facts = match resource.condition {
            Some(condition) => self.check.conditions.assume(self.facts, condition, true, Basis::Known),
            None => Some(self.facts.clone()),
        };
        let Some(facts) = facts else { return ControlFlow::Continue(()) };
        let section = Path::ROOT.with(Part::Key("Resources"));
        let path = section.with(Part::Key(name));
        see(resource, &Scope { path: &path, facts: &facts, ..*self })
    }
}

/// Shows the properties that are named as they are in each case of the conditions in them, without those that are
/// `AWS::NoValue`.
pub(crate) fn cases<'t>(
    scope: &Scope<'_, 't>,
    object: &Object,
    names: &[&str],
    see: &mut dyn FnMut(&Object, &Facts<'t>),
) {
    let simple = |node: &Node| match &node.value {
        Value::Object(_) => !matches!(function(node), Some((Function::If, _))) && !is_no_value(node),
        Value::List(items) => items.iter().all(|item| function(item).is_none()),
        _ => true,
    };
    let is_choice = object.len() == 1 && object.get(Function::If.key()).is_some();
    let entries = || object.iter().filter(|entry| names.is_empty() || names.contains(&entry.key.as_ref()));
    if !is_choice && entries().all(|entry| simple(&entry.node)) {
        return see(object, scope.facts);
    }
    let picked: Node = entries().cloned().collect::<Object>().into();
    for scenario in scope.check.conditions.scenarios(&picked, scope.facts).iter() {
        let instance: Option<Cow<'_, Node>> = scenario.instance;
        if let Some(object) = instance.as_deref().and_then(Node::as_object) {
            see(object, &scenario.facts);
        }
    }
}
