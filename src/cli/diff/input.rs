//! Where the two templates come from.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::Failure;
use super::git::{Entry, Named, Revision};
use super::program::Package;
use crate::cli::io::Io;
use crate::cli::source::{Source, Unmade};
use crate::diag::Origin;
use crate::emit::{Format, to_string};
use crate::model::{Node, Object, Section, Value};
use crate::parse::{self, Document, parse};

/// What holds more than this is no template, whose greatest size is a megabyte.
const MOST_BYTES: u64 = 64 << 20;

/// One side of a comparison: its text and what was read from it.
#[derive(Debug)]
pub(in crate::cli) struct Input {
    /// What people call it.
    pub(in crate::cli) name: String,
    pub(super) document: Document,
    /// How long it is.
    pub(super) bytes: usize,
}

impl Input {
    /// The template; what is no value at all for a stack that is not on this side.
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
    /// What is to be said of them before all else.
    pub(super) remark: Option<String>,
}

impl Pair {
    pub(in crate::cli) fn new(old: Input, new: Input) -> Self {
        Self { old, new, remark: None }
    }
}

/// The comparisons that the arguments ask for.
pub(in crate::cli) fn pairs(
    paths: &[PathBuf],
    against: Option<&str>,
    features: &[String],
    stacks: Vec<Source>,
    io: &mut Io<'_>,
) -> Result<Vec<Pair>, Failure> {
    let usage = |message: &str| Err(Failure::Usage(message.to_owned()));
    if paths.iter().filter(|path| path.as_path() == Path::new("-")).count() > 1 {
        return usage("only one of the templates can be standard input");
    }
    match (against, paths) {
        (None, [old, new]) => Ok(vec![Pair::new(file(old)?, file(new)?)]),
        (None, [_]) => usage("compare with what? Name two templates, or say `--against REVISION`"),
        (None, []) => usage("what is to be compared? Name the old template and the new one"),
        (None, _) => usage("two templates are compared; with `--against`, each one that is named"),
        (Some(against), []) => of_stacks(against, features, stacks, io),
        (Some(_), _) if !features.is_empty() => usage(NO_FEATURES),
        (Some(against), paths) => {
            paths.iter().map(|path| Ok(Pair::new(old_file(against, path)?, file(path)?))).collect()
        }
    }
}

const NO_FEATURES: &str = "`--features` is for the program at a revision, and here none is built";

/// Where git is asked when no file says where.
const HERE: &str = ".";

