//! Writes the source that constructs every type, if that is asked for.

#[cfg(feature = "all-types")]
#[path = "specimens.rs"]
mod specimens;

#[cfg(feature = "all-types")]
fn main() -> std::process::ExitCode {
    match specimens::write() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "all-types"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
