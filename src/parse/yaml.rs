//! Reads YAML 1.1 as CloudFormation does: the grammar is libyaml's, and what a text without quotes means is PyYAML's.

mod brackets;
mod cursor;
mod grammar;
mod graph;
mod property;
mod resolve;
mod scalar;
mod scanner;
mod token;
mod tree;

pub use graph::Alias;

use super::comment::Comment;
use super::document::OddKey;
use super::problem::Problem;
use crate::model::Node;
use grammar::Grammar;
use tree::Tree;

/// What a YAML text holds.
#[derive(Default)]
pub(super) struct Yaml {
    pub(super) root: Option<Node>,
    pub(super) problems: Vec<Problem>,
    pub(super) comments: Vec<Comment>,
    pub(super) aliases: Vec<Alias>,
    pub(super) odd_keys: Vec<OddKey>,
    /// Whether reading stopped before the end.
    pub(super) is_broken: bool,
}

/// Reads a text that has no control characters.
pub(super) fn read(text: &str) -> Yaml {
    let mut grammar = Grammar::new(text);
    let mut yaml = Yaml::default();
    let end = grammar.document().and_then(|root| Ok((root, grammar.second_document()?)));
    match end {
        Err(problem) => {
            yaml.is_broken = true;
            yaml.problems.push(problem);
        }
        Ok((root, second)) => {
            let mut tree = Tree::new(&grammar.graph);
            match root.map(|root| tree.node(root)).transpose() {
                Ok(root) => yaml.root = root,
                Err(problem) => {
                    yaml.is_broken = true;
                    tree.problems.push(problem);
                }
            }
            yaml.problems = tree.problems;
            yaml.odd_keys = tree.odd_keys;
            if let Some(second) = second {
                let problem =
                    Problem::new(second, "a second document starts here: a template is one document");
                yaml.problems.push(problem.help("keep one template in each file"));
            }
        }
    }
    yaml.comments = std::mem::take(&mut grammar.scanner.comments);
    yaml.aliases = std::mem::take(&mut grammar.graph.aliases);
    yaml
}
