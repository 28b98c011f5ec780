//! The smallest changes that lead from one value to another.

use std::borrow::Cow;
use std::fmt;

use super::form::{Form, Names, form, is_default, is_no_value, json_in};
use super::function::Function;
use super::lists;
use super::place::Place;
use crate::model::{Node, Object, Value};

/// One step to a value inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of that name.
    Key(String),
    /// To an item of a list.
    Item(Item),
}

/// An item of a list, which may stand at different places on the two sides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its index in the old list.
    pub old: Option<usize>,
    /// Its index in the new list.
    pub new: Option<usize>,
    /// What it is known by, such as `Sid=Read`.
    pub name: Option<String>,
}

impl Item {
    /// Its index where it is now, or was.
    #[must_use]
    pub fn index(&self) -> usize {
        self.new.or(self.old).unwrap_or_default()
    }
}

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// The value is new.
    Add,
    /// The value is gone.
    Remove,
    /// The value is another one.
    Change,
    /// The items of the list are the same, and their order is another one.
    Order,
}

/// One change of a value.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Where it is.
    pub path: Vec<Step>,
    /// What it does.
    pub kind: EditKind,
    /// What stood there, in the long form of functions.
    pub old: Option<Node>,
    /// What stands there.
    pub new: Option<Node>,
}

impl Edit {
    /// The path in one text, such as `Policies[PolicyName=Read].PolicyDocument`.
    #[must_use]
    pub fn path_text(&self) -> String {
        path_text(&self.path)
    }
}

/// A path in one text.
#[must_use]
pub fn path_text(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Key(key) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Step::Item(item) => {
                text.push('[');
                match &item.name {
                    Some(name) => text.push_str(name),
                    None => text.push_str(&item.index().to_string()),
                }
                text.push(']');
            }
        }
    }
    text
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&path_text(std::slice::from_ref(self)))
    }
}

/// What the two sides of a comparison take names for.
#[derive(Clone, Copy)]
pub(super) struct Sides<'s> {
    pub(super) old: &'s dyn Names,
    pub(super) new: &'s dyn Names,
}

impl Sides<'_> {
    pub(super) fn old_form(&self, node: &Node, place: Place) -> Form {
        form(node, place, self.old)
    }

    pub(super) fn new_form(&self, node: &Node, place: Place) -> Form {
        form(node, place, self.new)
    }

    fn are_equal(&self, old: &Node, new: &Node, place: Place) -> bool {
        self.old_form(old, place) == self.new_form(new, place)
    }
}

/// Collects edits.
pub(super) struct Comparison<'s> {
    pub(super) sides: Sides<'s>,
    pub(super) path: Vec<Step>,
    pub(super) edits: Vec<Edit>,
}

impl<'s> Comparison<'s> {
    pub(super) fn new(sides: Sides<'s>, path: Vec<Step>) -> Self {
        Self { sides, path, edits: Vec::new() }
    }

    /// Adds what leads from `old` to `new`.
    pub(super) fn values(&mut self, old: &Node, new: &Node, place: Place) {
        if self.sides.are_equal(old, new, place) {
            return;
        }
        let (old, new) = (as_json(old, place), as_json(new, place));
        let (old, new) = (as_list(old, &new, place), as_list_too(new, place));
        let (old, new) = (old.as_ref(), new.as_ref());
        match (Function::of(old), Function::of(new)) {
            (None, None) => {}
            (Some(before), Some(after)) if before.key == "Fn::If" && after.key == "Fn::If" => {
                return self.choice(old, new, &before, &after, place);
            }
            _ => return self.push(EditKind::Change, Some(old), Some(new)),
        }
        match (&old.value, &new.value) {
            (Value::Object(before), Value::Object(after)) => {
                // The two are one kind of thing, or what they have in common means nothing.
                let place = if place.for_value(old).is_known() { place } else { place.for_value(new) };
                self.objects(before, after, place);
            }
            (Value::List(before), Value::List(after)) => lists::compare(self, old, new, before, after, place),
            _ => self.push(EditKind::Change, Some(old), Some(new)),
        }
    }

