//! The place of everything, once columns and their order are known.

use super::order::Order;
use super::{GAP, Point, Size, get, set};

/// The room for a line that goes past boxes.
const LANE: f64 = 10.0;

/// How often all columns are moved.
const SWEEPS: usize = 10;

/// Where the boxes of one part of the picture are, and the ways between them.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) size: Size,
    pub(super) boxes: Vec<(Point, f64)>,
    pub(super) ways: Vec<Vec<(Point, Point)>>,
}

pub(super) fn place(order: Order, sizes: &[Size]) -> Placed {
    let room = |number: usize| match order.items.get(number).and_then(|item| item.of) {
        Some(of) => get(sizes, of).height + GAP,
        None => LANE,
    };
    let rooms: Vec<f64> = (0..order.items.len()).map(room).collect();
    let middles = middles(&order, &rooms);
    let sides = || middles.iter().zip(&rooms);
    let top = sides().map(|(middle, room)| middle - room / 2.0).fold(f64::INFINITY, f64::min);
    let bottom = sides().map(|(middle, room)| middle + room / 2.0).fold(f64::NEG_INFINITY, f64::max);

    // From left to right.
    let mut edges = Vec::new();
    let mut x = 0.0;
    for column in &order.columns {
        let of = column.iter().filter_map(|number| order.items.get(*number)?.of);
        let width = of.map(|of| get(sizes, of).width).fold(0.0, f64::max);
        edges.push((x, x + width));
        x += width + room_after(&order, column, &middles);
    }
    let last = edges.last().map_or(0.0, |(_, right)| *right);

    let side = |number: usize| {
        let (left, right) = get(&edges, order.items.get(number).map_or(0, |item| item.column));
        let y = get(&middles, number) - top;
        (Point { x: left, y }, Point { x: right, y })
    };
    let boxes = (0..sizes.len()).map(|number| {
        let (left, right) = side(number);
        (Point { x: left.x, y: left.y - get(sizes, number).height / 2.0 }, right.x - left.x)
    });
    let ways = order.ways.iter().map(|way| {
        let column = |number: Option<&usize>| Some(order.items.get(*number?)?.column);
        let leads_left = column(way.first()) > column(way.last());
        way.iter()
            .map(|number| {
                let (left, right) = side(*number);
                if leads_left { (right, left) } else { (left, right) }
            })
            .collect()
    });
    Placed { size: Size { width: last, height: bottom - top }, boxes: boxes.collect(), ways: ways.collect() }
}

/// Steep lines need room to be told apart.
fn room_after(order: &Order, column: &[usize], middles: &[f64]) -> f64 {
    let mut steepest = 0.0_f64;
    let mut lines = 0_usize;
    for number in column {
        for other in order.right.get(*number).into_iter().flatten() {
            steepest = steepest.max((get(middles, *number) - get(middles, *other)).abs());
            lines += 1;
        }
    }
    (44.0 + steepest * 0.08 + lines as f64 * 0.5).min(150.0)
}

/// The height of the middle of each item: near those that it is connected with, in the order of its column. Each takes so
/// much room.
fn middles(order: &Order, rooms: &[f64]) -> Vec<f64> {
    let mut middles = vec![0.0; order.items.len()];
    for column in &order.columns {
        let total: f64 = column.iter().map(|number| get(rooms, *number)).sum();
        let mut y = -total / 2.0;
        for number in column {
            let room = get(rooms, *number);
            set(&mut middles, *number, y + room / 2.0);
            y += room;
        }
    }
    let is_line = |number: usize| order.items.get(number).is_some_and(|item| item.of.is_none());
    for sweep in 0..SWEEPS {
        let count = order.columns.len();
        let is_last = sweep + 1 == SWEEPS;
        for step in 0..count {
            let to_the_right = sweep % 2 == 0;
            let index = if to_the_right { step } else { count - 1 - step };
            let column = order.columns.get(index).map_or(&[][..], Vec::as_slice);
            let wanted: Vec<(f64, f64)> = column
                .iter()
                .map(|number| {
                    let (mut sum, mut weight) = (0.0, 0.0);
                    for (to, back, is_asked) in [
                        (&order.left, &order.right, to_the_right || is_last),
                        (&order.right, &order.left, !to_the_right || is_last),
                    ] {
                        for other in to.get(*number).into_iter().flatten().filter(|_| is_asked) {
                            // A line that goes past several columns is to be straight. What many things are connected
                            // with is far from most of them anyway.
                            let pull = if is_line(*number) && is_line(*other) {
                                8.0
                            } else {
                                1.0 / back.get(*other).map_or(1, Vec::len).max(1) as f64
                            };
                            sum += get(&middles, *other) * pull;
                            weight += pull;
                        }
                    }
                    if weight > 0.0 { (sum / weight, weight) } else { (get(&middles, *number), 0.1) }
                })
                .collect();
            let rooms: Vec<f64> = column.iter().map(|number| get(rooms, *number)).collect();
            for (number, middle) in column.iter().zip(fit(&wanted, &rooms)) {
                set(&mut middles, *number, middle);
            }
        }
    }
    close_gaps(&mut middles, rooms);
    middles
}

/// Takes away heights at which nothing is in any column.
fn close_gaps(middles: &mut [f64], rooms: &[f64]) {
    let mut from_the_top: Vec<usize> = (0..middles.len()).collect();
    let top = |number: usize, middles: &[f64]| get(middles, number) - get(rooms, number) / 2.0;
    from_the_top.sort_by(|one, other| top(*one, middles).total_cmp(&top(*other, middles)));
    let (mut bottom, mut taken) = (f64::INFINITY, 0.0);
    for number in from_the_top {
        let top = top(number, middles) - taken;
        if top > bottom {
            taken += top - bottom;
        }
        let middle = get(middles, number) - taken;
        set(middles, number, middle);
        let lowest = middle + get(rooms, number) / 2.0;
        bottom = if bottom.is_finite() { bottom.max(lowest) } else { lowest };
    }
}

/// The places nearest to the wanted ones, by least squares, at which nothing overlaps and the order is kept.
fn fit(wanted: &[(f64, f64)], rooms: &[f64]) -> Vec<f64> {
    // Without what stands above, each is to be no higher than the one before: neighbours that are not are one block.
    struct Block {
        sum: f64,
        weight: f64,
        count: usize,
    }
    let mut offsets = Vec::with_capacity(rooms.len());
    let mut taken = 0.0;
    for room in rooms {
        offsets.push(taken + room / 2.0);
        taken += room;
    }
    let mut blocks: Vec<Block> = Vec::new();
    for ((middle, weight), offset) in wanted.iter().zip(&offsets) {
        let mut block = Block { sum: (middle - offset) * weight, weight: *weight, count: 1 };
        while let Some(last) = blocks.pop_if(|last| last.sum / last.weight > block.sum / block.weight) {
            block.sum += last.sum;
            block.weight += last.weight;
            block.count += last.count;
        }
        blocks.push(block);
    }
    let places = blocks.iter().flat_map(|block| std::iter::repeat_n(block.sum / block.weight, block.count));
    places.zip(&offsets).map(|(place, offset)| place + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn nothing_overlaps_and_all_is_near_its_place() {
        assert_eq!(fit(&[(0.0, 1.0), (100.0, 1.0)], &[10.0, 10.0]), [0.0, 100.0]);
        assert_eq!(fit(&[(50.0, 1.0), (50.0, 1.0)], &[10.0, 10.0]), [45.0, 55.0]);
        assert_eq!(fit(&[], &[]), Vec::<f64>::new());
    }
}
