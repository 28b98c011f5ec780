//! What a template says about its conditions: `Conditions` and `Rules` as boolean expressions over comparisons.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::term::{Term, Values, reference, signature, single, text};
use crate::model::Node;

/// A boolean expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Constant(bool),
    /// Anything: it is malformed, or a function that is not understood.
    Free,
    /// The condition of that index.
    Condition(usize),
    /// The term of that index is the literal of that index.
    Is(usize, usize),
    /// Two terms are equal; the first index is the lesser.
    Same(usize, usize),
    Not(Box<Self>),
    And(Vec<Self>),
    Or(Vec<Self>),
}

impl Expression {
    /// Calls `see` with this expression and all in it.
    pub(super) fn each(&self, see: &mut impl FnMut(&Self)) {
        see(self);
        match self {
            Self::Not(inner) => inner.each(see),
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.each(see)),
            Self::Constant(_) | Self::Free | Self::Condition(_) | Self::Is(..) | Self::Same(..) => {}
        }
    }

    /// The conditions it names.
    fn conditions(&self) -> Vec<usize> {
        let mut conditions = Vec::new();
        self.each(&mut |part| {
            if let Self::Condition(index) = part {
                conditions.push(*index);
            }
        });
        conditions
    }
}

/// A condition's name and what it says.
#[derive(Debug)]
pub(super) struct Named<'t> {
    pub(super) name: &'t str,
    pub(super) expression: Expression,
    /// Whether it is declared; what other conditions merely name is known too, as a free one.
    pub(super) declared: bool,
}

/// All that a template says about its conditions.
#[derive(Debug, Default)]
pub(super) struct Theory<'t> {
    pub(super) conditions: Vec<Named<'t>>,
    pub(super) names: BTreeMap<&'t str, usize>,
    pub(super) terms: Vec<Term<'t>>,
    /// The terms that are `Ref`s, by name.
    pub(super) references: BTreeMap<&'t str, usize>,
    /// What `Rules` assert. (The reference takes them into account in some of its checks only, and no rule that has a
    /// function of its own, such as `Fn::Contains`.)
    pub(super) rules: Vec<Expression>,
    /// The terms that are other functions.
    opaque: BTreeMap<String, usize>,
    /// Whether what a template compares with is possible even if it is not: see [`super::Conditions::with_switches`].
    has_switches: bool,
}

/// Deeper expressions are free.
const DEPTH: usize = 100;

impl<'t> Theory<'t> {
    /// Reads a plain template.
    pub(super) fn new(root: &'t Node, has_switches: bool) -> Self {
        let mut theory = Self { has_switches, ..Self::default() };
        let section = |name: &str| root.as_object().and_then(|root| root.get(name)).and_then(Node::as_object);
        let declared = || section("Conditions").into_iter().flatten();
        for entry in declared() {
            theory.condition(&entry.key, true);
        }
        for entry in declared() {
            let expression = theory.expression(&entry.node, DEPTH);
            let index = theory.condition(&entry.key, true);
            // Of two of one name the first counts, as everywhere.
            if let Some(named) =
                theory.conditions.get_mut(index).filter(|named| named.expression == Expression::Free)
            {
                named.expression = expression;
            }
        }
        theory.free_cycles();
        for entry in section("Rules").into_iter().flatten() {
            theory.rule(&entry.node);
        }
        if let Some(parameters) = section("Parameters") {
            for term in &mut theory.terms {
                if let Some(parameter) = term.name.and_then(|name| parameters.get(name)) {
                    term.values = Values::of(parameter);
                    if has_switches {
                        term.values.allow(&term.literals);
                    }
                }
            }
        }
        theory
    }

    fn condition(&mut self, name: &'t str, declared: bool) -> usize {
        *self.names.entry(name).or_insert_with(|| {
            self.conditions.push(Named { name, expression: Expression::Free, declared });
            self.conditions.len() - 1
        })
    }

    fn expression(&mut self, node: &'t Node, depth: usize) -> Expression {
        let Some((depth, (name, arguments))) = depth.checked_sub(1).zip(single(node)) else {
            return Expression::Free;
        };
        let list = arguments.as_list();
        match (name, list) {
            ("Condition", None) => match arguments.as_str() {
                Some(name) => Expression::Condition(self.condition(name, false)),
                None => Expression::Free,
            },
            ("Fn::Equals", Some([left, right])) => self.comparison(left, right),
            ("Fn::Not", Some([inner])) => Expression::Not(Box::new(self.expression(inner, depth))),
            ("Fn::And", Some(parts)) => Expression::And(self.expressions(parts, depth)),
            ("Fn::Or", Some(parts)) => Expression::Or(self.expressions(parts, depth)),
            ("Fn::Contains", Some([list, value])) => self.members(std::slice::from_ref(value), list),
            ("Fn::EachMemberEquals", Some([list, value])) => match list.as_list() {
                Some(list) => self.members(list, value),
                None => Expression::Free,
            },
            ("Fn::EachMemberIn", Some([list, values])) => match list.as_list() {
                Some(list) => self.members(list, values),
                None => Expression::Free,
            },
            _ => Expression::Free,
        }
    }

