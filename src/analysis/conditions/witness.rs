//! Values of parameters under which facts hold, for messages.

use std::collections::{BTreeMap, BTreeSet};

use super::encoding::Choice;
use super::expression::Expression;
use super::{Conditions, Facts, STEPS_PER_QUESTION, assumptions};

impl<'t> Conditions<'t> {
    /// Values of the parameters and pseudo parameters on which the facts depend, under which all of them are so, in
    /// the order in which the conditions mention them: the default wherever it will do. Nothing if there are no such
    /// values, or none are found in time. The same facts have the same values, whatever was asked before.
    #[must_use]
    pub fn witness(&self, facts: &Facts<'t>) -> Option<Vec<(&'t str, String)>> {
        let mut texts = BTreeMap::new();
        for component in self.touched(facts) {
            let question = self.question(component, facts);
            // What other questions have taught the solver would change what it finds.
            let mut encoding = self.encode(&question, &self.foreign(&question));
            let assumptions = assumptions(&encoding, &question)?;
            let choices = encoding.values(&assumptions, STEPS_PER_QUESTION)?;
            self.write_out(component, &choices, &mut texts);
        }
        let relevant = self.relevant(facts);
        let named = texts.into_iter().filter(|(term, _)| relevant.contains(term));
        Some(named.filter_map(|(term, text)| Some((self.theory.terms.get(term)?.name?, text))).collect())
    }

    /// Makes texts of the choices, other ones where any other text will do.
    fn write_out(
        &self,
        component: usize,
        choices: &BTreeMap<usize, Choice>,
        texts: &mut BTreeMap<usize, String>,
    ) {
        let Some(component) = self.components.components.get(component) else { return };
        let mut elsewhere: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for term in &component.terms {
            match choices.get(term) {
                Some(Choice::Text(text)) => {
                    texts.insert(*term, text.clone());
                }
                Some(Choice::Elsewhere(text)) => elsewhere.entry(*text).or_default().push(*term),
                None => {
                    let Some(term_) = self.theory.terms.get(*term) else { continue };
                    let taken = |text: &str| term_.literals.iter().any(|literal| literal == text);
                    if let Some(text) = term_.values.other(taken) {
                        texts.insert(*term, text);
                    }
                }
            }
        }
        // Texts that occur nowhere in the component are those that all these terms can have.
        let terms = || component.terms.iter().filter_map(|term| self.theory.terms.get(*term));
        let mut known: BTreeSet<String> =
            terms().flat_map(|term| &term.literals).map(|literal| literal.clone().into_owned()).collect();
        known.extend(
            terms()
                .filter_map(|term| term.values.allowed.as_ref())
                .flatten()
                .map(|text| text.clone().into_owned()),
        );
        known.extend(texts.values().cloned());
        for equal in elsewhere.into_values() {
            let values: Vec<_> = equal
                .iter()
                .filter_map(|term| self.theory.terms.get(*term))
                .map(|term| &term.values)
                .collect();
            let taken = |text: &str| known.contains(text) || !values.iter().all(|value| value.admits(text));
            let Some(text) = values.iter().find_map(|values| values.other(taken)) else { continue };
            texts.extend(equal.into_iter().map(|term| (term, text.clone())));
            known.insert(text);
        }
    }

    /// The terms that the facts say something about, if only through other conditions and rules.
    fn relevant(&self, facts: &Facts<'t>) -> BTreeSet<usize> {
        let named = facts.statuses().filter_map(|(name, ..)| self.theory.names.get(name).copied());
        let mut terms: BTreeSet<usize> =
            facts.parameters().filter_map(|(name, _)| self.theory.references.get(name).copied()).collect();
        let (mut seen, mut next): (BTreeSet<usize>, Vec<usize>) = (BTreeSet::new(), named.collect());
        let mut rules: Vec<&Expression> = self.theory.rules.iter().collect();
        loop {
            while let Some(index) = next.pop() {
                if let Some(named) = self.theory.conditions.get(index).filter(|_| seen.insert(index)) {
                    mentions(&named.expression, &mut terms, &mut next);
                }
            }
            let before = rules.len();
            rules.retain(|rule| {
                let (mut theirs, mut conditions) = (BTreeSet::new(), Vec::new());
                mentions(rule, &mut theirs, &mut conditions);
                let concerned =
                    !terms.is_disjoint(&theirs) || conditions.iter().any(|index| seen.contains(index));
                if concerned {
                    terms.extend(theirs);
                    next.extend(conditions);
                }
                !concerned
            });
            if rules.len() == before {
                return terms;
            }
        }
    }
}

/// Adds the terms and conditions that an expression mentions.
fn mentions(expression: &Expression, terms: &mut BTreeSet<usize>, conditions: &mut Vec<usize>) {
    expression.each(&mut |part| match part {
        Expression::Condition(index) => conditions.push(*index),
        Expression::Is(term, _) => {
            terms.insert(*term);
        }
        Expression::Same(a, b) => terms.extend([*a, *b]),
        Expression::Constant(_)
        | Expression::Free
        | Expression::Not(_)
        | Expression::And(_)
        | Expression::Or(_) => {}
    });
}
