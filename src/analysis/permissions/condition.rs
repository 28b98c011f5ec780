//! When a statement applies: what the policy's conditions test, and the conditions of the template.

use std::collections::{BTreeMap, BTreeSet};

use super::address;
use super::cases::Guard;
use super::parts::{Names, canonical, letter_text};
use super::pattern::{Letter, Pattern, relation};
use crate::model::Node;

/// Something that is true of a request or a stack, or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fact {
    /// A condition of the template.
    Named(String),
    /// A condition of the old template that the new one defines otherwise.
    Was(String),
    /// The request has this key.
    Exists(String),
    /// The key's value passes the test with one of the values.
    Test { operator: String, key: String, values: BTreeSet<Vec<Letter>> },
}

/// When a statement applies: one of the facts of each of the clauses must be as said.
#[derive(Clone, Debug, Default)]
pub(super) struct When {
    pub(super) guard: Guard,
    pub(super) clauses: Vec<Vec<(Fact, bool)>>,
    /// The policy's condition as people read it; empty if there is none.
    pub(super) text: String,
}

impl When {
    /// Whenever the conditions of the template are so.
    pub(super) fn guarded(guard: Guard) -> Self {
        Self { guard, ..Self::default() }
    }

    /// Adds what a `Condition` of a statement says.
    pub(super) fn read(&mut self, node: &Node, names: &Names) {
        let Some(block) = node.as_object() else {
            self.opaque(node);
            return;
        };
        for operator in block {
            let Some(tests) = operator.node.as_object() else {
                self.opaque(&operator.node);
                continue;
            };
            for test in tests {
                self.test(&operator.key, &test.key, &test.node, names);
            }
        }
    }

    /// Adds one test: the key's value against the values.
    pub(super) fn test(&mut self, written: &str, key: &str, values: &Node, names: &Names) {
        let key_text = key;
        let key = key.to_ascii_lowercase();
        let operator = Operator::read(written);
        let single = std::slice::from_ref(values);
        let values = values.as_list().unwrap_or(single);
        let patterns: Vec<Pattern> = values.iter().map(|value| operator.value(value, names)).collect();
        let shown: Vec<String> = patterns.iter().map(|pattern| format!("`{}`", pattern.text)).collect();
        self.also(&format!("{key_text} {written} {}", shown.join(" or ")));
        if operator.base == "null" {
            let absent = patterns.first().is_some_and(|pattern| pattern.text.eq_ignore_ascii_case("true"));
            self.clauses.push(vec![(Fact::Exists(key), !absent)]);
            return;
        }
        let fact = |values: BTreeSet<Vec<Letter>>| {
            let any = operator.base == "stringlike"
                && operator.qualifier.is_empty()
                && values.iter().any(|letters| *letters == [Letter::AnyMany]);
            if any {
                return Fact::Exists(key.clone());
            }
            let operator = format!("{}{}", operator.qualifier, operator.base);
            Fact::Test { operator, key: key.clone(), values }
        };
        let letters = patterns.into_iter().map(|pattern| pattern.letters);
        let splits = operator.qualifier.is_empty() || (operator.qualifier == ANY && !operator.negated);
        if !splits {
            let operator = format!(
                "{}{}{}",
                operator.qualifier,
                if operator.negated { "not" } else { "" },
                operator.base
            );
            let mut clause =
                vec![(Fact::Test { operator, key: key.clone(), values: letters.collect() }, true)];
            if self.if_exists(written) {
                clause.push((Fact::Exists(key), false));
            }
            self.clauses.push(clause);
        } else if operator.negated {
            // A key that is absent passes these.
            self.clauses.extend(letters.map(|letters| vec![(fact(BTreeSet::from([letters])), false)]));
        } else {
            let mut clause: Vec<(Fact, bool)> =
                letters.map(|letters| (fact(BTreeSet::from([letters])), true)).collect();
            if self.if_exists(written) {
                clause.push((Fact::Exists(key), false));
            }
            self.clauses.push(clause);
        }
    }

