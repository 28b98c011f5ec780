//! Boxes with text in them.

use std::fmt::Write as _;

use super::{PROSE, escape};
use crate::graph::layout::{Point, Size};
use crate::graph::text::Face;
use crate::graph::{Graph, Group, Mark, Resource};

const ID: Face = Face { size: 12.5, is_monospaced: true };

/// Inside of a box.
const PADDING: Size = Size { width: 12.0, height: 7.0 };
const WIDEST_TEXT: f64 = 200.0;
const NARROWEST_BOX: f64 = 96.0;

/// One line of text in a box.
pub(super) struct Line {
    class: &'static str,
    text: String,
}

impl Line {
    fn height(&self) -> f64 {
        if self.class == "id" { 16.0 } else { 14.0 }
    }

    fn width(&self) -> f64 {
        match self.class {
            "id" => ID.width(&self.text),
            // Bold letters are wider.
            "what" => PROSE.width(&self.text) * 1.15,
            _ => PROSE.width(&self.text),
        }
    }
}

pub(super) fn lines(resource: &Resource) -> Vec<Line> {
    let wrapped = |class: &'static str, face: Face, text: &str, most: usize| {
        let lines = face.wrap(text, WIDEST_TEXT, most);
        lines.into_iter().map(move |text| Line { class, text }).collect::<Vec<_>>()
    };
    let mut lines = wrapped("id", ID, &resource.name(), 3);
    lines.extend(wrapped("type", PROSE, resource.short_type(), 2));
    if let Some(condition) = &resource.condition {
        lines.extend(wrapped("type", PROSE, &format!("if {condition}"), 1));
    }
    if resource.mark != Mark::Unchanged {
        lines.push(Line { class: "what", text: resource.mark.as_str().to_owned() });
    }
    lines
}

pub(super) fn size(lines: &[Line]) -> Size {
    let widest = lines.iter().map(Line::width).fold(0.0, f64::max);
    Size {
        width: (widest + 2.0 * PADDING.width).ceil().max(NARROWEST_BOX),
        height: lines.iter().map(Line::height).sum::<f64>() + 2.0 * PADDING.height,
    }
}

impl Graph {
    pub(super) fn node(
        &self,
        out: &mut String,
        number: usize,
        (resource, lines): (&Resource, &[Line]),
        (corner, size): (Point, Size),
        link: Option<&str>,
    ) {
        let mut class = format!("n n{number} {}", resource.mark.class());
        if resource.condition.is_some() {
            class.push_str(" if");
        }
        let mut said = resource.name();
        if !resource.resource_type.is_empty() {
            let _ = write!(said, " ({})", resource.resource_type);
        }
        if let Some(condition) = &resource.condition {
            let _ = write!(said, ", if {condition}");
        }
        if resource.mark != Mark::Unchanged {
            let _ = write!(said, ": {}", resource.mark.as_str());
        }
        let said = escape(&said);
        let Point { x, y } = corner;
        match link {
            Some(link) => {
                let _ = write!(out, "<a class=\"{class}\" href=\"{}\" aria-label=\"{said}\">", escape(link));
            }
            None => {
                let _ = write!(out, "<g class=\"{class}\">");
            }
        }
        let _ = write!(
            out,
            "<title>{said}</title><rect class=\"box\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"5\"/>",
            size.width, size.height
        );
        // In a comparison, the colours are those of changes.
        if !self.is_of_change {
            let group = Group::of(&resource.resource_type).as_str();
            let _ = write!(
                out,
                "<rect class=\"{group}\" x=\"{:.1}\" y=\"{:.1}\" width=\"4\" height=\"{:.1}\" rx=\"2\"/>",
                x + 3.0,
                y + 5.0,
                size.height - 10.0
            );
        }
        let mut baseline = y + PADDING.height;
        for line in lines {
            baseline += line.height();
            let _ = write!(
                out,
                "<text class=\"{}\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                line.class,
                x + PADDING.width,
                baseline - 4.0,
                escape(&line.text)
            );
        }
        out.push_str(if link.is_some() { "</a>\n" } else { "</g>\n" });
    }
}
