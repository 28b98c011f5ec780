//! One component as clauses: which value each term has, and what follows for the conditions.

use std::collections::{BTreeMap, VecDeque};

use super::component::{Component, Sets};
use super::expression::{Expression, Theory};
use super::solver::{Literal, Solver};
use super::{Answer, STEPS_PER_QUESTION};

/// A value that a term can have in the clauses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Choice {
    /// This text.
    Text(String),
    /// A text that occurs nowhere, the same for all terms that choose it. Of terms that are compared with one another
    /// the first can choose only the first such text, the second one of two and so on: every way in which they can be
    /// equal or differ is one way of choosing.
    Elsewhere(usize),
}

/// A component whose terms have more possible values than this is not encoded wholly.
const MAX_CHOICES: usize = 20_000;

/// How many models are kept: most questions are answered by one that is there.
const MODELS: usize = 128;

/// The clauses of a component, ready to be asked.
#[derive(Debug, Default)]
pub(super) struct Encoding {
    solver: Solver,
    conditions: BTreeMap<usize, Literal>,
    /// For each term its choices.
    choices: BTreeMap<usize, BTreeMap<Choice, Literal>>,
    /// Whether two terms are equal.
    same: BTreeMap<(usize, usize), Literal>,
    truth: Option<Literal>,
    /// Some of what is known is not in the clauses: what they allow may be impossible all the same.
    partial: bool,
    models: VecDeque<Vec<bool>>,
}

impl Encoding {
    /// Encodes the component; the terms named in `fixed` can also have that value, wherever it comes from.
    pub(super) fn new(theory: &Theory<'_>, component: &Component, fixed: &[(usize, &str)]) -> Self {
        let mut this = Self::of(theory, component, fixed);
        // Rules that nothing can fulfil are a mistake, from which nothing should follow for all the rest.
        if !component.rules.is_empty() && this.solver.solve(&[], STEPS_PER_QUESTION) == Answer::No {
            let Component { conditions, terms, .. } = component;
            let component =
                Component { conditions: conditions.clone(), terms: terms.clone(), rules: Vec::new() };
            this = Self::of(theory, &component, fixed);
        }
        this
    }

    fn of(theory: &Theory<'_>, component: &Component, fixed: &[(usize, &str)]) -> Self {
        let mut this = Self::default();
        let expressions = || {
            let conditions = component.conditions.iter().filter_map(|index| theory.conditions.get(*index));
            let rules = component.rules.iter().filter_map(|index| theory.rules.get(*index));
            conditions.map(|named| &named.expression).chain(rules)
        };
        let mut pairs = Vec::new();
        for expression in expressions() {
            expression.each(&mut |part| {
                if let Expression::Same(a, b) = part {
                    pairs.push((*a, *b));
                }
            });
        }
        pairs.sort_unstable();
        pairs.dedup();
        this.encode_terms(theory, &component.terms, &pairs, fixed);
        for (a, b) in pairs {
            this.encode_pair(a, b);
        }
        for index in &component.conditions {
            let literal = this.solver.variable(false);
            this.conditions.insert(*index, literal);
        }
        for index in &component.conditions {
            if let (Some(named), Some(literal)) =
                (theory.conditions.get(*index), this.conditions.get(index).copied())
            {
                this.define(theory, literal, &named.expression);
            }
        }
        for rule in component.rules.iter().filter_map(|index| theory.rules.get(*index)) {
            let literal = this.literal(theory, rule);
            this.solver.clause(&[literal]);
        }
        this
    }

    /// The literal for the condition of that index.
    pub(super) fn condition(&self, index: usize) -> Option<Literal> {
        self.conditions.get(&index).copied()
    }

    /// The literal for the term's being that text, if it can be.
    pub(super) fn value(&self, term: usize, text: &str) -> Option<Literal> {
        self.choices.get(&term)?.get(&Choice::Text(text.to_owned())).copied()
    }

    pub(super) fn steps(&self) -> u64 {
        self.solver.steps()
    }

    /// Whether the assumptions can hold.
    pub(super) fn ask(&mut self, assumptions: &[Literal], budget: u64) -> Answer {
        let agrees = |model: &Vec<bool>| {
            assumptions.iter().all(|literal| model.get(literal.variable()) == Some(&literal.value()))
        };
        if !self.partial && self.models.iter().any(agrees) {
            return Answer::Yes;
        }
        match self.solver.solve(assumptions, budget) {
            Answer::Yes if self.partial => Answer::Undecided,
            Answer::Yes => {
                if self.models.len() == MODELS {
                    self.models.pop_back();
                }
                self.models.push_front(self.solver.model());
                Answer::Yes
            }
            answer => answer,
        }
    }

    /// What each term is under the assumptions; nothing where none of its choices is taken.
    pub(super) fn values(&mut self, assumptions: &[Literal], budget: u64) -> Option<BTreeMap<usize, Choice>> {
        if self.partial || self.solver.solve(assumptions, budget) != Answer::Yes {
            return None;
        }
        let model = self.solver.model();
        let taken = |literal: &Literal| model.get(literal.variable()) == Some(&literal.value());
        let values = self.choices.iter().filter_map(|(term, choices)| {
            let (choice, _) = choices.iter().find(|(_, literal)| taken(literal))?;
            Some((*term, choice.clone()))
        });
        Some(values.collect())
    }

