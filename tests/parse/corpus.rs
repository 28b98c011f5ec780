//! Documents to try things on.

use std::fs;
use std::path::{Path, PathBuf};

/// Real templates, if they lie beside the checkout: they are not ours to keep here.
pub(crate) fn real_templates() -> Vec<(String, Vec<u8>)> {
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
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
            (name, fs::read(&path).unwrap())
        })
        .collect()
}

fn children(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .map(|entries| entries.map(|entry| entry.unwrap().path()).collect())
        .unwrap_or_default()
}

/// The documents that these tests and those of the emitter have.
pub(crate) fn own_documents() -> Vec<(String, Vec<u8>)> {
    let mut documents = Vec::new();
    for folder in ["read", "broken"] {
        documents.extend(crate::documents(folder));
    }
    for name in ["functions.json", "layout.json", "sections.json"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit").join(name);
        documents.push((name.to_owned(), fs::read(path).unwrap()));
    }
    documents
}
