//! Which conditions of a template can hold together, and under which values of its parameters.
//!
//! The answers are exact for what is understood: `Fn::And`, `Fn::Or`, `Fn::Not`, `Condition`, and `Fn::Equals` of
//! constants, of parameters with the values that their declarations allow, and of other functions, which are equal when
//! they are written alike and otherwise may be anything. `Rules` narrow down the parameters. What is malformed, or is
//! defined by itself, may be either way. A question is answered from the conditions that have to do with it, by a
//! search whose steps are counted; when there are too many, the answer is [`Answer::Undecided`].

mod cases;
mod component;
mod encoding;
mod expression;
mod facts;
mod scenarios;
mod solver;
mod term;
mod witness;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

pub use cases::Cases;
use component::Components;
use encoding::Encoding;
use expression::Theory;
pub use facts::{Answer, Basis, Facts};
pub use scenarios::{Branch, Scenario, Scenarios};
use solver::Literal;

use crate::model::Node;

/// The steps that one question may take: some hundredths of a second.
const STEPS_PER_QUESTION: u64 = 1_000_000;

/// When all questions together have taken so many steps, each of the next ones may take but few.
const STEPS: u64 = 10_000_000;
const STEPS_PER_LATE_QUESTION: u64 = 50_000;

/// How many answers, and how many sets of clauses, are kept.
const ANSWERS: usize = 50_000;
const ENCODINGS: usize = 256;

/// What a template says about its conditions.
///
/// ```
/// use synth::analysis::{Answer, Basis, Conditions};
/// use synth::model::{Node, Object};
///
/// let object = |name, node: Node| Node::from(Object::from_iter([(name, node)]));
/// let is = |value| object("Fn::Equals", Node::list([object("Ref", "Stage".into()), Node::from(value)]));
/// let conditions = Object::from_iter([("IsProd", is("prod")), ("IsTest", is("test"))]);
/// let template = object("Conditions", conditions.into());
///
/// let conditions = Conditions::new(&template);
/// let facts = conditions.assume(&conditions.unconstrained(), "IsProd", true, Basis::Known).unwrap();
/// assert_eq!(conditions.witness(&facts), Some(vec![("Stage", "prod".to_owned())]));
/// assert_eq!(conditions.assume(&facts, "IsTest", true, Basis::Known), None);
/// ```
#[derive(Debug)]
pub struct Conditions<'t> {
    theory: Theory<'t>,
    components: Components,
    memory: RefCell<Memory>,
}

/// What has been found out so far.
#[derive(Debug, Default)]
struct Memory {
    encodings: BTreeMap<(usize, Vec<(usize, String)>), Encoding>,
    answers: BTreeMap<Question, Answer>,
    steps: u64,
}

/// What is asked of one component: conditions with their values, and terms with theirs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Question {
    component: usize,
    statuses: Vec<(usize, bool)>,
    fixed: Vec<(usize, String)>,
}

impl<'t> Conditions<'t> {
    /// Reads `Conditions`, `Parameters` and `Rules` of a plain template, in which functions are objects of one entry.
    #[must_use]
    pub fn new(root: &'t Node) -> Self {
        Self::of(Theory::new(root, false))
    }

    /// As [`Conditions::new`], but no condition is constant by its definition alone: a comparison of two constants is a
    /// switch that may be either way, and a parameter can be what it is compared with, allowed or not. Whoever wrote
    /// `Fn::Equals: [true, false]` will turn it one day, and both sides of what hangs on it are worth a look.
    #[must_use]
    pub fn with_switches(root: &'t Node) -> Self {
        Self::of(Theory::new(root, true))
    }

    fn of(theory: Theory<'t>) -> Self {
        let components = Components::new(&theory);
        Self { theory, components, memory: RefCell::default() }
    }

    /// Lets the parameter or pseudo parameter be one of these values only, such as the regions for `AWS::Region`.
    #[must_use]
    pub fn limited(mut self, name: &str, values: impl IntoIterator<Item = impl Into<Cow<'t, str>>>) -> Self {
        let term = self.theory.references.get(name).and_then(|term| self.theory.terms.get_mut(*term));
        if let Some(term) = term {
            term.values.limit(values.into_iter().map(Into::into).collect());
        }
        self.memory = RefCell::default();
        self
    }

