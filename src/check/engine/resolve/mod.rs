//! The values that a function can yield, as far as the template tells them.

mod find_in_map;
mod reference;
mod text;

use std::ops::ControlFlow;

use super::fault::Fault;
use super::functions::{Function, function};
use super::scope::{Flow, Scope, TakenFrom};
use super::values::{as_number, json, python_int, text};
use crate::analysis::{Answer, Basis};
use crate::model::{Node, Value};

/// What wants to see values: each with what holds where it is one, or with what is wrong with the function.
pub(crate) type Sink<'s, 't> = dyn FnMut(Result<&Node, Fault>, &Scope<'_, 't>) -> Flow + 's;

/// So many values of one function are looked at.
const MOST: usize = 512;

impl<'t> Scope<'_, 't> {
    /// Shows `sink` the value itself, or each that the function can yield. Nothing is shown of functions that only a
    /// deployment knows.
    pub(crate) fn resolve(&self, node: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some((function, argument)) = function(node) else { return sink(Ok(node), self) };
        let mut left = MOST;
        self.resolve(argument, &mut |found, at| {
            let Ok(argument) = found else { return ControlFlow::Continue(()) };
            at.resolve_function(function, argument, &mut |found, at| match found {
                Err(fault) => sink(Err(fault), at),
                Ok(value) => at.in_each_region(value, &mut left, sink),
            })
        })
    }

    /// Shows the value once for each region that it may be in, unless the conditions exclude it.
    fn in_each_region(&self, value: &Node, left: &mut usize, sink: &mut Sink<'_, 't>) -> Flow {
        let scope = Scope { resolve_pseudo: true, ..*self };
        scope.reference_values("AWS::Region", &mut |_, at| {
            if !at.is_possible() {
                return ControlFlow::Continue(());
            }
            let Some(fewer) = left.checked_sub(1) else { return ControlFlow::Break(()) };
            *left = fewer;
            sink(Ok(value), &Scope { resolved: true, ..*at })
        })
    }

    /// Whether the values that have been assumed go together with what is known of the conditions.
    fn is_possible(&self) -> bool {
        let conditions = &self.check.conditions;
        if !self.check.has_conditions() {
            return true;
        }
        let mut facts = self.facts.clone();
        for name in self.bound_names() {
            if facts.parameter(name).is_some() {
                continue;
            }
            if let Some(value) = self.binding(name).and_then(text) {
                let Some(more) = conditions.with_parameter(&facts, name, &value) else { return false };
                facts = more;
            }
        }
        conditions.satisfiable(&facts) != Answer::No
    }

    fn resolve_function(&self, function: Function, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        match function {
            Function::FindInMap => self.find_in_map(argument, sink),
            Function::GetAzs => self.zones(argument, sink),
            Function::If => self.branches(argument, sink),
            Function::Join => self.join(argument, sink),
            Function::Ref => self.reference(argument, sink),
            Function::Select => self.select(argument, sink),
            Function::Split => self.split(argument, sink),
            Function::Sub => self.substitute(argument, sink),
            Function::ToJsonString => self.resolve(argument, &mut |found, at| match found {
                Ok(value) => sink(Ok(&json(value).into()), at),
                Err(fault) => sink(Err(fault), at),
            }),
            Function::And
            | Function::Base64
            | Function::Cidr
            | Function::Condition
            | Function::Contains
            | Function::EachMemberEquals
            | Function::EachMemberIn
            | Function::Equals
            | Function::GetAtt
            | Function::GetStackOutput
            | Function::ImportValue
            | Function::Length
            | Function::Not
            | Function::Or
            | Function::RefAll
            | Function::Transform
            | Function::ValueOf
            | Function::ValueOfAll => ControlFlow::Continue(()),
        }
    }

    fn branches(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some([condition, yes, no]) = argument.as_list() else { return ControlFlow::Continue(()) };
        let Some(condition) = condition.as_str() else { return ControlFlow::Continue(()) };
        for (branch, holds) in [(yes, true), (no, false)] {
            self.resolve(branch, &mut |found, at| {
                let Some(facts) = at.check.conditions.assume(at.facts, condition, holds, Basis::Known) else {
                    return ControlFlow::Continue(());
                };
                let scope = Scope { facts: &facts, taken_from: TakenFrom::Elsewhere, ..*at };
                sink(found, &scope)
            })?;
        }
        ControlFlow::Continue(())
    }

    fn select(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some([index, list]) = argument.as_list() else { return ControlFlow::Continue(()) };
        self.resolve(index, &mut |found, at| {
            let index = found.ok().and_then(|index| match &index.value {
                Value::String(text) => python_int(text).and_then(|index| usize::try_from(index).ok()),
                _ => as_number(index).filter(|index| *index >= 0.0).map(|index| index as usize),
            });
            let Some(index) = index else { return ControlFlow::Continue(()) };
            at.resolve(list, &mut |found, at| match found
                .ok()
                .and_then(Node::as_list)
                .and_then(|items| items.get(index))
            {
                Some(item) => at.resolve(item, sink),
                None => ControlFlow::Continue(()),
            })
        })
    }

    fn split(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some([delimiter, source]) = argument.as_list() else { return ControlFlow::Continue(()) };
        self.resolve(delimiter, &mut |found, _| {
            let Some(delimiter) = found.ok().and_then(Node::as_str) else { return ControlFlow::Continue(()) };
            if delimiter.is_empty() {
                return ControlFlow::Continue(());
            }
            self.resolve(source, &mut |found, at| {
                let Some(source) = found.ok().and_then(Node::as_str) else {
                    return ControlFlow::Continue(());
                };
                let parts = source.split(delimiter).map(|part| Node::from(part.to_owned()));
                sink(Ok(&Node::list(parts)), at)
            })
        })
    }
}
