//! Real templates: written anew in other ways they are the same, and one change is found as that.
//!
//! `SYNTH_TEST_SEED=N` tries other rewrites and changes than those that are always tried, and `SYNTH_TEST_CHANGES=N` more
//! changes in each template.

use std::fs;
use std::path::{Path, PathBuf};

use synth::diff::{Options, Step, compare};
use synth::emit::{self, Format};
use synth::model::{Node, Number, Object, Template, Value, recognise};
use synth::parse::parse;

use super::random::Random;
use super::rewriter::Rewriter;
use super::writing::yaml;
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

pub fn seed() -> u64 {
    std::env::var("SYNTH_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

/// Of a key that occurs twice the last value counts, as it does for CloudFormation.
pub fn without_duplicates(node: &Node) -> Node {
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
    match random.below(4) {
        0 => emit::to_string(&template, Format::Yaml),
        1 => emit::to_string(&template, Format::Json),
        _ => yaml(root, random),
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
        let mut rewriter = Rewriter::new(Random::new(seed() * 1_000_003 + index as u64), &root);
        let rewritten = rewriter.root(&root);
        let text = written(&rewritten, &mut rewriter.random);
        let again = parse(name, text.as_bytes());
        assert!(again.problems.is_empty(), "{name}: {:?}\n{text}", again.problems);
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
        wrong[..wrong.len().min(200)].join("\n")
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

/// The paths of the values in there that can be changed.
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

/// Whether the edit is at the path, around it or inside it; items stand elsewhere if lists are in another order.
fn is_at(steps: &[Step], path: &[Part], in_order: bool) -> bool {
    steps.iter().zip(path).all(|(step, part)| match (step, part) {
        (Step::Key(key), Part::Key(part)) => key == part,
        (Step::Item(item), Part::Index(index)) => {
            !in_order || item.old == Some(*index) || item.new == Some(*index)
        }
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

/// So many changes are tried in each template, one at a time.
fn changes() -> usize {
    std::env::var("SYNTH_TEST_CHANGES").ok().and_then(|number| number.parse().ok()).unwrap_or(1)
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
        let found = changeable(&root);
        if found.is_empty() {
            continue;
        }
        let mut random = Random::new(seed() * 7_000_003 + index as u64);
        for _ in 0..changes() {
            let path = found[random.below(found.len())].clone();
            let mut mutated = root.clone();
            mutate(&mut mutated, &path);
            count += 1;
            let found = compare(&root, &mutated, &Options::default());
            // What stands between the items of a list with one item, or is a variable that is not used, means nothing.
            if found.is_empty() && means_nothing(&path) {
                continue;
            }
            if !names_only(&found, &path, true) {
                wrong.push(format!("{name} {path:?}: {}", summary(&found)));
            }
            // In other words it is the same change. Some of them will do.
            if random.below(4) > 0 {
                continue;
            }
            let mut rewriter = Rewriter::new(Random::new(random.below(usize::MAX) as u64), &mutated);
            let rewritten = rewriter.root(&mutated);
            let text = written(&rewritten, &mut rewriter.random);
            let again = parse(name, text.as_bytes()).root.unwrap();
            if !compare(&mutated, &again, &Options::default()).is_empty() {
                continue; // The other test tells of that.
            }
            let again = compare(&root, &again, &Options::default());
            if !names_only(&again, &path, false) {
                wrong.push(format!("in other words: {name} {path:?}: {}", summary(&again)));
            }
        }
    }
    println!("{count} changes");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong[..wrong.len().min(200)].join("\n"));
}

/// The paths of all values that can be changed alone: of properties, and of sections that nothing else is made of.
fn changeable(root: &Node) -> Vec<Vec<Part>> {
    let mut found = Vec::new();
    let root = root.as_object().unwrap();
    for section in ["Outputs", "Mappings"] {
        if let Some(node) = root.get(section) {
            leaves(node, &mut vec![Part::Key(section.into())], &mut found);
        }
    }
    for entry in root.get("Resources").and_then(Node::as_object).into_iter().flatten() {
        let properties = entry.node.as_object().and_then(|body| body.get("Properties"));
        let Some(properties) = properties.filter(|properties| properties.as_object().is_some()) else {
            continue;
        };
        if entry.key.starts_with("Fn::") {
            continue;
        }
        let path = ["Resources", &entry.key, "Properties"].map(|key| Part::Key(key.into()));
        leaves(properties, &mut path.to_vec(), &mut found);
    }
    found.retain(|path| {
        !path.iter().any(|part| matches!(part, Part::Key(key) if key.starts_with("Fn::ForEach")))
    });
    found
}

/// Whether all that is said to differ is at the path, and something is.
fn names_only(found: &synth::diff::Difference, path: &[Part], in_order: bool) -> bool {
    let (section, name) = (&path[0], &path[1]);
    let is = |part: &Part, text: &str| matches!(part, Part::Key(key) if key == text);
    let mut edits = 0;
    let resources = found.resources.iter().all(|change| {
        edits += change.edits.len();
        // Resources read what has changed elsewhere: they have causes then, and say the same.
        change.edits.is_empty()
            || (is(section, "Resources")
                && is(name, &change.logical_id)
                && change.edits.iter().all(|edit| is_at(&edit.path, &path[2..], in_order)))
    });
    let sections = found.sections.iter().all(|change| {
        edits += change.edits.len();
        change.edits.is_empty()
            || (change.section.is_some_and(|own| is(section, own.as_str()))
                && is(name, &change.name)
                && change.edits.iter().all(|edit| is_at(&edit.path, path, in_order)))
    });
    resources && sections && edits > 0 && found.renames.is_empty()
}
