//! Where the two templates come from.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Failure;
use crate::cli::source::{Source, Unmade};
use crate::diag::Origin;
use crate::emit::{Format, to_string};

use crate::model::{Node, Value};
use crate::parse::{Document, parse};

/// What holds more than this is no template, whose greatest size is a megabyte.
const MOST_BYTES: u64 = 64 << 20;

/// One side of a comparison: its text and what was read from it.
#[derive(Debug)]
pub(in crate::cli) struct Input {
    /// What people call it.
    pub(in crate::cli) name: String,
    pub(super) document: Document,
}

impl Input {
    /// The template.
    pub(in crate::cli) fn root(&self) -> &Node {
        const NOTHING: &Node = &Node { value: Value::Null, origin: Origin::Unknown };
        self.document.root.as_ref().unwrap_or(NOTHING)
    }
}

/// Two sides.
#[derive(Debug)]
pub(in crate::cli) struct Pair {
    pub(in crate::cli) old: Input,
    pub(in crate::cli) new: Input,
}

/// The comparisons that the arguments ask for.
pub(in crate::cli) fn pairs(
    paths: &[PathBuf],
    against: Option<&str>,
    stacks: Vec<Source>,
) -> Result<Vec<Pair>, Failure> {
    let Some(against) = against else {
        return match paths {
            [old, new] if old == Path::new("-") && new == old => {
                Err(Failure::Usage("only one of the templates can be standard input".to_owned()))
            }
            [old, new] => Ok(vec![Pair { old: file(old)?, new: file(new)? }]),
            [_] => Err(Failure::Usage(
                "compare with what? Name two templates, or say `--against REVISION`".to_owned(),
            )),
            _ => Err(Failure::Usage(
                "what is to be compared? Name the old template and the new one".to_owned(),
            )),
        };
    };
    let folder = Path::new(against);
    match paths {
        [new] if folder.is_dir() => {
            let name = new.file_name().unwrap_or_default();
            Ok(vec![Pair { old: file(&folder.join(name))?, new: file(new)? }])
        }
        [new] => Ok(vec![Pair { old: committed(against, new)?, new: file(new)? }]),
        [] if folder.is_dir() => snapshots(folder, stacks),
        [] => Err(Failure::Usage(format!(
            "name the template that is to be compared with `{against}`; without one, `--against` takes a folder"
        ))),
        _ => Err(Failure::Usage("with `--against`, one template is compared".to_owned())),
    }
}

/// Each stack of the program with the file of its name.
fn snapshots(folder: &Path, stacks: Vec<Source>) -> Result<Vec<Pair>, Failure> {
    let mut pairs = Vec::new();
    for stack in stacks {
        let name = stack.name.clone().into_owned();
        let endings = ["snap.yaml", "yaml", "yml", "json", "template"];
        let path =
            endings.iter().map(|ending| folder.join(format!("{name}.{ending}"))).find(|path| path.is_file());
        let Some(path) = path else {
            return Err(Failure::Failed(format!(
                "there is no template of `{name}` in `{}`",
                folder.display()
            )));
        };
        let new = made(stack)?;
        pairs.push(Pair { old: file(&path)?, new });
    }
    if pairs.is_empty() {
        return Err(Failure::Usage("the program has no stacks".to_owned()));
    }
    Ok(pairs)
}

/// The template that a stack of the program makes.
pub(in crate::cli) fn made(stack: Source) -> Result<Input, Failure> {
    let name = stack.name.clone().into_owned();
    let made = stack.make().map_err(|unmade| {
        Failure::Failed(match unmade {
            Unmade::Misnamed(diagnostic) => diagnostic.to_string(),
            Unmade::Failed(message) => message,
        })
    })?;
    let template = made.synthesize().map_err(|errors| Failure::Failed(format!("{name}: {errors}")))?;
    read(&name, to_string(&template, Format::Json).as_bytes())
}

/// A template in a file, or from standard input.
pub(in crate::cli) fn file(path: &Path) -> Result<Input, Failure> {
    let mut bytes = Vec::new();
    let name = path.display().to_string();
    if path == Path::new("-") {
        let read = std::io::stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| Failure::Failed(format!("cannot read standard input: {error}")))?;
    } else {
        let failed = |error: std::io::Error| Failure::Failed(format!("cannot read `{name}`: {error}"));
        let file = std::fs::File::open(path).map_err(failed)?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Failure::Failed(format!(
            "`{name}` has more than {} MiB: that is no template",
            MOST_BYTES >> 20
        )));
    }
    read(&name, &bytes)
}

fn read(name: &str, bytes: &[u8]) -> Result<Input, Failure> {
    let document = parse(name, bytes);
    match &document.root {
        Some(root) if root.as_object().is_some() => Ok(Input { name: name.to_owned(), document }),
        Some(_) => Err(Failure::Failed(format!("`{name}` is no template: it is not an object"))),
        None => {
            let why =
                document.problems.first().map(|problem| document.source.in_one_line(problem).to_string());
            Err(Failure::Failed(why.unwrap_or_else(|| format!("`{name}` cannot be read"))))
        }
    }
}

/// The template at the same path in a revision.
fn committed(revision: &str, path: &Path) -> Result<Input, Failure> {
    if path == Path::new("-") {
        return Err(Failure::Usage("standard input is in no git revision: name a file".to_owned()));
    }
    let (Some(name), folder) = (path.file_name().and_then(|name| name.to_str()), path.parent()) else {
        return Err(Failure::Usage(format!("`{}` is no file of a repository", path.display())));
    };
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
        output.map_err(|error| Failure::Failed(format!("cannot run git: {error}")))
    };
    let commit = format!("{revision}^{{commit}}");
    let known = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !known.status.success() {
        let said = String::from_utf8_lossy(&known.stderr);
        let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
        return Err(Failure::Usage(if said.is_empty() {
            format!("`{revision}` is neither a folder nor a revision that git knows here")
        } else {
            format!("git does not know the revision `{revision}`: {said}")
        }));
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let shown = git(&["show", "--no-textconv", &format!("{commit}:./{name}")])?;
    if !shown.status.success() {
        return Err(Failure::Failed(format!(
            "there is no `{}` in the revision `{revision}`",
            path.display()
        )));
    }
    read(&format!("{revision}:{}", path.display()), &shown.stdout)
}
