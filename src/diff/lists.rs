//! Which items of two lists are the same thing: by what they are called, and not by where they stand.

use std::collections::BTreeMap;

use super::edit::{Comparison, EditKind, Item, Step};
use super::form::{Form, is_no_value};
use super::function::Function;
use super::place::Place;
use crate::model::{Node, Object};

/// The keys that items are known by, the first that all have.
const IDENTITIES: [&str; 12] = [
    "Sid",
    "Id",
    "ID",
    "Key",
    "Name",
    "PolicyName",
    "IndexName",
    "AttributeName",
    "DeviceName",
    "VolumeName",
    "ParameterKey",
    "ParameterName",
];

/// Lists of more items than this on either side are matched by their order only.
const MOST_MATCHED: usize = 1_000;

/// An item, where it stands, and what it is.
struct Listed<'n> {
    index: usize,
    node: &'n Node,
    form: Form,
}

/// Adds what leads from one list to the other.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old_list: &Node,
    new_list: &Node,
    old: &[Node],
    new: &[Node],
    place: Place,
) {
    let inner = place.item();
    let sides = comparison.sides;
    let listed = |items| -> Vec<(usize, &Node)> { present(items) };
    let old: Vec<Listed<'_>> = listed(old)
        .into_iter()
        .map(|(index, node)| Listed { index, node, form: sides.old_form(node, inner) })
        .collect();
    let new: Vec<Listed<'_>> = listed(new)
        .into_iter()
        .map(|(index, node)| Listed { index, node, form: sides.new_form(node, inner) })
        .collect();
    if !place.is_unordered() && are_same_items(&old, &new) {
        return comparison.push(EditKind::Order, Some(old_list), Some(new_list));
    }
    let identity = identity(&old, &new);
    let pairs = match identity {
        Some(key) => by_identity(&old, &new, key),
        None if old.len() > MOST_MATCHED || new.len() > MOST_MATCHED => {
            (0..old.len().min(new.len())).map(|index| (index, index)).collect()
        }
        None if place.is_unordered() => as_sets(&old, &new),
        None => in_order(&old, &new),
    };
    let known = comparison.edits.len();
    for (index, item) in old.iter().enumerate() {
        let partner = pairs.iter().find(|(left, _)| *left == index).and_then(|(_, right)| new.get(*right));
        let name = identity.and_then(|key| name(item, key));
        let step = Item { old: Some(item.index), new: partner.map(|new| new.index), name };
        match partner {
            Some(partner) if partner.form == item.form => {}
            Some(partner) => comparison.within(Step::Item(step), |comparison| {
                comparison.values(item.node, partner.node, inner);
            }),
            None => comparison.within(Step::Item(step), |comparison| {
                comparison.push(EditKind::Remove, Some(item.node), None);
            }),
        }
    }
    for (index, item) in new.iter().enumerate() {
        if pairs.iter().any(|(_, right)| *right == index) {
            continue;
        }
        let name = identity.and_then(|key| name(item, key));
        let step = Item { old: None, new: Some(item.index), name };
        comparison.within(Step::Item(step), |comparison| {
            comparison.push(EditKind::Add, None, Some(item.node));
        });
    }
    let mut order: Vec<(usize, usize)> = pairs;
    order.sort_unstable();
    if !place.is_unordered() && !order.is_sorted_by_key(|(_, right)| *right) {
        comparison.push(EditKind::Order, Some(old_list), Some(new_list));
    } else if comparison.edits.len() == known {
        // Forms that are not equal must show as something.
        comparison.push(EditKind::Change, Some(old_list), Some(new_list));
    }
}

/// Whether only the order is another one.
fn are_same_items(old: &[Listed<'_>], new: &[Listed<'_>]) -> bool {
    let sorted = |items: &[Listed<'_>]| -> Vec<Form> {
        let mut forms: Vec<Form> = items.iter().map(|item| item.form.clone()).collect();
        forms.sort();
        forms
    };
    old.len() == new.len() && sorted(old) == sorted(new)
}

fn present(items: &[Node]) -> Vec<(usize, &Node)> {
    items.iter().enumerate().filter(|(_, item)| !is_no_value(item)).collect()
}

