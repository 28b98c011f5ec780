use std::collections::BTreeMap;
use std::rc::Rc;

/// What a question about conditions comes out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It can be so.
    Yes,
    /// It cannot be so.
    No,
    /// It took longer than there was time for.
    Undecided,
}

/// Why a condition is taken to have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// It has it here: the resource has that condition, or this is a branch of its `Fn::If`.
    Known,
    /// It is tried with it, as one of several cases.
    Supposed,
}

/// What is taken to be so at one place of a template: values of conditions, and of parameters.
///
/// [`Conditions`](super::Conditions) makes them, and none that are known to contradict one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts<'t> {
    // Most places have no facts, and those that have hand them on to all that is in them.
    inner: Option<Rc<Inner<'t>>>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Inner<'t> {
    statuses: BTreeMap<&'t str, (bool, Basis)>,
    parameters: BTreeMap<String, String>,
}

impl<'t> Facts<'t> {
    /// The value of a condition, if one is taken.
    #[must_use]
    pub fn status(&self, condition: &str) -> Option<bool> {
        self.inner.as_ref()?.statuses.get(condition).map(|(value, _)| *value)
    }

    /// The value of a parameter or pseudo parameter, if one is taken.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.inner.as_ref()?.parameters.get(name).map(String::as_str)
    }

    /// The conditions that are taken to have a value, by name.
    pub fn statuses(&self) -> impl Iterator<Item = (&'t str, bool, Basis)> {
        self.inner
            .iter()
            .flat_map(|inner| &inner.statuses)
            .map(|(name, (value, basis))| (*name, *value, *basis))
    }

    /// The parameters that are taken to have a value, by name.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let parameters = self.inner.iter().flat_map(|inner| &inner.parameters);
        parameters.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing is taken to be so.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.inner.is_none()
    }

    pub(super) fn basis(&self, condition: &str) -> Option<Basis> {
        self.inner.as_ref()?.statuses.get(condition).map(|(_, basis)| *basis)
    }

    pub(super) fn with_status(&self, condition: &'t str, value: bool, basis: Basis) -> Self {
        self.with(|inner| {
            inner.statuses.insert(condition, (value, basis));
        })
    }

    pub(super) fn with_parameter(&self, name: &str, value: &str) -> Self {
        self.with(|inner| {
            inner.parameters.insert(name.to_owned(), value.to_owned());
        })
    }

    fn with(&self, change: impl FnOnce(&mut Inner<'t>)) -> Self {
        let mut inner = self.inner.as_deref().cloned().unwrap_or_default();
        change(&mut inner);
        Self { inner: Some(Rc::new(inner)) }
    }
}
