//! The comparison itself: what the rules of one side give that those of the other do not.
//!
//! A request is a point: somebody, an action, a thing, and the facts that conditions are about. Each of the three axes is cut
//! into the pieces that the rules tell apart, so that there are finitely many cells, and in each of them the facts that
//! its rules depend on are tried in all combinations. Nothing is approximated, except that too many facts are given up.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;
use super::change::Side;
use super::condition::{Fact, When};
use super::worlds::Worlds;

/// What a rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// Allows, unless something denies.
    Allow,
    /// Denies, whatever allows.
    Deny,
    /// Lies within a permissions boundary.
    Bound,
    /// There is a permissions boundary.
    Bounded,
}

/// A rule without its sets.
#[derive(Clone, Debug)]
pub(super) struct Rule<'r> {
    pub(super) side: Side,
    pub(super) effect: Effect,
    pub(super) when: &'r When,
}

/// The rules of both sides, and the pieces that each of them consists of on each axis.
pub(super) struct Table<'r> {
    pub(super) rules: Vec<Rule<'r>>,
    /// For each axis and each rule the pieces.
    pub(super) axes: [Vec<Bits>; 3],
    /// The conditions that the two templates define differently.
    pub(super) redefined: &'r BTreeSet<String>,
}

/// Requests that one side treats better than the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gain {
    pub(super) reason: Reason,
    /// The pieces on each axis: all combinations are gained.
    pub(super) pieces: [Bits; 3],
}

/// Why they are treated better.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reason {
    /// The rules that decide: those of the better side that allow, or those of the worse side that denied.
    pub(super) rules: Vec<usize>,
    /// Whether they are allowed now. Otherwise they are just denied no longer, and whether they are allowed depends on
    /// policies that are not here.
    pub(super) allowed: bool,
    /// The rules of the worse side that allow in other cases.
    pub(super) so_far: Vec<usize>,
    /// The rules of the worse side that deny.
    pub(super) denied: Vec<usize>,
    /// Whether there were too many facts to try.
    pub(super) undecided: bool,
}

/// How a request is treated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Denied,
    NotMentioned,
    Allowed,
}

type Clauses = Vec<Vec<(Fact, bool)>>;

