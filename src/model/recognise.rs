//! Finds the functions in a plain tree, in which they are objects of one entry.

use std::borrow::Cow;

use super::{
    And, Base64, Cidr, Condition, Contains, EachMemberEquals, EachMemberIn, Entry, Equals, FindInMap,
    ForEach, GetAZs, GetAtt, GetStackOutput, If, ImportValue, Intrinsic, Join, Length, Malformed, Name,
    NameText, Node, Not, Object, Or, Ref, RefAll, Section, Select, Split, Sub, SubPart, SubPiece,
    ToJsonString, Transform, Value, ValueOf, ValueOfAll, sub_pieces,
};
use crate::diag::Origin;

/// A value of a template in which functions are objects of one entry, with those objects as functions. One whose
/// arguments have the wrong shape becomes [`Malformed`], which keeps them as they are.
///
/// ```
/// use synth::model::{Intrinsic, Node, Object, plain, recognise};
///
/// let node = Node::from(Object::from_iter([("Ref", "Bucket")]));
/// let recognised = recognise(node.clone());
/// assert!(matches!(recognised.as_intrinsic(), Some(Intrinsic::Ref(_))));
/// assert_eq!(plain(&recognised), node);
/// ```
#[must_use]
pub fn recognise(node: Node) -> Node {
    let origin = node.origin;
    match node.value {
        Value::List(items) => Node { value: Value::List(items.into_iter().map(recognise).collect()), origin },
        Value::Object(mut object) => match only_function(&mut object) {
            Some((key, argument)) => Node { origin, ..function(key, argument, Inside::Value).into() },
            None => Node { value: Value::Object(entries(object, Inside::Value)), origin },
        },
        value => Node { value, origin },
    }
}

/// What the entries of an object are, which decides whether an object of one entry can be a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// The sections of a template.
    Template,
    /// Resources, parameters and so on, by logical ID.
    Section,
    /// Conditions, by logical ID.
    Conditions,
    /// The attributes of one of those.
    Attributes,
    /// The rows of mappings.
    Rows,
    /// Anything else.
    Value,
}

impl Inside {
    /// What the entries are of the object that stands under `key` here.
    fn under(self, key: &str) -> Self {
        match self {
            Self::Template => match Section::from_key(key) {
                Some(Section::Conditions) => Self::Conditions,
                Some(Section::Mappings) => Self::Rows,
                Some(
                    Section::Parameters
                    | Section::Rules
                    | Section::Hooks
                    | Section::Resources
                    | Section::Outputs,
                ) => Self::Section,
                _ => Self::Value,
            },
            Self::Section | Self::Rows => Self::Attributes,
            Self::Conditions | Self::Attributes | Self::Value => Self::Value,
        }
    }

    /// Whether the values of the entries are objects with names of the author's or of attributes: no functions.
    fn holds_objects(self) -> bool {
        matches!(self, Self::Template | Self::Section | Self::Rows)
    }
}

/// The sections of a template, with their functions.
pub(crate) fn sections(root: Object) -> Object {
    entries(root, Inside::Template)
}

fn entries(object: Object, inside: Inside) -> Object {
    object.into_iter().map(|entry| self::entry(entry, inside)).collect()
}

fn entry(entry: Entry, inside: Inside) -> Entry {
    let Entry { key, key_origin, node } = entry;
    // These stand among other entries.
    if key.starts_with(ForEach::KEY_PREFIX) || key == Transform::KEY {
        let origin = node.origin;
        let function = function(key.clone(), node, inside);
        return Entry { key, key_origin, node: Node { origin, ..function.into() } };
    }
    let under = inside.under(&key);
    let node = match node.value {
        Value::Object(object) if inside.holds_objects() && under != Inside::Value => {
            Node { value: Value::Object(entries(object, under)), origin: node.origin }
        }
        value => recognise(Node { value, origin: node.origin }),
    };
    Entry { key, key_origin, node }
}

/// Takes the only entry out of an object that is a function.
fn only_function(object: &mut Object) -> Option<(Cow<'static, str>, Node)> {
    let mut found = object.iter();
    let (entry, None) = (found.next()?, found.next()) else { return None };
    let is_function = Intrinsic::KEYS.contains(&entry.key.as_ref());
    // A statement of a policy has conditions too.
    if !is_function || (entry.key == "Condition" && entry.node.as_str().is_none()) {
        return None;
    }
    let entry = std::mem::take(object).into_iter().next()?;
    Some((entry.key, entry.node))
}

fn function(key: Cow<'static, str>, argument: Node, inside: Inside) -> Intrinsic {
    match well_formed(&key, argument, inside) {
        Ok(function) => function,
        Err(argument) => Malformed { key, argument: recognise(argument) }.into(),
    }
}

