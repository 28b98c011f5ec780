//! This program as it was at a revision: its package is built from that revision's files, and run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::Failure;
use super::git::{Revision, WorkingTree, of_its_own, top};
use super::input::{Input, read};
use crate::cli::io::Io;
use crate::model::Node;
use crate::parse::parse;

/// So many lines are shown of what cargo or the program says when it fails.
const LAST_LINES: usize = 20;

/// Where cargo finds a program.
#[derive(Debug)]
pub(super) struct Package {
    name: String,
    is_example: bool,
    manifest: PathBuf,
    workspace: PathBuf,
    target_folder: PathBuf,
    /// The features without which cargo does not build the program.
    features: Vec<String>,
}

impl Package {
    /// The package of the program that runs: the one that `cargo run` says, or one where the program was started. If there
    /// is none, cargo's words about that, where it has any.
    pub(super) fn of_this_program() -> Result<Result<Self, String>, Failure> {
        let program = std::env::current_exe()
            .map_err(|error| Failure::Failed(format!("cannot tell what this program is called: {error}")))?;
        let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let is_example = program.parent().is_some_and(|folder| folder.ends_with("examples"));
        let mut said = format!("cargo knows no program `{name}` here");
        let said_by_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        for folder in said_by_cargo.into_iter().chain([PathBuf::from(".")]) {
            match Self::find(&folder, &name, is_example)? {
                Ok(Some(package)) => return Ok(Ok(package)),
                Ok(None) => {}
                Err(why) => said = why,
            }
        }
        Ok(Err(said))
    }

    /// The package whose program has that name, as cargo sees it from a folder; or what cargo says.
    fn find(folder: &Path, name: &str, is_example: bool) -> Result<Result<Option<Self>, String>, Failure> {
        let output = cargo()
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .current_dir(folder)
            .output()
            .map_err(|error| {
                Failure::Failed(format!("cannot run cargo, which builds the program: {error}"))
            })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Ok(Err(said.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()));
        }
        let metadata = parse("cargo metadata", &output.stdout).root.unwrap_or_default();
        let path = |node: &Node, key: &str| Some(PathBuf::from(node.as_object()?.get(key)?.as_str()?));
        let kind = if is_example { "example" } else { "bin" };
        let is_meant = |target: &&Node| {
            let kinds = strings(target, "kind");
            get(target, "name").and_then(Node::as_str) == Some(name) && kinds.iter().any(|it| it == kind)
        };
        let found = list(&metadata, "packages").iter().find_map(|package| {
            let target = list(package, "targets").iter().find(is_meant)?;
            Some(Self {
                name: name.to_owned(),
                is_example,
                manifest: path(package, "manifest_path")?,
                workspace: path(&metadata, "workspace_root")?,
                target_folder: path(&metadata, "target_directory")?.join("synth-diff"),
                features: strings(target, "required-features"),
            })
        });
        Ok(Ok(found))
    }

    /// Its folder.
    pub(super) fn folder(&self) -> &Path {
        self.manifest.parent().unwrap_or(Path::new("."))
    }

    /// The templates that the program prints as of a revision, with the names of their stacks. This runs code of the
    /// revision, and says so before.
    pub(super) fn templates_at(
        &self,
        revision: &Revision,
        features: &[String],
        io: &mut Io<'_>,
    ) -> Result<Vec<(String, Input)>, Failure> {
        let shown = revision.shown();
        io.say_line(&format!(
            "building and running `{}` as of {shown}: this runs that revision's code",
            self.name
        ));
        let top = canonical(&top(self.folder())?)?;
        // Runs side by side would put their programs into one place.
        let lock = self.target_folder.join("lock");
        std::fs::create_dir_all(&self.target_folder)
            .and_then(|()| File::create(&lock))
            .and_then(|file| file.lock().map(|()| file))
            .map_err(|error| Failure::Failed(format!("cannot lock `{}`: {error}", lock.display())))
            .and_then(|lock| {
                let tree = WorkingTree::new(&top, revision)?;
                let templates = Checkout { package: self, top: &top, tree: tree.folder(), revision };
                let templates = templates.templates(features);
                drop((tree, lock));
                templates
            })
    }
}

/// The package among the files of a revision.
struct Checkout<'a> {
    package: &'a Package,
    top: &'a Path,
    tree: &'a Path,
    revision: &'a Revision,
}

