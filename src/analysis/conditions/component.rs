//! Which conditions have to do with one another: what one question is about need not look at the others.

use super::expression::{Expression, Theory};

/// Conditions, terms and rules that are connected, by their indexes in order.
#[derive(Debug, Default)]
pub(super) struct Component {
    pub(super) conditions: Vec<usize>,
    pub(super) terms: Vec<usize>,
    pub(super) rules: Vec<usize>,
}

/// The parts of a theory that say nothing about one another.
#[derive(Debug, Default)]
pub(super) struct Components {
    pub(super) components: Vec<Component>,
    /// For each condition the index of its component.
    of_condition: Vec<usize>,
    /// For each term the index of its component.
    of_term: Vec<usize>,
}

impl Components {
    pub(super) fn new(theory: &Theory<'_>) -> Self {
        let (conditions, terms) = (theory.conditions.len(), theory.terms.len());
        let mut sets = Sets::new(conditions + terms + theory.rules.len());
        let named = theory.conditions.iter().map(|named| &named.expression);
        let asserted =
            theory.rules.iter().enumerate().map(|(index, rule)| (conditions + terms + index, rule));
        for (owner, expression) in named.enumerate().chain(asserted) {
            expression.each(&mut |part| match part {
                Expression::Condition(index) => sets.join(owner, *index),
                Expression::Is(term, _) => sets.join(owner, conditions + term),
                Expression::Same(a, b) => {
                    sets.join(owner, conditions + a);
                    sets.join(owner, conditions + b);
                }
                Expression::Constant(_)
                | Expression::Free
                | Expression::Not(_)
                | Expression::And(_)
                | Expression::Or(_) => {}
            });
        }
        let mut of_root = vec![None; conditions + terms + theory.rules.len()];
        let mut this = Self::default();
        for member in 0..of_root.len() {
            let root = sets.root(member);
            let Some(known) = of_root.get_mut(root) else { continue };
            let index = *known.get_or_insert_with(|| {
                this.components.push(Component::default());
                this.components.len() - 1
            });
            let Some(component) = this.components.get_mut(index) else { continue };
            if member < conditions {
                component.conditions.push(member);
                this.of_condition.push(index);
            } else if member < conditions + terms {
                component.terms.push(member - conditions);
                this.of_term.push(index);
            } else {
                component.rules.push(member - conditions - terms);
            }
        }
        this
    }

    pub(super) fn of_condition(&self, condition: usize) -> Option<usize> {
        self.of_condition.get(condition).copied()
    }

    pub(super) fn of_term(&self, term: usize) -> Option<usize> {
        self.of_term.get(term).copied()
    }
}

/// Disjoint sets of indexes.
#[derive(Debug)]
pub(super) struct Sets(Vec<usize>);

impl Sets {
    pub(super) fn new(size: usize) -> Self {
        Self((0..size).collect())
    }

    /// The least member of the set.
    pub(super) fn root(&mut self, member: usize) -> usize {
        let mut root = member;
        while let Some(parent) = self.0.get(root).copied().filter(|parent| *parent != root) {
            // Halves the way for the next one.
            let above = self.0.get(parent).copied().unwrap_or(parent);
            if let Some(place) = self.0.get_mut(root) {
                *place = above;
            }
            root = above;
        }
        root
    }

    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(parent) = self.0.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
}
