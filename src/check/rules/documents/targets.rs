use crate::check::engine::fault::Faults;
use crate::check::engine::functions::function;
use crate::check::engine::path::{Part, text};
use crate::check::engine::scope::Scope;
use crate::check::engine::values::from_json;
use crate::check::registry::{Hook, Rule};
use crate::check::suggest;
use crate::model::{Node, Object, Step};

pub(crate) const RULES: &[Rule] = &[Rule {
    id: "state-machine-target",
    title: "States that lead to none",
    about: "What a state names as the next one is a state of the same machine, or of the same branch. Step Functions refuses other \
            definitions.",
    source: "https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-common-fields.html",
    wrong: r"Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/machine
      Definition:
        StartAt: First
        States:
          First: {Type: Pass, Next: Lst}
          Last: {Type: Succeed}
",
    right: r"Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/machine
      Definition:
        StartAt: First
        States:
          First: {Type: Pass, Next: Last}
          Last: {Type: Succeed}
",
    hooks: &[Hook::At(&["Resources/AWS::StepFunctions::StateMachine/Properties"], properties)],
}];

fn properties(scope: &Scope<'_, '_>, node: &Node, faults: &mut Faults) {
    let Some(properties) = node.as_object() else { return };
    for key in ["Definition", "DefinitionString"] {
        let Some(value) = properties.get(key) else { continue };
        let parsed = value.as_str().and_then(from_json);
        let Some(machine) = parsed.as_ref().unwrap_or(value).as_object() else { continue };
        let path = scope.path.with(Part::Key(key));
        let mut search = Search { scope: &Scope { path: &path, ..*scope }, steps: Vec::new(), faults };
        search.machine(machine);
    }
}

struct Search<'s, 'a, 't> {
    scope: &'s Scope<'a, 't>,
    /// The steps from the definition on.
    steps: Vec<Step<'static>>,
    faults: &'s mut Faults,
}

impl Search<'_, '_, '_> {
    /// Looks at the states of a machine, and at the machines within them.
    fn machine(&mut self, machine: &Object) {
        let Some(states) = machine.get("States").filter(|states| function(states).is_none()) else { return };
        let Some(states) = states.as_object() else { return };
        self.inside("States", |search| {
            for entry in states {
                if let Some(state) = entry.node.as_object() {
                    search.inside(&entry.key, |search| search.state(state, states));
                }
            }
        });
    }

    fn state(&mut self, state: &Object, states: &Object) {
        self.target(state, "Next", states);
        self.target(state, "Default", states);
        for list in ["Catch", "Choices"] {
            self.items(state, list, |search, item| search.target(item, "Next", states));
        }
        self.items(state, "Branches", Self::machine);
        for key in ["ItemProcessor", "Iterator"] {
            if let Some(machine) = state.get(key).and_then(Node::as_object) {
                self.inside(key, |search| search.machine(machine));
            }
        }
    }

    fn target(&mut self, holder: &Object, key: &str, states: &Object) {
        let Some(target) = holder.get(key).and_then(Node::as_str) else { return };
        // The name may be put there when the stack is made.
        if target.contains("${") || states.get(target).is_some() {
            return;
        }
        self.inside(key, |search| {
            let mut message = format!("there is no state '{target}' to go to at {}", text(&search.steps));
            suggest::add(&mut message, target, states.iter().map(|entry| entry.key.as_ref()));
            let mut fault = search.scope.fault(message);
            fault.path.extend(search.steps.iter().cloned());
            search.faults.push(fault);
        });
    }

    fn items(&mut self, state: &Object, key: &str, see: impl Fn(&mut Self, &Object)) {
        let items = state.get(key).and_then(Node::as_list).unwrap_or_default();
        for (index, item) in items.iter().enumerate() {
            if let Some(item) = item.as_object() {
                self.inside(key, |search| {
                    search.steps.push(Step::Index(index));
                    see(search, item);
                    search.steps.pop();
                });
            }
        }
    }

    fn inside(&mut self, key: &str, see: impl FnOnce(&mut Self)) {
        self.steps.push(Step::Key(key.to_owned().into()));
        see(self);
        self.steps.pop();
    }
}
