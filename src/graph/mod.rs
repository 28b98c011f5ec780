//! Pictures of a template: its resources and what refers to what, as Mermaid, DOT or SVG.
//!
//! An arrow leads from the resource that refers to the one that it refers to. No value of a template is in a picture:
//! only logical IDs, types, attributes, names of properties and conditions.
//!
//! ```
//! use synth::graph::Graph;
//! use synth::parse::parse;
//!
//! let text = "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n  Note:\n    Type: AWS::SSM::Parameter\n    Properties: {Type: String, Value: !GetAtt Jobs.Arn}\n";
//! let template = parse("t.yaml", text.as_bytes()).root.ok_or("no template")?;
//! let graph = Graph::of(&template);
//! assert_eq!(graph.references()[0].labels, ["Arn"]);
//! assert!(graph.mermaid().contains("Note -->|Arn| Jobs"));
//! # Ok::<(), &str>(())
//! ```
//!
//! Templates are plain here: functions are objects of one entry.

mod build;
mod dot;
mod group;
mod layout;
mod mermaid;
mod part;
mod style;
mod svg;
mod text;

use std::collections::HashMap;

pub use build::written_out;
pub use group::Group;
pub use mermaid::{MOST_CHARACTERS, MOST_REFERENCES};
pub use style::STYLE;
pub use svg::Embedding;

/// What a picture shows.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    resources: Vec<Resource>,
    references: Vec<Reference>,
    numbers: HashMap<String, usize>,
    is_of_change: bool,
    left_out: usize,
}

/// A resource of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// Its logical ID; that of the new template, if it is in both.
    pub logical_id: String,
    /// Its logical ID in the old template, where that was another one.
    pub old_id: Option<String>,
    /// Its type; empty if it has none.
    pub resource_type: String,
    /// The condition on which it is in the stack.
    pub condition: Option<String>,
    /// What happens to it.
    pub mark: Mark,
}

impl Resource {
    /// The logical ID; both, with an arrow, if it is another one than before.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.old_id {
            Some(old) => format!("{old} -> {}", self.logical_id),
            None => self.logical_id.clone(),
        }
    }

    /// What is written in its box where text has one form only.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.name()];
        if !self.resource_type.is_empty() {
            lines.push(self.short_type().to_owned());
        }
        lines.extend(self.condition.as_ref().map(|condition| format!("if {condition}")));
        if self.mark != Mark::Unchanged {
            lines.push(self.mark.as_str().to_owned());
        }
        lines
    }

    /// The type without `AWS::`, which nearly all begin with.
    fn short_type(&self) -> &str {
        self.resource_type.strip_prefix("AWS::").unwrap_or(&self.resource_type)
    }
}

/// That one resource refers to another, in as many places as it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The number of the resource that refers.
    pub from: usize,
    /// The number of the one that is referred to; it may be the same.
    pub to: usize,
    /// `DependsOn`, `Ref`, and the attributes that are asked for.
    pub labels: Vec<String>,
    /// The properties that refer, such as `Policies[0].PolicyDocument`.
    pub places: Vec<String>,
    /// Which of the two templates has it.
    pub presence: Presence,
}

impl Reference {
    /// Whether nothing of it but the order in which things are made depends on it.
    fn is_only_order(&self) -> bool {
        self.labels.iter().all(|label| label == build::DEPENDS_ON)
    }

    /// What is written at an arrow: nothing where the arrow says it.
    fn label(&self) -> Option<String> {
        let is_plain = self.is_only_order() || matches!(self.labels.as_slice(), [only] if only == build::REF);
        (!is_plain).then(|| self.labels.join(", "))
    }
}

/// Which templates of a comparison have a reference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Both, or there is only one.
    #[default]
    Both,
    /// Only the old one.
    Old,
    /// Only the new one.
    New,
}

/// What happens to a resource.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Nothing, or nobody has compared.
    #[default]
    Unchanged,
    /// It is new.
    Added,
    /// It leaves the stack.
    Removed,
    /// A new one takes its place.
    Replaced,
    /// It may be that a new one takes its place.
    MaybeReplaced,
    /// It is changed in place.
    Updated,
    /// It may be changed in place.
    MaybeUpdated,
    /// It only has another logical ID.
    Renamed,
}

impl Mark {
    /// All that are told apart from what does not change.
    pub const ALL: [Self; 7] = [
        Self::Added,
        Self::Removed,
        Self::Replaced,
        Self::MaybeReplaced,
        Self::Updated,
        Self::MaybeUpdated,
        Self::Renamed,
    ];

    /// As one says it; empty for what does not change.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unchanged => "",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Replaced => "replaced",
            Self::MaybeReplaced => "maybe replaced",
            Self::Updated => "updated",
            Self::MaybeUpdated => "maybe updated",
            Self::Renamed => "renamed",
        }
    }

    /// As a class of CSS and Mermaid.
    const fn class(self) -> &'static str {
        match self {
            Self::Unchanged => "same",
            Self::MaybeReplaced => "mayreplace",
            Self::MaybeUpdated => "mayupdate",
            other => other.as_str(),
        }
    }
}

/// What happens to one resource, by its logical ID in the new template, or in the old one if it leaves the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'c> {
    /// Its logical ID.
    pub logical_id: &'c str,
    /// Its logical ID in the old template, where that was another one.
    pub old_id: Option<&'c str>,
    /// What happens.
    pub mark: Mark,
}

impl Graph {
    /// The resources, in the order of the template.
    #[must_use]
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// The references between them.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// How many resources do not change and are left out for that.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// Whether it shows what happens to resources.
    fn has_marks(&self) -> bool {
        self.resources.iter().any(|resource| resource.mark != Mark::Unchanged)
    }
}
