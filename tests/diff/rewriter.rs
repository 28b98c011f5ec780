//! The same template in other words: whatever CloudFormation does not tell apart is written in another way.

use std::collections::BTreeSet;

use synth::emit::{self, Format};
use synth::model::{Node, Number, Object, Value};
use synth::schema::{Fact, FactValue, database};

use super::random::Random;

/// Writes a template in other words.
pub struct Rewriter {
    pub random: Random,
    /// Parameters that are lists: a text is not made of them.
    lists: BTreeSet<String>,
}

/// What is known of a place.
#[derive(Clone, Copy)]
enum Place {
    /// Nothing, but that functions may stand there.
    Loose,
    /// The schema of the resource's type, and the part of it that describes the place.
    Schema(Fact, Fact),
    /// JSON that is handed on.
    Free,
    Statements,
    Statement,
    Actions,
    Texts,
    Principal,
    Condition,
    Operator,
}

impl Rewriter {
    pub fn new(random: Random, root: &Node) -> Self {
        let parameters = root.as_object().and_then(|root| root.get("Parameters")?.as_object());
        let is_list = |node: &Node| {
            let kind = node.as_object().and_then(|parameter| parameter.get("Type")?.as_str());
            kind.is_none_or(|kind| kind.contains("List"))
        };
        let lists = parameters.into_iter().flatten().filter(|entry| is_list(&entry.node));
        Self { lists: lists.map(|entry| entry.key.to_string()).collect(), random }
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.random.below(count) == 0
    }

    pub fn root(&mut self, root: &Node) -> Node {
        self.entries(root.as_object().unwrap(), |rewriter, key, node| match key {
            "Resources" => rewriter.resources(node),
            "Transform" | "Metadata" => node.clone(),
            "Conditions" => rewriter.conditions(node),
            _ => rewriter.value(node, Place::Loose),
        })
    }

    /// The entries in another order, each written anew.
    fn entries(&mut self, object: &Object, mut each: impl FnMut(&mut Self, &str, &Node) -> Node) -> Node {
        let mut entries: Vec<(String, Node)> = Vec::new();
        for entry in object {
            entries.push((entry.key.to_string(), each(self, &entry.key, &entry.node)));
        }
        self.random.shuffle(&mut entries);
        Object::from_iter(entries).into()
    }

    fn resources(&mut self, node: &Node) -> Node {
        let Some(resources) = node.as_object() else { return node.clone() };
        self.entries(resources, |rewriter, key, node| match node.as_object() {
            Some(body) if !key.starts_with("Fn::") => {
                let resource_type = body.get("Type").and_then(Node::as_str).unwrap_or_default().to_owned();
                rewriter.resource(body, &resource_type)
            }
            _ => node.clone(),
        })
    }

    fn resource(&mut self, body: &Object, resource_type: &str) -> Node {
        let place = database().get(resource_type).map_or(Place::Loose, |root| Place::Schema(root, root));
        self.entries(body, |rewriter, key, node| match (key, &node.value) {
            ("Properties", _) => rewriter.value(node, place),
            ("DependsOn", Value::String(_)) if rewriter.one_in(2) => Node::list([node.clone()]),
            ("DependsOn", Value::List(items)) => {
                let mut items = items.clone();
                rewriter.random.shuffle(&mut items);
                Node::list(items)
            }
            ("DependsOn" | "Metadata" | "Type" | "Condition", _) => node.clone(),
            _ => rewriter.value(node, Place::Loose),
        })
    }

    /// In conditions only their own functions stand, whose arguments have no order.
    fn conditions(&mut self, node: &Node) -> Node {
        match &node.value {
            Value::Object(object) => self.entries(object, |rewriter, key, node| match &node.value {
                Value::List(items) if ["Fn::And", "Fn::Or", "Fn::Equals"].contains(&key) => {
                    let mut items: Vec<Node> = items.iter().map(|item| rewriter.conditions(item)).collect();
                    rewriter.random.shuffle(&mut items);
                    Node::list(items)
                }
                _ if key.starts_with("Fn::ForEach") || key == "Fn::Transform" => node.clone(),
                _ => rewriter.conditions(node),
            }),
            Value::List(items) => {
                Node::list(items.iter().map(|item| self.conditions(item)).collect::<Vec<_>>())
            }
            value => value.clone().into(),
        }
    }

    /// Any value, in its place.
    fn value(&mut self, node: &Node, place: Place) -> Node {
        let place = place.for_value(node);
        match &node.value {
            Value::List(items) => self.list(items, place),
            Value::Object(object) => {
                if let [entry] = object.iter().collect::<Vec<_>>().as_slice()
                    && let Some(other) = self.function(&entry.key, &entry.node, place)
                {
                    return other;
                }
                self.object(object, place)
            }
            _ => self.scalar(node, place),
        }
    }

