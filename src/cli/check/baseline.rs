//! A baseline: the findings that are known, by the structural path of what they are about, so that lines may move.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::simplified;
use crate::check::Finding;
use crate::emit::{self, node_to_string};
use crate::model::{Node, Object, Value};
use crate::parse::parse;

/// How many findings of a rule are known at a path of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Baseline {
    known: BTreeMap<String, BTreeMap<Key, i64>>,
}

/// The path in the document, and the rule.
type Key = (String, String);

const VERSION: i64 = 1;

impl Baseline {
    /// Reads a baseline.
    ///
    /// # Errors
    /// What to say when it cannot be read, or is none.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let bytes =
            std::fs::read(path).map_err(|error| format!("cannot read the baseline `{name}`: {error}"))?;
        let document = parse(&name.to_string(), &bytes);
        if let Some(problem) = document.problems.first() {
            return Err(format!("the baseline is broken: {}", document.source.in_one_line(problem)));
        }
        document
            .root
            .as_ref()
            .and_then(Self::from_node)
            .ok_or_else(|| format!("`{name}` is not a baseline: write one with --write-baseline"))
    }

    fn from_node(node: &Node) -> Option<Self> {
        let object = node.as_object()?;
        let Value::Number(version) = &object.get("version")?.value else { return None };
        if version.as_i64() != Some(VERSION) {
            return None;
        }
        let mut known: BTreeMap<String, BTreeMap<Key, i64>> = BTreeMap::new();
        for file in object.get("findings")?.as_object()? {
            for path in file.node.as_object()? {
                for rule in path.node.as_object()? {
                    let Value::Number(count) = &rule.node.value else { return None };
                    let of_file = known.entry(file.key.to_string()).or_default();
                    of_file.insert((path.key.to_string(), rule.key.to_string()), count.as_i64()?);
                }
            }
        }
        Some(Self { known })
    }

    /// The findings of a document that the baseline does not know.
    pub(super) fn new_ones(&self, file: &str, findings: Vec<Finding>) -> Vec<Finding> {
        let Some(known) = self.known.get(&file_key(file)) else { return findings };
        let mut left = known.clone();
        // What explains another finding goes with it, so places in the list are kept until all is decided.
        let is_known: Vec<bool> = findings
            .iter()
            .map(|finding| match left.get_mut(&key(finding)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            })
            .collect();
        let mut places = Vec::new();
        let mut kept = Vec::new();
        for (mut finding, known) in findings.into_iter().zip(is_known) {
            places.push((!known).then_some(kept.len()));
            if !known {
                finding.explains = finding.explains.and_then(|index| places.get(index).copied().flatten());
                kept.push(finding);
            }
        }
        kept
    }

    /// Adds the findings of a document.
    pub(super) fn add(&mut self, file: &str, findings: &[Finding]) {
        for finding in findings {
            let known = self.known.entry(file_key(file)).or_default();
            *known.entry(key(finding)).or_default() += 1;
        }
    }

    /// The baseline as a file, which reads well as a change in a pull request.
    pub(super) fn to_text(&self) -> String {
        let findings: Object = self
            .known
            .iter()
            .map(|(file, known)| {
                let mut paths: BTreeMap<&str, Object> = BTreeMap::new();
                for ((path, rule), count) in known {
                    paths.entry(path).or_default().push(rule.clone(), *count);
                }
                let paths: Object = paths.into_iter().map(|(path, rules)| (path.to_owned(), rules)).collect();
                (file.clone(), paths)
            })
            .collect();
        let baseline =
            Object::from_iter([("version", Node::from(VERSION)), ("findings", Node::from(findings))]);
        node_to_string(&baseline.into(), emit::Format::Json)
    }
}

/// The name of the document, whichever way somebody wrote it.
fn file_key(file: &str) -> String {
    simplified(Path::new(&file.replace('\\', "/"))).to_string_lossy().into_owned()
}

fn key(finding: &Finding) -> Key {
    let path: Vec<String> = finding.path.iter().map(ToString::to_string).collect();
    (path.join("/"), finding.rule.to_owned())
}
