//! What holds for every function: its arguments have a schema, and what it yields has to fit its place.

use super::super::dynamic_reference;
use super::super::fault::{Fault, Faults};
use super::super::functions::{Function, only_entry};
use super::super::path::Part;
use super::super::schema::Schema;
use super::super::scope::Scope;
use super::super::values::{as_number, show};
use crate::analysis::LANGUAGE_EXTENSIONS;
use crate::model::{Node, Value};

/// What is known of a function.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    /// The function.
    pub(super) function: Function,
    /// The types that it can yield.
    pub(super) kinds: &'static [&'static str],
    /// The rule that says what is wrong with a value that it yields; without one, values are not looked at.
    pub(super) resolved: Option<&'static str>,
}

impl Spec {
    /// Adds what is wrong with the arguments, or else with what the function yields.
    pub(super) fn check(self, scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
        self.passes(scope, node, schema, faults);
    }

    /// As [`Spec::check`]; whether there was nothing to add.
    pub(super) fn passes(
        self,
        scope: &Scope<'_, '_>,
        node: &Node,
        schema: Schema,
        faults: &mut Faults,
    ) -> bool {
        let before = faults.len();
        if scope.undecidable {
            faults.push(scope.open());
            return false;
        }
        self.check_type(scope, node, schema, faults);
        self.check_arguments(scope, node, faults);
        if faults.len() > before {
            return false;
        }
        self.check_yielded(scope, node, schema, faults);
        faults.len() == before
    }

    /// As [`Spec::check`], for a function that only a transform knows.
    pub(super) fn check_extension(
        self,
        rule: &'static str,
        scope: &Scope<'_, '_>,
        node: &Node,
        schema: Schema,
        faults: &mut Faults,
    ) {
        let before = faults.len();
        if scope.check.has_transform(LANGUAGE_EXTENSIONS) {
            self.check(scope, node, schema, faults);
        } else {
            let message = format!("{} needs the transform '{LANGUAGE_EXTENSIONS}'", self.function.key());
            faults.push(Fault { keyword: self.function.keyword(), ..scope.fault(message) });
        }
        for fault in faults.iter_mut().skip(before) {
            fault.rule = Some(rule);
        }
    }

    /// Whether the function can yield what the place takes.
    pub(super) fn check_type(self, scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
        let wanted = schema.kinds();
        if wanted.is_empty() || self.kinds.iter().any(|kind| wanted.iter().any(|want| turns_into(kind, want)))
        {
            return;
        }
        let message = format!("{} does not yield what is wanted here: {}", show(node), wanted.join(", "));
        faults.push(Fault { keyword: self.function.keyword(), ..scope.fault(message) });
    }

    /// Whether the arguments are well-formed.
    pub(super) fn check_arguments(self, scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
        let Some((key, argument)) = only_entry(node) else { return };
        let inner = Scope { strict: false, rules: false, ..*scope };
        let schema = Schema::named(schema_name(self.function));
        let before = faults.len();
        inner.descend(argument, schema, Part::Key(key), None, faults);
        if self.function == Function::Select {
            self.check_index(&inner, argument, faults);
        } else if self.function == Function::GetAzs {
            check_region(&inner, argument, faults);
        }
        self.own(faults, before);
    }

    /// A list that is written out has so many items, and no more can be selected.
    fn check_index(self, scope: &Scope<'_, '_>, argument: &Node, faults: &mut Faults) {
        let Some([index, list]) = argument.as_list() else { return };
        let (Some(index), Some(items)) = (as_number(index), list.as_list()) else { return };
        if index >= items.len() as f64 {
            let path = scope.path.with(Part::Key(self.function.key()));
            let message = format!("there is no item {index} in a list of {}", items.len());
            faults.push(Scope { path: &path, ..*scope }.fault_at(Part::Index(0), message));
        }
    }

    /// Says of the faults from `before` on that this function has them, unless it is a reference inside it.
    pub(super) fn own(self, faults: &mut Faults, before: usize) {
        for fault in faults.iter_mut().skip(before).filter(|fault| fault.keyword != "ref") {
            fault.keyword = self.function.keyword();
        }
    }