/// The key that tells all items of each side apart.
fn identity<'n>(old: &[Listed<'n>], new: &[Listed<'n>]) -> Option<&'n str> {
    let first = old.first().or(new.first())?.node.as_object()?;
    let known = IDENTITIES.iter().filter_map(|key| first.iter().find(|entry| entry.key == *key));
    let likely = first.iter().filter(|entry| {
        ["Name", "Id", "Key", "Identifier"].iter().any(|end| entry.key.ends_with(end))
            && !IDENTITIES.contains(&entry.key.as_ref())
    });
    known
        .chain(likely)
        .map(|entry| entry.key.as_ref())
        .find(|key| tells_apart(old, key) && tells_apart(new, key))
}

fn tells_apart(items: &[Listed<'_>], key: &str) -> bool {
    let mut seen = Vec::with_capacity(items.len());
    items.iter().all(|item| match name_form(item, key) {
        Some(form) if !seen.contains(&form) => {
            seen.push(form);
            true
        }
        _ => false,
    })
}

/// What the item has under that key; only texts are names.
fn name_form<'i>(item: &'i Listed<'_>, key: &str) -> Option<&'i Form> {
    match &item.form {
        Form::Object(entries) if Function::of(item.node).is_none() => {
            entries.get(key).filter(|form| matches!(form, Form::Text(_)))
        }
        _ => None,
    }
}

fn name(item: &Listed<'_>, key: &str) -> Option<String> {
    let form = name_form(item, key)?;
    Some(match form.as_literal() {
        Some(text) => format!("{key}={text}"),
        None => {
            let object: Object = item.node.as_object()?.clone();
            let node = object.get(key)?;
            format!("{key}={}", super::show::inline(node))
        }
    })
}

fn by_identity(old: &[Listed<'_>], new: &[Listed<'_>], key: &str) -> Vec<(usize, usize)> {
    let places: BTreeMap<&Form, usize> =
        new.iter().enumerate().filter_map(|(index, item)| Some((name_form(item, key)?, index))).collect();
    let pair = |(index, item): (usize, &Listed<'_>)| Some((index, *places.get(name_form(item, key)?)?));
    old.iter().enumerate().filter_map(pair).collect()
}

/// Equal items first; then what is alike, the most alike first.
fn as_sets(old: &[Listed<'_>], new: &[Listed<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut left: Vec<usize> = Vec::new();
    let mut free: Vec<usize> = (0..new.len()).collect();
    for (index, item) in old.iter().enumerate() {
        let equal =
            free.iter().position(|other| new.get(*other).is_some_and(|other| other.form == item.form));
        match equal {
            Some(position) => pairs.push((index, free.remove(position))),
            None => left.push(index),
        }
    }
    pair_alike(old, new, left, free, &mut pairs);
    pairs
}

/// The longest common sequence; between its items, what is alike.
fn in_order(old: &[Listed<'_>], new: &[Listed<'_>]) -> Vec<(usize, usize)> {
    let columns = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * columns];
    let length = |lengths: &[u32], row: usize, column: usize| {
        lengths.get(row * columns + column).copied().unwrap_or(0)
    };
    for (row, before) in old.iter().enumerate().rev() {
        for (column, after) in new.iter().enumerate().rev() {
            let best = if before.form == after.form {
                length(&lengths, row + 1, column + 1) + 1
            } else {
                length(&lengths, row + 1, column).max(length(&lengths, row, column + 1))
            };
            if let Some(cell) = lengths.get_mut(row * columns + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let (mut gap_old, mut gap_new) = (Vec::new(), Vec::new());
    let mut pairs = Vec::new();
    while let (Some(before), Some(after)) = (old.get(row), new.get(column)) {
        if before.form == after.form {
            close_gap(old, new, &mut gap_old, &mut gap_new, &mut pairs);
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if length(&lengths, row + 1, column) >= length(&lengths, row, column + 1) {
            gap_old.push(row);
            row += 1;
        } else {
            gap_new.push(column);
            column += 1;
        }
    }
    gap_old.extend(row..old.len());
    gap_new.extend(column..new.len());
    close_gap(old, new, &mut gap_old, &mut gap_new, &mut pairs);
    pairs
}

/// What stands between two items that are the same: as many on both sides are the same things, changed.
fn close_gap(
    old: &[Listed<'_>],
    new: &[Listed<'_>],
    gap_old: &mut Vec<usize>,
    gap_new: &mut Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let (left, right) = (std::mem::take(gap_old), std::mem::take(gap_new));
    if left.len() == right.len() {
        pairs.extend(left.into_iter().zip(right));
    } else {
        pair_alike(old, new, left, right, pairs);
    }
}

/// Pairs what has most in common, as long as it has something.
fn pair_alike(
    old: &[Listed<'_>],
    new: &[Listed<'_>],
    left: Vec<usize>,
    right: Vec<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    if left.len() * right.len() > MOST_MATCHED * 10 {
        return;
    }
    // The only one that is left on each side is the same thing, whatever it has become.
    if let ([before], [after]) = (left.as_slice(), right.as_slice()) {
        pairs.push((*before, *after));
        return;
    }
    let mut candidates = Vec::new();
    for before in &left {
        for after in &right {
            let (Some(a), Some(b)) = (old.get(*before), new.get(*after)) else { continue };
            let likeness = likeness(&a.form, &b.form);
            if likeness > 0 {
                candidates.push((std::cmp::Reverse(likeness), *before, *after));
            }
        }
    }
    candidates.sort_unstable();
    let (mut used_old, mut used_new) = (Vec::new(), Vec::new());
    for (_, before, after) in candidates {
        if !used_old.contains(&before) && !used_new.contains(&after) {
            used_old.push(before);
            used_new.push(after);
            pairs.push((before, after));
        }
    }
}

/// How many entries two objects share, those with the same value twice.
fn likeness(a: &Form, b: &Form) -> usize {
    match (a, b) {
        (Form::Object(a), Form::Object(b)) => a
            .iter()
            .filter_map(|(key, value)| b.get(key).map(|other| if other == value { 3 } else { 1 }))
            .sum(),
        (Form::List(_), Form::List(_)) => 1,
        _ => 0,
    }
}
