//! Loops, written out: the transform `AWS::LanguageExtensions` repeats the body of each `Fn::ForEach` before anything else
//! of CloudFormation sees the template, and so do checks.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html>

mod object;
mod term;
mod text;

use object::Slots;
use term::{Failure, Term, Values};

use crate::diag::{Diagnostic, Origin};
use crate::model::{ForEach, Node, Object, Value};

/// The most values that the loops of a template may make. A value takes five bytes or more of a template, and a template
/// has a million at most, so no template that CloudFormation takes comes near.
const MOST_VALUES: usize = 200_000;

/// The rule that says what is wrong with a loop.
const RULE: &str = "E0001";

/// The template after its loops have run, and what else the transform replaces: their variables, and what can be looked up in
/// mappings by then. What is written in the body of a loop keeps its origin in each repetition. Where only a deployment
/// knows a collection, two made-up items stand for it. `region` is the one in which the template is deployed.
///
/// # Errors
/// What keeps a loop from running, such as a collection that is no list, or two repetitions that make the same key.
pub fn expand_loops(root: &Node, region: &str) -> Result<Node, Box<Diagnostic>> {
    let mut expansion = Expansion { values: Values::new(root, region), unknown: Vec::new(), walked: 0 };
    expansion
        .walk(root, &[])
        .map_err(|failure| Box::new(Diagnostic::error(RULE, failure.message()).label(failure.origin(), "")))
}

/// A loop's variable and its value.
type Variable = (String, Node);

struct Expansion<'t> {
    values: Values<'t>,
    /// Collections that only a deployment knows, and the items made up for each.
    unknown: Vec<(&'t Node, Vec<Node>)>,
    walked: usize,
}

impl<'t> Expansion<'t> {
    fn walk(&mut self, node: &'t Node, variables: &[Variable]) -> Result<Node, Failure> {
        self.walked += usize::from(!variables.is_empty());
        if self.walked > MOST_VALUES {
            let message =
                format!("the loops make more than {MOST_VALUES} values, which no template may have");
            return Err(Failure::wrong(node.origin, message));
        }
        match &node.value {
            Value::Object(object) => self.object(node, object, variables),
            Value::List(items) => {
                let items: Result<Vec<Node>, Failure> =
                    items.iter().map(|item| self.walk(item, variables)).collect();
                Ok(Node { value: Value::List(items?), origin: node.origin })
            }
            _ => Ok(node.clone()),
        }
    }

    fn object(
        &mut self,
        node: &'t Node,
        object: &'t Object,
        variables: &[Variable],
    ) -> Result<Node, Failure> {
        let mut slots = Slots::of(object, variables)?;
        for (place, key, value) in slots.written() {
            match key.as_ref() {
                "Fn::ToJsonString" => break,
                "Fn::Sub" => {
                    if let Some(text) = self.substitute(&mut slots, place, value, variables)? {
                        return Ok(text);
                    }
                }
                "Fn::FindInMap" => {
                    if let Some(found) = self.values.look_up(value, variables) {
                        return Ok(found);
                    }
                    let Some(items) = value.as_list() else {
                        return Err(Failure::wrong(
                            Origin::Unknown,
                            "the arguments of Fn::FindInMap are no list",
                        ));
                    };
                    let items: Result<Vec<Node>, Failure> =
                        items.iter().map(|item| self.walk(item, variables)).collect();
                    slots.set(place, Node { value: Value::List(items?), origin: value.origin });
                }
                "Ref" => {
                    let name = match &value.value {
                        Value::Object(_) => self.walk(value, variables)?,
                        _ => value.clone(),
                    };
                    let bound = name.as_str().and_then(|name| variable(name, variables));
                    if let Some(bound) = bound {
                        return Ok(bound.clone());
                    }
                    slots.set(place, name);
                }
                // The name of a condition is taken as it stands.
                "Fn::If" => {
                    if let Some([condition, yes, no]) = value.as_list() {
                        let items =
                            vec![condition.clone(), self.walk(yes, variables)?, self.walk(no, variables)?];
                        slots.set(place, Node { value: Value::List(items), origin: value.origin });
                    }
                }
                "Fn::GetAtt" if value.as_list().is_none() => {}
                key if is_loop(key) => {
                    let Some([identifier, collection, body]) = value.as_list() else {
                        let message = format!("{key} needs a list of a variable, a collection and an object");
                        return Err(Failure::wrong(slots.origin(place), message));
                    };
                    self.repeat(&mut slots, key, [identifier, collection, body], variables)?;
                    slots.remove(place);
                }
                _ => match self.walk(value, variables)? {
                    Node { value: Value::Null, .. } => slots.remove(place),
                    walked => slots.set(place, walked),
                },
            }
        }
        Ok(Node { value: Value::Object(slots.into_object()), origin: node.origin })
    }

