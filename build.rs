//! Renders the typed API of the services whose features are on, from the facts under `schema/`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cfn_synth_codegen::facts::Service;
use cfn_synth_codegen::{Error, render};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // The only line of a failing build script that cargo shows as it is.
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    let root = variable("CARGO_MANIFEST_DIR")?;
    let out = PathBuf::from(variable("OUT_DIR")?).join("aws.rs");
    let services =
        enabled_services(&Path::new(&root).join("schema/services")).map_err(|error| error.to_string())?;
    let options = render::Options::new().runtime("crate::dsl");
    let text = render::modules(&services, &options).map_err(|error| error.to_string())?;
    std::fs::write(&out, text).map_err(|source| Error::io(&out, source).to_string())
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}; build this crate with cargo"))
}

/// The facts of the services whose feature is on. A service that is off is not even read.
fn enabled_services(folder: &Path) -> Result<Vec<Service>, Error> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
        let path = entry.map_err(|source| Error::io(folder, source))?.path();
        let module = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        let feature = format!("CARGO_FEATURE_{}", module.to_ascii_uppercase());
        if path.extension().is_some_and(|extension| extension == "json")
            && std::env::var_os(feature).is_some()
        {
            paths.push(path);
        }
    }
    paths.sort();
    paths
        .iter()
        .map(|path| {
            println!("cargo::rerun-if-changed={}", path.display());
            Service::from_file(path)
        })
        .collect()
}
