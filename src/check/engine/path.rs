//! Where a validation is: in the template, and in the schemas.

use std::borrow::Cow;

use super::functions::Function;
use crate::diag::Origin;
use crate::model::{Entry, Step};

/// The steps from the template's root, each known to the one after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    before: Option<&'a Path<'a>>,
    step: Part<'a>,
    key_origin: Origin,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// The root itself.
    Root,
    /// To the value of that key.
    Key(&'a str),
    /// To the item of that index.
    Index(usize),
}

impl<'a> Path<'a> {
    /// The path of no steps.
    pub(crate) const ROOT: Path<'static> =
        Path { before: None, step: Part::Root, key_origin: Origin::Unknown };

    /// The path with one more step.
    pub(crate) fn with(&'a self, step: Part<'a>) -> Self {
        Self { before: Some(self), step, key_origin: Origin::Unknown }
    }

    /// The path to the value of an entry.
    pub(crate) fn with_entry(&'a self, entry: &'a Entry) -> Self {
        Self { before: Some(self), step: Part::Key(&entry.key), key_origin: entry.key_origin }
    }

    /// Where the key of the last step was written, if that is known. It is not where the path leads in the template when the
    /// value is one of several that conditions choose from.
    pub(crate) fn key_origin(&self) -> Origin {
        self.key_origin
    }

    /// The last step.
    pub(crate) fn last(&self) -> Part<'a> {
        self.step
    }

    /// The steps from the last to the first.
    pub(crate) fn backwards(&self) -> impl Iterator<Item = Part<'a>> {
        std::iter::successors(Some(*self), |path| path.before.copied())
            .map(|path| path.step)
            .filter(|step| *step != Part::Root)
    }

    /// The keys and indexes from the first.
    pub(crate) fn steps(&self) -> Vec<Step<'static>> {
        let mut steps: Vec<Step<'static>> = self
            .backwards()
            .map(|step| match step {
                Part::Key(key) => Step::Key(Cow::Owned(key.to_owned())),
                Part::Index(index) => Step::Index(index),
                Part::Root => Step::Index(0),
            })
            .collect();
        steps.reverse();
        steps
    }

    /// The step at a depth, the first being 0.
    pub(crate) fn get(&self, depth: usize) -> Option<Part<'a>> {
        let steps: Vec<Part<'a>> = self.backwards().collect();
        steps.len().checked_sub(depth + 1).and_then(|index| steps.get(index)).copied()
    }

    /// Whether the path goes through the arguments of that function.
    pub(crate) fn is_in(&self, function: Function) -> bool {
        self.backwards().any(|step| step == Part::Key(function.key()))
    }

    /// As `Resources/Name/Properties/0`.
    pub(crate) fn text(&self) -> String {
        text(&self.steps())
    }
}

/// Steps as `Resources/Name/Properties/0`.
pub(crate) fn text(steps: &[Step<'_>]) -> String {
    let texts: Vec<String> = steps.iter().map(ToString::to_string).collect();
    texts.join("/")
}

/// Where a value is as rules name it: the resource's type in place of its logical ID, `*` for any item or any key, and
/// no functions: `Resources/AWS::S3::Bucket/Properties/Tags/*/Key`. Only a hash of that text is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Place(u64);

impl Place {
    /// The place of the template itself, which is no text.
    pub(crate) const ROOT: Self = Self(0xcbf2_9ce4_8422_2325);

    /// The place one step on.
    pub(crate) fn with(self, segment: &str) -> Self {
        let separator = (self != Self::ROOT).then_some(b'/');
        let hash = separator
            .into_iter()
            .chain(segment.bytes())
            .fold(self.0, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        Self(hash)
    }

    /// The place that a text names.
    pub(crate) fn of(text: &str) -> Self {
        if text.is_empty() { Self::ROOT } else { Self::ROOT.with(text) }
    }
}
