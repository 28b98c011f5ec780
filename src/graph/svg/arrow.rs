//! Arrows: lines, and what they say when the mouse is on them.

use std::fmt::Write as _;

use super::escape;
use crate::graph::layout::{Layout, Point, Size};
use crate::graph::{Graph, Presence, Reference, Resource};

impl Graph {
    pub(super) fn arrow(
        &self,
        out: &mut String,
        reference: &Reference,
        way: &[(Point, Point)],
        layout: &Layout,
        sizes: &[Size],
    ) {
        let mut class = format!("e e{} e{}", reference.from, reference.to);
        if reference.is_only_order() {
            class.push_str(" order");
        }
        match reference.presence {
            Presence::New => class.push_str(" in-new"),
            Presence::Old => class.push_str(" in-old"),
            Presence::Both => {}
        }
        let path = if way.is_empty() {
            let corner = layout.boxes.get(reference.from).copied().unwrap_or_default();
            loop_at(corner, sizes.get(reference.from).map_or(0.0, |size| size.height))
        } else {
            path(way)
        };
        let _ = writeln!(
            out,
            "<path class=\"{class}\" d=\"{path}\"><title>{}</title></path>",
            escape(&self.said(reference))
        );
    }

    /// A reference in words.
    fn said(&self, reference: &Reference) -> String {
        let name = |number: usize| self.resources.get(number).map(Resource::name).unwrap_or_default();
        let mut said = format!(
            "{} refers to {}: {}",
            name(reference.from),
            name(reference.to),
            reference.labels.join(", ")
        );
        match reference.places.as_slice() {
            [] => {}
            [first, second, third, rest @ ..] if !rest.is_empty() => {
                let _ = write!(said, " in {first}, {second}, {third} and {} other places", rest.len());
            }
            places => {
                let _ = write!(said, " in {}", places.join(", "));
            }
        }
        match reference.presence {
            Presence::New => said.push_str(" (new)"),
            Presence::Old => said.push_str(" (no longer)"),
            Presence::Both => {}
        }
        said
    }
}

/// A line that leaves a box at its side, bends between columns, and ends in an arrow at the side of another box.
fn path(way: &[(Point, Point)]) -> String {
    let mut path = String::new();
    let mut at = Point::default();
    for (index, (start, end)) in way.iter().enumerate() {
        if index == 0 {
            let _ = write!(path, "M{:.1} {:.1}", end.x, end.y);
        } else {
            let bend = (start.x - at.x) / 2.0;
            let _ = write!(
                path,
                "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                at.x + bend,
                at.y,
                start.x - bend,
                start.y,
                start.x,
                start.y
            );
            if index + 1 < way.len() {
                let _ = write!(path, "H{:.1}", end.x);
            } else {
                let back = if bend > 0.0 { -6.0 } else { 6.0 };
                let (x, y) = (start.x, start.y);
                let _ = write!(
                    path,
                    "M{:.1} {:.1}L{x:.1} {y:.1}L{:.1} {:.1}",
                    x + back,
                    y - 4.0,
                    x + back,
                    y + 4.0
                );
            }
        }
        at = *end;
    }
    path
}

/// An arrow from a box to itself, at its right side.
fn loop_at((corner, width): (Point, f64), height: f64) -> String {
    let (x, y) = (corner.x + width, corner.y + height / 2.0);
    format!("M{x:.1} {:.1}c14 -4 14 18 0 {:.1}m5 -5l-5 5l6 3", y - 7.0, 14.0)
}