    fn list(&mut self, items: &[Node], place: Place) -> Node {
        let inner = place.item();
        let mut items: Vec<Node> = items.iter().map(|item| self.value(item, inner)).collect();
        if place.is_unordered() {
            self.random.shuffle(&mut items);
        }
        if let [item] = items.as_slice()
            && place.takes_one()
            && item.as_list().is_none()
            && self.one_in(2)
        {
            return item.clone();
        }
        if !matches!(place, Place::Free) && self.one_in(20) {
            items.insert(self.random.below(items.len() + 1), no_value());
        }
        Node::list(items)
    }

    fn object(&mut self, object: &Object, place: Place) -> Node {
        if matches!(place, Place::Statement) || matches!(place, Place::Statements) {
            let node =
                self.entries(object, |rewriter, key, node| rewriter.value(node, Place::Statement.entry(key)));
            let alone = matches!(place, Place::Statements) && self.one_in(2);
            return if alone { Node::list([node]) } else { node };
        }
        let mut with = object.clone();
        if let Place::Schema(root, fact) = place {
            for (name, property) in
                described(root, fact).get("properties").into_iter().flat_map(Fact::entries)
            {
                if object.get(name).is_some() || object.is_empty() {
                    continue;
                }
                let default = described(root, property).get("default").filter(|_| self.one_in(3));
                if let Some(default) = default {
                    with.set(synth::model::Entry::new(name, node_of(default)));
                } else if self.one_in(60) {
                    with.set(synth::model::Entry::new(name, no_value()));
                }
            }
        }
        let node = self.entries(&with, |rewriter, key, node| rewriter.value(node, place.entry(key)));
        let is_text = match place {
            Place::Schema(root, fact) => is_free(described(root, fact)),
            _ => false,
        };
        // The text of a policy, or of other JSON that is handed on.
        if is_text && is_json(&node) && self.one_in(3) {
            return emit::node_to_string(&node, Format::Json).into();
        }
        node
    }

