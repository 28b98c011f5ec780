//! Real templates whose resources have got other logical IDs, some of them those of others.

use std::collections::{BTreeMap, BTreeSet};

use synth::diff::{Action, Options, compare, mapping_file};
use synth::model::{Node, Object, Value};

use super::corpus::{real_templates, seed, without_duplicates};
use super::random::Random;
use crate::support::skip;

/// New logical IDs by old ones.
type Names = BTreeMap<String, String>;

/// The node with the new names wherever resources are named.
fn renamed(node: &Node, names: &Names) -> Node {
    let name = |text: &str| names.get(text).cloned().unwrap_or_else(|| text.to_owned());
    // `Name.Attribute`, as `Fn::GetAtt` and `Fn::Sub` have it.
    let dotted = |text: &str| match text.split_once('.') {
        Some((first, rest)) => format!("{}.{rest}", name(first)),
        None => name(text),
    };
    match &node.value {
        Value::List(items) => Node::list(items.iter().map(|item| renamed(item, names))),
        Value::Object(object) => {
            let is_call = object.len() == 1;
            let entries = object.iter().map(|entry| {
                let value =
                    match (entry.key.as_ref(), &entry.node.value) {
                        ("Ref", Value::String(text)) if is_call => name(text).into(),
                        ("Fn::GetAtt", Value::String(text)) if is_call => dotted(text).into(),
                        ("Fn::GetAtt", Value::List(items)) if is_call => {
                            Node::list(items.iter().enumerate().map(|(index, item)| match item.as_str() {
                                Some(text) if index == 0 => dotted(text).into(),
                                _ => renamed(item, names),
                            }))
                        }
                        ("Fn::Sub", Value::String(text)) if is_call => {
                            sub(text, &BTreeSet::new(), &dotted).into()
                        }
                        ("Fn::Sub", Value::List(items)) if is_call => {
                            let variables = items.get(1).and_then(Node::as_object);
                            let own =
                                variables.into_iter().flatten().map(|entry| entry.key.to_string()).collect();
                            Node::list(items.iter().enumerate().map(|(index, item)| match item.as_str() {
                                Some(text) if index == 0 => sub(text, &own, &dotted).into(),
                                _ => renamed(item, names),
                            }))
                        }
                        ("DependsOn", Value::String(text)) => name(text).into(),
                        ("DependsOn", Value::List(items)) => Node::list(items.iter().map(|item| {
                            item.as_str().map_or_else(|| item.clone(), |text| name(text).into())
                        })),
                        _ => renamed(&entry.node, names),
                    };
                (entry.key.to_string(), value)
            });
            Object::from_iter(entries.collect::<Vec<_>>()).into()
        }
        value => value.clone().into(),
    }
}

fn sub(text: &str, own: &BTreeSet<String>, name: &dyn Fn(&str) -> String) -> String {
    let mut parts = text.split("${");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        written.push_str("${");
        match part.split_once('}') {
            Some((inside, after)) if !inside.starts_with('!') && !own.contains(inside) => {
                written.push_str(&format!("{}}}{after}", name(inside)));
            }
            _ => written.push_str(part),
        }
    }
    written
}

/// A template whose resources are all plain, and nothing names them but functions.
fn is_plain(root: &Object) -> bool {
    let resources = root.get("Resources").and_then(Node::as_object);
    let is_plain = |node: &Node| {
        let kind = node.as_object().and_then(|body| body.get("Type")?.as_str());
        kind.is_some_and(|kind| !kind.starts_with("AWS::Serverless::"))
    };
    ["Transform", "Rules", "Hooks"].iter().all(|section| root.get(section).is_none())
        && resources.is_some_and(|all| {
            all.iter().all(|entry| {
                is_plain(&entry.node) && entry.key.chars().all(|character| character.is_ascii_alphanumeric())
            })
        })
}

/// Types that are renewed by a new logical ID: they keep theirs here.
const RENEWED: [&str; 3] =
    ["AWS::ApiGateway::Deployment", "AWS::ApiGatewayV2::Deployment", "AWS::Lambda::Version"];

#[test]
fn permuted_logical_ids_are_recovered_or_said_to_be_alike() {
    let templates = real_templates();
    if templates.is_empty() {
        skip::cannot_run("renames in real templates", "they do not lie beside the checkout");
        return;
    }
    let (mut wrong, mut found_count, mut alike_count, mut guessed) = (Vec::new(), 0, 0, 0);
    for (index, (file, root)) in templates.iter().enumerate() {
        let root = without_duplicates(root);
        let object = root.as_object().unwrap();
        if !is_plain(object) {
            continue;
        }
        let resources = object.get("Resources").unwrap().as_object().unwrap();
        let is_renewed = |node: &Node| {
            let kind = node.as_object().and_then(|body| body.get("Type")?.as_str());
            kind.is_some_and(|kind| RENEWED.contains(&kind))
        };
        let names = resources.iter().filter(|entry| !is_renewed(&entry.node));
        let names: Vec<String> = names.map(|entry| entry.key.to_string()).collect();
        let mut random = Random::new(seed() * 11_000_003 + index as u64);
        let mut permuted = names.clone();
        random.shuffle(&mut permuted);
        for new in &mut permuted {
            if random.below(2) == 0 {
                new.push_str("Renamed");
            }
        }
        let renames: Names = names.iter().cloned().zip(permuted).collect();
        let mut after = renamed(&root, &renames);
        let Value::Object(sections) = &mut after.value else { panic!("a template is an object") };
        let moved = sections.get("Resources").unwrap().as_object().unwrap();
        let mut moved: Vec<(String, Node)> = moved
            .iter()
            .map(|entry| {
                let name = renames.get(entry.key.as_ref()).cloned().unwrap_or_else(|| entry.key.to_string());
                (name, entry.node.clone())
            })
            .collect();
        random.shuffle(&mut moved);
        sections.set(synth::model::Entry::new("Resources", Object::from_iter(moved)));

        let found = compare(&root, &after, &Options::default());
        let is_alike = |name: &String| {
            found.ambiguous.iter().any(|group| group.from.contains(name) || group.to.contains(name))
        };
        for change in &found.resources {
            match change.action {
                // Those that are alike in all may be taken for one another: nothing differs then.
                Action::Rename => {
                    let from = change.old_id.as_ref().unwrap();
                    guessed += usize::from(renames[from] != change.logical_id);
                    found_count += 1;
                }
                Action::Add | Action::Remove if is_alike(&change.logical_id) => alike_count += 1,
                action => wrong.push(format!("{file}: {} {}", action.as_str(), change.logical_id)),
            }
        }
        // The file for a refactoring names each of them once.
        assert_eq!(
            mapping_file(&found.renames, "stack").as_list().map(<[Node]>::len),
            Some(found.renames.len())
        );
    }
    println!(
        "{found_count} found, {guessed} as others that are alike, {alike_count} alike, {} not",
        wrong.len()
    );
    // What gets the name of another one that says the same may look as if it had always been that: few do.
    assert!(wrong.len() * 100 < found_count, "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(found_count > 10 * alike_count, "{found_count} found, {alike_count} alike");
}