    /// The text that `Fn::Sub` is when all its variables are those of loops.
    fn substitute(
        &mut self,
        slots: &mut Slots<'t>,
        place: usize,
        value: &'t Node,
        variables: &[Variable],
    ) -> Result<Option<Node>, Failure> {
        let replace = |node: &Node, template: &str| {
            let text = text::replaced(template, variables)?;
            let is_done = !text::has_variables(&text);
            Ok((is_done, Node { value: Value::String(text.into_owned().into()), origin: node.origin }))
        };
        match &value.value {
            Value::String(template) => {
                let (is_done, text) = replace(value, template)?;
                if is_done {
                    return Ok(Some(text));
                }
                slots.set(place, text);
            }
            Value::List(items) => {
                let Some((first, template)) = items.first().and_then(|first| Some((first, first.as_str()?)))
                else {
                    return Err(Failure::wrong(Origin::Unknown, "the first argument of Fn::Sub is no text"));
                };
                let (is_done, text) = replace(first, template)?;
                if is_done {
                    return Ok(Some(text));
                }
                let mut walked = vec![text];
                match items.get(1..).unwrap_or_default() {
                    [values] => walked.push(self.walk(values, variables)?),
                    others => walked.extend(others.iter().cloned()),
                }
                slots.set(place, Node { value: Value::List(walked), origin: value.origin });
            }
            _ => {}
        }
        Ok(None)
    }

    /// Adds what a loop makes.
    fn repeat(
        &mut self,
        slots: &mut Slots<'t>,
        key: &str,
        [identifier, collection, body]: [&'t Node; 3],
        variables: &[Variable],
    ) -> Result<(), Failure> {
        let name = match &identifier.value {
            Value::String(name) => name.as_ref(),
            _ => return Err(Failure::wrong(identifier.origin, format!("the variable of {key} is no text"))),
        };
        if body.as_object().is_none() {
            return Err(Failure::wrong(body.origin, format!("what {key} repeats is no object")));
        }
        let mut keys = slots.keys();
        for item in self.collection(collection, variables)? {
            let mut inner: Vec<Variable> =
                variables.iter().filter(|(other, _)| other != name).cloned().collect();
            inner.push((name.to_owned(), item));
            let made = self.walk(body, &inner)?;
            let Value::Object(made) = made.value else {
                return Err(Failure::wrong(Origin::Unknown, format!("what {key} repeats becomes no object")));
            };
            for entry in made {
                if !keys.insert(entry.key.clone()) {
                    let message = format!("{key} makes '{}', which is there already", entry.key);
                    return Err(Failure::wrong(entry.key_origin, message));
                }
                slots.push(entry);
            }
        }
        Ok(())
    }

    /// The items of a collection: texts, and functions where only a deployment knows more.
    fn collection(&mut self, collection: &'t Node, variables: &[Variable]) -> Result<Vec<Node>, Failure> {
        let not_a_list = || Failure::wrong(collection.origin, "the collection of a loop is no list");
        let empty = || Failure::wrong(collection.origin, "the collection of a loop is empty");
        if let Some(items) = collection.as_list() {
            let terms: Result<Vec<Term<'t>>, Failure> = items.iter().map(Term::of).collect();
            let terms = terms?;
            let items = terms.iter().map(|term| match self.values.of(term, &[], false) {
                Err(Failure::Unknown(_)) => Ok(self.values.made_up()),
                other => other,
            });
            let items: Vec<Node> = items.collect::<Result<_, Failure>>()?;
            return if items.is_empty() { Err(empty()) } else { Ok(items) };
        }
        if collection.as_object().is_none() {
            return Err(not_a_list());
        }
        let term = Term::of(collection)?;
        match self.values.of(&term, variables, false) {
            Ok(Node { value: Value::Null, .. }) => Err(empty()),
            Ok(Node { value: Value::List(items), .. }) => {
                let is_item = |item: &Node| item.as_str().is_some() || item.as_object().is_some();
                if items.iter().all(is_item) {
                    Ok(items)
                } else {
                    Err(Failure::wrong(
                        collection.origin,
                        "the collection of a loop has an item that is no text",
                    ))
                }
            }
            Ok(_) => Err(not_a_list()),
            Err(Failure::Unknown(_)) => {
                if let Some((_, items)) = self.unknown.iter().find(|(known, _)| *known == collection) {
                    return Ok(items.clone());
                }
                let items = vec![self.values.made_up(), self.values.made_up()];
                self.unknown.push((collection, items.clone()));
                Ok(items)
            }
            Err(wrong) => Err(wrong),
        }
    }
}

/// The value of a loop's variable.
fn variable<'v>(name: &str, variables: &'v [Variable]) -> Option<&'v Node> {
    variables.iter().find(|(other, _)| other == name).map(|(_, value)| value)
}

/// Whether this is the key of a loop: `Fn::ForEach::` and a name.
#[must_use]
pub fn is_loop(key: &str) -> bool {
    key.strip_prefix(ForEach::KEY_PREFIX)
        .is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
