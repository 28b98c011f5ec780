//! Makes the model of a template from its JSON, so that fixtures can be files that everybody can read.

use serde_json::Value as Json;
use synth::model::{
    And, Base64, Cidr, Condition, Contains, EachMemberEquals, EachMemberIn, Equals, FindInMap, ForEach,
    GetAZs, GetAtt, GetStackOutput, If, ImportValue, Intrinsic, Join, Length, Malformed, Name, NameText,
    Node, Not, Number, Object, Or, Ref, RefAll, Select, Split, Sub, SubPart, Template, ToJsonString,
    Transform, Value, ValueOf, ValueOfAll,
};

pub(crate) fn template(json: &Json) -> Template {
    Template::new(object(json.as_object().expect("a template is an object")))
}

pub(crate) fn node(json: &Json) -> Node {
    match json {
        Json::Null => Value::Null.into(),
        Json::Bool(truth) => (*truth).into(),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => number.into(),
            (_, Some(number)) => Number::from(number).into(),
            _ => number.as_f64().expect("a number").into(),
        },
        Json::String(text) => text.clone().into(),
        Json::Array(items) => Node::list(items.iter().map(node)),
        Json::Object(entries) => {
            // A loop is an entry of its object, also where it is the only one.
            if entries.len() == 1
                && let Some((key, argument)) = entries.iter().next()
                && !key.starts_with("Fn::ForEach::")
                && let Some(function) = function(key, argument)
            {
                return function.into();
            }
            object(entries).into()
        }
    }
}

fn object(entries: &serde_json::Map<String, Json>) -> Object {
    let mut object = Object::new();
    for (key, json) in entries {
        let own = if key.starts_with("Fn::ForEach::") || key == "Fn::Transform" {
            function(key, json)
        } else {
            None
        };
        object.push(key.clone(), own.map_or_else(|| node(json), Node::from));
    }
    object
}

fn function(key: &str, json: &Json) -> Option<Intrinsic> {
    let is_function = Intrinsic::KEYS.contains(&key) || key.starts_with("Fn::ForEach::");
    // A statement of a policy has conditions too.
    if !is_function || (key == "Condition" && !json.is_string()) {
        return None;
    }
    let malformed = || Malformed { key: key.to_owned().into(), argument: node(json) }.into();
    Some(well_formed(key, json).unwrap_or_else(malformed))
}

fn well_formed(key: &str, json: &Json) -> Option<Intrinsic> {
    let items = json.as_array();
    let get = |index: usize| items.and_then(|items| items.get(index)).map(node);
    let name = |index: usize| Some(named(items?.get(index)?));
    let all = || Some(items?.iter().map(node).collect::<Vec<_>>());
    Some(match key {
        "Ref" => Ref { name: named(json) }.into(),
        "Condition" => Condition { name: named(json) }.into(),
        "Fn::And" => And { conditions: all()? }.into(),
        "Fn::Or" => Or { conditions: all()? }.into(),
        "Fn::Not" => Not { condition: get(0)? }.into(),
        "Fn::Equals" => Equals { left: get(0)?, right: get(1)? }.into(),
        "Fn::If" => If { condition: name(0)?, then: get(1)?, otherwise: get(2)? }.into(),
        "Fn::Base64" => Base64 { value: node(json) }.into(),
        "Fn::GetAZs" => GetAZs { region: node(json) }.into(),
        "Fn::ImportValue" => ImportValue { name: node(json) }.into(),
        "Fn::Length" => Length { values: node(json) }.into(),
        "Fn::ToJsonString" => ToJsonString { value: node(json) }.into(),
        "Fn::RefAll" => RefAll { parameter_type: node(json) }.into(),
        "Fn::GetAtt" => GetAtt { resource: name(0)?, attribute: get(1)? }.into(),
        "Fn::Join" => Join { delimiter: get(0)?, values: get(1)? }.into(),
        "Fn::Select" => Select { index: get(0)?, values: get(1)? }.into(),
        "Fn::Split" => Split { delimiter: get(0)?, source: get(1)? }.into(),
        "Fn::Cidr" => Cidr { ip_block: get(0)?, count: get(1)?, cidr_bits: get(2) }.into(),
        "Fn::Contains" => Contains { values: get(0)?, value: get(1)? }.into(),
        "Fn::EachMemberEquals" => EachMemberEquals { values: get(0)?, value: get(1)? }.into(),
        "Fn::EachMemberIn" => EachMemberIn { values: get(0)?, within: get(1)? }.into(),
        "Fn::ValueOf" => ValueOf { parameter: name(0)?, attribute: get(1)? }.into(),
        "Fn::ValueOfAll" => ValueOfAll { parameter_type: get(0)?, attribute: get(1)? }.into(),
        "Fn::FindInMap" => {
            let default = items?.get(3).and_then(|options| options.get("DefaultValue")).map(node);
            FindInMap { mapping: name(0)?, top_level_key: get(1)?, second_level_key: get(2)?, default }.into()
        }
        "Fn::Transform" => {
            Transform { name: json.get("Name").map(node)?, parameters: json.get("Parameters").map(node) }
                .into()
        }
        "Fn::GetStackOutput" => GetStackOutput {
            stack_name: json.get("StackName").map(node)?,
            output_name: json.get("OutputName").map(node)?,
            region: json.get("Region").map(node),
            role_arn: json.get("RoleArn").map(node),
        }
        .into(),
        "Fn::Sub" => match (json.as_str(), items) {
            (Some(text), _) => Sub { parts: parts(text), variables: None }.into(),
            (_, Some(items)) => {
                let variables = object(items.get(1)?.as_object()?);
                Sub { parts: parts(items.first()?.as_str()?), variables: Some(variables) }.into()
            }
            _ => return None,
        },
        _ => {
            let name = key.strip_prefix("Fn::ForEach::")?.to_owned().into();
            ForEach { name, identifier: get(0)?, collection: get(1)?, body: get(2)? }.into()
        }
    })
}

fn named(json: &Json) -> Name {
    match json {
        Json::String(text) => text.clone().into(),
        _ => Name { text: NameText::Computed(node(json)), ..Name::from("") },
    }
}

fn parts(text: &str) -> Vec<SubPart> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("${") {
        if start > 0 {
            parts.push(SubPart::Text(rest[..start].to_owned().into()));
        }
        let inside = &rest[start + 2..];
        if let Some(literal) = inside.strip_prefix('!') {
            parts.push(SubPart::Text("${".into()));
            rest = literal;
        } else {
            let (name, after) = inside.split_once('}').expect("a variable ends");
            let (name, attribute) = match name.split_once('.') {
                Some((name, attribute)) => (name, Some(attribute.to_owned().into())),
                None => (name, None),
            };
            parts.push(SubPart::Variable { name: name.to_owned().into(), attribute });
            rest = after;
        }
    }
    if !rest.is_empty() {
        parts.push(SubPart::Text(rest.to_owned().into()));
    }
    parts
}