    /// Goes into the branches of the same choice.
    fn choice(&mut self, old: &Node, new: &Node, before: &Function<'_>, after: &Function<'_>, place: Place) {
        let (Some([if_old, then_old, else_old]), Some([if_new, then_new, else_new])) =
            (before.argument.as_list(), after.argument.as_list())
        else {
            return self.push(EditKind::Change, Some(old), Some(new));
        };
        let known = self.edits.len();
        if if_old.as_str() == if_new.as_str() {
            for (branch, old, new) in [(1, then_old, then_new), (2, else_old, else_new)] {
                self.within(Step::Key("Fn::If".to_owned()), |comparison| {
                    let item = Item { old: Some(branch), new: Some(branch), name: None };
                    comparison.within(Step::Item(item), |comparison| comparison.branch(old, new, place));
                });
            }
        }
        // What the condition means has changed, or the condition is another one.
        if self.edits.len() == known {
            self.push(EditKind::Change, Some(old), Some(new));
        }
    }

    /// A branch may yield nothing.
    fn branch(&mut self, old: &Node, new: &Node, place: Place) {
        match (is_no_value(old), is_no_value(new)) {
            (true, true) => {}
            (true, false) | (false, true) => self.push(EditKind::Change, Some(old), Some(new)),
            (false, false) => self.values(old, new, place),
        }
    }

    /// Compares objects by their keys.
    pub(super) fn objects(&mut self, old: &Object, new: &Object, place: Place) {
        for entry in old {
            let key = entry.key.as_ref();
            let inner = place.entry(key);
            let Some(before) = last(old, key).filter(|node| std::ptr::eq(*node, &raw const entry.node))
            else {
                continue;
            };
            let after = last(new, key);
            self.within(Step::Key(key.to_owned()), |comparison| match after {
                Some(after) => comparison.values(before, after, inner),
                None if is_default(&comparison.sides.old_form(before, inner), inner) => {}
                None => comparison.push(EditKind::Remove, Some(before), None),
            });
        }
        for entry in new {
            let key = entry.key.as_ref();
            let inner = place.entry(key);
            let Some(after) = last(new, key).filter(|node| std::ptr::eq(*node, &raw const entry.node)) else {
                continue;
            };
            if last(old, key).is_some() || is_default(&self.sides.new_form(after, inner), inner) {
                continue;
            }
            self.within(Step::Key(key.to_owned()), |comparison| {
                comparison.push(EditKind::Add, None, Some(after));
            });
        }
    }

    pub(super) fn within(&mut self, step: Step, compare: impl FnOnce(&mut Self)) {
        self.path.push(step);
        compare(self);
        self.path.pop();
    }

    pub(super) fn push(&mut self, kind: EditKind, old: Option<&Node>, new: Option<&Node>) {
        self.edits.push(Edit { path: self.path.clone(), kind, old: old.cloned(), new: new.cloned() });
    }
}

/// The value of a key that counts: of several the last, and none that stands for nothing.
pub(super) fn last<'o>(object: &'o Object, key: &str) -> Option<&'o Node> {
    let entry = object.iter().rev().find(|entry| entry.key == key)?;
    (!is_no_value(&entry.node)).then_some(&entry.node)
}

fn as_json(node: &Node, place: Place) -> Cow<'_, Node> {
    json_in(node, place).map_or(Cow::Borrowed(node), Cow::Owned)
}

/// The list that a single value stands for, where the other side has a list.
fn as_list<'n>(node: Cow<'n, Node>, other: &Node, place: Place) -> Cow<'n, Node> {
    if place.takes_one_for_a_list() && (other.as_list().is_some() || place.is_unordered()) {
        as_list_too(node, place)
    } else {
        node
    }
}

fn as_list_too(node: Cow<'_, Node>, place: Place) -> Cow<'_, Node> {
    if place.takes_one_for_a_list() && node.as_list().is_none() {
        Cow::Owned(Node::list([node.into_owned()]))
    } else {
        node
    }
}
