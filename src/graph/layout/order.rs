//! The order in each column: one in which few arrows cross.

use std::collections::HashMap;

use super::columns::Columns;
use super::{get, set};

/// How often all columns are ordered anew. Few pictures get better after that.
const SWEEPS: usize = 12;

/// The most places where arrows go past a column. Beyond, arrows lead straight to their ends, through whatever is between.
const MOST_PLACES: usize = 50_000;

/// What stands in a column: a box, or the place where arrows to a box go past.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Item {
    pub(super) column: usize,
    /// The box, unless arrows go past.
    pub(super) of: Option<usize>,
}

/// The columns with what is in them, from top to bottom.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) items: Vec<Item>,
    pub(super) columns: Vec<Vec<usize>>,
    /// Lines from one column to the next one, each once.
    pub(super) right: Vec<Vec<usize>>,
    pub(super) left: Vec<Vec<usize>>,
    /// For each arrow the items that it goes along, from the box that refers on.
    pub(super) ways: Vec<Vec<usize>>,
}

pub(super) fn order(columns: &Columns, references: &[(usize, usize)]) -> Order {
    let mut order = Order { columns: vec![Vec::new(); columns.count], ..Order::default() };
    for (number, column) in columns.of.iter().enumerate() {
        order.add(Item { column: *column, of: Some(number) });
    }
    // Where arrows to a box go past a column.
    let mut past: HashMap<(usize, usize), usize> = HashMap::new();
    let mut places = 0;
    for ((from, to), is_back) in references.iter().zip(&columns.is_back) {
        let (first, last) = if *is_back { (*to, *from) } else { (*from, *to) };
        let mut way = vec![first];
        let between = get(&columns.of, first) + 1..get(&columns.of, last);
        let is_whole = places + between.len() <= MOST_PLACES;
        if is_whole {
            places += between.len();
            for column in between {
                let item =
                    *past.entry((last, column)).or_insert_with(|| order.add(Item { column, of: None }));
                way.push(item);
            }
        }
        way.push(last);
        if is_whole {
            for (from, to) in way.iter().zip(way.iter().skip(1)) {
                order.connect(*from, *to);
            }
        }
        if *is_back {
            way.reverse();
        }
        order.ways.push(way);
    }
    order.sort();
    order
}

impl Order {
    fn add(&mut self, item: Item) -> usize {
        let number = self.items.len();
        self.items.push(item);
        self.right.push(Vec::new());
        self.left.push(Vec::new());
        if let Some(column) = self.columns.get_mut(item.column) {
            column.push(number);
        }
        number
    }

    fn connect(&mut self, from: usize, to: usize) {
        if let (Some(right), Some(left)) = (self.right.get_mut(from), self.left.get_mut(to))
            && !right.contains(&to)
        {
            right.push(to);
            left.push(from);
        }
    }

    /// Puts each item at the middle of those that it is connected with, column by column, there and back; the best order
    /// that comes up is taken.
    fn sort(&mut self) {
        let mut positions = vec![0.0; self.items.len()];
        self.columns.iter().for_each(|column| number_through(&mut positions, column));
        let mut best = (self.crossings(&positions), self.columns.clone());
        for sweep in 0..SWEEPS {
            let to_the_right = sweep % 2 == 0;
            let neighbours = if to_the_right { &self.left } else { &self.right };
            let count = self.columns.len();
            for step in 1..count {
                let index = if to_the_right { step } else { count - 1 - step };
                let Some(column) = self.columns.get_mut(index) else { continue };
                let middle = |number: &usize| {
                    let of = neighbours.get(*number).map_or(&[][..], Vec::as_slice);
                    let sum: f64 = of.iter().map(|number| get(&positions, *number)).sum();
                    if of.is_empty() { get(&positions, *number) } else { sum / of.len() as f64 }
                };
                let mut sorted: Vec<(f64, usize)> =
                    column.iter().map(|number| (middle(number), *number)).collect();
                sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
                *column = sorted.into_iter().map(|(_, number)| number).collect();
                number_through(&mut positions, column);
            }
            let crossings = self.crossings(&positions);
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// How many pairs of lines cross.
    fn crossings(&self, positions: &[f64]) -> u64 {
        let mut crossings = 0;
        for column in &self.columns {
            let mut ends = Vec::new();
            for number in column {
                let mut of: Vec<usize> = self.right.get(*number).into_iter().flatten().copied().collect();
                of.sort_by(|one, other| get(positions, *one).total_cmp(&get(positions, *other)));
                ends.extend(of.into_iter().map(|number| get(positions, number) as usize));
            }
            crossings += inversions(&mut ends);
        }
        crossings
    }
}

/// Gives each item its position in the column.
fn number_through(positions: &mut [f64], column: &[usize]) {
    for (position, number) in column.iter().enumerate() {
        set(positions, *number, position as f64);
    }
}

/// How many pairs are in the wrong order; the list is sorted after that.
fn inversions(items: &mut [usize]) -> u64 {
    if items.len() < 2 {
        return 0;
    }
    let (left, right) = items.split_at_mut(items.len() / 2);
    let mut count = inversions(left) + inversions(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut ones, mut others) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (ones.peek(), others.peek()) {
            (Some(one), Some(other)) if other < one => {
                count += ones.len() as u64;
                merged.extend(others.next());
            }
            (Some(_), _) => merged.extend(ones.next()),
            (None, Some(_)) => merged.extend(others.next()),
            (None, None) => break,
        }
    }
    items.copy_from_slice(&merged);
    count
}

#[cfg(test)]
mod tests {
    use super::inversions;

    #[test]
    fn pairs_in_the_wrong_order_are_counted() {
        assert_eq!(inversions(&mut [0, 1, 1, 2]), 0);
        assert_eq!(inversions(&mut [3, 2, 1, 0]), 6);
        assert_eq!(inversions(&mut [1, 0, 1, 0]), 3);
    }
}
