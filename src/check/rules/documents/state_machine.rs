use crate::analysis::SERVERLESS;
use crate::check::engine::fault::Faults;
use crate::check::engine::functions::{Functions, function};
use crate::check::engine::path::{Part, text};
use crate::check::engine::schema::Schema;
use crate::check::engine::scope::Scope;
use crate::check::engine::values::from_json;
use crate::check::registry::{Hook, NEXT, Rule};
use crate::check::rule_sets::claim;
use crate::model::{Node, Object, Step, Value};

const RULE: &str = "E3601";

pub(crate) const RULES: &[Rule] = &[Rule {
    id: RULE,
    title: "Definitions of state machines",
    about: "A state machine is defined in the Amazon States Language: it begins with one of its states, and each state has a type, what \
            belongs to that, and the name of the next one or End.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html",
    wrong: r"Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/machine
      Definition:
        StartAt: First
        States:
          Only: {Type: Succeed}
",
    right: r"Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/machine
      Definition:
        StartAt: Only
        States:
          Only: {Type: Succeed}
",
    hooks: &[Hook::At(&[], properties)],
}];

fn properties(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object() else { return };
    let substitutions = properties.get("DefinitionSubstitutions").and_then(Node::as_object);
    // What SAM makes of the text is another matter.
    let keys: &[&str] = match scope.check.has_transform(SERVERLESS) {
        true => &["Definition"],
        false => &["Definition", "DefinitionString"],
    };
    for key in keys {
        let Some(value) = properties.get(key).filter(|value| function(value).is_none()) else { continue };
        let path = scope.path.with(Part::Key(key));
        let inner = Scope { path: &path, ..*scope };
        match &value.value {
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => {
                let Some(definition) = from_json(text) else { return };
                let inner = Scope { functions: Functions::NONE, ..inner };
                Definition { scope: &inner, whole: &definition, substitutions, is_text: true }.check(faults);
            }
            Value::Object(object) if object.is_empty() => {}
            Value::Object(_) => {
                Definition { scope: &inner, whole: value, substitutions, is_text: false }.check(faults);
            }
            _ => {}
        }
    }
}

struct Definition<'d, 'a, 't> {
    scope: &'d Scope<'a, 't>,
    whole: &'d Node,
    substitutions: Option<&'d Object>,
    /// Whether it is within text, where no path leads.
    is_text: bool,
}

impl Definition<'_, '_, '_> {
    /// Holds the definition against the schema of its language.
    fn check(&self, faults: &mut Faults) {
        let Some(definition) = self.whole.as_object() else { return };
        let _ = self.scope.along(definition.get("QueryLanguage"), &[], &mut |found, at| {
            let schema = match found.map(Node::as_str) {
                None | Some(Some("JSONPath")) => "other/step_functions/statemachine",
                Some(Some("JSONata")) => "other/step_functions/statemachine_jsonata",
                Some(_) => return NEXT,
            };
            let scope = Scope { path: self.scope.path, functions: self.scope.functions, ..*at };
            self.hold(&scope, Schema::named(schema), faults);
            self.check_start(definition, &mut Vec::new(), faults);
            NEXT
        });
    }

    fn hold(&self, scope: &Scope<'_, '_>, schema: Schema, faults: &mut Faults) {
        let depth = scope.path.steps().len();
        for mut fault in scope.faults(self.whole, schema) {
            let inside = fault.path.get(depth..).unwrap_or_default();
            if self.is_substituted(inside) {
                continue;
            }
            if self.is_text {
                fault.for_each_mut(&mut |fault| {
                    let inside = fault.path.get(depth..).unwrap_or_default();
                    if inside.len() > 1 {
                        fault.message.push_str(&format!(" at {}", text(inside)));
                    }
                });
            }
            if !fault.keyword.starts_with("fn_") && fault.keyword != "cfnLint" {
                fault.rule = Some(RULE);
            }
            claim(RULE, &mut fault);
            faults.push(fault);
        }
    }

    /// Whether the text at a place is put there when the stack is made: `${Name}`.
    fn is_substituted(&self, steps: &[Step<'_>]) -> bool {
        let Some(substitutions) = self.substitutions else { return false };
        let found = steps.iter().try_fold(self.whole, |node, step| match step {
            Step::Key(key) => node.as_object()?.get(key),
            Step::Index(index) => node.as_list()?.get(*index),
        });
        let name = found.and_then(Node::as_str).map(|text| text.replace("${", "").replace('}', ""));
        name.is_some_and(|name| substitutions.get(name.trim()).is_some())
    }

    /// A machine, and each that is within a state, begins with one of its states.
    fn check_start(&self, machine: &Object, steps: &mut Vec<Step<'static>>, faults: &mut Faults) {
        let start = machine.get("StartAt").and_then(Node::as_str);
        let (Some(start), Some(states)) = (start, machine.get("States").and_then(Node::as_object)) else {
            return;
        };
        steps.push(key("StartAt"));
        if states.get(start).is_none() {
            let mut fault =
                self.scope.fault(format!("there is no state '{start}' to begin with at {}", text(steps)));
            fault.path.extend(steps.iter().cloned());
            faults.push(fault);
        }
        steps.pop();
        for entry in states {
            let Some(state) = entry.node.as_object() else { continue };
            let depth = steps.len();
            steps.extend([key("States"), key(&entry.key)]);
            match state.get("Type").and_then(Node::as_str) {
                Some("Parallel") => {
                    let branches = state.get("Branches").and_then(Node::as_list).unwrap_or_default();
                    for (index, branch) in branches.iter().enumerate() {
                        steps.extend([key("Branches"), Step::Index(index)]);
                        if let Some(branch) = branch.as_object() {
                            self.check_start(branch, steps, faults);
                        }
                        steps.truncate(depth + 2);
                    }
                }
                Some("Map") => {
                    for inner in ["ItemProcessor", "Iterator"] {
                        steps.push(key(inner));
                        if let Some(inner) = state.get(inner).and_then(Node::as_object) {
                            self.check_start(inner, steps, faults);
                        }
                        steps.pop();
                    }
                }
                _ => {}
            }
            steps.truncate(depth);
        }
    }
}

fn key(name: &str) -> Step<'static> {
    Step::Key(name.to_owned().into())
}
