//! The functions of plain templates, and what they come to: texts put together in different ways are one.

use std::collections::BTreeMap;

use super::form::{Form, Names, Part, is_no_value};
use super::place::Place;
use crate::model::{Intrinsic, Node, Object, SubPiece, sub_pieces};

/// A function of a plain template: an object of one entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Function<'n> {
    /// The key of its long form.
    pub(super) key: &'n str,
    /// Its argument.
    pub(super) argument: &'n Node,
}

impl<'n> Function<'n> {
    /// The function that the node is.
    pub(super) fn of(node: &'n Node) -> Option<Self> {
        let object = node.as_object().filter(|object| object.len() == 1)?;
        let entry = object.iter().next()?;
        let key = entry.key.as_ref();
        // A statement of a policy has conditions too.
        let is_function =
            Intrinsic::KEYS.contains(&key) && (key != "Condition" || entry.node.as_str().is_some());
        is_function.then_some(Self { key, argument: &entry.node })
    }
}

/// What a function comes to.
pub(super) fn form(function: &Function<'_>, place: Place, names: &dyn Names) -> Form {
    let known = match function.key {
        "Ref" => function.argument.as_str().map(|name| reference(name, names)),
        "Fn::GetAtt" => get_att(function.argument, names),
        "Fn::Sub" => sub(function.argument, names),
        "Fn::Join" => join(function.argument, names),
        "Fn::If" => return choice(function, place, names),
        "Fn::Select" => select(function.argument, place, names),
        "Fn::FindInMap" => find_in_map(function.argument, names),
        "Fn::GetAZs" => Some(get_azs(function, names)),
        "Fn::And" | "Fn::Or" | "Fn::Equals" => in_any_order(function, names),
        _ => None,
    };
    known.unwrap_or_else(|| call(function.key, self::plain(function.argument, names)))
}

fn plain(node: &Node, names: &dyn Names) -> Form {
    super::form::form(node, Place::Unknown, names)
}

fn call(key: &str, argument: Form) -> Form {
    Form::Text(vec![Part::Call(key.to_owned(), Box::new(argument))])
}

/// A resource by the name under which it is compared, or a parameter with its value where that is known.
fn reference(name: &str, names: &dyn Names) -> Form {
    if let Some(value) = names.parameter(name) {
        return value;
    }
    let name = names.resource(name).unwrap_or_else(|| name.to_owned());
    Form::Text(vec![Part::Ref(name)])
}

fn attribute(resource: &str, attribute: &str, names: &dyn Names) -> Part {
    let resource = names.resource(resource).unwrap_or_else(|| resource.to_owned());
    Part::Attribute(resource, attribute.to_owned())
}

/// `[A, B]`, or `A.B`: the first point ends the name, in the list as well, where parts of resources have points too.
fn get_att(argument: &Node, names: &dyn Names) -> Option<Form> {
    let text = match argument.as_list() {
        Some([resource, name]) => format!("{}.{}", resource.as_str()?, name.as_str()?),
        Some(_) => return None,
        None => argument.as_str()?.to_owned(),
    };
    let (resource, name) = text.split_once('.')?;
    Some(Form::Text(vec![attribute(resource, name, names)]))
}

fn sub(argument: &Node, names: &dyn Names) -> Option<Form> {
    let (text, variables) = match argument.as_list() {
        Some([text, variables]) => (text.as_str()?, Some(variables.as_object()?)),
        Some(_) => return None,
        None => (argument.as_str()?, None),
    };
    let mut parts = Vec::new();
    for piece in sub_pieces(text) {
        match piece {
            SubPiece::Text(text) => push_literal(&mut parts, text),
            SubPiece::Escaped => push_literal(&mut parts, "${"),
            SubPiece::Variable(name) => push_variable(&mut parts, name.trim(), variables, names),
        }
    }
    Some(Form::Text(parts))
}

