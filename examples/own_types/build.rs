//! Renders the typed API of the schemas in `schemas/`, as `cfn-synth` does for AWS's own.

use std::path::{Path, PathBuf};

use cfn_synth_codegen::facts::{ResourceType, Service};
use cfn_synth_codegen::render::{self, Names, Options};
use cfn_synth_codegen::{Error, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=schemas");
    let mut files = Vec::new();
    for entry in std::fs::read_dir("schemas")? {
        files.push(entry?.path());
    }
    files.sort();
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("own_types.rs");
    std::fs::write(out, modules(&files)?)?;
    Ok(())
}

/// A module for each service that the schemas are of.
fn modules(files: &[PathBuf]) -> Result<String, Error> {
    let read = |path: &PathBuf| ResourceType::from_json(&Path::new(path).display().to_string(), &read(path)?);
    let types = files.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    let services = Service::group(types)?;
    services.iter().map(|service| render::module(service, &Names::default(), &Options::new())).collect()
}
