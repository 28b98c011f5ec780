//! The source that constructs every type, in a module for each service.

use std::path::{Path, PathBuf};

use cfn_synth_codegen::facts::{Features, Service, module_name};
use cfn_synth_codegen::render::{self, Names};
use cfn_synth_codegen::{Error, read};

pub(crate) fn write() -> Result<(), String> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).ok_or(format!("{name}: not set"));
    let schema = variable("CARGO_MANIFEST_DIR")?.join("../../schema");
    let out = variable("OUT_DIR")?.join("specimens.rs");
    for path in [Path::new("build.rs"), Path::new("specimens.rs"), &schema] {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    let text = source(&schema).map_err(|error| error.to_string())?;
    std::fs::write(&out, text).map_err(|error| format!("{}: {error}", out.display()))
}

fn source(schema: &Path) -> Result<String, Error> {
    let list = schema.join("features.txt");
    let features = Features::from_text(&list.display().to_string(), &read(&list)?)?;
    let mut services = Vec::new();
    for service in features.iter().flat_map(|(_, services)| services) {
        let module = module_name(service);
        let names = schema.join(format!("names/{module}.txt"));
        let names = Names::from_text(&names.display().to_string(), &read(&names)?)?;
        services.push((Service::from_file(&schema.join(format!("services/{module}.json")))?, names));
    }
    render::specimens(&services)
}