fn push_variable(parts: &mut Vec<Part>, name: &str, variables: Option<&Object>, names: &dyn Names) {
    if let Some(value) = variables.and_then(|variables| variables.get(name)) {
        match plain(value, names) {
            Form::Text(inner) => push_all(parts, inner),
            other => parts.push(Part::Call("Fn::Sub".to_owned(), Box::new(other))),
        }
        return;
    }
    match name.split_once('.') {
        Some((resource, name)) => parts.push(attribute(resource, name, names)),
        None => {
            if let Form::Text(inner) = reference(name, names) {
                push_all(parts, inner);
            } else {
                parts.push(Part::Ref(name.to_owned()));
            }
        }
    }
}

/// An item of a list that is written out.
fn select(argument: &Node, place: Place, names: &dyn Names) -> Option<Form> {
    let [index, items] = argument.as_list()? else { return None };
    let index: usize = plain(index, names).as_literal()?.parse().ok()?;
    let items = items.as_list().filter(|items| !items.iter().any(is_no_value))?;
    Some(super::form::form(items.get(index)?, place, names))
}

fn join(argument: &Node, names: &dyn Names) -> Option<Form> {
    let [delimiter, values] = argument.as_list()? else { return None };
    let delimiter = delimiter.as_str()?;
    let mut parts = Vec::new();
    let values = values.as_list()?.iter().filter(|value| !is_no_value(value));
    for (index, value) in values.enumerate() {
        if index > 0 {
            push_literal(&mut parts, delimiter);
        }
        match plain(value, names) {
            Form::Text(inner) if !yields_list(value) => push_all(&mut parts, inner),
            _ => return None,
        }
    }
    Some(Form::Text(parts))
}

/// Whether what a function yields is a list, which no text is made of by putting it beside another.
fn yields_list(node: &Node) -> bool {
    Function::of(node).is_some_and(|function| matches!(function.key, "Fn::Split" | "Fn::GetAZs" | "Fn::Cidr"))
}

/// A function whose arguments mean the same in any order.
fn in_any_order(function: &Function<'_>, names: &dyn Names) -> Option<Form> {
    let mut forms: Vec<Form> =
        function.argument.as_list()?.iter().map(|argument| plain(argument, names)).collect();
    forms.sort();
    Some(call(function.key, Form::List(forms)))
}

/// One of two values; they count as they would without the function.
fn choice(function: &Function<'_>, place: Place, names: &dyn Names) -> Form {
    let Some([condition, then, otherwise]) = function.argument.as_list() else {
        return call(function.key, plain(function.argument, names));
    };
    let (known, definition) = condition.as_str().map_or((None, None), |name| names.condition(name));
    let branch = |node: &Node| super::form::form(node, place, names);
    match known {
        Some(true) => branch(then),
        Some(false) => branch(otherwise),
        None => {
            let (then, otherwise) = (branch(then), branch(otherwise));
            if then == otherwise {
                return then;
            }
            let condition = definition.unwrap_or_else(|| plain(condition, names));
            call(function.key, Form::List(vec![condition, then, otherwise]))
        }
    }
}

/// No region is the one of the stack.
fn get_azs(function: &Function<'_>, names: &dyn Names) -> Form {
    let region = plain(function.argument, names);
    let region = if region.as_literal() == Some("") { reference("AWS::Region", names) } else { region };
    call(function.key, region)
}

/// A value of a mapping, where all of it is known; else the function with the mapping that it reads.
fn find_in_map(argument: &Node, names: &dyn Names) -> Option<Form> {
    let [name, first, second, ..] = argument.as_list()? else { return None };
    let mapping = names.mapping(name.as_str()?)?;
    let (first, second) = (plain(first, names), plain(second, names));
    let value = || mapping.as_object()?.get(first.as_literal()?)?.as_object()?.get(second.as_literal()?);
    if let Some(value) = value() {
        return Some(plain(value, names));
    }
    let mut whole = BTreeMap::new();
    whole.insert("mapping".to_owned(), plain(mapping, names));
    whole.insert("argument".to_owned(), plain(argument, names));
    Some(call("Fn::FindInMap", Form::Object(whole)))
}

fn push_all(parts: &mut Vec<Part>, more: Vec<Part>) {
    for part in more {
        match part {
            Part::Literal(text) => push_literal(parts, &text),
            part => parts.push(part),
        }
    }
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Part::Literal(last)) => last.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}
