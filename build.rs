//! Renders the typed API of the services whose features are on, and with the feature `schema` the database of all types,
//! from the facts under `schema/`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cfn_synth_codegen::facts::{self, Features, Service};
use cfn_synth_codegen::render::{self, Names};
use cfn_synth_codegen::{Error, database, read};

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
    let schema = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("schema");
    let out = PathBuf::from(variable("OUT_DIR")?);
    let written =
        render_enabled(&schema).and_then(|text| write(&out.join("aws.rs"), text.as_bytes())).and_then(|()| {
            if std::env::var_os("CARGO_FEATURE_SCHEMA").is_some() {
                println!("cargo::rerun-if-changed={}", schema.display());
                write(&out.join("facts.bin"), &database::from_folder(&schema)?)?;
            }
            if std::env::var_os("CARGO_FEATURE_CHECK").is_some() {
                write(&out.join("checks.bin"), &database::checks_from_folder(&schema.join("checks"))?)?;
                write(
                    &out.join("rules.rs"),
                    rule_files(&schema.with_file_name("src/check/rules"))?.as_bytes(),
                )?;
            }
            Ok(())
        });
    written.map_err(|error| error.to_string())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|source| Error::io(path, source))
}

fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|error| format!("{name}: {error}; build this crate with cargo"))
}

/// The modules of the services whose feature is on. The facts of the others are not even read.
fn render_enabled(schema: &Path) -> Result<String, Error> {
    let options = render::Options::new().runtime("crate::dsl");
    let list = schema.join("features.txt");
    println!("cargo::rerun-if-changed={}", list.display());
    let mut text = String::new();
    for (feature, services) in Features::from_text(&list.display().to_string(), &read(&list)?)?.iter() {
        let enabled = std::env::var_os(format!("CARGO_FEATURE_{}", feature.to_ascii_uppercase())).is_some();
        for module in services.iter().map(|service| facts::module_name(service)) {
            if enabled {
                text.push_str(&render_module(schema, &module, &options)?);
            } else {
                // Lets the compiler say which feature somebody lacks who uses the module.
                text.push_str(&format!("#[cfg(feature = {feature:?})]\npub mod {module} {{}}\n"));
            }
        }
    }
    Ok(text)
}

fn render_module(schema: &Path, module: &str, options: &render::Options) -> Result<String, Error> {
    let facts = schema.join(format!("services/{module}.json"));
    let names = schema.join(format!("names/{module}.txt"));
    println!("cargo::rerun-if-changed={}", facts.display());
    println!("cargo::rerun-if-changed={}", names.display());
    let names = Names::from_text(&names.display().to_string(), &read(&names)?)?;
    render::module(&Service::from_file(&facts)?, &names, options)
}

/// The files of rules as modules, and a list of what each has: a new file is a new rule, without a list to be kept.
fn rule_files(folder: &Path) -> Result<String, Error> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut modules = String::new();
    let mut lists = Vec::new();
    for family in names_in(folder)? {
        let inner = folder.join(&family);
        println!("cargo::rerun-if-changed={}", inner.display());
        modules.push_str(&format!("mod {family} {{\n"));
        for file in names_in(&inner)? {
            let Some(name) = file.strip_suffix(".rs") else { continue };
            modules.push_str(&format!("    #[path = {:?}]\n    pub(super) mod {name};\n", inner.join(&file)));
            lists.push(format!("    {family}::{name}::RULES,\n"));
        }
        modules.push_str("}\n");
    }
    Ok(format!(
        "{modules}\n/// The rules of each file.\nconst FILES: &[&[Rule]] = &[\n{}];\n",
        lists.concat()
    ))
}

/// The names of what is in a folder, sorted.
fn names_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = std::fs::read_dir(folder).map_err(|source| Error::io(folder, source))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}
