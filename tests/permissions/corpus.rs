//! Real templates, if they lie beside the checkout.

use std::fs;
use std::path::{Path, PathBuf};

use synth::analysis::permissions::{Permissions, changes};
use synth::model::{Node, Object, Value};
use synth::parse::parse;

fn templates() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var("SYNTH_TEST_CORPUS").map_or(root, PathBuf::from);
    let (mut folders, mut files) = (vec![root], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// The statements of policies and the rules of groups in the reverse order, and twice.
fn reversed(node: &Node) -> Node {
    match &node.value {
        Value::List(items) => Node::list(items.iter().map(reversed)),
        Value::Object(object) => {
            let entry = |name: &str, node: &Node| match (name, node.as_list()) {
                ("Statement" | "SecurityGroupIngress" | "SecurityGroupEgress" | "Policies", Some(items)) => {
                    Node::list(items.iter().rev().chain(items).map(reversed))
                }
                _ => reversed(node),
            };
            let entries = object.iter().map(|field| (field.key.clone(), entry(&field.key, &field.node)));
            Object::from_iter(entries).into()
        }
        value => value.clone().into(),
    }
}

#[test]
fn real_templates_are_what_they_are() {
    let (mut count, mut gained) = (0, 0);
    let nothing = Permissions::default();
    for path in templates() {
        let name = path.display().to_string();
        let document = parse(&name, &fs::read(&path).unwrap());
        let Some(root) = document.root.filter(|root| root.as_object().is_some()) else { continue };
        let permissions = Permissions::of(&root);
        let other = Permissions::of(&reversed(&root));
        let found = changes(&permissions, &other);
        assert!(found.is_empty(), "{name}: {found:#?}");
        let from_nothing = changes(&nothing, &permissions);
        let to_nothing = changes(&permissions, &nothing);
        assert_eq!(from_nothing.len(), to_nothing.len(), "{name}");
        if std::env::var_os("SYNTH_TEST_SHOW").is_some() {
            for change in &from_nothing {
                println!("{name}: {:?} {change}", change.weight);
            }
        }
        count += 1;
        gained += from_nothing.len();
    }
    println!("{count} templates, {gained} permissions");
}
