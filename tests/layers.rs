//! The layers of the crate: each module imports only from those to its left.
#![allow(clippy::panic, clippy::indexing_slicing, unreachable_pub, reason = "tests fail by panicking")]

#[path = "layers/source.rs"]
mod source;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// From left to right. Modules that share a place never import one another.
const LAYERS: &[&[&str]] = &[
    &["text"],
    &["diag"],
    &["model"],
    &["schema"],
    // What analyses measure is what is written: lengths of policies as JSON, the text of a value in a name.
    &["emit"],
    &["analysis"],
    &["parse"],
    &["dsl"],
    &["aws", "check", "diff", "graph", "import"],
    &["deploy"],
    &["app", "cli"],
    // Only names what users import most.
    &["prelude"],
];

/// The crate of the procedural macros, under the name by which exported macros find it.
const MACROS: &str = "__macros";

/// These two are one layer in two modules.
const TOGETHER: [&str; 2] = ["app", "cli"];

#[test]
fn modules_import_only_from_the_left() {
    let mut macros = BTreeMap::new();
    let files = rust_files("src");
    for (file, text) in &files {
        let module = module_of(file);
        macros.extend(source::exported_macros(text).into_iter().map(|name| (name, module.clone())));
    }
    let wrong: Vec<String> = files.iter().flat_map(|(file, text)| violations(file, text, &macros)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn every_top_module_has_its_place() {
    let mut modules: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap_or_else(|error| panic!("src: {error}"))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name != "lib" && name != "main")
        .collect();
    let library = read(&root().join("src/lib.rs"));
    modules.extend(source::modules(&library).into_iter().map(|(name, _)| name));
    modules.retain(|name| name != "blueprints" && place_of(name).is_none());
    assert!(modules.is_empty(), "not in the table of layers in {}: {modules:?}", file!());
}

#[test]
fn blueprints_use_the_public_api() {
    let private: Vec<String> = source::modules(&read(&root().join("src/lib.rs")))
        .into_iter()
        .filter_map(|(name, public)| (!public).then_some(name))
        .collect();
    let mut wrong = Vec::new();
    for (file, text) in rust_files("blueprints") {
        for import in source::imports(&text, &module_of(&file)) {
            let inside = import.name == "blueprints" && !import.by_crate_name;
            let public = import.by_crate_name && !private.contains(&import.name);
            if !inside && !public {
                let (file, line, name) = (file.display(), import.line, import.name);
                wrong.push(format!(
                    "{file}:{line}: a blueprint uses only what `synth` makes public, not `{name}`"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_wrong_import_is_found() {
    let macros = BTreeMap::from([("list".to_owned(), vec!["dsl".to_owned()])]);
    let count = |file: &str, text: &str| violations(Path::new(file), text, &macros).len();
    assert_eq!(
        count("src/dsl/stack.rs", "use crate::{model::Value, diag}; use super::val::Val; crate::list![];"),
        0
    );
    assert_eq!(count("src/aws/mod.rs", "use crate::dsl::Val;"), 0);
    assert_eq!(count("src/cli/list.rs", "use crate::{app::App, deploy, prelude};"), 1);
    assert_eq!(count("src/dsl/stack.rs", "use crate::aws::iam::Role;"), 1);
    assert_eq!(count("src/check/mod.rs", "use super::{diff::Change, model};"), 1);
    assert_eq!(count("src/emit/yaml.rs", "fn f() { crate::parse::read(); crate::list![]; }"), 2);
    assert_eq!(count("src/text/mod.rs", "use synth::diag;"), 1);
    assert_eq!(count("src/cli/mod.rs", "use crate::Stack;"), 1);
    assert_eq!(count("src/lib.rs", "pub use crate::cli::App;"), 0);
}

/// What a file imports although it may not. The root only puts the modules together, so it may import everything.
fn violations(file: &Path, text: &str, macros: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let module = module_of(file);
    let Some(own) = module.first() else { return Vec::new() };
    let mut wrong = Vec::new();
    for import in source::imports(text, &module).into_iter().filter(|import| import.name != MACROS) {
        let name = macros.get(&import.name).and_then(|module| module.first()).unwrap_or(&import.name);
        let why = match (place_of(own), place_of(name)) {
            (None, _) => format!("`{own}` is not in the table of layers"),
            (_, None) => format!("`crate::{name}` hides the layer it comes from: name its module"),
            _ if own == name || TOGETHER.contains(&own.as_str()) && TOGETHER.contains(&name.as_str()) => {
                continue;
            }
            (Some(here), Some(there)) if there < here => continue,
            _ => format!("`{own}` must not import `{name}`: it is not to the left of it"),
        };
        wrong.push(format!("{}:{}: {why}", file.display(), import.line));
    }
    wrong
}

fn place_of(module: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&module))
}

/// `src/check/rules.rs` is `check::rules`, `blueprints/queue/mod.rs` is `blueprints::queue`, `src/lib.rs` is the root.
fn module_of(file: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if names[0] == "src" {
        names.remove(0);
    }
    names.pop_if(|last| last == "mod" || last == "lib" || last == "main");
    names
}

/// The Rust files under `folder`, in order, with paths relative to the package.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                let relative = path.strip_prefix(root()).unwrap_or(&path).to_owned();
                files.push((relative, read(&path)));
            }
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
