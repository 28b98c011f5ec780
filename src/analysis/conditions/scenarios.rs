//! What an object, a list or a value comes to under the conditions of the `Fn::If` directly in it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cases::Cases;
use super::term::{reference, single};
use super::{Basis, Conditions, Facts};
use crate::model::{Entry, Node, Object, Value};

/// One of the things that an object or list can come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario<'n, 't> {
    /// Without the functions that have been decided, and without what is null or `AWS::NoValue`; nothing if all of it is that.
    pub instance: Option<Cow<'n, Node>>,
    /// When it comes to this.
    pub facts: Facts<'t>,
}

/// All that an object or list can come to.
#[derive(Clone, Debug)]
pub struct Scenarios<'n, 't> {
    instance: &'n Node,
    /// Nothing if the instance stays as it is.
    cases: Option<Cases<'t>>,
    facts: Facts<'t>,
}

impl<'n, 't> Scenarios<'n, 't> {
    /// Whether these are all; see [`Cases::complete`].
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.cases.as_ref().is_none_or(|cases| cases.complete)
    }

    /// The scenarios in a fixed order: where a condition is true before where it is false. An instance is made when it
    /// is asked for.
    pub fn iter(&self) -> impl Iterator<Item = Scenario<'n, 't>> {
        let unchanged = self
            .cases
            .is_none()
            .then(|| Scenario { instance: Some(Cow::Borrowed(self.instance)), facts: self.facts.clone() });
        let cases = self.cases.iter().flat_map(|cases| &cases.facts);
        unchanged.into_iter().chain(
            cases.map(|facts| Scenario {
                instance: resolve(self.instance, true, facts),
                facts: facts.clone(),
            }),
        )
    }
}

/// What a value comes to in one case.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch<'n, 't> {
    /// The value, which is no `Fn::If` that could be decided; nothing if it is `AWS::NoValue`.
    pub node: Option<&'n Node>,
    /// When it is that.
    pub facts: Facts<'t>,
}

impl<'t> Conditions<'t> {
    /// What an object or list comes to under the facts: in each scenario every `Fn::If` that is a value of the object,
    /// an item of the list or of a list in the object, or the instance itself, or is in turn a branch of one of these,
    /// is replaced by its branch. Deeper ones stay.
    ///
    /// A condition that selects nothing in a scenario is not decided in it, so no two scenarios have the same choices.
    /// An `Fn::If` whose condition is not declared stays, as it is a finding itself.
    #[must_use]
    pub fn scenarios<'n>(&self, instance: &'n Node, facts: &Facts<'t>) -> Scenarios<'n, 't> {
        let cases = (!is_plain(instance, true)).then(|| self.instance_cases(instance, facts));
        Scenarios { instance, cases, facts: facts.clone() }
    }

    fn instance_cases(&self, instance: &Node, facts: &Facts<'t>) -> Cases<'t> {
        let undecided = |facts: &Facts<'t>| {
            let mut found = None;
            self.walk(instance, true, facts, &mut |name, value| {
                if value.is_none() && found.is_none() {
                    found = Some(name);
                }
            });
            found
        };
        if let Some(facts) = self.all_cases(facts, undecided) {
            return Cases { facts, complete: true };
        }
        let mut names = Vec::new();
        self.walk(instance, true, facts, &mut |name, _| {
            if !names.contains(&name) {
                names.push(name);
            }
        });
        let mut different = BTreeSet::new();
        let mut cases = Vec::new();
        for case in self.paired_cases(facts, &names) {
            let mut deciding = BTreeSet::new();
            self.walk(instance, true, &case, &mut |name, value| {
                deciding.extend(value.map(|value| (name, value)))
            });
            if different.insert(deciding.clone()) {
                // Less than what is possible is possible.
                let case = deciding.iter().try_fold(facts.clone(), |facts, (name, value)| {
                    self.assume(&facts, name, *value, Basis::Supposed)
                });
                cases.extend(case);
            }
        }
        Cases { facts: cases, complete: false }
    }

    /// What a value comes to under the facts, each with the facts under which it does. There are no more of them than
    /// the value has branches: this answers exactly which of two properties can be there together, however many
    /// conditions there are, by joining the facts of a branch of either.
    #[must_use]
    pub fn branches<'n>(&self, node: &'n Node, facts: &Facts<'t>) -> Vec<Branch<'n, 't>> {
        let mut branches = Vec::new();
        let mut open = vec![(node, facts.clone())];
        while let Some((node, facts)) = open.pop() {
            match self.choice(node) {
                Some((name, branches)) => {
                    let either = [false, true].into_iter().zip(branches.into_iter().rev());
                    open.extend(either.filter_map(|(value, branch)| {
                        Some((branch, self.assume(&facts, name, value, Basis::Supposed)?))
                    }));
                }
                None => {
                    let node = (!is_no_value(node)).then_some(node);
                    branches.push(Branch { node, facts });
                }
            }
        }
        branches
    }

    /// The condition and the two branches of an `Fn::If` whose condition is declared.
    fn choice<'n>(&self, node: &'n Node) -> Option<(&'n str, [&'n Node; 2])> {
        choice(node).filter(|(name, _)| self.contains(name))
    }

    /// Calls `see` with the conditions that select something, and their values; of those without a value both branches
    /// are walked.
    fn walk<'n>(
        &self,
        node: &'n Node,
        root: bool,
        facts: &Facts<'t>,
        see: &mut impl FnMut(&'n str, Option<bool>),
    ) {
        if let Some((name, [yes, no])) = self.choice(node) {
            let status = facts.status(name);
            if status.is_none() && yes == no {
                return self.walk(yes, root, facts, see);
            }
            see(name, status);
            if status != Some(false) {
                self.walk(yes, root, facts, see);
            }
            if status != Some(true) {
                self.walk(no, root, facts, see);
            }
            return;
        }
        match &node.value {
            // One that cannot be decided stays whole.
            _ if choice(node).is_some() => {}
            Value::List(items) => items.iter().for_each(|item| self.walk(item, false, facts, see)),
            Value::Object(object) if root => {
                object.iter().for_each(|entry| self.walk(&entry.node, false, facts, see));
            }
            _ => {}
        }
    }
}

