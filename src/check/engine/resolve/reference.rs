//! The values of `Ref` and of `Fn::GetAZs`.

use std::ops::ControlFlow;

use super::super::functions::function;
use super::super::scope::{Binding, Flow, Scope, TakenFrom};
use super::super::values::text;
use super::Sink;
use crate::check::facts;
use crate::check::template::Parameter;
use crate::model::{Node, PseudoParameter, Value};

/// What stands for the account and the stack, which only a deployment knows.
const ACCOUNT: &str = "123456789012";
const STACK: &str = "teststack";

impl<'t> Scope<'_, 't> {
    pub(super) fn reference(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        if argument.as_str().is_none() && function(argument).is_none() {
            return ControlFlow::Continue(());
        }
        let mut first = true;
        self.resolve(argument, &mut |found, at| {
            let Some(name) = found.ok().and_then(Node::as_str).filter(|_| first) else {
                return ControlFlow::Continue(());
            };
            first = false;
            at.reference_values(name, &mut |value, at| sink(Ok(value), at))
        })
    }

    /// The values that a name can have.
    pub(super) fn reference_values(
        &self,
        name: &str,
        sink: &mut (dyn FnMut(&Node, &Scope<'_, 't>) -> Flow + '_),
    ) -> Flow {
        let pseudo = PseudoParameter::from_name(name);
        if pseudo.is_some() && !(self.resolve_pseudo && self.has_pseudo(name)) {
            return ControlFlow::Continue(());
        }
        if let Some(value) = self.binding(name) {
            return if value.value == Value::Null { ControlFlow::Continue(()) } else { sink(value, self) };
        }
        match pseudo {
            Some(PseudoParameter::NoValue) => return ControlFlow::Continue(()),
            Some(PseudoParameter::AccountId) => return self.bound(name, &ACCOUNT.into(), *self, sink),
            Some(PseudoParameter::StackName) => return self.bound(name, &STACK.into(), *self, sink),
            Some(pseudo) => {
                for region in self.regions {
                    let value = pseudo_value(pseudo, region);
                    let region_name: Node = (*region).to_owned().into();
                    let regions = [*region];
                    let binding = Binding { before: self.bindings, name: "AWS::Region", value: &region_name };
                    let scope = Scope { regions: &regions, bindings: Some(&binding), ..*self };
                    self.bound(name, &value, scope, sink)?;
                }
                return ControlFlow::Continue(());
            }
            None => {}
        }
        let Some(parameter) = self.check.parameter(name) else { return ControlFlow::Continue(()) };
        if self.deployment.is_none() && !self.check.deployments.is_empty() {
            for deployment in &self.check.deployments {
                Scope { deployment: Some(deployment), ..*self }.deployed_value(parameter, sink)?;
            }
            return ControlFlow::Continue(());
        }
        for (value, attribute, index) in parameter.values() {
            let scope = Scope {
                taken_from: TakenFrom::Parameter(parameter.name, attribute, index),
                from_parameter: true,
                ..*self
            };
            self.bound(name, &value, scope, sink)?;
        }
        ControlFlow::Continue(())
    }

    /// The value that a parameter has in the deployment: what that gives, or else its default.
    fn deployed_value(
        &self,
        parameter: &Parameter<'t>,
        sink: &mut (dyn FnMut(&Node, &Scope<'_, 't>) -> Flow + '_),
    ) -> Flow {
        let scope = Scope { from_parameter: true, ..*self };
        match self.binding(parameter.name) {
            Some(Node { value: Value::Null, .. }) => ControlFlow::Continue(()),
            Some(value) => sink(value, &scope),
            None => match parameter.default() {
                Some(default) => {
                    let taken_from = TakenFrom::Parameter(parameter.name, "Default", None);
                    self.bound(parameter.name, &default, Scope { taken_from, ..scope }, sink)
                }
                None => ControlFlow::Continue(()),
            },
        }
    }

    fn bound(
        &self,
        name: &str,
        value: &Node,
        scope: Scope<'_, 't>,
        sink: &mut (dyn FnMut(&Node, &Scope<'_, 't>) -> Flow + '_),
    ) -> Flow {
        let binding = Binding { before: scope.bindings, name, value };
        sink(value, &Scope { bindings: Some(&binding), ..scope })
    }

    pub(super) fn zones(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        if argument.as_str().is_none() && function(argument).is_none() {
            return ControlFlow::Continue(());
        }
        self.resolve(argument, &mut |found, at| {
            let Some(region) = found.ok().and_then(Node::as_str) else { return ControlFlow::Continue(()) };
            let own = [region];
            let regions = if region.is_empty() { at.regions } else { &own };
            for region in regions {
                if let Some(zones) = facts::zones(region) {
                    sink(Ok(&zones), at)?;
                }
            }
            ControlFlow::Continue(())
        })
    }

    /// Whether a pseudo parameter may be referred to here.
    pub(crate) fn has_pseudo(&self, name: &str) -> bool {
        self.pseudo_parameters.is_none_or(|names| names.contains(&name))
    }

    /// Whether `Ref` of that name is one.
    pub(crate) fn can_refer_to(&self, name: &str) -> bool {
        self.check.parameter(name).is_some()
            || (self.with_resources && (self.check.resource(name).is_some() || self.check.is_in_module(name)))
            || (PseudoParameter::from_name(name).is_some() && self.has_pseudo(name))
            || self.binding(name).is_some()
    }
}

fn pseudo_value(pseudo: PseudoParameter, region: &str) -> Node {
    let partition = facts::partition(region);
    match pseudo {
        PseudoParameter::NotificationArns => {
            Node::list([format!("arn:{partition}:sns:{region}:{ACCOUNT}:notification").into()])
        }
        PseudoParameter::Partition => partition.into(),
        PseudoParameter::Region => region.to_owned().into(),
        PseudoParameter::StackId => format!(
            "arn:{partition}:cloudformation:{region}:{ACCOUNT}:stack/{STACK}/51af3dc0-da77-11e4-872e-1234567db123"
        )
        .into(),
        PseudoParameter::UrlSuffix => facts::url_suffix(region).into(),
        PseudoParameter::AccountId => ACCOUNT.into(),
        PseudoParameter::StackName => STACK.into(),
        PseudoParameter::NoValue => Node::default(),
    }
}

/// The text that a value contributes to another.
pub(super) fn part(value: &Node) -> Option<String> {
    text(value).map(std::borrow::Cow::into_owned)
}