    fn if_exists(&self, operator: &str) -> bool {
        operator.to_ascii_lowercase().ends_with(IF_EXISTS)
    }

    fn opaque(&mut self, node: &Node) {
        let text = canonical(node);
        self.also(&format!("`{text}`"));
        self.clauses.push(vec![(Fact::Exists(text), true)]);
    }

    fn also(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(" and ");
        }
        self.text.push_str(text);
    }

    /// All clauses, the conditions of the template among them. Those in `redefined` are other facts in the old template.
    pub(super) fn all_clauses(&self, redefined: Option<&BTreeSet<String>>) -> Vec<Vec<(Fact, bool)>> {
        let named = self.guard.iter().map(|(name, value)| {
            let was = redefined.is_some_and(|redefined| redefined.contains(name));
            vec![(if was { Fact::Was(name.clone()) } else { Fact::Named(name.clone()) }, *value)]
        });
        named.chain(self.clauses.iter().cloned()).collect()
    }
}

/// The conditions of the template as people read them.
pub(super) fn guard_text(guard: &BTreeMap<String, bool>) -> String {
    let parts = guard.iter().map(|(name, value)| format!("condition `{name}` is {value}"));
    parts.collect::<Vec<_>>().join(" and ")
}

const ANY: &str = "foranyvalue:";
const ALL: &str = "forallvalues:";
const IF_EXISTS: &str = "ifexists";

/// A condition operator.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
struct Operator {
    qualifier: &'static str,
    negated: bool,
    base: String,
}

impl Operator {
    fn read(written: &str) -> Self {
        let lower = written.to_ascii_lowercase();
        let (qualifier, rest) = [ANY, ALL]
            .into_iter()
            .find_map(|qualifier| Some((qualifier, lower.strip_prefix(qualifier)?)))
            .unwrap_or(("", &lower));
        let rest = rest.strip_suffix(IF_EXISTS).unwrap_or(rest);
        let negated = rest.contains("not");
        let base = match rest.replacen("not", "", 1).as_str() {
            // The two do the same.
            "arnequals" => "arnlike".to_owned(),
            base => base.to_owned(),
        };
        Self { qualifier, negated, base }
    }

    fn value(&self, value: &Node, names: &Names) -> Pattern {
        let pattern = match self.base.as_str() {
            "stringlike" | "arnlike" => names.pattern(value),
            _ => names.text(value),
        };
        let pattern = pattern.unwrap_or_else(|| {
            let text = canonical(value);
            Pattern { letters: vec![Letter::Token(text.clone())], text }
        });
        let folds = matches!(self.base.as_str(), "stringequalsignorecase" | "bool" | "null");
        if folds { pattern.folded() } else { pattern }
    }
}

/// Which of the ways are possible in which two facts can be: neither, only the first, only the second, both. What is not
/// known to be impossible is possible.
pub(super) fn possible(first: &Fact, second: &Fact) -> [bool; 4] {
    let all = [true; 4];
    let tested = |fact: &Fact, key: &str| match fact {
        Fact::Test { operator, key: of, .. } => of == key && !operator.starts_with(ALL),
        _ => false,
    };
    match (first, second) {
        (Fact::Exists(key), other) if tested(other, key) => [true, true, false, true],
        (other, Fact::Exists(key)) if tested(other, key) => [true, false, true, true],
        (
            Fact::Test { operator, key, values },
            Fact::Test { operator: other_operator, key: other_key, values: others },
        ) if key == other_key => {
            if operator.starts_with(ALL) && operator == other_operator && !operator.contains("not") {
                return [true, !values.is_subset(others), !others.is_subset(values), true];
            }
            let (Some(value), Some(other)) = (values.first(), others.first()) else { return all };
            if values.len() > 1 || others.len() > 1 {
                return all;
            }
            let (base, other_base) = (base_of(operator), base_of(other_operator));
            let of_many = operator.starts_with(ANY);
            if of_many != other_operator.starts_with(ANY) {
                return all;
            }
            let [neither, one, two, both] = related(base, value, other_base, other);
            // Several values can pass one test each, and so can a part that is not known.
            [neither, one, two, both || of_many || is_open(value) || is_open(other)]
        }
        _ => all,
    }
}