/// The function, or its argument if that has the wrong shape.
fn well_formed(key: &str, argument: Node, inside: Inside) -> Result<Intrinsic, Node> {
    Ok(match key {
        "Ref" => Ref { name: written_name(argument)? }.into(),
        "Condition" => Condition { name: written_name(argument)? }.into(),
        "Fn::Base64" => Base64 { value: recognise(argument) }.into(),
        "Fn::GetAZs" => GetAZs { region: recognise(argument) }.into(),
        "Fn::ImportValue" => ImportValue { name: recognise(argument) }.into(),
        "Fn::Length" => Length { values: recognise(argument) }.into(),
        "Fn::ToJsonString" => ToJsonString { value: recognise(argument) }.into(),
        "Fn::RefAll" => RefAll { parameter_type: recognise(argument) }.into(),
        "Fn::And" => And { conditions: all(argument)? }.into(),
        "Fn::Or" => Or { conditions: all(argument)? }.into(),
        "Fn::Not" => {
            let [condition] = items(argument)?;
            Not { condition }.into()
        }
        "Fn::Equals" => {
            let [left, right] = items(argument)?;
            Equals { left, right }.into()
        }
        "Fn::Join" => {
            let [delimiter, values] = items(argument)?;
            Join { delimiter, values }.into()
        }
        "Fn::Select" => {
            let [index, values] = items(argument)?;
            Select { index, values }.into()
        }
        "Fn::Split" => {
            let [delimiter, source] = items(argument)?;
            Split { delimiter, source }.into()
        }
        "Fn::Contains" => {
            let [values, value] = items(argument)?;
            Contains { values, value }.into()
        }
        "Fn::EachMemberEquals" => {
            let [values, value] = items(argument)?;
            EachMemberEquals { values, value }.into()
        }
        "Fn::EachMemberIn" => {
            let [values, within] = items(argument)?;
            EachMemberIn { values, within }.into()
        }
        "Fn::ValueOfAll" => {
            let [parameter_type, attribute] = items(argument)?;
            ValueOfAll { parameter_type, attribute }.into()
        }
        "Fn::ValueOf" => {
            let [parameter, attribute] = items(argument)?;
            ValueOf { parameter: name(parameter), attribute }.into()
        }
        "Fn::If" => {
            let [condition, then, otherwise] = items(argument)?;
            If { condition: name(condition), then, otherwise }.into()
        }
        "Fn::Cidr" => match items::<3>(argument) {
            Ok([ip_block, count, cidr_bits]) => Cidr { ip_block, count, cidr_bits: Some(cidr_bits) }.into(),
            Err(argument) => {
                let [ip_block, count] = items(argument)?;
                Cidr { ip_block, count, cidr_bits: None }.into()
            }
        },
        "Fn::GetAtt" => get_att(argument)?.into(),
        "Fn::FindInMap" => find_in_map(argument)?.into(),
        "Fn::Sub" => sub(argument)?.into(),
        "Fn::Transform" => {
            let [name, parameters] = named(argument, ["Name", "Parameters"], 1)?;
            Transform { name: name.unwrap_or_default(), parameters }.into()
        }
        "Fn::GetStackOutput" => {
            let [stack_name, output_name, region, role_arn] =
                named(argument, ["StackName", "OutputName", "Region", "RoleArn"], 2)?;
            let (stack_name, output_name) = (stack_name.unwrap_or_default(), output_name.unwrap_or_default());
            GetStackOutput { stack_name, output_name, region, role_arn }.into()
        }
        _ => match key.strip_prefix(ForEach::KEY_PREFIX) {
            Some(name) => for_each(name, argument, inside)?.into(),
            None => return Err(argument),
        },
    })
}

/// The items of a list of exactly that many.
fn items<const N: usize>(argument: Node) -> Result<[Node; N], Node> {
    raw_items(argument).map(|items| items.map(recognise))
}

fn raw_items<const N: usize>(argument: Node) -> Result<[Node; N], Node> {
    let origin = argument.origin;
    match argument.value {
        Value::List(items) => {
            <[Node; N]>::try_from(items).map_err(|items| Node { value: Value::List(items), origin })
        }
        value => Err(Node { value, origin }),
    }
}

fn all(argument: Node) -> Result<Vec<Node>, Node> {
    match argument.value {
        Value::List(items) => Ok(items.into_iter().map(recognise).collect()),
        value => Err(Node { value, origin: argument.origin }),
    }
}

