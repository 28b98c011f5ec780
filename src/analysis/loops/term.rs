//! What a collection, or a value that is looked up in a mapping, is by the time loops run.

use super::{Variable, variable};
use crate::diag::Origin;
use crate::model::{Node, Object, PseudoParameter, Section, Value};

/// Why there is no value.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// Only a deployment knows it.
    Unknown(Origin),
    /// It cannot be.
    Wrong(Origin, String),
}

impl Failure {
    pub(super) fn wrong(origin: Origin, message: impl Into<String>) -> Self {
        Self::Wrong(origin, message.into())
    }

    pub(super) fn message(&self) -> String {
        match self {
            Self::Unknown(_) => "only a deployment knows a value that a loop needs".to_owned(),
            Self::Wrong(_, message) => message.clone(),
        }
    }

    pub(super) fn origin(&self) -> Origin {
        match self {
            Self::Unknown(origin) | Self::Wrong(origin, _) => *origin,
        }
    }
}

/// A value as written, of the few forms that are understood by then.
#[derive(Clone, Debug)]
pub(super) enum Term<'t> {
    /// A value that stands for itself.
    Plain(&'t Node),
    /// A key of a mapping, found in place of what was written.
    Key(&'t str),
    /// `Ref`.
    Ref(Box<Self>, &'t Node),
    /// `Fn::FindInMap`.
    FindInMap(Box<Lookup<'t>>),
    /// `Fn::If`, whose condition only a deployment knows.
    If(&'t Node),
}

/// The arguments of `Fn::FindInMap`.
#[derive(Clone, Debug)]
pub(super) struct Lookup<'t> {
    keys: [Term<'t>; 3],
    default: Option<Default<'t>>,
    origin: Origin,
}

/// What `Fn::FindInMap` yields when there is nothing to find.
#[derive(Clone, Debug)]
enum Default<'t> {
    One(Term<'t>),
    Many(Vec<Term<'t>>),
}

impl<'t> Term<'t> {
    pub(super) fn of(node: &'t Node) -> Result<Self, Failure> {
        let wrong = |message: &str| Err(Failure::wrong(node.origin, message));
        let object = match &node.value {
            Value::String(_) | Value::Number(_) | Value::Bool(_) => return Ok(Self::Plain(node)),
            Value::Object(object) => object,
            _ => return wrong("a loop cannot work with this value"),
        };
        let mut entries = object.iter();
        let (Some(entry), None) = (entries.next(), entries.next()) else {
            return wrong("a loop cannot work with this object: it is no function");
        };
        match entry.key.as_ref() {
            "Ref" if entry.node.as_str().is_some() || entry.node.as_object().is_some() => {
                Ok(Self::Ref(Box::new(Self::of(&entry.node)?), &entry.node))
            }
            "Fn::FindInMap" => Ok(Self::FindInMap(Box::new(Lookup::of(&entry.node)?))),
            "Fn::If" if entry.node.as_list().is_some_and(|items| items.len() == 3) => {
                Ok(Self::If(&entry.node))
            }
            key => wrong(&format!("a loop cannot work with {key}, or not with these arguments of it")),
        }
    }
}

impl<'t> Lookup<'t> {
    fn of(node: &'t Node) -> Result<Self, Failure> {
        let (first, second, third, default) = match node.as_list() {
            Some([first, second, third]) => (first, second, third, None),
            Some([first, second, third, default]) => (first, second, third, Some(default)),
            _ => {
                return Err(Failure::wrong(
                    node.origin,
                    "Fn::FindInMap takes a list of three or four arguments",
                ));
            }
        };
        let keys = [Term::of(first)?, Term::of(second)?, Term::of(third)?];
        let default = match default {
            None => None,
            Some(node) => {
                let object = node.as_object().filter(|object| object.len() == 1);
                let Some(default) = object.and_then(|object| object.get("DefaultValue")) else {
                    let message =
                        "the fourth argument of Fn::FindInMap is an object with a DefaultValue only";
                    return Err(Failure::wrong(node.origin, message));
                };
                Some(match default.as_list() {
                    Some(items) => Default::Many(items.iter().map(Term::of).collect::<Result<_, Failure>>()?),
                    None => Default::One(Term::of(default)?),
                })
            }
        };
        Ok(Self { keys, default, origin: node.origin })
    }
}

/// Where values come from.
pub(super) struct Values<'t> {
    parameters: Option<&'t Object>,
    mappings: Option<&'t Object>,
    region: &'t str,
    /// The account, once a mapping has been asked for one: its last key.
    account: Option<&'t str>,
    made_up: u32,
}

impl<'t> Values<'t> {
    pub(super) fn new(root: &'t Node, region: &'t str) -> Self {
        let section = |section: Section| root.as_object()?.get(section.as_str())?.as_object();
        Self {
            parameters: section(Section::Parameters),
            mappings: section(Section::Mappings),
            region,
            account: None,
            made_up: 0,
        }
    }

    /// A name that stands for an item which only a deployment knows.
    pub(super) fn made_up(&mut self) -> Node {
        self.made_up += 1;
        let mut number = self.made_up;
        let mut name = String::from("X");
        for _ in 0..6 {
            name.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
            number /= 26;
        }
        name.into()
    }

    /// What `Fn::FindInMap` finds without any parameter's value, if that is a list or text.
    pub(super) fn look_up(&mut self, argument: &'t Node, variables: &[Variable]) -> Option<Node> {
        let lookup = Lookup::of(argument).ok()?;
        let found = self.find(&lookup, variables, true, false).ok()?;
        (!matches!(found.value, Value::Object(_) | Value::Null)).then_some(found)
    }

    /// The value of a term. With `bound`, `Ref` of anything but loops' variables is unknown.
    pub(super) fn of(
        &mut self,
        term: &Term<'t>,
        variables: &[Variable],
        bound: bool,
    ) -> Result<Node, Failure> {
        match term {
            Term::Plain(node) => {
                let is_empty = match &node.value {
                    Value::String(text) => text.is_empty(),
                    Value::Bool(value) => !value,
                    Value::Number(number) => number.as_f64() == 0.0,
                    _ => false,
                };
                if is_empty {
                    return Err(Failure::wrong(Origin::Unknown, "a loop cannot work with an empty value"));
                }
                Ok((*node).clone())
            }
            Term::Key(key) => Ok(Node::from((*key).to_owned())),
            Term::Ref(name, node) => self.reference(name, node, variables, bound),
            Term::FindInMap(lookup) => self.find(lookup, variables, bound, true),
            Term::If(node) => Err(Failure::Unknown(node.origin)),
        }
    }

    fn reference(
        &mut self,
        name: &Term<'t>,
        node: &Node,
        variables: &[Variable],
        bound: bool,
    ) -> Result<Node, Failure> {
        let unknown = Err(Failure::Unknown(node.origin));
        let name = self.of(name, variables, false)?;
        let Some(name) = name.as_str() else { return unknown };
        if let Some(value) = variable(name, variables) {
            return Ok(value.clone());
        }
        if bound {
            return unknown;
        }
        match PseudoParameter::from_name(name) {
            Some(PseudoParameter::Region) => return Ok(self.region.to_owned().into()),
            Some(PseudoParameter::AccountId) => {
                return self.account.map_or(unknown, |account| Ok(account.to_owned().into()));
            }
            Some(PseudoParameter::NoValue) => return Ok(Node::default()),
            Some(PseudoParameter::NotificationArns) => {
                return Ok(Node::list([
                    format!("arn:aws:sns:{}:123456789012:notification", self.region).into()
                ]));
            }
            // As any text does: none of them is a collection, and none is a key of a mapping but by chance.
            Some(other) => return Ok(other.as_str().into()),
            None => {}
        }
        let Some(parameter) = self.parameters.and_then(|parameters| parameters.get(name)) else {
            return unknown;
        };
        let Some(parameter) = parameter.as_object() else {
            return Err(Failure::wrong(parameter.origin, format!("the parameter '{name}' is no object")));
        };
        let kind = parameter.get("Type").map_or(Some("String"), Node::as_str).unwrap_or_default();
        if kind.starts_with("AWS::SSM::Parameter") {
            return unknown;
        }
        let is_list = kind.contains("List");
        let default = parameter.get("Default").filter(|default| default.as_str() != Some(""));
        let allowed = parameter.get("AllowedValues").and_then(Node::as_list).and_then(<[Node]>::first);
        match default.or(allowed) {
            Some(value) if is_list => match value.as_str() {
                Some(text) => Ok(Node::list(text.split(',').map(|item| Node::from(item.trim().to_owned())))),
                None => Err(Failure::wrong(
                    value.origin,
                    format!("the parameter '{name}' is a list, and this is no text"),
                )),
            },
            Some(value) => Ok(value.clone()),
            None if is_list => Ok(Node::list((0..2).map(|index| selected(index, name)))),
            None => unknown,
        }
    }

    fn find(
        &mut self,
        lookup: &Lookup<'t>,
        variables: &[Variable],
        bound: bool,
        with_default: bool,
    ) -> Result<Node, Failure> {
        let mut keys = lookup.keys.clone();
        let mapping = self.mapping(&mut keys, variables, bound)?;
        let mapping = match mapping {
            Some(node) => match node.as_object() {
                Some(mapping) => Some(mapping),
                None => return Err(Failure::wrong(node.origin, "a mapping is an object")),
            },
            None => None,
        };
        let default = lookup.default.as_ref().filter(|_| with_default);
        let Some(mapping) = mapping.filter(|mapping| !mapping.is_empty()) else {
            return match default {
                Some(default) => self.default_value(default, variables, bound),
                None => Err(Failure::Unknown(lookup.origin)),
            };
        };
        self.choose_key(mapping, &mut keys, variables, bound)?;
        let [_, first, second] = &keys;
        match self.value_in(mapping, first, second, variables, bound) {
            Err(Failure::Unknown(_)) => {}
            found => return found,
        }
        if let Some(default) = default {
            return self.default_value(default, variables, bound);
        }
        if matches!(second, Term::Ref(..) | Term::FindInMap(_)) {
            // Which one it is, is not known: the first list there stands for it.
            if let Some(first) = known(self.of(first, variables, bound))? {
                let values = first.as_str().and_then(|first| mapping.get(first)).and_then(Node::as_object);
                if let Some(list) = values.into_iter().flatten().find(|entry| entry.node.as_list().is_some())
                {
                    return Ok(list.node.clone());
                }
            }
        }
        Err(Failure::Unknown(lookup.origin))
    }

    fn default_value(
        &mut self,
        default: &Default<'t>,
        variables: &[Variable],
        bound: bool,
    ) -> Result<Node, Failure> {
        match default {
            Default::One(term) => self.of(term, variables, bound),
            Default::Many(terms) => {
                let items: Result<Vec<Node>, Failure> =
                    terms.iter().map(|term| self.of(term, variables, bound)).collect();
                Ok(Node::list(items?))
            }
        }
    }

    fn value_in(
        &mut self,
        mapping: &'t Object,
        first: &Term<'t>,
        second: &Term<'t>,
        variables: &[Variable],
        bound: bool,
    ) -> Result<Node, Failure> {
        let first = self.of(first, variables, bound)?;
        let inner = first.as_str().and_then(|first| mapping.get(first));
        let inner = match inner {
            Some(node) => match node.as_object() {
                Some(inner) => Some(inner),
                None => {
                    return Err(Failure::wrong(node.origin, "the values of a mapping stand under two keys"));
                }
            },
            None => None,
        };
        let second = self.of(second, variables, bound)?;
        let value = inner.and_then(|inner| inner.get(second.as_str()?));
        match value {
            Some(Node { value: Value::Null, .. }) | None => Err(Failure::Unknown(second.origin)),
            Some(value) => Ok(value.clone()),
        }
    }

    /// The mapping: the one named, or where the name is not known one that fits the other keys.
    fn mapping(
        &mut self,
        keys: &mut [Term<'t>; 3],
        variables: &[Variable],
        bound: bool,
    ) -> Result<Option<&'t Node>, Failure> {
        let Some(mappings) = self.mappings else { return Ok(None) };
        let [name, first, second] = keys;
        let found = match self.of(name, variables, bound) {
            Ok(name) => name.as_str().and_then(|name| mappings.get(name)),
            Err(_) => mappings.iter().next().filter(|_| mappings.len() == 1).map(|entry| &entry.node),
        };
        if found.is_some() {
            return Ok(found);
        }
        if let Some(key) = known(self.of(first, variables, bound))? {
            let fitting = mappings.iter().find(|entry| {
                let keys = entry.node.as_object();
                key.as_str().is_some_and(|key| keys.is_some_and(|keys| keys.get(key).is_some()))
            });
            if let Some(entry) = fitting {
                return Ok(Some(&entry.node));
            }
        }
        let Some(key) = known(self.of(second, variables, bound))? else { return Ok(None) };
        let Some(key) = key.as_str() else { return Ok(None) };
        let mut fitting = None;
        for entry in mappings {
            let inner = entry
                .node
                .as_object()
                .into_iter()
                .flatten()
                .find(|inner| inner.node.as_object().is_some_and(|values| values.get(key).is_some()));
            if let Some(inner) = inner {
                *first = Term::Key(&inner.key);
                fitting = Some(&entry.node);
            }
        }
        Ok(fitting)
    }

    /// Where the first key is not known, the one with the longest list, or else the last that has a value.
    fn choose_key(
        &mut self,
        mapping: &'t Object,
        keys: &mut [Term<'t>; 3],
        variables: &[Variable],
        bound: bool,
    ) -> Result<(), Failure> {
        let [_, first, second] = keys;
        if known(self.of(first, variables, bound))?.is_some() {
            return Ok(());
        }
        let Some(second) = known(self.of(second, variables, bound))? else { return Ok(()) };
        let Some(second) = second.as_str() else { return Ok(()) };
        let is_account = matches!(first, Term::Ref(_, node) if node.as_str() == Some("AWS::AccountId"));
        let mut longest = None;
        for entry in mapping {
            let Some(value) = entry.node.as_object().and_then(|values| values.get(second)) else { continue };
            if let Some(items) = value.as_list() {
                if longest.is_some_and(|longest| items.len() <= longest) {
                    continue;
                }
                longest = Some(items.len());
            }
            if is_account {
                self.account = Some(&entry.key);
            }
            *first = Term::Key(&entry.key);
        }
        Ok(())
    }
}

/// The value, if it is known before the deployment.
fn known(value: Result<Node, Failure>) -> Result<Option<Node>, Failure> {
    match value {
        Ok(value) => Ok(Some(value)),
        Err(Failure::Unknown(_)) => Ok(None),
        Err(wrong) => Err(wrong),
    }
}

/// An item of a list of which nothing is known.
fn selected(index: i64, name: &str) -> Node {
    let reference: Object = [("Ref", Node::from(name.to_owned()))].into_iter().collect();
    let arguments = Node::list([index.into(), reference.into()]);
    [("Fn::Select", arguments)].into_iter().collect::<Object>().into()
}
