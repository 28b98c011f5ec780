//! Where functions, and a few other things that rules ask for, stand in a template: found in one walk.

use crate::model::{Node, Step, Value};

/// What a walk over the whole template found, in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Uses<'t> {
    /// Each entry whose key is that of a function, or `Condition`.
    pub(crate) functions: Vec<Use<'t>>,
    /// Each text with `${` in it, and no key.
    pub(crate) placeholders: Vec<Use<'t>>,
    /// Each property that holds a password.
    pub(crate) passwords: Vec<Use<'t>>,
}

/// One of these.
#[derive(Debug)]
pub(crate) struct Use<'t> {
    /// The key; empty for a text.
    pub(crate) key: &'t str,
    /// The value of the key, or the text.
    pub(crate) node: &'t Node,
    /// The steps from the root up to the object with the key, or to the text.
    pub(crate) path: Vec<Step<'t>>,
}

impl Use<'_> {
    /// The path, for a finding.
    pub(crate) fn steps(&self) -> Vec<Step<'static>> {
        self.path.iter().map(owned).collect()
    }

    /// The path and the key, for a finding.
    pub(crate) fn key_steps(&self) -> Vec<Step<'static>> {
        let mut steps = self.steps();
        steps.push(Step::Key(self.key.to_owned().into()));
        steps
    }

    /// The key at a depth of the path.
    pub(crate) fn at(&self, depth: usize) -> Option<&str> {
        match self.path.get(depth)? {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    /// Whether the path goes through that key.
    pub(crate) fn is_in(&self, key: &str) -> bool {
        self.path.iter().any(|step| matches!(step, Step::Key(name) if name == key))
    }
}

fn owned(step: &Step<'_>) -> Step<'static> {
    match step {
        Step::Key(key) => Step::Key(key.clone().into_owned().into()),
        Step::Index(index) => Step::Index(*index),
    }
}

impl<'t> Uses<'t> {
    /// Walks over the template.
    pub(super) fn of(root: &'t Node) -> Self {
        let passwords: Vec<&'static str> = super::facts::list("password-properties", None).collect();
        let mut uses = Self::default();
        uses.walk(root, &passwords, &mut Vec::new());
        uses
    }

    /// The uses of one function.
    pub(crate) fn of_function<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Use<'t>> {
        self.functions.iter().filter(move |used| used.key == key)
    }

    fn walk(&mut self, node: &'t Node, passwords: &[&str], path: &mut Vec<Step<'t>>) {
        match &node.value {
            Value::Object(object) => {
                for entry in object {
                    let key = entry.key.as_ref();
                    let list = if is_of_interest(key) {
                        Some(&mut self.functions)
                    } else if passwords.contains(&key) {
                        Some(&mut self.passwords)
                    } else {
                        None
                    };
                    if let Some(list) = list {
                        list.push(Use { key, node: &entry.node, path: path.clone() });
                    }
                    path.push(Step::Key(key.into()));
                    self.walk(&entry.node, passwords, path);
                    path.pop();
                }
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    self.walk(item, passwords, path);
                    path.pop();
                }
            }
            Value::String(text) if text.contains("${") => {
                self.placeholders.push(Use { key: "", node, path: path.clone() });
            }
            _ => {}
        }
    }
}

fn is_of_interest(key: &str) -> bool {
    matches!(key, "Ref" | "Condition" | "Fn::FindInMap" | "Fn::GetAtt" | "Fn::If" | "Fn::Sub")
        || key.starts_with("Fn::ForEach::")
}