impl Checkout<'_> {
    /// What a path of today's working tree is in that of the revision.
    fn then(&self, path: &Path) -> Result<PathBuf, Failure> {
        let path = canonical(path)?;
        path.strip_prefix(self.top).map(|path| self.tree.join(path)).map_err(|_| {
            Failure::Failed(format!(
                "`{}` is not in the repository of `{}`",
                path.display(),
                self.top.display()
            ))
        })
    }

    fn templates(&self, features: &[String]) -> Result<Vec<(String, Input)>, Failure> {
        let (name, shown) = (&self.package.name, self.revision.shown());
        let folder = self.then(self.package.folder())?;
        let none = |why: &str| Failure::Failed(format!("there is no program `{name}` in {shown}: {why}"));
        if !folder.join("Cargo.toml").is_file() {
            return Err(none("its package is not there"));
        }
        let package = match Package::find(&folder, name, self.package.is_example)? {
            Ok(Some(package)) => package,
            Ok(None) => return Err(none("its package is there without it")),
            Err(said) => return Err(none(&said)),
        };
        // The versions that are in use here do as well, and need no network.
        let lock = package.workspace.join("Cargo.lock");
        if !lock.exists() {
            let _ = std::fs::copy(self.package.workspace.join("Cargo.lock"), lock);
        }
        let program = self.build(&package, features)?;
        // Programs read files from where they are started.
        let here = std::env::current_dir().ok().and_then(|here| self.then(&here).ok());
        let here = here.filter(|here| here.is_dir()).unwrap_or(folder);
        let run = |arguments: &[&str]| {
            let mut command = Command::new(&program);
            command.args(arguments).current_dir(&here);
            command.env("CARGO_MANIFEST_DIR", package.folder()).env("CARGO_MANIFEST_PATH", &package.manifest);
            let output = of_its_own(&mut command).stdin(Stdio::null()).output();
            output.map_err(|error| Failure::Failed(format!("cannot run `{name}` as of {shown}: {error}")))
        };
        let failed = |arguments: &[&str], output: &Output| {
            let (line, said) = (arguments.join(" "), last_lines(output));
            Failure::Failed(format!("`{name} {line}` fails as of {shown}:\n{said}"))
        };
        let listed = run(&["list"])?;
        // A stack that cannot be made is listed, and then fails by itself.
        if !listed.status.success() && listed.stdout.is_empty() {
            return Err(failed(&["list"], &listed));
        }
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        let mut templates = Vec::new();
        for stack in listed.lines().filter_map(|line| line.split_whitespace().next()) {
            let arguments = [stack, "--format", "yaml", "--no-check"];
            let printed = run(&arguments)?;
            if !printed.status.success() {
                return Err(failed(&arguments, &printed));
            }
            let template = read(&format!("{}:{stack}", self.revision.name()), &printed.stdout)?;
            templates.push((stack.to_owned(), template));
        }
        Ok(templates)
    }

    /// Builds the program, and says where it is.
    fn build(&self, package: &Package, features: &[String]) -> Result<PathBuf, Failure> {
        let kind = if package.is_example { "--example" } else { "--bin" };
        let mut command = cargo();
        command.args(["build", "--quiet", "--message-format", "json-render-diagnostics", "--manifest-path"]);
        command.arg(&package.manifest).args([kind, &package.name]);
        command.arg("--target-dir").arg(&self.package.target_folder).current_dir(package.folder());
        for features in features.iter().chain(&package.features) {
            command.args(["--features", features]);
        }
        // Nobody debugs this program, and it is built sooner so.
        const DEBUG: &str = "CARGO_PROFILE_DEV_DEBUG";
        command.env(DEBUG, std::env::var_os(DEBUG).unwrap_or_else(|| "0".into()));
        let built = of_its_own(&mut command).output();
        let built = built.map_err(|error| Failure::Failed(format!("cannot run cargo: {error}")))?;
        let message = |line: &str| parse("cargo build", line.as_bytes()).root;
        let program = |message: Node| {
            let is_meant = get(get(&message, "target")?, "name")?.as_str()? == package.name;
            let program = get(&message, "executable")?.as_str()?;
            is_meant.then(|| PathBuf::from(program))
        };
        let program =
            String::from_utf8_lossy(&built.stdout).lines().rev().filter_map(message).find_map(program);
        program.filter(|_| built.status.success()).ok_or_else(|| {
            let said = last_lines(&built);
            Failure::Failed(format!("{} does not build:\n{said}", self.revision.shown()))
        })
    }
}

/// The cargo that runs this program, or else the one on the `PATH`.
fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.stdin(Stdio::null());
    cargo
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize()
        .map_err(|error| Failure::Failed(format!("cannot find the folder `{}`: {error}", path.display())))
}

fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    node.as_object()?.get(key)
}

fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    get(node, key).and_then(Node::as_list).unwrap_or_default()
}

fn strings(node: &Node, key: &str) -> Vec<String> {
    list(node, key).iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

fn last_lines(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.trim_end().lines().collect();
    lines.get(lines.len().saturating_sub(LAST_LINES)..).unwrap_or_default().join("\n")
}