    fn scalar(&mut self, node: &Node, place: Place) -> Node {
        let kind = match place {
            Place::Schema(root, fact) => described(root, fact).get("type").and_then(Fact::as_str),
            Place::Free => return node.clone(),
            _ => None,
        };
        let other = match (&node.value, kind) {
            (Value::Number(number), Some("integer" | "number" | "string")) if number.is_integer() => {
                number.to_string().into()
            }
            (Value::Bool(value), Some("boolean" | "string")) => value.to_string().into(),
            (Value::String(text), Some("integer")) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => Number::from(number).into(),
                _ => node.clone(),
            },
            (Value::String(text), _) if matches!(place, Place::Actions) => text.to_uppercase().into(),
            (Value::Bool(value), None) if matches!(place, Place::Texts) => value.to_string().into(),
            (Value::String(text), Some("string")) if self.one_in(8) => {
                call("Fn::Sub", text.replace("${", "${!").into())
            }
            (Value::String(_), Some("string")) if self.one_in(12) => {
                call("Fn::Join", Node::list([Node::from(", "), Node::list([node.clone()])]))
            }
            _ => node.clone(),
        };
        let chosen = if self.one_in(2) { other } else { node.clone() };
        let is_text = matches!(chosen.value, Value::String(_));
        if matches!(place, Place::Actions | Place::Texts) && is_text && self.one_in(3) {
            return Node::list([chosen]);
        }
        chosen
    }

    /// Another way to write the function, if it is one.
    fn function(&mut self, key: &str, argument: &Node, place: Place) -> Option<Node> {
        match (key, &argument.value) {
            ("Ref", Value::String(name)) => {
                let is_text = is_name(name) && *name != "AWS::NoValue" && *name != "AWS::NotificationARNs";
                Some(if is_text && !self.lists.contains(name.as_ref()) && self.one_in(3) {
                    call("Fn::Sub", format!("${{{name}}}").into())
                } else {
                    call("Ref", argument.clone())
                })
            }
            ("Fn::GetAtt", _) => {
                let (name, attribute) = match &argument.value {
                    Value::List(items) => match items.as_slice() {
                        [name, attribute] => (name.as_str()?, attribute.as_str()?),
                        _ => return Some(call(key, argument.clone())),
                    },
                    Value::String(text) => text.split_once('.')?,
                    _ => return None,
                };
                if !is_name(name) {
                    return Some(call(key, argument.clone()));
                }
                let items = [Node::from(name.to_owned()), Node::from(attribute.to_owned())];
                Some(match self.random.below(3) {
                    0 => call("Fn::Sub", format!("${{{name}.{attribute}}}").into()),
                    1 => call("Fn::GetAtt", format!("{name}.{attribute}").into()),
                    _ => call("Fn::GetAtt", Node::list(items)),
                })
            }
            ("Fn::Sub", Value::String(text)) if self.one_in(3) => {
                let parts = sub_parts(text)?;
                Some(call("Fn::Join", Node::list([Node::from(""), Node::list(parts)])))
            }
            ("Fn::Sub", Value::List(items)) => {
                Some(self.sub_with_variables(items).unwrap_or_else(|| call(key, argument.clone())))
            }
            ("Fn::Join", Value::List(items)) if self.one_in(2) => {
                Some(self.join(items).unwrap_or_else(|| call(key, argument.clone())))
            }
            ("Fn::If", Value::List(items)) => {
                let [condition, then, otherwise] = items.as_slice() else {
                    return Some(call(key, argument.clone()));
                };
                let place = if matches!(place, Place::Statements) { Place::Loose } else { place };
                let (then, otherwise) = (self.value(then, place), self.value(otherwise, place));
                Some(call(key, Node::list([condition.clone(), then, otherwise])))
            }
            (key, _) if key.starts_with("Fn::ForEach") || key == "Fn::Transform" => {
                Some(call(key, argument.clone()))
            }
            // Among the values of a join nothing may stand, and nowhere else.
            ("Fn::Join", Value::List(items)) => Some(call(key, self.arguments(items, true))),
            (key, Value::List(items)) if key.starts_with("Fn::") => {
                Some(call(key, self.arguments(items, false)))
            }
            (key, _) if key.starts_with("Fn::") => Some(call(key, self.value(argument, Place::Loose))),
            _ => None,
        }
    }

    fn arguments(&mut self, items: &[Node], takes_no_value: bool) -> Node {
        let arguments = items.iter().map(|item| match &item.value {
            Value::List(items) if !takes_no_value => self.arguments(items, false),
            _ => self.value(item, Place::Loose),
        });
        Node::list(arguments.collect::<Vec<_>>())
    }

    /// The variables have other names.
    fn sub_with_variables(&mut self, items: &[Node]) -> Option<Node> {
        let [text, variables] = items else { return None };
        let (text, variables) = (text.as_str()?, variables.as_object()?);
        let mut text = text.to_owned();
        let mut renamed = Vec::new();
        for entry in variables {
            let name = format!("{}Anew", entry.key);
            text = text.replace(&format!("${{{}}}", entry.key), &format!("${{{name}}}"));
            renamed.push((name, self.value(&entry.node, Place::Loose)));
        }
        self.random.shuffle(&mut renamed);
        let variables = Node::from(Object::from_iter(renamed));
        Some(call("Fn::Sub", Node::list([Node::from(text), variables])))
    }

    /// The delimiters among the items; or the text of it all.
    fn join(&mut self, items: &[Node]) -> Option<Node> {
        let [delimiter, values] = items else { return None };
        let (delimiter, values) = (delimiter.as_str()?, values.as_list()?);
        let mut parts: Vec<Node> = Vec::new();
        let mut text = Some(String::new());
        for (index, value) in values.iter().enumerate() {
            if index > 0 && !delimiter.is_empty() {
                parts.push(delimiter.to_owned().into());
                text.as_mut().into_iter().for_each(|text| text.push_str(&delimiter.replace("${", "${!")));
            }
            let function = value.as_object().and_then(|object| object.iter().next());
            match (function.map(|entry| (entry.key.as_ref(), entry.node.as_str())), value.as_str()) {
                (None, Some(literal)) => {
                    text.as_mut().into_iter().for_each(|text| text.push_str(&literal.replace("${", "${!")));
                }
                (Some(("Ref", Some(name))), _) if self.lists.contains(name) => return None,
                (Some(("Ref", Some("AWS::NoValue" | "AWS::NotificationARNs"))), _) => return None,
                (Some(("Ref", Some(name))), _) if is_name(name) => {
                    text.as_mut().into_iter().for_each(|text| text.push_str(&format!("${{{name}}}")));
                }
                (Some(("Ref" | "Fn::GetAtt" | "Fn::Sub" | "Fn::Base64", _)), _) => text = None,
                // It may come to a list.
                _ => return None,
            }
            parts.push(value.clone());
        }
        match text {
            // What two texts come to together is not what they are alone.
            Some(text) if self.one_in(2) && !text.contains("$$") && !text.contains("{{") => {
                Some(call("Fn::Sub", text.into()))
            }
            _ if values.is_empty() => None,
            _ => Some(call("Fn::Join", Node::list([Node::from(""), Node::list(parts)]))),
        }
    }
}