impl Table<'_> {
    /// What the rules of the side give that those of the other side do not.
    pub(super) fn gains(&self, to: Side) -> Vec<Gain> {
        let clauses: Vec<Clauses> = self.rules.iter().map(|rule| self.clauses(rule)).collect();
        let mut judged: BTreeMap<Bits, Option<Reason>> = BTreeMap::new();
        let mut cells: BTreeMap<Reason, Cells> = BTreeMap::new();
        let [first, second, third] = [0, 1, 2].map(|axis| self.classes(axis));
        for (rules, whos) in &first {
            for (others, actions) in &second {
                let both = rules.and(others);
                if both.is_empty() {
                    continue;
                }
                for (others, things) in &third {
                    let active = both.and(others);
                    if active.is_empty() {
                        continue;
                    }
                    let reason =
                        judged.entry(active.clone()).or_insert_with(|| self.judge(&active, to, &clauses));
                    if let Some(reason) = reason {
                        let cells = cells.entry(reason.clone()).or_default();
                        cells.entry((whos, things)).or_default().add(actions);
                    }
                }
            }
        }
        cells.into_iter().flat_map(|(reason, cells)| boxes(&reason, cells)).collect()
    }

    fn clauses(&self, rule: &Rule<'_>) -> Clauses {
        rule.when.all_clauses((rule.side == Side::Old).then_some(self.redefined))
    }

    /// The pieces of an axis that the same rules have, by these rules.
    fn classes(&self, axis: usize) -> BTreeMap<Bits, Bits> {
        let sets: &[Bits] = self.axes.get(axis).map_or(&[], Vec::as_slice);
        let mut of_piece: BTreeMap<usize, Bits> = BTreeMap::new();
        for (rule, pieces) in sets.iter().enumerate() {
            for piece in pieces.iter() {
                of_piece.entry(piece).or_default().insert(rule);
            }
        }
        let mut classes: BTreeMap<Bits, Bits> = BTreeMap::new();
        for (piece, rules) in of_piece {
            classes.entry(rules).or_default().insert(piece);
        }
        classes
    }

    /// Why a cell where exactly these rules apply is treated better on the side, if it is.
    fn judge(&self, active: &Bits, to: Side, clauses: &[Clauses]) -> Option<Reason> {
        let rules: Vec<(usize, &Rule<'_>, &Clauses)> = active
            .iter()
            .filter_map(|index| Some((index, self.rules.get(index)?, clauses.get(index)?)))
            .collect();
        let of = |side: Side| -> BTreeSet<(Effect, &Clauses)> {
            let mine = rules.iter().filter(|(_, rule, _)| rule.side == side);
            mine.map(|(_, rule, clauses)| (rule.effect, *clauses)).collect()
        };
        if of(Side::Old) == of(Side::New) {
            return None;
        }
        let indexes = |from: bool, effect: Effect| -> Vec<usize> {
            let mine = rules.iter().filter(|(_, rule, _)| (rule.side != to) == from && rule.effect == effect);
            mine.map(|(index, ..)| *index).collect()
        };
        let facts: BTreeSet<&Fact> =
            rules.iter().flat_map(|(.., clauses)| clauses.iter().flatten()).map(|(fact, _)| fact).collect();
        let Some(worlds) = Worlds::new(facts.into_iter().collect()).all() else {
            let allows = indexes(false, Effect::Allow);
            let allowed = !allows.is_empty();
            let rules = if allowed { allows } else { indexes(true, Effect::Deny) };
            let (so_far, denied) = (indexes(true, Effect::Allow), indexes(true, Effect::Deny));
            return (!rules.is_empty()).then_some(Reason { rules, allowed, so_far, denied, undecided: true });
        };
        let mut better = Vec::new();
        for world in &worlds {
            let holding = rules.iter().filter(|(.., clauses)| holds(clauses, world));
            let holding: Vec<(usize, &Rule<'_>)> = holding.map(|(index, rule, _)| (*index, *rule)).collect();
            let (before, after) =
                (outcome(&holding, |side| side != to), outcome(&holding, |side| side == to));
            if after > before {
                better.push((holding, before, after));
            }
        }
        let allowed = better.iter().any(|(.., after)| *after == Outcome::Allowed);
        better.retain(|(.., after)| !allowed || *after == Outcome::Allowed);
        let decides = |rule: &Rule<'_>| {
            if allowed {
                rule.side == to && rule.effect == Effect::Allow
            } else {
                rule.side != to && rule.effect == Effect::Deny
            }
        };
        let deciding: Vec<BTreeSet<usize>> = better
            .iter()
            .map(|(holding, ..)| {
                holding.iter().filter(|(_, rule)| decides(rule)).map(|(index, _)| *index).collect()
            })
            .collect();
        let candidates: BTreeSet<usize> = deciding.iter().flatten().copied().collect();
        // One rule that is enough says more than all that have a part in it.
        let enough = candidates.iter().find(|index| deciding.iter().all(|set| set.contains(index)));
        let rules = match enough {
            Some(index) => vec![*index],
            None => candidates.into_iter().collect(),
        };
        if rules.is_empty() {
            return None;
        }
        let was_denied = better.iter().any(|(_, before, _)| *before == Outcome::Denied);
        let denied = if was_denied { indexes(true, Effect::Deny) } else { Vec::new() };
        Some(Reason { rules, allowed, so_far: indexes(true, Effect::Allow), denied, undecided: false })
    }
}

fn outcome(rules: &[(usize, &Rule<'_>)], on: impl Fn(Side) -> bool) -> Outcome {
    let has = |effect: Effect| rules.iter().any(|(_, rule)| rule.effect == effect && on(rule.side));
    if has(Effect::Deny) {
        Outcome::Denied
    } else if has(Effect::Allow) && (!has(Effect::Bounded) || has(Effect::Bound)) {
        Outcome::Allowed
    } else {
        Outcome::NotMentioned
    }
}

fn holds(clauses: &Clauses, world: &BTreeMap<&Fact, bool>) -> bool {
    clauses.iter().all(|clause| clause.iter().any(|(fact, value)| world.get(fact) == Some(value)))
}

/// The actions by who and what.
type Cells<'c> = BTreeMap<(&'c Bits, &'c Bits), Bits>;

/// Few boxes that make up the cells.
fn boxes(reason: &Reason, cells: Cells<'_>) -> Vec<Gain> {
    let mut by_who: BTreeMap<&Bits, BTreeMap<Bits, Bits>> = BTreeMap::new();
    for ((who, things), actions) in cells {
        by_who.entry(who).or_default().entry(actions).or_default().add(things);
    }
    let mut alike: BTreeMap<BTreeMap<Bits, Bits>, Bits> = BTreeMap::new();
    for (who, boxes) in by_who {
        alike.entry(boxes).or_default().add(who);
    }
    let mut gains = Vec::new();
    for (boxes, who) in alike {
        for (actions, things) in boxes {
            gains.push(Gain { reason: reason.clone(), pieces: [who.clone(), actions, things] });
        }
    }
    gains
}
