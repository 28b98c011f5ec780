//! Templates of nested stacks that lie beside the one that is checked: `aws cloudformation package` uploads them.

use std::io::Read;
use std::path::Path;

use crate::diag::Source;
use crate::model::{Node, Section};
use crate::parse::parse;

/// The most bytes that are read of one: CloudFormation takes a million.
const MOST_BYTES: u64 = 1 << 20;

/// The template that a relative location names, seen from the document that names it. Nothing outside the current folder is
/// read.
pub(super) fn template(source: &Source, location: &str) -> Option<Node> {
    let is_elsewhere = ["http://", "https://", "s3://"].iter().any(|start| location.starts_with(start));
    if is_elsewhere || Path::new(location).is_absolute() || matches!(source.name(), "" | "-") {
        return None;
    }
    let folder = Path::new(source.name()).parent()?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(location).canonicalize().ok()?;
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    if !path.starts_with(here) || !path.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    std::fs::File::open(&path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    let document = parse(location, &bytes);
    document.root.filter(|root| document.problems.is_empty() && root.as_object().is_some())
}

/// The names of a template's outputs.
pub(super) fn outputs(template: &Node) -> impl Iterator<Item = &str> {
    let outputs =
        template.as_object().and_then(|root| root.get(Section::Outputs.as_str())).and_then(Node::as_object);
    outputs.into_iter().flatten().map(|entry| entry.key.as_ref())
}
