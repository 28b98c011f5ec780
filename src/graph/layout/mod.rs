//! Where things are in a picture: resources that refer stand left of those that they refer to, in columns.
//!
//! The steps are those of Sugiyama, Tagawa and Toda: circles are opened, resources get columns, each column gets an order
//! in which few arrows cross, and then everything gets its place. All arrows to one resource share their way past the
//! columns between, so that a resource that many refer to has one thick trunk and not a hundred lines.

mod columns;
mod order;
mod place;

use place::Placed;

/// A size in pixels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A place in pixels, from the top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Where everything is.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) size: Size,
    /// The top left corner of each box, and how wide it is drawn: as wide as the widest of its column.
    pub(super) boxes: Vec<(Point, f64)>,
    /// The ways of the arrows, in the order of the references: each begins and ends at a box, and runs level between the
    /// points of each pair. An arrow of a box to itself has none.
    pub(super) ways: Vec<Vec<(Point, Point)>>,
    /// The top of the boxes to which and from which no arrow leads.
    pub(super) single: Option<f64>,
}

/// Between boxes in a column.
const GAP: f64 = 14.0;

/// Between parts of the picture: wide enough that two side by side do not look like one.
const BETWEEN_PARTS: Size = Size { width: 64.0, height: 28.0 };

/// The room for the words above the boxes without arrows.
const CAPTION: f64 = 22.0;

/// A picture of many parts is about so wide, if no part is wider.
const WIDTH: f64 = 1000.0;

pub(super) fn layout(sizes: &[Size], references: &[(usize, usize)]) -> Layout {
    let parts = parts(sizes.len(), references);
    let mut layout = Layout {
        boxes: vec![(Point::default(), 0.0); sizes.len()],
        ways: vec![Vec::new(); references.len()],
        ..Layout::default()
    };
    let mut placed: Vec<(Part, Placed)> = Vec::new();
    let mut single = Vec::new();
    for part in parts {
        match part.boxes.as_slice() {
            [only] => single.push(*only),
            _ => {
                let sizes: Vec<Size> = part.boxes.iter().map(|number| get(sizes, *number)).collect();
                let columns = columns::columns(sizes.len(), &part.references);
                let order = order::order(&columns, &part.references);
                placed.push((part, place::place(order, &sizes)));
            }
        }
    }
    // The largest first; sorting is stable, so parts of one size stay in the order of the template.
    placed.sort_by_key(|(part, _)| std::cmp::Reverse(part.boxes.len()));
    let area: f64 = placed.iter().map(|(_, placed)| placed.size.width * placed.size.height).sum();
    let widest = placed.iter().map(|(_, placed)| placed.size.width).fold(0.0, f64::max);
    let width = widest.max(WIDTH).max((area * 1.5).sqrt());
    let mut shelf = Shelf { width, ..Shelf::default() };
    for (part, placed) in placed {
        let corner = shelf.take(placed.size);
        let moved = |point: Point| Point { x: point.x + corner.x, y: point.y + corner.y };
        for (number, (point, width)) in part.boxes.iter().zip(placed.boxes) {
            set(&mut layout.boxes, *number, (moved(point), width));
        }
        for (number, way) in part.numbers.iter().zip(placed.ways) {
            let way = way.into_iter().map(|(from, to)| (moved(from), moved(to))).collect();
            set(&mut layout.ways, *number, way);
        }
    }
    let mut size = shelf.size;
    if !single.is_empty() {
        let top = if size.height > 0.0 { size.height + BETWEEN_PARTS.height + CAPTION } else { 0.0 };
        if top > 0.0 {
            layout.single = Some(top);
        }
        let grid = grid(&mut layout, sizes, &single, top, width);
        size = Size { width: size.width.max(grid.width), height: top + grid.height };
    }
    layout.size = size;
    layout
}

/// Places boxes in rows and columns of one width.
fn grid(layout: &mut Layout, sizes: &[Size], numbers: &[usize], top: f64, width: f64) -> Size {
    let widest = numbers.iter().map(|number| get(sizes, *number).width).fold(0.0, f64::max);
    let fitting = ((width + GAP) / (widest + GAP)).floor().max(1.0) as usize;
    // A picture of nothing but single boxes is rather as wide as high.
    let in_row = if top > 0.0 { fitting } else { fitting.min(numbers.len().div_ceil(2).max(3)) };
    let mut size = Size::default();
    for row in numbers.chunks(in_row) {
        let y = if size.height > 0.0 { size.height + GAP } else { 0.0 };
        let mut height = 0.0_f64;
        let mut x = 0.0;
        for number in row {
            set(&mut layout.boxes, *number, (Point { x, y: top + y }, widest));
            height = height.max(get(sizes, *number).height);
            size.width = size.width.max(x + widest);
            x += widest + GAP;
        }
        size.height = y + height;
    }
    size
}

/// Room that is given away from left to right, in rows.
#[derive(Default)]
struct Shelf {
    width: f64,
    size: Size,
    x: f64,
    top: f64,
}

impl Shelf {
    fn take(&mut self, size: Size) -> Point {
        if self.x > 0.0 && self.x + size.width > self.width {
            self.x = 0.0;
            self.top = self.size.height + BETWEEN_PARTS.height;
        }
        let corner = Point { x: self.x, y: self.top };
        self.size.width = self.size.width.max(self.x + size.width);
        self.size.height = self.size.height.max(self.top + size.height);
        self.x += size.width + BETWEEN_PARTS.width;
        corner
    }
}

/// Boxes that arrows lead between, directly or by others.
#[derive(Default)]
struct Part {
    boxes: Vec<usize>,
    /// Between indexes of these boxes.
    references: Vec<(usize, usize)>,
    /// The number of each reference in the picture.
    numbers: Vec<usize>,
}

fn parts(count: usize, references: &[(usize, usize)]) -> Vec<Part> {
    let mut next = vec![Vec::new(); count];
    for (from, to) in references.iter().filter(|(from, to)| from != to) {
        for (one, other) in [(*from, *to), (*to, *from)] {
            if let Some(next) = next.get_mut(one) {
                next.push(other);
            }
        }
    }
    let mut part_of = vec![usize::MAX; count];
    let mut index_in_part = vec![0; count];
    let mut parts: Vec<Part> = Vec::new();
    for start in 0..count {
        if get(&part_of, start) != usize::MAX {
            continue;
        }
        let mut part = Part::default();
        let mut to_do = vec![start];
        set(&mut part_of, start, parts.len());
        while let Some(number) = to_do.pop() {
            part.boxes.push(number);
            for other in next.get(number).into_iter().flatten() {
                if get(&part_of, *other) == usize::MAX {
                    set(&mut part_of, *other, parts.len());
                    to_do.push(*other);
                }
            }
        }
        part.boxes.sort_unstable();
        for (index, number) in part.boxes.iter().enumerate() {
            set(&mut index_in_part, *number, index);
        }
        parts.push(part);
    }
    for (number, (from, to)) in references.iter().enumerate() {
        if let Some(part) = parts.get_mut(get(&part_of, *from)).filter(|_| from != to) {
            part.references.push((get(&index_in_part, *from), get(&index_in_part, *to)));
            part.numbers.push(number);
        }
    }
    parts
}

/// The item of that index, which is there.
fn get<T: Copy + Default>(items: &[T], index: usize) -> T {
    items.get(index).copied().unwrap_or_default()
}

fn set<T>(items: &mut [T], index: usize, value: T) {
    if let Some(item) = items.get_mut(index) {
        *item = value;
    }
}