    /// Which terms are compared with one another, if only through others.
    fn groups(theory: &Theory<'_>, terms: &[usize], pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
        let mut sets = Sets::new(theory.terms.len());
        for (a, b) in pairs {
            sets.join(*a, *b);
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for term in terms {
            groups.entry(sets.root(*term)).or_default().push(*term);
        }
        groups.into_values().collect()
    }

    fn encode_terms(
        &mut self,
        theory: &Theory<'_>,
        terms: &[usize],
        pairs: &[(usize, usize)],
        fixed: &[(usize, &str)],
    ) {
        let groups = Self::groups(theory, terms, pairs);
        for group in groups {
            let mut texts: Vec<&str> = Vec::new();
            for index in &group {
                let Some(term) = theory.terms.get(*index) else { continue };
                texts.extend(term.literals.iter().map(AsRef::as_ref));
                texts.extend(fixed.iter().filter(|(fixed, _)| fixed == index).map(|(_, text)| *text));
                if group.len() > 1 {
                    texts.extend(term.values.allowed.iter().flatten().map(AsRef::as_ref));
                }
            }
            texts.sort_unstable();
            texts.dedup();
            let large = group.len() * (texts.len() + group.len() / 2) > MAX_CHOICES;
            self.partial |= large && group.len() > 1;
            for (position, index) in group.iter().enumerate() {
                let Some(term) = theory.terms.get(*index) else { continue };
                // Alone, what a term is beyond the texts does not matter; compared, it must be something.
                let compared = group.len() > 1 && !large;
                let mut choices = BTreeMap::new();
                let own = |text: &str| {
                    term.literals.iter().any(|own| own == text) || fixed.contains(&(*index, text))
                };
                let possible = |text: &&&str| term.values.admits(text) && (!large || own(text));
                for text in texts.iter().filter(possible) {
                    let default = term.values.default.as_deref() == Some(text);
                    choices.insert(Choice::Text((*text).to_owned()), self.solver.variable(default));
                }
                let closed = match &term.values.allowed {
                    Some(allowed) => {
                        compared || allowed.iter().all(|text| texts.binary_search(&text.as_ref()).is_ok())
                    }
                    None => {
                        for other in 0..=position {
                            if compared {
                                choices.insert(Choice::Elsewhere(other), self.solver.variable(false));
                            }
                        }
                        compared
                    }
                };
                let literals: Vec<Literal> = choices.values().copied().collect();
                self.solver.at_most_one(&literals);
                if closed {
                    self.solver.clause(&literals);
                }
                self.choices.insert(*index, choices);
            }
        }
    }

    /// Two terms are equal if and only if they make the same choice.
    fn encode_pair(&mut self, a: usize, b: usize) {
        let same = self.solver.variable(false);
        self.same.insert((a, b), same);
        if self.partial {
            return;
        }
        let (Some(left), Some(right)) = (self.choices.get(&a), self.choices.get(&b)) else { return };
        for (choice, literal) in left {
            match right.get(choice) {
                Some(other) => {
                    self.solver.clause(&[!same, !*literal, *other]);
                    self.solver.clause(&[same, !*literal, !*other]);
                }
                None => self.solver.clause(&[!same, !*literal]),
            }
        }
        for (_, other) in right.iter().filter(|(choice, _)| !left.contains_key(*choice)) {
            self.solver.clause(&[!same, !*other]);
        }
    }

    /// `literal` holds if and only if the expression does.
    fn define(&mut self, theory: &Theory<'_>, literal: Literal, expression: &Expression) {
        let (parts, all) = match expression {
            Expression::Free => return,
            Expression::And(parts) => (parts, true),
            Expression::Or(parts) => (parts, false),
            _ => {
                let value = self.literal(theory, expression);
                self.solver.clause(&[!literal, value]);
                self.solver.clause(&[literal, !value]);
                return;
            }
        };
        // An `Or` is what is not the `And` of the negations.
        let mut clause = vec![literal.is(all)];
        for part in parts {
            let part = self.literal(theory, part).is(all);
            self.solver.clause(&[!literal.is(all), part]);
            clause.push(!part);
        }
        self.solver.clause(&clause);
    }

    /// A literal that holds if and only if the expression does.
    fn literal(&mut self, theory: &Theory<'_>, expression: &Expression) -> Literal {
        match expression {
            Expression::Constant(value) => self.truth().is(*value),
            Expression::Condition(index) => match self.conditions.get(index) {
                Some(literal) => *literal,
                None => self.solver.variable(false),
            },
            Expression::Is(term, literal) => {
                let text = theory.terms.get(*term).and_then(|term| term.literals.get(*literal));
                match text.and_then(|text| self.value(*term, text)) {
                    Some(literal) => literal,
                    // The term cannot be that text. (Where the reference walks properties it does not know this.)
                    None => self.truth().is(false),
                }
            }
            Expression::Same(a, b) => match self.same.get(&(*a, *b)) {
                Some(literal) => *literal,
                None => self.solver.variable(false),
            },
            Expression::Not(inner) => !self.literal(theory, inner),
            Expression::Free => self.solver.variable(false),
            Expression::And(_) | Expression::Or(_) => {
                let literal = self.solver.variable(false);
                self.define(theory, literal, expression);
                literal
            }
        }
    }

    fn truth(&mut self) -> Literal {
        if let Some(truth) = self.truth {
            return truth;
        }
        let truth = self.solver.variable(true);
        self.solver.clause(&[truth]);
        self.truth = Some(truth);
        truth
    }
}
