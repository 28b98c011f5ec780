//! A solver for propositional clauses: unit propagation, learning from conflicts, restarts, and a bound on its steps.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::mem;

use super::Answer;

/// A variable or its negation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Literal(u32);

impl Literal {
    fn new(variable: usize, value: bool) -> Self {
        // A component is given up long before it has four thousand million variables.
        let code = u32::try_from(variable).unwrap_or(u32::MAX >> 1) << 1;
        Self(code | u32::from(!value))
    }

    pub(super) fn variable(self) -> usize {
        (self.0 >> 1) as usize
    }

    /// The value of the variable under which this holds.
    pub(super) fn value(self) -> bool {
        self.0 & 1 == 0
    }

    /// This literal, or its negation if `value` is false.
    pub(super) fn is(self, value: bool) -> Self {
        Self(self.0 ^ u32::from(!value))
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}

impl std::ops::Not for Literal {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0 ^ 1)
    }
}

/// Why a variable has its value.
#[derive(Clone, Copy, Debug, Default)]
enum Reason {
    /// It was decided or assumed, or follows from nothing else.
    #[default]
    None,
    /// All other literals of that clause are false.
    Clause(usize),
    /// At most one of the two may hold, and this one does.
    Exclusive(Literal),
}

/// What two literals or one clause make impossible.
#[derive(Clone, Copy)]
enum Conflict {
    Clause(usize),
    Both(Literal, Literal),
}

/// A vector that is read and written by indexes known to be in it.
#[derive(Debug, Default)]
struct Table<T>(Vec<T>);

impl<T: Copy + Default> Table<T> {
    fn get(&self, index: usize) -> T {
        self.0.get(index).copied().unwrap_or_default()
    }

    fn set(&mut self, index: usize, value: T) {
        if let Some(place) = self.0.get_mut(index) {
            *place = value;
        }
    }
}

impl Table<Option<bool>> {
    fn of(&self, literal: Literal) -> Option<bool> {
        self.get(literal.variable()).map(|value| value == literal.value())
    }
}

/// How many clauses are learnt before they are forgotten again.
const LEARNT: usize = 10_000;

/// Conflicts before the first restart; each restart allows a half more.
const RESTART: u64 = 64;

/// Clauses, and what has been learnt from them. What is asked of them are assumptions, so that one question leaves the
/// next what it has learnt.
#[derive(Debug, Default)]
pub(super) struct Solver {
    clauses: Vec<Vec<Literal>>,
    /// How many clauses were given; the rest has been learnt.
    given: usize,
    /// For each literal the clauses to be looked at when it becomes false.
    watches: Vec<Vec<usize>>,
    /// Literals of which at most one may hold.
    groups: Vec<Vec<Literal>>,
    /// For each literal the groups it is in.
    groups_of: Vec<Vec<usize>>,
    values: Table<Option<bool>>,
    levels: Table<usize>,
    reasons: Table<Reason>,
    /// The value to try first.
    phases: Table<bool>,
    /// The conflict a variable last took part in: such a variable is decided early.
    recency: Table<u64>,
    marks: Table<bool>,
    queue: BinaryHeap<(u64, Reverse<usize>)>,
    trail: Vec<Literal>,
    /// Where each level of decisions begins in the trail.
    starts: Vec<usize>,
    /// How much of the trail has been propagated.
    done: usize,
    conflicts: u64,
    steps: u64,
    /// The clauses contradict one another.
    contradiction: bool,
}

impl Solver {
    /// A new variable that is tried as `phase` first, as the literal that is true when it is.
    pub(super) fn variable(&mut self, phase: bool) -> Literal {
        let literal = Literal::new(self.values.0.len(), true);
        self.values.0.push(None);
        self.levels.0.push(0);
        self.reasons.0.push(Reason::None);
        self.phases.0.push(phase);
        self.recency.0.push(0);
        self.marks.0.push(false);
        for _ in 0..2 {
            self.watches.push(Vec::new());
            self.groups_of.push(Vec::new());
        }
        literal
    }

    /// At least one of the literals holds.
    pub(super) fn clause(&mut self, literals: &[Literal]) {
        let mut clause = literals.to_vec();
        clause.sort_unstable();
        clause.dedup();
        let excluded_middle = clause.windows(2).any(|pair| matches!(pair, [a, b] if *a == !*b));
        if excluded_middle || clause.iter().any(|literal| self.values.of(*literal) == Some(true)) {
            return;
        }
        // Clauses are added before the first question only, so a value here is one for good.
        clause.retain(|literal| self.values.of(*literal).is_none());
        match clause.as_slice() {
            [] => self.contradiction = true,
            [literal] => self.set(*literal, Reason::None),
            _ => {
                self.attach(clause);
                self.given = self.clauses.len();
            }
        }
    }

    /// At most one of the literals holds.
    pub(super) fn at_most_one(&mut self, literals: &[Literal]) {
        for literal in literals {
            if let Some(groups) = self.groups_of.get_mut(literal.index()) {
                groups.push(self.groups.len());
            }
        }
        // A literal that holds already has been propagated, maybe.
        self.done = 0;
        self.groups.push(literals.to_vec());
    }

