//! The part of a picture that a reviewer looks at.

use super::{Graph, Mark};

impl Graph {
    /// What changes, and the resources next to that; if these are more than `most`, of those that do not change only the ones
    /// that stand between two that do. The graph itself if nothing changes, or if it is no larger than `most`.
    #[must_use]
    pub fn around_changes(&self, most: usize) -> Self {
        if !self.has_marks() || self.resources.len() <= most {
            return self.clone();
        }
        let changes = self.changed();
        let is_changed = |number: usize| changes.get(number).copied().unwrap_or_default();
        // How many resources that change are next to each.
        let mut next_to = vec![0_usize; self.resources.len()];
        for reference in self.references.iter().filter(|reference| reference.from != reference.to) {
            for (one, other) in [(reference.from, reference.to), (reference.to, reference.from)] {
                if let Some(count) = next_to.get_mut(one).filter(|_| is_changed(other)) {
                    *count += 1;
                }
            }
        }
        let kept = |least: usize| -> Vec<bool> {
            let counted = next_to.iter().enumerate();
            counted.map(|(number, count)| is_changed(number) || *count >= least).collect()
        };
        let near = kept(1);
        let is_small = near.iter().filter(|is_near| **is_near).count() <= most;
        self.part(&if is_small { near } else { kept(2) })
    }

    /// Only what changes; the graph itself if nothing does.
    #[must_use]
    pub fn changes_only(&self) -> Self {
        if self.has_marks() { self.part(&self.changed()) } else { self.clone() }
    }

    fn changed(&self) -> Vec<bool> {
        self.resources.iter().map(|resource| resource.mark != Mark::Unchanged).collect()
    }

    /// The resources that are kept, and the references between them.
    fn part(&self, kept: &[bool]) -> Self {
        let mut part = Self {
            is_of_change: self.is_of_change,
            left_out: self.left_out + kept.iter().filter(|is_kept| !**is_kept).count(),
            ..Self::default()
        };
        let mut numbers = Vec::with_capacity(kept.len());
        for (resource, is_kept) in self.resources.iter().zip(kept) {
            numbers.push(is_kept.then_some(part.resources.len()));
            if *is_kept {
                part.add(resource.clone());
            }
        }
        let number = |old: usize| numbers.get(old).copied().flatten();
        for reference in &self.references {
            if let (Some(from), Some(to)) = (number(reference.from), number(reference.to)) {
                part.references.push(super::Reference { from, to, ..reference.clone() });
            }
        }
        part
    }
}