    /// The declared conditions, in order.
    pub fn names(&self) -> impl Iterator<Item = &'t str> {
        self.theory.conditions.iter().filter(|named| named.declared).map(|named| named.name)
    }

    /// Whether a condition of that name is declared.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.declared(name).is_some()
    }

    /// Nothing is taken to be so.
    #[must_use]
    pub fn unconstrained(&self) -> Facts<'t> {
        Facts::default()
    }

    /// The facts, and that the condition has that value; nothing if it cannot have it under these facts. A condition
    /// that is not declared adds nothing, as no finding should come of what is one itself.
    #[must_use]
    pub fn assume(&self, facts: &Facts<'t>, condition: &str, value: bool, basis: Basis) -> Option<Facts<'t>> {
        let Some((index, name)) = self.declared(condition) else { return Some(facts.clone()) };
        match facts.status(condition) {
            Some(status) if status != value => return None,
            Some(_) if basis == Basis::Supposed || facts.basis(condition) == Some(Basis::Known) => {
                return Some(facts.clone());
            }
            // It was supposed and is now known, which changes nothing about what is possible.
            Some(_) => return Some(facts.with_status(name, value, basis)),
            None => {}
        }
        let facts = facts.with_status(name, value, basis);
        let component = self.components.of_condition(index)?;
        (self.ask(self.question(component, &facts)) != Answer::No).then_some(facts)
    }

    /// The facts, and that the parameter or pseudo parameter has that value; nothing if it cannot have it under these
    /// facts.
    #[must_use]
    pub fn with_parameter(&self, facts: &Facts<'t>, name: &str, value: &str) -> Option<Facts<'t>> {
        if let Some(known) = facts.parameter(name) {
            return (known == value).then(|| facts.clone());
        }
        let facts = facts.with_parameter(name, value);
        let component = self.theory.references.get(name).and_then(|term| self.components.of_term(*term));
        match component {
            Some(component) if self.ask(self.question(component, &facts)) == Answer::No => None,
            _ => Some(facts),
        }
    }

    /// The facts of both; nothing if they contradict one another.
    #[must_use]
    pub fn join(&self, facts: &Facts<'t>, others: &Facts<'t>) -> Option<Facts<'t>> {
        let mut all = facts.clone();
        for (name, value, basis) in others.statuses() {
            all = self.assume(&all, name, value, basis)?;
        }
        for (name, value) in others.parameters() {
            all = self.with_parameter(&all, name, value)?;
        }
        Some(all)
    }

    /// Whether the facts can all be so. They can unless that was undecided when they were made.
    #[must_use]
    pub fn satisfiable(&self, facts: &Facts<'t>) -> Answer {
        let mut answer = Answer::Yes;
        for component in self.touched(facts) {
            match self.ask(self.question(component, facts)) {
                Answer::Yes => {}
                Answer::No => return Answer::No,
                Answer::Undecided => answer = Answer::Undecided,
            }
        }
        answer
    }

    /// Whether the condition must have that value under these facts, as far as it can be decided.
    #[must_use]
    pub fn entails(&self, facts: &Facts<'t>, condition: &str, value: bool) -> bool {
        self.contains(condition) && self.assume(facts, condition, !value, Basis::Supposed).is_none()
    }

    /// Whether the condition can have that value where these facts are known. What is merely supposed, be it of a
    /// condition or of a parameter, does not count: the other case is looked at as well.
    #[must_use]
    pub fn is_reachable(&self, facts: &Facts<'t>, condition: &str, value: bool) -> bool {
        let Some((index, name)) = self.declared(condition) else { return true };
        let known = facts.statuses().filter(|(_, _, basis)| *basis == Basis::Known);
        let mut only = Facts::default();
        for (name, value, basis) in known {
            only = only.with_status(name, value, basis);
        }
        if let Some(status) = only.status(condition) {
            return status == value;
        }
        let only = only.with_status(name, value, Basis::Known);
        let component = self.components.of_condition(index);
        component.is_none_or(|component| self.ask(self.question(component, &only)) != Answer::No)
    }

    /// How many steps all questions have taken so far. The same questions take the same steps on every machine.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.memory.borrow().steps
    }

    fn declared(&self, name: &str) -> Option<(usize, &'t str)> {
        let index = *self.theory.names.get(name)?;
        let named = self.theory.conditions.get(index)?;
        named.declared.then_some((index, named.name))
    }

    /// The components that the facts are about.
    fn touched(&self, facts: &Facts<'t>) -> BTreeSet<usize> {
        let conditions = facts.statuses().filter_map(|(name, ..)| self.theory.names.get(name));
        let terms = facts.parameters().filter_map(|(name, _)| self.theory.references.get(name));
        let of_conditions = conditions.filter_map(|index| self.components.of_condition(*index));
        of_conditions.chain(terms.filter_map(|index| self.components.of_term(*index))).collect()
    }

    /// What the facts ask of a component.
    fn question(&self, component: usize, facts: &Facts<'t>) -> Question {
        let statuses = facts.statuses().filter_map(|(name, value, _)| {
            let index = *self.theory.names.get(name)?;
            (self.components.of_condition(index) == Some(component)).then_some((index, value))
        });
        let fixed = facts.parameters().filter_map(|(name, value)| {
            let index = *self.theory.references.get(name)?;
            (self.components.of_term(index) == Some(component)).then(|| (index, value.to_owned()))
        });
        Question { component, statuses: statuses.collect(), fixed: fixed.collect() }
    }

    fn ask(&self, question: Question) -> Answer {
        let mut memory = self.memory.borrow_mut();
        let Memory { encodings, answers, steps } = &mut *memory;
        if let Some(answer) = answers.get(&question) {
            return *answer;
        }
        let key = (question.component, self.foreign(&question));
        if encodings.len() >= ENCODINGS && !encodings.contains_key(&key) {
            encodings.clear();
        }
        let encoding =
            encodings.entry(key).or_insert_with_key(|(_, foreign)| self.encode(&question, foreign));
        let answer = match assumptions(encoding, &question) {
            None => Answer::No,
            Some(assumptions) => {
                let budget = if *steps < STEPS { STEPS_PER_QUESTION } else { STEPS_PER_LATE_QUESTION };
                let before = encoding.steps();
                let answer = encoding.ask(&assumptions, budget);
                *steps += encoding.steps() - before;
                answer
            }
        };
        if answers.len() >= ANSWERS {
            answers.clear();
        }
        answers.insert(question, answer);
        answer
    }

    /// The values of terms that no condition compares with anything: they are not in the clauses by themselves.
    fn foreign(&self, question: &Question) -> Vec<(usize, String)> {
        let is_foreign = |(term, value): &&(usize, String)| {
            let term = self.theory.terms.get(*term);
            term.is_some_and(|term| !term.literals.iter().any(|literal| literal == value))
        };
        question.fixed.iter().filter(is_foreign).cloned().collect()
    }

    fn encode(&self, question: &Question, foreign: &[(usize, String)]) -> Encoding {
        let fixed: Vec<(usize, &str)> = foreign.iter().map(|(term, value)| (*term, value.as_str())).collect();
        match self.components.components.get(question.component) {
            Some(component) => Encoding::new(&self.theory, component, &fixed),
            None => Encoding::default(),
        }
    }
}

/// The literals for what is asked; nothing if a term cannot have the value asked for.
fn assumptions(encoding: &Encoding, question: &Question) -> Option<Vec<Literal>> {
    let fixed = question.fixed.iter().map(|(term, value)| encoding.value(*term, value));
    let statuses = question.statuses.iter();
    let statuses = statuses.filter_map(|(index, value)| Some(encoding.condition(*index)?.is(*value)));
    fixed.chain(statuses.map(Some)).collect()
}