/// The key and the pattern of a test of a single value against a text that is known.
pub(super) fn text_test(fact: &Fact) -> Option<(&str, &[Letter])> {
    match fact {
        Fact::Test { operator, key, values } if TEXTS.contains(&operator.as_str()) => {
            let letters = values.first().filter(|letters| values.len() == 1 && !is_open(letters))?;
            Some((key, letters))
        }
        _ => None,
    }
}

/// The operators that compare texts as they are.
const TEXTS: [&str; 2] = ["stringequals", "stringlike"];

fn base_of(operator: &str) -> &str {
    operator.strip_prefix(ANY).unwrap_or(operator)
}

fn is_open(letters: &[Letter]) -> bool {
    letters.iter().any(|letter| matches!(letter, Letter::Token(_)))
}

fn related(base: &str, value: &[Letter], other_base: &str, other: &[Letter]) -> [bool; 4] {
    const FOLDED: &str = "stringequalsignorecase";
    if TEXTS.contains(&base) && TEXTS.contains(&other_base) {
        return relation(value, other);
    }
    match (base, other_base) {
        (text, FOLDED) if TEXTS.contains(&text) => {
            let [_, one, _, both] = relation(&folded(value), other);
            return [true, one, true, both];
        }
        (FOLDED, text) if TEXTS.contains(&text) => {
            let [_, _, two, both] = relation(value, &folded(other));
            return [true, true, two, both];
        }
        _ if base != other_base => return [true; 4],
        _ => {}
    }
    let texts = || (text_of(value), text_of(other));
    match base {
        FOLDED => relation(value, other),
        "arnlike" => arns(value, other),
        "bool" | "numericequals" | "dateequals" | "binaryequals" => [true, true, true, false],
        "ipaddress" => {
            let (first, second) = texts();
            match (address::range(&first), address::range(&second)) {
                (Some(first), Some(second)) => first.relation(&second),
                _ => [true; 4],
            }
        }
        "numericlessthan" | "numericlessthanequals" => ordered(texts(), false),
        "numericgreaterthan" | "numericgreaterthanequals" => ordered(texts(), true),
        _ => [true; 4],
    }
}

fn folded(letters: &[Letter]) -> Vec<Letter> {
    Pattern { text: String::new(), letters: letters.to_vec() }.folded().letters
}

fn text_of(letters: &[Letter]) -> String {
    letters.iter().map(letter_text).collect()
}

/// The relation of tests for less than a number, or for more.
fn ordered((first, second): (String, String), more: bool) -> [bool; 4] {
    let (Ok(first), Ok(second)) = (first.parse::<f64>(), second.parse::<f64>()) else { return [true; 4] };
    let first_is_wider = if more { first <= second } else { first >= second };
    [true, first_is_wider, !first_is_wider, true]
}

/// The six parts of an ARN are matched one by one, so that no wildcard reaches over a colon before the last of them.
fn arns(first: &[Letter], second: &[Letter]) -> [bool; 4] {
    let parts = |letters: &[Letter]| -> Vec<Vec<Letter>> {
        letters.splitn(6, |letter| *letter == Letter::Char(':')).map(<[Letter]>::to_vec).collect()
    };
    let (first, second) = (parts(first), parts(second));
    if first.len() != 6 || second.len() != 6 {
        return [true; 4];
    }
    let relations: Vec<[bool; 4]> = first.iter().zip(&second).map(|(a, b)| relation(a, b)).collect();
    let both = relations.iter().all(|[.., both]| *both);
    let only_first = relations.iter().any(|[_, one, _, _]| *one);
    let only_second = relations.iter().any(|[_, _, two, _]| *two);
    [true, only_first || !both, only_second || !both, both]
}
