//! Real templates: written anew in other ways they are the same, and one change is found as that.
//!
//! `SYNTH_TEST_SEED=N` tries other rewrites and changes than those that are always tried.

use std::fs;
use std::path::{Path, PathBuf};

use synth::diff::{Options, Step, compare};
use synth::emit::{self, Format};
use synth::model::{Node, Number, Object, Template, Value, recognise};
use synth::parse::parse;
use synth::schema::database;

use super::random::Random;
use crate::support::skip;

/// Real templates, if they lie beside the checkout: they are not ours to keep here.
pub(super) fn real_templates() -> Vec<(String, Node)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = children(&root).into_iter().filter(|path| path.is_dir()).collect();
    while let Some(folder) = folders.pop() {
        for path in children(&folder) {
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut templates = Vec::new();
    for path in files {
        let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
        let document = parse(&name, &fs::read(&path).unwrap());
        if !document.problems.is_empty() {
            continue;
        }
        if let Some(root) = document.root.filter(|root| root.as_object().is_some()) {
            templates.push((name, root));
        }
    }
    templates
}

fn children(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default()
}

fn seed() -> u64 {
    std::env::var("SYNTH_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// The same template in other words.
struct Rewriter {
    random: Random,
}

impl Rewriter {
    fn root(&mut self, root: &Node) -> Node {
        let object = root.as_object().unwrap();
        let mut entries: Vec<(String, Node)> = Vec::new();
        for entry in object {
            let node = match entry.key.as_ref() {
                "Resources" => self.resources(&entry.node),
                "Transform" | "Metadata" => entry.node.clone(),
                _ => self.value(&entry.node),
            };
            entries.push((entry.key.to_string(), node));
        }
        self.random.shuffle(&mut entries);
        Object::from_iter(entries).into()
    }

    fn resources(&mut self, node: &Node) -> Node {
        let Some(resources) = node.as_object() else { return node.clone() };
        let mut entries: Vec<(String, Node)> = Vec::new();
        for entry in resources {
            let resource_type =
                entry.node.as_object().and_then(|body| body.get("Type")?.as_str()).unwrap_or_default();
            let node = match entry.node.as_object() {
                Some(body) if !entry.key.starts_with("Fn::") => self.resource(body, resource_type),
                _ => self.value(&entry.node),
            };
            entries.push((entry.key.to_string(), node));
        }
        self.random.shuffle(&mut entries);
        Object::from_iter(entries).into()
    }

    fn resource(&mut self, body: &Object, resource_type: &str) -> Node {
        let mut entries: Vec<(String, Node)> = Vec::new();
        for entry in body {
            let node = match (entry.key.as_ref(), entry.node.as_object()) {
                ("Properties", Some(properties)) => {
                    let properties = properties.iter().map(|property| {
                        let node = self.property(resource_type, &property.key, &property.node);
                        (property.key.to_string(), node)
                    });
                    let mut properties: Vec<(String, Node)> = properties.collect();
                    self.random.shuffle(&mut properties);
                    Object::from_iter(properties).into()
                }
                ("DependsOn", _) => match &entry.node.value {
                    Value::String(_) if self.random.below(2) == 0 => Node::list([entry.node.clone()]),
                    _ => entry.node.clone(),
                },
                ("Metadata", _) => entry.node.clone(),
                _ => self.value(&entry.node),
            };
            entries.push((entry.key.to_string(), node));
        }
        self.random.shuffle(&mut entries);
        Object::from_iter(entries).into()
    }

    /// A property: a number may be a text, and JSON may be the text of it, where the schema has them.
    fn property(&mut self, resource_type: &str, name: &str, node: &Node) -> Node {
        let fact = database().get(resource_type).and_then(|fact| fact.get("properties")?.get(name));
        let kind = fact.and_then(|fact| fact.get("type")?.as_str());
        match (&node.value, kind) {
            (Value::Number(number), Some("integer" | "number" | "string"))
                if number.is_integer() && self.random.below(2) == 0 =>
            {
                return number.to_string().into();
            }
            (Value::Bool(value), Some("boolean" | "string")) if self.random.below(2) == 0 => {
                return value.to_string().into();
            }
            (Value::String(text), Some("integer")) => {
                if let (Ok(number), 0) = (text.parse::<i64>(), self.random.below(2))
                    && number.to_string() == *text
                {
                    return Number::from(number).into();
                }
            }
            (Value::Object(object), _)
                if name.ends_with("PolicyDocument")
                    && object.get("Statement").is_some()
                    && is_json(node)
                    && self.random.below(2) == 0 =>
            {
                return emit::node_to_string(node, Format::Json).into();
            }
            _ => {}
        }
        self.value(node)
    }

    /// Any value: keys in another order, functions in other forms.
    fn value(&mut self, node: &Node) -> Node {
        match &node.value {
            Value::List(items) => Node::list(items.iter().map(|item| self.value(item)).collect::<Vec<_>>()),
            Value::Object(object) => {
                if object.len() == 1 {
                    let entry = object.iter().next().unwrap();
                    if let Some(other) = self.function(&entry.key, &entry.node) {
                        return other;
                    }
                }
                let mut entries: Vec<(String, Node)> =
                    object.iter().map(|entry| (entry.key.to_string(), self.value(&entry.node))).collect();
                self.random.shuffle(&mut entries);
                Object::from_iter(entries).into()
            }
            value => value.clone().into(),
        }
    }

    /// Another way to write the function, if this is one that has several.
    fn function(&mut self, key: &str, argument: &Node) -> Option<Node> {
        let call = |key: &'static str, argument: Node| Node::from(Object::from_iter([(key, argument)]));
        match (key, &argument.value) {
            ("Ref", Value::String(name))
                if !name.starts_with("AWS::") && is_name(name) && self.random.below(3) == 0 =>
            {
                Some(call("Fn::Sub", format!("${{{name}}}").into()))
            }
            ("Fn::GetAtt", Value::List(items)) => match items.as_slice() {
                [Node { value: Value::String(name), .. }, Node { value: Value::String(attribute), .. }]
                    if is_name(name) =>
                {
                    Some(match self.random.below(3) {
                        0 => call("Fn::Sub", format!("${{{name}.{attribute}}}").into()),
                        1 => call("Fn::GetAtt", format!("{name}.{attribute}").into()),
                        _ => call("Fn::GetAtt", argument.clone()),
                    })
                }
                _ => None,
            },
            ("Fn::Sub", Value::String(text)) if self.random.below(3) == 0 => {
                let parts = sub_parts(text)?;
                Some(call("Fn::Join", Node::list([Node::from(""), Node::list(parts)])))
            }
            // What a transform is given, and the conditions of loops, is left alone.
            (key, _) if key.starts_with("Fn::ForEach") || key == "Fn::Transform" => {
                Some(call_owned(key, argument))
            }
            _ => None,
        }
    }
}

fn call_owned(key: &str, argument: &Node) -> Node {
    Object::from_iter([(key.to_owned(), argument.clone())]).into()
}

fn is_name(name: &str) -> bool {
    name.chars().all(|character| character.is_ascii_alphanumeric())
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
        let well_formed =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':');
        if !before.is_empty() {
            parts.push(before.to_owned().into());
        }
        parts.push(match name.split_once('.') {
            Some((name, attribute)) if well_formed(name) => {
                let items = [Node::from(name.to_owned()), Node::from(attribute.to_owned())];
                Object::from_iter([("Fn::GetAtt", Node::list(items))]).into()
            }
            None if well_formed(name) => Object::from_iter([("Ref", Node::from(name.to_owned()))]).into(),
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

/// Of a key that occurs twice the last value counts, as it does for CloudFormation.
fn without_duplicates(node: &Node) -> Node {
    match &node.value {
        Value::List(items) => Node::list(items.iter().map(without_duplicates)),
        Value::Object(object) => {
            let mut clean = Object::new();
            for entry in object {
                clean.set(synth::model::Entry::new(entry.key.clone(), without_duplicates(&entry.node)));
            }
            clean.into()
        }
        value => value.clone().into(),
    }
}

/// The text of the template in either language.
fn written(root: &Node, random: &mut Random) -> String {
    let Value::Object(object) = recognise_root(root) else { panic!("a template is an object") };
    let template = Template::new(object);
    match random.below(2) {
        0 => format!("# written anew\n{}", emit::to_string(&template, Format::Yaml)),
        _ => emit::to_string(&template, Format::Json),
    }
}

fn recognise_root(root: &Node) -> Value {
    let sections = root.as_object().unwrap().iter();
    Value::Object(sections.map(|entry| (entry.key.clone(), recognise(entry.node.clone()))).collect())
}

#[test]
fn a_template_in_other_words_is_the_same() {
    let templates = real_templates();
    if templates.is_empty() {
        skip::cannot_run("diff over real templates", "they do not lie beside the checkout");
        return;
    }
    let mut wrong = Vec::new();
    for (index, (name, root)) in templates.iter().enumerate() {
        let root = without_duplicates(root);
        let mut rewriter = Rewriter { random: Random::new(seed() * 1_000_003 + index as u64) };
        let rewritten = rewriter.root(&root);
        let text = written(&rewritten, &mut rewriter.random);
        let again = parse(name, text.as_bytes());
        assert!(again.problems.is_empty(), "{name}: {:?}", again.problems);
        let found = compare(&root, &again.root.unwrap(), &Options::default());
        if !found.is_empty() {
            wrong.push(format!("{name}: {}", summary(&found)));
        }
    }
    println!("{} templates", templates.len());
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        templates.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}

fn summary(found: &synth::diff::Difference) -> String {
    let resources = found.resources.iter().flat_map(|change| {
        change.edits.iter().map(move |edit| {
            format!(
                "{}.{} {:?} -> {:?}",
                change.logical_id,
                edit.path_text(),
                shown(&edit.old),
                shown(&edit.new)
            )
        })
    });
    let sections = found.sections.iter().flat_map(|change| change.edits.iter().map(|edit| edit.path_text()));
    let all: Vec<String> = resources.chain(sections).take(3).collect();
    format!("{} {:?}", all.join("; "), found.renames)
}

fn shown(node: &Option<Node>) -> Option<String> {
    node.as_ref().map(|node| synth::diff::inline(node).chars().take(200).collect())
}

/// The paths of the values below a resource's properties that can be changed.
fn leaves(node: &Node, path: &mut Vec<Part>, found: &mut Vec<Vec<Part>>) {
    match &node.value {
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Part::Index(index));
                leaves(item, path, found);
                path.pop();
            }
        }
        Value::Object(object) => {
            for entry in object {
                path.push(Part::Key(entry.key.to_string()));
                leaves(&entry.node, path, found);
                path.pop();
            }
        }
        Value::Null => {}
        _ => found.push(path.clone()),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Key(String),
    Index(usize),
}

/// Changes the value at the path.
fn mutate(node: &mut Node, path: &[Part]) {
    let Some((first, rest)) = path.split_first() else {
        node.value = match &node.value {
            Value::Bool(value) => Value::Bool(!value),
            Value::Number(number) => Value::Number(Number::from(number.as_i64().unwrap_or(0) + 7)),
            Value::String(text) => Value::String(format!("{text}Mutated").into()),
            value => value.clone(),
        };
        return;
    };
    match (&mut node.value, first) {
        (Value::List(items), Part::Index(index)) => mutate(&mut items[*index], rest),
        (Value::Object(object), Part::Key(key)) => mutate(object.get_mut(key).unwrap(), rest),
        _ => panic!("no such path"),
    }
}

/// Whether the edit is at the path, around it or inside it.
fn is_at(steps: &[Step], path: &[Part]) -> bool {
    steps.iter().zip(path).all(|(step, part)| match (step, part) {
        (Step::Key(key), Part::Key(part)) => key == part,
        (Step::Item(item), Part::Index(index)) => item.old == Some(*index) || item.new == Some(*index),
        // A single value stands for a list of it, and a text for the JSON in it.
        _ => true,
    })
}

fn means_nothing(path: &[Part]) -> bool {
    let key = |part: &Part, key: &str| *part == Part::Key(key.to_owned());
    path.windows(2).any(|parts| {
        (key(&parts[0], "Fn::Join") && parts[1] == Part::Index(0))
            || (key(&parts[0], "Fn::Sub") && parts[1] == Part::Index(1))
    })
}

#[test]
fn one_change_is_found_and_nothing_else() {
    let templates = real_templates();
    if templates.is_empty() {
        skip::cannot_run("diff over changed real templates", "they do not lie beside the checkout");
        return;
    }
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (index, (name, root)) in templates.iter().enumerate() {
        let root = without_duplicates(root);
        let mut found = Vec::new();
        let Some(resources) = root.as_object().and_then(|root| root.get("Resources")?.as_object()) else {
            continue;
        };
        for entry in resources {
            let Some(properties) = entry.node.as_object().and_then(|body| body.get("Properties")) else {
                continue;
            };
            if entry.key.starts_with("Fn::") || properties.as_object().is_none() {
                continue;
            }
            let mut path = vec![
                Part::Key("Resources".into()),
                Part::Key(entry.key.to_string()),
                Part::Key("Properties".into()),
            ];
            leaves(properties, &mut path, &mut found);
        }
        if found.is_empty() {
            continue;
        }
        let mut random = Random::new(seed() * 7_000_003 + index as u64);
        let path = found[random.below(found.len())].clone();
        let mut mutated = root.clone();
        mutate(&mut mutated, &path);
        count += 1;
        let found = compare(&root, &mutated, &Options::default());
        let Part::Key(resource) = &path[1] else { panic!("a resource has a name") };
        let edits: Vec<_> = found
            .resources
            .iter()
            .flat_map(|change| change.edits.iter().map(move |edit| (change, edit)))
            .collect();
        // What stands between the items of a list with one item, or is a variable that is not used, means nothing.
        if found.is_empty() && means_nothing(&path) {
            continue;
        }
        let only = !edits.is_empty()
            && edits
                .iter()
                .all(|(change, edit)| change.logical_id == *resource && is_at(&edit.path, &path[2..]))
            && found.sections.iter().all(|change| change.edits.is_empty())
            && found.renames.is_empty();
        if !only {
            wrong.push(format!("{name} {path:?}: {}", summary(&found)));
        }
    }
    println!("{count} templates");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}