    /// How many clauses and members of groups have been looked at.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The values of the variables, after an answer of [`Answer::Yes`].
    pub(super) fn model(&self) -> Vec<bool> {
        self.values.0.iter().map(|value| value.unwrap_or_default()).collect()
    }

    /// Whether all clauses hold together with the assumptions; undecided if that takes more than `budget` steps.
    pub(super) fn solve(&mut self, assumptions: &[Literal], budget: u64) -> Answer {
        // The queue is made anew below, so nothing need be put back into it.
        self.undo(0, false);
        if self.contradiction || self.propagate().is_some() {
            self.contradiction = true;
            return Answer::No;
        }
        self.forget();
        self.queue = (0..self.values.0.len())
            .filter(|variable| self.values.get(*variable).is_none())
            .map(|variable| (self.recency.get(variable), Reverse(variable)))
            .collect();
        let end = self.steps.saturating_add(budget);
        let (mut until_restart, mut patience) = (RESTART, RESTART);
        loop {
            if let Some(conflict) = self.propagate() {
                if self.starts.is_empty() {
                    self.contradiction = true;
                    return Answer::No;
                }
                self.learn(conflict);
                until_restart = until_restart.saturating_sub(1);
                continue;
            }
            if self.steps >= end {
                return Answer::Undecided;
            }
            if until_restart == 0 {
                patience += patience / 2;
                until_restart = patience;
                self.undo(0, true);
                continue;
            }
            let decision = match assumptions.get(self.starts.len()) {
                Some(assumption) => match self.values.of(*assumption) {
                    Some(false) => return Answer::No,
                    // Takes its level all the same, so that levels count the assumptions made.
                    Some(true) => None,
                    None => Some(*assumption),
                },
                None => match self.next_variable() {
                    None => return Answer::Yes,
                    decision => decision,
                },
            };
            self.starts.push(self.trail.len());
            if let Some(decision) = decision {
                self.steps += 1;
                self.set(decision, Reason::None);
            }
        }
    }

    fn next_variable(&mut self) -> Option<Literal> {
        while let Some((_, Reverse(variable))) = self.queue.pop() {
            if self.values.get(variable).is_none() {
                return Some(Literal::new(variable, self.phases.get(variable)));
            }
        }
        None
    }

    fn attach(&mut self, clause: Vec<Literal>) -> usize {
        let index = self.clauses.len();
        for literal in clause.iter().take(2) {
            if let Some(watches) = self.watches.get_mut(literal.index()) {
                watches.push(index);
            }
        }
        self.clauses.push(clause);
        index
    }

    fn set(&mut self, literal: Literal, reason: Reason) {
        let variable = literal.variable();
        self.values.set(variable, Some(literal.value()));
        self.levels.set(variable, self.starts.len());
        self.reasons.set(variable, reason);
        self.trail.push(literal);
    }

    /// Takes back all levels above this one, so that their variables can be decided again.
    fn undo(&mut self, level: usize, again: bool) {
        let Some(start) = self.starts.get(level).copied() else { return };
        for literal in self.trail.drain(start..) {
            let variable = literal.variable();
            self.values.set(variable, None);
            self.phases.set(variable, literal.value());
            if again {
                self.queue.push((self.recency.get(variable), Reverse(variable)));
            }
        }
        self.starts.truncate(level);
        self.done = start;
    }

    fn propagate(&mut self) -> Option<Conflict> {
        while let Some(literal) = self.trail.get(self.done).copied() {
            self.done += 1;
            let conflict = self.exclude(literal).or_else(|| self.visit_clauses(!literal));
            if conflict.is_some() {
                return conflict;
            }
        }
        None
    }

    /// What may not hold beside that literal does not.
    fn exclude(&mut self, literal: Literal) -> Option<Conflict> {
        let groups = self.groups_of.get_mut(literal.index()).map(mem::take)?;
        let mut conflict = None;
        for group in &groups {
            let members = self.groups.get_mut(*group).map(mem::take).unwrap_or_default();
            for member in members.iter().filter(|member| **member != literal) {
                self.steps += 1;
                match self.values.of(*member) {
                    Some(true) => conflict = Some(Conflict::Both(literal, *member)),
                    Some(false) => {}
                    None => self.set(!*member, Reason::Exclusive(literal)),
                }
            }
            if let Some(place) = self.groups.get_mut(*group) {
                *place = members;
            }
        }
        if let Some(place) = self.groups_of.get_mut(literal.index()) {
            *place = groups;
        }
        conflict
    }

    /// Looks at the clauses that have just lost this literal.
    fn visit_clauses(&mut self, lost: Literal) -> Option<Conflict> {
        let mut watching = self.watches.get_mut(lost.index()).map(mem::take)?;
        let mut conflict = None;
        watching.retain(|clause| conflict.is_some() || self.visit(*clause, lost, &mut conflict));
        if let Some(place) = self.watches.get_mut(lost.index()) {
            *place = watching;
        }
        conflict
    }