    fn expressions(&mut self, parts: &'t [Node], depth: usize) -> Vec<Expression> {
        parts.iter().map(|part| self.expression(part, depth)).collect()
    }

    /// Each member is among the values, or is the one value there is.
    fn members(&mut self, members: &'t [Node], values: &'t Node) -> Expression {
        let values = match values.as_list() {
            Some(values) => values,
            // A function that yields a list is not a value to compare with.
            None if text(values).is_none() && reference(values).is_none() => return Expression::Free,
            None => std::slice::from_ref(values),
        };
        let one_of = |member| {
            let compared = values.iter().map(|value| self.comparison(member, value));
            Expression::Or(compared.collect())
        };
        Expression::And(members.iter().map(one_of).collect())
    }

    fn comparison(&mut self, left: &'t Node, right: &'t Node) -> Expression {
        match (text(left), text(right)) {
            (Some(left), Some(right)) if self.has_switches => self.switch(&left, &right),
            (Some(left), Some(right)) => Expression::Constant(left == right),
            (Some(literal), None) => self.equals(right, literal),
            (None, Some(literal)) => self.equals(left, literal),
            (None, None) => match (self.term(left), self.term(right)) {
                (left, right) if left == right => Expression::Constant(true),
                (left, right) => Expression::Same(left.min(right), left.max(right)),
            },
        }
    }

    /// The same two constants are the same switch, whichever stands first.
    fn switch(&mut self, left: &str, right: &str) -> Expression {
        let signature = format!("{:?}", (left.min(right), left.max(right)));
        let terms = &mut self.terms;
        let index = *self.opaque.entry(signature).or_insert_with(|| {
            terms.push(Term { name: None, values: Values::default(), literals: vec![Cow::Borrowed("on")] });
            terms.len() - 1
        });
        Expression::Is(index, 0)
    }

    fn equals(&mut self, term: &'t Node, literal: Cow<'t, str>) -> Expression {
        let index = self.term(term);
        let Some(term) = self.terms.get_mut(index) else { return Expression::Free };
        let position = term.literals.iter().position(|known| *known == literal).unwrap_or_else(|| {
            term.literals.push(literal);
            term.literals.len() - 1
        });
        Expression::Is(index, position)
    }

    fn term(&mut self, node: &'t Node) -> usize {
        let terms = &mut self.terms;
        let name = reference(node);
        let new = || {
            terms.push(Term { name, values: Values::default(), literals: Vec::new() });
            terms.len() - 1
        };
        match name {
            Some(name) => *self.references.entry(name).or_insert_with(new),
            None => *self.opaque.entry(signature(node)).or_insert_with(new),
        }
    }

    /// A rule holds, or its condition does not.
    fn rule(&mut self, rule: &'t Node) {
        let Some(rule) = rule.as_object() else { return };
        let assertions = rule.get("Assertions").and_then(Node::as_list).unwrap_or_default();
        let condition = rule.get("RuleCondition").map(|condition| self.expression(condition, DEPTH));
        for assertion in assertions {
            let Some(assert) = assertion.as_object().and_then(|assertion| assertion.get("Assert")) else {
                continue;
            };
            let assert = self.expression(assert, DEPTH);
            self.rules.push(match &condition {
                Some(condition) => Expression::Or(vec![Expression::Not(Box::new(condition.clone())), assert]),
                None => assert,
            });
        }
    }

    /// Conditions that are defined by themselves say nothing.
    fn free_cycles(&mut self) {
        let uses: Vec<Vec<usize>> =
            self.conditions.iter().map(|condition| condition.expression.conditions()).collect();
        let mut open: Vec<bool> = vec![true; uses.len()];
        let is_open = |open: &[bool], index: usize| open.get(index).copied().unwrap_or_default();
        // What uses only what is settled is settled; what is left is in a cycle or uses one.
        loop {
            let settled: Vec<usize> = uses
                .iter()
                .enumerate()
                .filter(|(index, used)| {
                    is_open(&open, *index) && !used.iter().any(|used| is_open(&open, *used))
                })
                .map(|(index, _)| index)
                .collect();
            if settled.is_empty() {
                break;
            }
            for index in settled {
                open.get_mut(index).into_iter().for_each(|open| *open = false);
            }
        }
        for (index, named) in
            self.conditions.iter_mut().enumerate().filter(|(index, _)| is_open(&open, *index))
        {
            if reaches_itself(index, &uses) {
                named.expression = Expression::Free;
            }
        }
    }
}

fn reaches_itself(start: usize, uses: &[Vec<usize>]) -> bool {
    let mut seen = vec![false; uses.len()];
    let mut next = vec![start];
    while let Some(index) = next.pop() {
        for used in uses.get(index).into_iter().flatten() {
            if *used == start {
                return true;
            }
            if let Some(seen) = seen.get_mut(*used).filter(|seen| !**seen) {
                *seen = true;
                next.push(*used);
            }
        }
    }
    false
}
