//! The values of `Fn::FindInMap`.

use std::ops::ControlFlow;

use super::super::fault::Fault;
use super::super::functions::{Function, ref_name};
use super::super::path::Part;
use super::super::scope::{Flow, Scope, TakenFrom};
use super::super::values::{show, text};
use super::Sink;
use crate::check::facts;
use crate::check::suggest;
use crate::check::template::Mapping;
use crate::model::{Node, PseudoParameter};

/// What is wrong is said after all combinations have been tried, and only if none of them is right.
type Wrong = Vec<(usize, String, bool)>;

impl<'t> Scope<'_, 't> {
    pub(super) fn find_in_map(&self, argument: &Node, sink: &mut Sink<'_, 't>) -> Flow {
        let Some(arguments) = argument.as_list() else { return ControlFlow::Continue(()) };
        let (map, top, second, options) = match arguments {
            [map, top, second] => (map, top, second, None),
            [map, top, second, options] => (map, top, second, options.as_object()),
            _ => return ControlFlow::Continue(()),
        };
        let default = options.and_then(|options| options.get("DefaultValue"));
        let here = Scope { taken_from: TakenFrom::Elsewhere, ..*self };
        if let Some(default) = default {
            here.resolve(default, sink)?;
        }
        if default.is_none() && self.check.mapping_names().next().is_none() && self.check.mappings_are_whole()
        {
            let message = format!("there is no mapping {}", show(map));
            sink(Err(self.argument_fault(0, message)), self)?;
        }
        if is_pseudo(map) {
            return ControlFlow::Continue(());
        }
        let mut wrong: Wrong = Vec::new();
        let mut found_one = false;
        self.resolve(map, &mut |found, at| {
            let Some(name) = found.ok().and_then(Node::as_str) else { return ControlFlow::Continue(()) };
            let Some(mapping) = self.check.mapping(name) else {
                if default.is_none() && self.check.mappings_are_whole() {
                    let mut message = format!("there is no mapping '{name}'");
                    suggest::add(&mut message, name, self.check.mapping_names());
                    wrong.push((0, message, at.from_parameter));
                }
                return ControlFlow::Continue(());
            };
            if !mapping.is_whole() || is_pseudo(second) {
                return ControlFlow::Continue(());
            }
            if let Some(pseudo) = ref_name(top).filter(|_| is_pseudo(top)) {
                return self.find_by_pseudo(pseudo, mapping, top, second, sink);
            }
            self.find_by_keys(mapping, top, second, default.is_some(), (&mut wrong, &mut found_one), sink)
        })?;
        if !found_one {
            for (index, message, from_parameter) in wrong {
                let scope = Scope { from_parameter, ..*self };
                sink(Err(self.argument_fault(index, message)), &scope)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn argument_fault(&self, index: usize, message: String) -> Fault {
        let path = self.path.with(Part::Key(Function::FindInMap.key()));
        Scope { path: &path, ..*self }.fault_at(Part::Index(index), message)
    }

    /// Any region or account may be the first key: all keys that could be one are.
    fn find_by_pseudo(
        &self,
        pseudo: &str,
        mapping: &Mapping<'t>,
        top: &Node,
        second: &Node,
        sink: &mut Sink<'_, 't>,
    ) -> Flow {
        let Some(wanted) = second.as_str() else { return ControlFlow::Continue(()) };
        let (mut found_top, mut found_second) = (false, false);
        for key in mapping.keys() {
            let is_candidate = match pseudo {
                "AWS::AccountId" => key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_digit()),
                "AWS::Region" => facts::is_region(key),
                _ => true,
            };
            if !is_candidate {
                continue;
            }
            found_top = true;
            if let Some(value) = mapping.value(key, wanted) {
                found_second = true;
                sink(Ok(value), &Scope { taken_from: TakenFrom::Mapping, ..*self })?;
            }
        }
        let problem = if !found_top {
            Some((1, format!("{} is no first key of the mapping '{}'", show(top), mapping.name)))
        } else if !found_second {
            Some((2, format!("'{wanted}' is no second key of the mapping '{}'", mapping.name)))
        } else {
            None
        };
        match problem {
            Some((index, message)) => sink(Err(self.argument_fault(index, message)), self),
            None => ControlFlow::Continue(()),
        }
    }

    fn find_by_keys(
        &self,
        mapping: &Mapping<'t>,
        top: &Node,
        second: &Node,
        has_default: bool,
        (wrong, found_one): (&mut Wrong, &mut bool),
        sink: &mut Sink<'_, 't>,
    ) -> Flow {
        self.resolve(top, &mut |found, at| {
            let Some(key) = found.ok().and_then(text) else { return ControlFlow::Continue(()) };
            if !mapping.keys().any(|other| other == key) {
                if !has_default {
                    let mut message = format!("'{key}' is no first key of the mapping '{}'", mapping.name);
                    suggest::add(&mut message, &key, mapping.keys());
                    wrong.push((1, message, at.from_parameter));
                }
                return ControlFlow::Continue(());
            }
            if !mapping.is_whole_at(&key) {
                return ControlFlow::Continue(());
            }
            Scope { resolve_pseudo: false, ..*at }.resolve(second, &mut |found, at| {
                let Some(wanted) = found.ok().and_then(text) else { return ControlFlow::Continue(()) };
                let Some(value) = mapping.value(&key, &wanted) else {
                    if !has_default {
                        let mut message = format!(
                            "'{wanted}' is no second key of '{key}' in the mapping '{}'",
                            mapping.name
                        );
                        suggest::add(&mut message, &wanted, mapping.second_keys(&key));
                        wrong.push((2, message, at.from_parameter));
                    }
                    return ControlFlow::Continue(());
                };
                *found_one = true;
                sink(Ok(value), &Scope { taken_from: TakenFrom::Mapping, ..*at })
            })
        })
    }
}

fn is_pseudo(node: &Node) -> bool {
    ref_name(node).is_some_and(|name| PseudoParameter::from_name(name).is_some())
}