/// The values of an object that has these names and no others, in this order; only the first `required` must be there.
fn named<const N: usize>(
    argument: Node,
    names: [&str; N],
    required: usize,
) -> Result<[Option<Node>; N], Node> {
    let fits = argument.as_object().is_some_and(|object| {
        let mut rest = names.iter();
        object.iter().all(|entry| rest.any(|name| *name == entry.key))
            && names.iter().take(required).all(|name| object.get(name).is_some())
    });
    match argument.value {
        Value::Object(object) if fits => {
            let mut values = [const { None }; N];
            for entry in object {
                let slot = names.iter().position(|name| *name == entry.key);
                if let Some(value) = slot.and_then(|slot| values.get_mut(slot)) {
                    *value = Some(recognise(entry.node));
                }
            }
            Ok(values)
        }
        value => Err(Node { value, origin: argument.origin }),
    }
}

/// A name, written out or computed.
fn name(node: Node) -> Name {
    match written_name(node) {
        Ok(name) => name,
        Err(node) => {
            let origin = node.origin;
            Name { text: NameText::Computed(recognise(node)), declaration: None, origin }
        }
    }
}

fn written_name(node: Node) -> Result<Name, Node> {
    match node.value {
        Value::String(text) => {
            Ok(Name { text: NameText::Literal(text), declaration: None, origin: node.origin })
        }
        value => Err(Node { value, origin: node.origin }),
    }
}

/// `[A, B]`, or `A.B` as the long form in YAML takes it too.
fn get_att(argument: Node) -> Result<GetAtt, Node> {
    if let Some((resource, attribute)) = argument.as_str().and_then(|text| text.split_once('.')) {
        let node =
            |text: &str| Node { value: Value::String(text.to_owned().into()), origin: argument.origin };
        return Ok(GetAtt { resource: name(node(resource)), attribute: node(attribute) });
    }
    let [resource, attribute] = items(argument)?;
    Ok(GetAtt { resource: name(resource), attribute })
}

fn find_in_map(argument: Node) -> Result<FindInMap, Node> {
    let default_of = |options: &Node| {
        let object = options.as_object()?;
        (object.len() == 1).then(|| object.get("DefaultValue").cloned())?
    };
    let default = argument.as_list().and_then(|items| items.get(3)).map(default_of);
    let (mapping, top_level_key, second_level_key, default) = match default {
        None => {
            let [mapping, top, second] = items(argument)?;
            (mapping, top, second, None)
        }
        Some(None) => return Err(argument),
        Some(default) => {
            let [mapping, top, second, _] = items(argument)?;
            (mapping, top, second, default)
        }
    };
    Ok(FindInMap { mapping: name(mapping), top_level_key, second_level_key, default: default.map(recognise) })
}

/// `text`, or `[text, variables]`.
fn sub(argument: Node) -> Result<Sub, Node> {
    let origin = argument.origin;
    if let Some(text) = argument.as_str() {
        return match parts(text, origin) {
            Some(parts) => Ok(Sub { parts, variables: None }),
            None => Err(argument),
        };
    }
    let [text, variables] = raw_items(argument)?;
    let parts = text.as_str().and_then(|written| parts(written, text.origin));
    match (parts, variables) {
        (Some(parts), Node { value: Value::Object(variables), .. }) => {
            Ok(Sub { parts, variables: Some(entries(variables, Inside::Value)) })
        }
        (_, variables) => Err(Node { value: Value::List(vec![text, variables]), origin }),
    }
}

/// The text of `Fn::Sub`, cut where variables stand in it; `None` if what looks like one is none, which could not be
/// written back.
fn parts(text: &str, origin: Origin) -> Option<Vec<SubPart>> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    for piece in sub_pieces(text) {
        let variable = match piece {
            SubPiece::Text(text) if text.starts_with("${") => return None,
            SubPiece::Text(text) => {
                literal.push_str(text);
                continue;
            }
            SubPiece::Escaped => {
                literal.push_str("${");
                continue;
            }
            SubPiece::Variable(variable) => variable,
        };
        if !literal.is_empty() {
            parts.push(SubPart::Text(std::mem::take(&mut literal).into()));
        }
        let (name, attribute) = match variable.split_once('.') {
            Some((name, attribute)) => (name, Some(attribute.to_owned().into())),
            None => (variable, None),
        };
        let text = NameText::Literal(name.to_owned().into());
        parts.push(SubPart::Variable { name: Name { text, declaration: None, origin }, attribute });
    }
    if !literal.is_empty() {
        parts.push(SubPart::Text(literal.into()));
    }
    Some(parts)
}

/// What a loop repeats are entries like those around it.
fn for_each(name: &str, argument: Node, inside: Inside) -> Result<ForEach, Node> {
    let [identifier, collection, body] = raw_items(argument)?;
    let body = match body.value {
        Value::Object(object) => Node { value: Value::Object(entries(object, inside)), origin: body.origin },
        value => recognise(Node { value, origin: body.origin }),
    };
    Ok(ForEach {
        name: name.to_owned().into(),
        identifier: recognise(identifier),
        collection: recognise(collection),
        body,
    })
}