impl Place {
    fn for_value(self, node: &Node) -> Self {
        let is_free = match self {
            Self::Schema(root, fact) => is_free(described(root, fact)),
            Self::Free => true,
            _ => false,
        };
        let is_policy = node.as_object().is_some_and(|object| object.get("Statement").is_some());
        if is_free && matches!(self, Self::Free) && is_policy { Self::Loose } else { self }
    }

    fn entry(self, key: &str) -> Self {
        match (self, key) {
            (Self::Schema(root, fact), _) => {
                let fact = described(root, fact);
                if is_free(fact) {
                    return if key == "Statement" { Self::Statements } else { Self::Free };
                }
                fact.get("properties")
                    .and_then(|all| all.get(key))
                    .map_or(Self::Loose, |fact| Self::Schema(root, fact))
            }
            (Self::Free, _) => Self::Free,
            (Self::Statement, "Action" | "NotAction") => Self::Actions,
            (Self::Statement, "Resource" | "NotResource") => Self::Texts,
            (Self::Statement, "Principal" | "NotPrincipal") => Self::Principal,
            (Self::Statement, "Condition") => Self::Condition,
            (Self::Condition, _) => Self::Operator,
            (Self::Operator | Self::Principal, _) => Self::Texts,
            _ => Self::Loose,
        }
    }

    fn item(self) -> Self {
        match self {
            Self::Schema(root, fact) => {
                described(root, fact).get("items").map_or(Self::Loose, |fact| Self::Schema(root, fact))
            }
            Self::Statements => Self::Statement,
            Self::Free => Self::Free,
            _ => Self::Loose,
        }
    }

    fn is_unordered(self) -> bool {
        match self {
            Self::Schema(root, fact) => {
                described(root, fact).get("insertionOrder").and_then(Fact::as_bool) == Some(false)
            }
            Self::Statements | Self::Actions | Self::Texts => true,
            _ => false,
        }
    }

    fn takes_one(self) -> bool {
        matches!(self, Self::Statements | Self::Actions | Self::Texts)
    }
}

/// Where references of the schema lead.
fn described(root: Fact, mut fact: Fact) -> Fact {
    while let Some(name) = fact.get("$ref").and_then(Fact::as_str) {
        let Some(target) = root.get("definitions").and_then(|all| all.get(name)) else { break };
        fact = target;
    }
    fact
}

/// Whether any JSON object may stand there.
fn is_free(fact: Fact) -> bool {
    let is_object = fact.get("type").is_some_and(|kind| {
        kind.as_str() == Some("object") || kind.items().any(|kind| kind.as_str() == Some("object"))
    });
    let is_object = is_object || fact.get("format").and_then(Fact::as_str) == Some("json");
    let says_more = ["properties", "patternProperties", "oneOf", "anyOf", "allOf", "additionalProperties"];
    is_object && says_more.iter().all(|keyword| fact.get(keyword).is_none_or(|fact| fact.as_bool().is_some()))
}

fn node_of(fact: Fact) -> Node {
    match fact.value() {
        FactValue::Null => Node::default(),
        FactValue::Bool(value) => value.into(),
        FactValue::Integer(number) => number.into(),
        FactValue::Float(number) => number.into(),
        FactValue::Text(text) => text.into(),
        FactValue::List(items) => Node::list(items.map(node_of)),
        FactValue::Object(entries) => {
            Value::Object(entries.map(|(key, fact)| (key, node_of(fact))).collect()).into()
        }
    }
}

fn no_value() -> Node {
    call("Ref", "AWS::NoValue".into())
}

pub fn call(key: &str, argument: Node) -> Node {
    Object::from_iter([(key.to_owned(), argument)]).into()
}

/// Whether it can stand between `${` and `}`.
pub fn is_name(name: &str) -> bool {
    name.chars().all(|character| character.is_ascii_alphanumeric() || character == ':')
}

/// The items of a `Fn::Join` that comes to the same.
fn sub_parts(text: &str) -> Option<Vec<Node>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("${") {
        if inside.starts_with('!') {
            return None;
        }
        let (name, after) = inside.split_once('}')?;
        if !before.is_empty() {
            parts.push(before.to_owned().into());
        }
        parts.push(match name.split_once('.') {
            Some((name, attribute)) if !name.is_empty() && is_name(name) => {
                let items = [Node::from(name.to_owned()), Node::from(attribute.to_owned())];
                call("Fn::GetAtt", Node::list(items))
            }
            None if !name.is_empty() && is_name(name) => call("Ref", name.to_owned().into()),
            _ => return None,
        });
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned().into());
    }
    Some(parts)
}

/// Whether no function is in it.
fn is_json(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().all(is_json),
        Value::Object(object) => object
            .iter()
            .all(|entry| entry.key != "Ref" && !entry.key.starts_with("Fn::") && is_json(&entry.node)),
        Value::Intrinsic(_) => false,
        _ => true,
    }
}
