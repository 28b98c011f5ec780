//! A small source of facts.
#![allow(unreachable_pub, reason = "a module of a test")]

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use cfn_synth_codegen::Error;
use cfn_synth_codegen::refresh::{FILES, Refreshed, TABLES, refresh};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// A folder of facts with the wheel that its `source.json` pins.
pub struct Case {
    folder: TempDir,
    /// The files of the wheel's package that facts for checks are made from, by name.
    pub package: BTreeMap<String, String>,
}

impl Case {
    pub fn new() -> Self {
        let case = Self { folder: tempfile::tempdir().unwrap(), package: package() };
        std::fs::create_dir_all(case.schema().join("patches")).unwrap();
        case
    }

    pub fn schema(&self) -> PathBuf {
        self.folder.path().join("schema")
    }

    pub fn wheel(&self) -> PathBuf {
        self.folder.path().join("some.whl")
    }

    /// Publishes a new wheel with these resource types and pins it.
    pub fn publish(&self, types: &[Value]) {
        let names: BTreeMap<&str, &str> =
            types.iter().map(|facts| (facts["typeName"].as_str().unwrap(), "hash")).collect();
        self.publish_with(types, &[("us-east-1", json!(names)), ("eu-west-1", json!({}))]);
    }

    pub fn publish_with(&self, types: &[Value], regions: &[(&str, Value)]) {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut write = |name: &str, text: &str| {
            zip.start_file(format!("cfnlint/{name}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        self.package.iter().for_each(|(name, text)| write(name, text));
        let mut add = |name: &str, value: &Value| write(&format!("data/schemas/{name}"), &value.to_string());
        add("version.json", &json!({"schema_date": "2026-01-02T03:04:05Z"}));
        for (number, facts) in types.iter().enumerate() {
            add(&format!("resources/{number}.json"), facts);
        }
        for (region, types) in regions {
            add(&format!("providers/{region}.json"), types);
        }
        let bytes = zip.finish().unwrap().into_inner();
        let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(self.wheel(), bytes).unwrap();
        let source =
            json!({"package": "p", "version": "1", "file": "some.whl", "sha256": sha256, "license": "MIT-0"});
        std::fs::write(self.schema().join("source.json"), source.to_string()).unwrap();
    }

    pub fn refresh(&self) -> Result<Refreshed, Error> {
        refresh(&self.schema(), &self.wheel(), false)
    }

    /// The refresh fails with this message and changes nothing.
    pub fn fails(&self, expected: &str) {
        let before = files(&self.schema());
        let error = self.refresh().unwrap_err().to_string();
        assert!(error.contains(expected), "{error}\n--- does not contain ---\n{expected}");
        assert_eq!(files(&self.schema()), before, "the facts have changed");
    }
}

/// Every file in a folder, by its path.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A package with every table, empty, and one schema.
fn package() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for table in TABLES {
        let module = files.entry(table.module.to_owned()).or_default();
        for (_, anchor) in table.values {
            module.push_str(&format!("{anchor}[]\n"));
        }
    }
    files.extend(FILES.iter().map(|(_, file)| ((*file).to_owned(), "{}".to_owned())));
    files.insert("data/schemas/other/functions/one.json".to_owned(), "{\"type\": \"string\"}".to_owned());
    files
}