/// What a template is compared with: the file of its name in a folder or at a revision, or the one of `REVISION:PATH`.
fn old_file(against: &str, path: &Path) -> Result<Input, Failure> {
    let name = path.file_name().unwrap_or_default();
    if Path::new(against).is_dir() {
        return file(&Path::new(against).join(name));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(HERE));
    let name = name.to_str().filter(|name| *name != "-");
    let Named { revision, path: named } = Named::find(folder, against)?;
    let (folder, in_revision, shown) = match (named, name) {
        (None, Some(name)) => (folder, format!("./{name}"), path.display().to_string()),
        (None, None) => {
            let message =
                format!("`{}` is in no git revision: name a file, or say `REVISION:PATH`", path.display());
            return Err(Failure::Usage(message));
        }
        // Such a path counts from where the program runs, as everywhere in git.
        (Some(named), name) => match (revision.entry(Path::new(HERE), &named)?, name) {
            (Entry::Folder, Some(name)) => {
                let path = join(&named, name);
                (Path::new(HERE), path.clone(), path)
            }
            _ => (Path::new(HERE), named.clone(), named),
        },
    };
    match revision.file(folder, &in_revision)? {
        Some(bytes) => read(&format!("{}:{shown}", revision.name()), &bytes),
        None => Err(Failure::Failed(format!("there is no `{shown}` in the revision `{}`", revision.name()))),
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() || folder.ends_with('/') {
        format!("{folder}{name}")
    } else {
        format!("{folder}/{name}")
    }
}

/// Each stack of the program with what it was: in a folder of templates, in one at a revision, or as the program of the
/// revision prints it.
fn of_stacks(
    against: &str,
    features: &[String],
    stacks: Vec<Source>,
    io: &mut Io<'_>,
) -> Result<Vec<Pair>, Failure> {
    let (folder, here) = (Path::new(against), Path::new(HERE));
    let in_folder = |name: &str| {
        let path = folder.join(name);
        if path.is_file() { file(&path).map(Some) } else { Ok(None) }
    };
    let without_building =
        || if features.is_empty() { Ok(()) } else { Err(Failure::Usage(NO_FEATURES.to_owned())) };
    if folder.is_dir() {
        without_building()?;
        return kept(against, in_folder, stacks);
    }
    let named = Named::find(here, against);
    if let Ok(Named { revision, path: Some(path) }) = &named {
        without_building()?;
        if revision.entry(here, path)? != Entry::Folder {
            let message = format!("there is no folder `{path}` in the revision `{}`", revision.name());
            return Err(Failure::Failed(message));
        }
        let committed = |name: &str| {
            let path = join(path, name);
            let bytes = revision.file(here, &path)?;
            bytes.map(|bytes| read(&format!("{}:{path}", revision.name()), &bytes)).transpose()
        };
        return kept(against, committed, stacks);
    }
    let package = match Package::of_this_program() {
        Ok(Ok(package)) => package,
        Ok(Err(said)) => {
            return Err(named.err().unwrap_or_else(|| {
                Failure::Usage(format!(
                    "name the template that is to be compared with `{against}`: without one, this program is built as of \
                     that revision, and its package is not found ({said})"
                ))
            }));
        }
        Err(failure) => return Err(named.err().unwrap_or(failure)),
    };
    // The program may have been started elsewhere.
    let Named { revision, .. } = Named::find(package.folder(), against)?;
    built(&package, &revision, features, stacks, io)
}

/// Each stack of the program with the template of its name that is kept somewhere.
fn kept(
    place: &str,
    find: impl Fn(&str) -> Result<Option<Input>, Failure>,
    stacks: Vec<Source>,
) -> Result<Vec<Pair>, Failure> {
    const ENDINGS: [&str; 5] = ["snap.yaml", "yaml", "yml", "json", "template"];
    let mut pairs = Vec::new();
    let mut missing = Vec::new();
    for stack in stacks {
        let name = stack.name.clone().into_owned();
        let mut old = None;
        for ending in ENDINGS {
            if old.is_none() {
                old = find(&format!("{name}.{ending}"))?;
            }
        }
        // Their sizes are compared, so both are in one format.
        let format = match &old {
            Some(old) if old.document.format == parse::Format::Json => Format::Json,
            _ => Format::Yaml,
        };
        let new = made(stack, format)?;
        let remark =
            old.is_none().then(|| format!("there is no template of `{name}` in `{place}`: all of it is new"));
        if old.is_none() {
            missing.push(name);
        }
        pairs.push(Pair { old: old.unwrap_or_else(|| nothing(place)), new, remark });
    }
    if pairs.is_empty() {
        return Err(Failure::Usage("the program has no stacks".to_owned()));
    }
    // Without any, it is rather the place that is wrong.
    if missing.len() == pairs.len() {
        let names = missing.join("`, `");
        return Err(Failure::Failed(format!("there is no template of `{names}` in `{place}`")));
    }
    Ok(pairs)
}

/// Each stack that the program has, or had at a revision, with what it was then.
fn built(
    package: &Package,
    revision: &Revision,
    features: &[String],
    stacks: Vec<Source>,
    io: &mut Io<'_>,
) -> Result<Vec<Pair>, Failure> {
    let mut new = Vec::new();
    for stack in stacks {
        new.push((stack.name.clone().into_owned(), made(stack, Format::Yaml)?));
    }
    let mut old = package.templates_at(revision, features, io)?;
    let mut pairs = Vec::new();
    for (name, new) in new {
        match old.iter().position(|(known, _)| *known == name) {
            Some(index) => pairs.push(Pair::new(old.remove(index).1, new)),
            None => {
                let remark = format!("the stack `{name}` is new since {}", revision.shown());
                pairs.push(Pair { old: nothing(revision.name()), new, remark: Some(remark) });
            }
        }
    }
    for (name, old) in old {
        let remark = format!(
            "the program has no stack `{name}` any more: this is what deleting it does, and leaving it out of the program deletes nothing"
        );
        pairs.push(Pair { old, new: nothing("nothing"), remark: Some(remark) });
    }
    if pairs.is_empty() {
        return Err(Failure::Usage("the program has no stacks".to_owned()));
    }
    Ok(pairs)
}

/// A stack's template as the program prints it.
pub(in crate::cli) fn made(stack: Source, format: Format) -> Result<Input, Failure> {
    let name = stack.name.clone().into_owned();
    let made = stack.make().map_err(|unmade| {
        Failure::Failed(match unmade {
            Unmade::Misnamed(diagnostic) => diagnostic.to_string(),
            Unmade::Failed(message) => message,
        })
    })?;
    let template = made.synthesize().map_err(|errors| Failure::Failed(format!("{name}: {errors}")))?;
    read(&name, to_string(&template, format).as_bytes())
}

/// The side on which a stack is not.
fn nothing(name: &str) -> Input {
    Input { name: name.to_owned(), document: parse(name, b""), bytes: 0 }
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

/// Reads a template.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Input, Failure> {
    let document = parse(name, bytes);
    match &document.root {
        Some(root) if root.as_object().is_some_and(|root| !root.is_empty() && !has_sections(root)) => {
            Err(Failure::Failed(format!("`{name}` is no template: it has none of a template's sections")))
        }
        Some(root) if root.as_object().is_some() => {
            Ok(Input { name: name.to_owned(), document, bytes: bytes.len() })
        }
        Some(_) => Err(Failure::Failed(format!("`{name}` is no template: it is not an object"))),
        None => {
            let why =
                document.problems.first().map(|problem| document.source.in_one_line(problem).to_string());
            Err(Failure::Failed(why.unwrap_or_else(|| format!("`{name}` cannot be read"))))
        }
    }
}

fn has_sections(root: &Object) -> bool {
    root.iter().any(|entry| Section::from_key(&entry.key).is_some())
}