    /// Whether the clause goes on watching the literal it has lost.
    fn visit(&mut self, index: usize, lost: Literal, conflict: &mut Option<Conflict>) -> bool {
        self.steps += 1;
        let Some([first, second, rest @ ..]) = self.clauses.get_mut(index).map(Vec::as_mut_slice) else {
            return false;
        };
        if *first == lost {
            mem::swap(first, second);
        }
        let first = *first;
        if self.values.of(first) == Some(true) {
            return true;
        }
        for other in rest {
            if self.values.of(*other) != Some(false) {
                mem::swap(second, other);
                if let Some(watches) = self.watches.get_mut(second.index()) {
                    watches.push(index);
                }
                return false;
            }
        }
        match self.values.of(first) {
            Some(_) => *conflict = Some(Conflict::Clause(index)),
            None => self.set(first, Reason::Clause(index)),
        }
        true
    }

    /// Learns the clause that the conflict comes from, cut at the one literal of the last level that all of it passes
    /// through, and goes back to where that clause leaves one choice.
    fn learn(&mut self, conflict: Conflict) {
        self.conflicts += 1;
        let level = self.starts.len();
        let mut clause = vec![Literal::default()];
        let mut open = 0_usize;
        let mut cause = match conflict {
            Conflict::Clause(index) => self.clauses.get(index).cloned().unwrap_or_default(),
            Conflict::Both(a, b) => vec![!a, !b],
        };
        let mut position = self.trail.len();
        loop {
            for literal in cause.drain(..) {
                let variable = literal.variable();
                if self.marks.get(variable) || self.levels.get(variable) == 0 {
                    continue;
                }
                self.marks.set(variable, true);
                self.recency.set(variable, self.conflicts);
                if self.levels.get(variable) == level {
                    open += 1;
                } else {
                    clause.push(literal);
                }
            }
            let Some(literal) = self.last_marked(&mut position) else { break };
            self.marks.set(literal.variable(), false);
            open = open.saturating_sub(1);
            if open == 0 {
                if let Some(first) = clause.first_mut() {
                    *first = !literal;
                }
                break;
            }
            match self.reasons.get(literal.variable()) {
                Reason::None => {}
                Reason::Exclusive(other) => cause.push(!other),
                Reason::Clause(index) => {
                    let reason = self.clauses.get(index).into_iter().flatten();
                    cause.extend(reason.filter(|other| **other != literal));
                }
            }
        }
        for literal in clause.iter().skip(1) {
            self.marks.set(literal.variable(), false);
        }
        // The second literal watches as well, so it must be the last of the others to be taken back.
        if let Some((first, others)) = clause.split_first_mut() {
            others.sort_by_key(|literal| Reverse(self.levels.get(literal.variable())));
            let (first, second) = (*first, others.first().copied());
            self.undo(second.map_or(0, |literal| self.levels.get(literal.variable())), true);
            let reason = second.map_or(Reason::None, |_| Reason::Clause(self.attach(clause)));
            self.set(first, reason);
        }
    }

    fn last_marked(&self, position: &mut usize) -> Option<Literal> {
        loop {
            *position = position.checked_sub(1)?;
            let literal = self.trail.get(*position).copied()?;
            if self.marks.get(literal.variable()) && self.levels.get(literal.variable()) == self.starts.len()
            {
                return Some(literal);
            }
        }
    }

    /// Drops what was learnt when it has become too much. Nothing is decided at this point.
    fn forget(&mut self) {
        if self.clauses.len() < self.given + LEARNT {
            return;
        }
        self.clauses.truncate(self.given);
        for watches in &mut self.watches {
            watches.retain(|clause| *clause < self.given);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assumptions_leave_no_trace() {
        let mut solver = Solver::default();
        let [a, b, c] = [(); 3].map(|()| solver.variable(false));
        solver.clause(&[!a, b]);
        solver.clause(&[!b, c]);
        solver.at_most_one(&[a, c]);
        assert_eq!(solver.solve(&[a], 1_000), Answer::No);
        assert_eq!(solver.solve(&[!a, c], 1_000), Answer::Yes);
        assert_eq!(solver.solve(&[], 1_000), Answer::Yes);
    }

    /// More pigeons than holes: the known case that takes exponentially many steps.
    #[test]
    fn what_takes_too_long_is_undecided() {
        let mut solver = Solver::default();
        let pigeons: Vec<Vec<Literal>> =
            (0..12).map(|_| (0..11).map(|_| solver.variable(false)).collect()).collect();
        for pigeon in &pigeons {
            solver.clause(pigeon);
        }
        for hole in 0..11 {
            let column: Vec<Literal> = pigeons.iter().map(|pigeon| pigeon[hole]).collect();
            solver.at_most_one(&column);
        }
        assert_eq!(solver.solve(&[], 100_000), Answer::Undecided);
        assert!(solver.steps() < 110_000, "{}", solver.steps());
    }
}