    /// Holds what the function yields against the schema. It counts as wrong when every value that is not from a parameter
    /// is.
    fn check_yielded(self, scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
        let Some(rule) = self.resolved else { return };
        if !schema.is_narrow() {
            return;
        }
        let outer = Scope { strict: false, ..*scope };
        let key = self.function.key();
        let path = scope.path.with(Part::Key(key));
        let mut wrong: Vec<(String, Fault)> = Vec::new();
        let mut fine = false;
        // Stopping early says that a value is fine, which is known by then.
        let _ = outer.resolve(node, &mut |found, at| {
            match found {
                Err(fault) => {
                    if !at.from_parameter {
                        faults.push(Fault { keyword: self.function.keyword(), ..fault });
                    }
                }
                Ok(value) => {
                    let found = Scope { path: &path, ..*at }.faults(value, schema);
                    if found.is_empty() && !at.from_parameter {
                        fine = true;
                        return std::ops::ControlFlow::Break(());
                    }
                    for fault in found {
                        // What is wrong with several values for one reason is said of the first.
                        let reason = reason(&fault, value);
                        let is_same = |known: &(String, Fault)| {
                            known.0 == reason
                                && known.1.path == fault.path
                                && known.1.given_at == fault.given_at
                        };
                        if !wrong.iter().any(is_same) {
                            wrong.push((reason, fault));
                        }
                    }
                }
            }
            std::ops::ControlFlow::Continue(())
        });
        if fine {
            return;
        }
        let depth = path.steps().len();
        for (_, mut fault) in wrong {
            if fault.keyword != "ref" {
                fault.keyword = self.function.keyword();
            }
            let usage = fault.given_at.is_some().then(|| scope.path.text());
            fault.for_each_mut(&mut |fault| {
                fault.path.truncate(depth);
                fault.message = match &usage {
                    Some(usage) => format!("{}, which {key} at {usage} yields", fault.message),
                    None => format!("{}, which {key} yields", fault.message),
                };
                fault.rule = Some(rule);
            });
            faults.push(fault);
        }
    }
}

/// What is wrong with a value, without what is only so of this one.
fn reason(fault: &Fault, value: &Node) -> String {
    let message = fault.message.replace(&show(value), "");
    message.split(crate::check::suggest::MEANT).next().unwrap_or_default().to_owned()
}

/// Whether CloudFormation makes a value of one type into one of the other.
pub(super) fn turns_into(kind: &str, wanted: &str) -> bool {
    kind == wanted
        || match kind {
            "string" => matches!(wanted, "number" | "boolean" | "integer"),
            "integer" => matches!(wanted, "number" | "string"),
            "boolean" | "number" => wanted == "string",
            _ => false,
        }
}

fn schema_name(function: Function) -> &'static str {
    match function {
        Function::And => "other/functions/and",
        Function::Base64 => "other/functions/base64",
        Function::Cidr => "other/functions/cidr",
        Function::Condition => "other/functions/condition",
        Function::Equals => "other/functions/equals",
        Function::FindInMap => "other/functions/findinmap",
        Function::GetAtt => "other/functions/getatt",
        Function::GetAzs => "other/functions/getazs",
        Function::GetStackOutput => "other/functions/getstackoutput",
        Function::If => "other/functions/if",
        Function::ImportValue => "other/functions/importvalue",
        Function::Join => "other/functions/join",
        Function::Length => "other/functions/length",
        Function::Not => "other/functions/not",
        Function::Or => "other/functions/or",
        Function::Ref => "other/functions/ref",
        Function::Select => "other/functions/select",
        Function::Split => "other/functions/split",
        Function::Sub => "other/functions/sub",
        Function::ToJsonString => "other/functions/tojsonstring",
        Function::Contains
        | Function::EachMemberEquals
        | Function::EachMemberIn
        | Function::RefAll
        | Function::Transform
        | Function::ValueOf
        | Function::ValueOfAll => "",
    }
}

/// A region that is written out has to be one.
fn check_region(scope: &Scope<'_, '_>, argument: &Node, faults: &mut Faults) {
    let is_one = match &argument.value {
        Value::String(region) => region.is_empty() || crate::check::facts::is_region(region),
        Value::Null => false,
        // Of anything else its type is what is wrong, or it is a function.
        _ => true,
    };
    if !is_one {
        let message = format!("{} is not a region", show(argument));
        faults.push(scope.fault_at(Part::Key(Function::GetAzs.key()), message));
    }
}

/// `Fn::Split` works before dynamic references are resolved.
pub(super) fn no_dynamic_reference(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some((key, argument)) = only_entry(node) else { return };
    let Some(source) = argument.as_list().and_then(|items| items.get(1)) else { return };
    if dynamic_reference::occurs(&super::super::values::json(source)) {
        let path = scope.path.with(Part::Key(key));
        let inner = Scope { path: &path, ..*scope };
        let message = format!("{key} splits the text of a dynamic reference, not its value");
        faults.push(Fault { keyword: "fn_split", ..inner.fault_at(Part::Index(1), message) });
    }
}
