//! Which column each box is in.

use super::{get, set};

/// The columns of the boxes, and the arrows that lead from left to right.
#[derive(Debug)]
pub(super) struct Columns {
    /// The column of each box, counted from the left.
    pub(super) of: Vec<usize>,
    pub(super) count: usize,
    /// For each arrow, whether it leads to the left, as it closes a circle.
    pub(super) is_back: Vec<bool>,
}

pub(super) fn columns(count: usize, references: &[(usize, usize)]) -> Columns {
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut incoming = vec![0_usize; count];
    for (index, (from, to)) in references.iter().enumerate() {
        if let Some(outgoing) = outgoing.get_mut(*from) {
            outgoing.push(index);
        }
        if let Some(incoming) = incoming.get_mut(*to) {
            *incoming += 1;
        }
    }
    let (finished, is_back) = search(&outgoing, &incoming, references);

    // The longest way to a box that refers to nothing. What finishes first has nothing before it to the right.
    let mut ranks = vec![0_usize; count];
    let forward = |index: &usize| {
        let (from, to) = get(references, *index);
        if get(&is_back, *index) { (to, from) } else { (from, to) }
    };
    let mut right: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut left: Vec<Vec<usize>> = vec![Vec::new(); count];
    for index in 0..references.len() {
        let (from, to) = forward(&index);
        if let (Some(right), Some(left)) = (right.get_mut(from), left.get_mut(to)) {
            right.push(to);
            left.push(from);
        }
    }
    for number in &finished {
        let after = right.get(*number).into_iter().flatten().map(|to| get(&ranks, *to) + 1).max();
        set(&mut ranks, *number, after.unwrap_or(0));
    }
    // What few things refer to stands next to them, if it has fewer arrows to the right than to the left.
    for number in finished.iter().rev() {
        let (before, after) =
            (left.get(*number).map_or(&[][..], Vec::as_slice), right.get(*number).map_or(0, Vec::len));
        if let Some(nearest) = before.iter().map(|from| get(&ranks, *from)).min()
            && before.len() >= after
        {
            let rank = get(&ranks, *number).max(nearest.saturating_sub(1));
            set(&mut ranks, *number, rank);
        }
    }
    let most = ranks.iter().copied().max().unwrap_or(0);
    Columns { of: ranks.into_iter().map(|rank| most - rank).collect(), count: most + 1, is_back }
}

#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    New,
    Active,
    Done,
}

/// Goes along the arrows in depth: the boxes in the order in which they are finished, and which arrows lead back.
fn search(
    outgoing: &[Vec<usize>],
    incoming: &[usize],
    references: &[(usize, usize)],
) -> (Vec<usize>, Vec<bool>) {
    let mut states = vec![State::New; outgoing.len()];
    let mut is_back = vec![false; references.len()];
    let mut finished = Vec::with_capacity(outgoing.len());
    // What nothing refers to is where one begins, so that circles are opened where they are entered.
    let starts = (0..outgoing.len()).filter(|number| get(incoming, *number) == 0);
    for start in starts.chain(0..outgoing.len()) {
        if get(&states, start) != State::New {
            continue;
        }
        set(&mut states, start, State::Active);
        let mut way = vec![(start, 0_usize)];
        while let Some((number, tried)) = way.last_mut() {
            let Some(index) = outgoing.get(*number).and_then(|indexes| indexes.get(*tried)).copied() else {
                set(&mut states, *number, State::Done);
                finished.push(*number);
                way.pop();
                continue;
            };
            *tried += 1;
            let to = get(references, index).1;
            match get(&states, to) {
                State::New => {
                    set(&mut states, to, State::Active);
                    way.push((to, 0));
                }
                State::Active => set(&mut is_back, index, true),
                State::Done => {}
            }
        }
    }
    (finished, is_back)
}