/// The condition and the two branches of an `Fn::If`.
fn choice(node: &Node) -> Option<(&str, [&Node; 2])> {
    let (_, arguments) = single(node).filter(|(name, _)| *name == "Fn::If")?;
    match arguments.as_list()? {
        [condition, yes, no] => Some((condition.as_str()?, [yes, no])),
        _ => None,
    }
}

fn is_no_value(node: &Node) -> bool {
    reference(node) == Some("AWS::NoValue")
}

/// Whether there is nothing to resolve.
fn is_plain(node: &Node, root: bool) -> bool {
    match &node.value {
        Value::List(items) => items.iter().all(|item| is_plain(item, false)),
        Value::Object(object) => {
            choice(node).is_none()
                && !is_no_value(node)
                && (!root || object.iter().all(|entry| is_plain(&entry.node, false)))
        }
        Value::Null => root,
        _ => true,
    }
}

/// The node as the facts have it, without cloning what stays as it is.
fn resolve<'n>(node: &'n Node, root: bool, facts: &Facts<'_>) -> Option<Cow<'n, Node>> {
    if is_plain(node, root) {
        return Some(Cow::Borrowed(node));
    }
    if let Some((name, [yes, no])) = choice(node) {
        return match facts.status(name) {
            Some(true) => resolve(yes, root, facts),
            Some(false) => resolve(no, root, facts),
            // It does not matter which, or it is not for us to decide.
            None if yes == no => resolve(yes, root, facts),
            None => Some(Cow::Borrowed(node)),
        };
    }
    let value = match &node.value {
        _ if is_no_value(node) => return None,
        // What has no value is not there.
        Value::Null => return None,
        Value::List(items) => {
            let items = items.iter().filter_map(|item| resolve(item, false, facts));
            Value::List(items.map(Cow::into_owned).collect())
        }
        Value::Object(object) if root => {
            let entries = object.iter().filter_map(|entry| {
                let node = resolve(&entry.node, false, facts)?.into_owned();
                Some(Entry { key: entry.key.clone(), key_origin: entry.key_origin, node })
            });
            Value::Object(entries.collect::<Object>())
        }
        _ => return Some(Cow::Borrowed(node)),
    };
    Some(Cow::Owned(Node { value, origin: node.origin }))
}
