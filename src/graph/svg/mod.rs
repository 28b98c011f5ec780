//! SVG, which browsers show: without scripts, fonts or anything else from elsewhere.

mod arrow;
mod legend;
mod node;

use std::fmt::Write as _;

use legend::Legend;
use node::Line;

use super::layout::{Size, layout};
use super::text::Face;
use super::{Graph, Presence, Resource, STYLE};

const PROSE: Face = Face { size: 11.0, is_monospaced: false };

/// Around the picture.
const MARGIN: f64 = 16.0;

/// The smallest scale at which text can be read.
const SMALLEST: f64 = 0.75;

/// How a picture is part of a page, which has the style sheet [`STYLE`].
pub struct Embedding<'e> {
    /// The identifier of the picture, of letters and digits.
    pub id: &'e str,
    /// Where more is said of a resource: a reference as HTML takes it.
    pub link: &'e dyn Fn(&Resource) -> Option<String>,
}

impl Graph {
    /// The picture as a file of its own.
    #[must_use]
    pub fn svg(&self, title: &str) -> String {
        self.draw(title, None)
    }

    /// The picture as a part of an HTML page.
    #[must_use]
    pub fn svg_in_page(&self, title: &str, embedding: &Embedding<'_>) -> String {
        self.draw(title, Some(embedding))
    }

    fn draw(&self, title: &str, embedding: Option<&Embedding<'_>>) -> String {
        let lines: Vec<Vec<Line>> = self.resources.iter().map(node::lines).collect();
        let sizes: Vec<Size> = lines.iter().map(|lines| node::size(lines)).collect();
        let ends: Vec<(usize, usize)> =
            self.references.iter().map(|reference| (reference.from, reference.to)).collect();
        let layout = layout(&sizes, &ends);
        let legend = Legend::new(self);
        let size = Size {
            width: layout.size.width.max(legend.width).max(200.0),
            height: layout.size.height + legend.height,
        };
        let (left, top) = (-MARGIN, -MARGIN);
        let (width, height) = (size.width + 2.0 * MARGIN, size.height + 2.0 * MARGIN);
        // A file is only seen; what is in a page leads elsewhere. In a narrow page the picture gets smaller, as long as it can
        // be read.
        let (id, role, style) = match embedding {
            Some(embedding) => {
                let least = width * SMALLEST;
                (
                    embedding.id,
                    "group",
                    format!(" style=\"max-width:100%;min-width:{least:.0}px;height:auto\""),
                )
            }
            None => ("graph", "img", String::new()),
        };
        let title = escape(title);
        let mut out = String::new();
        let _ = writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" class=\"graph\" role=\"{role}\" aria-label=\"{title}\" viewBox=\"{left} {top} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"{style}>"
        );
        if embedding.is_none() {
            let _ = writeln!(out, "<title>{title}</title>");
        }
        out.push_str("<style>");
        if embedding.is_none() {
            out.push_str(STYLE);
        }
        for number in 0..self.resources.len() {
            let _ = write!(out, "\n#{id}:has(.n{number}:is(:hover,:focus-visible)) .e{number}");
            out.push_str(if number + 1 < self.resources.len() { "," } else { "" });
        }
        if !self.resources.is_empty() {
            out.push_str("{stroke:var(--hot);stroke-width:2.2;opacity:1}");
        }
        out.push_str("\n</style>\n");
        if embedding.is_none() {
            let _ = writeln!(
                out,
                "<rect class=\"page\" x=\"{left}\" y=\"{top}\" width=\"{width:.0}\" height=\"{height:.0}\"/>"
            );
        }
        // What has changed lies over what has not, and boxes over arrows.
        for is_changed in [false, true] {
            for (reference, way) in self.references.iter().zip(&layout.ways) {
                if (reference.presence != Presence::Both) == is_changed {
                    self.arrow(&mut out, reference, way, &layout, &sizes);
                }
            }
        }
        let boxes = self.resources.iter().zip(&lines).zip(layout.boxes.iter().zip(&sizes)).enumerate();
        for (number, ((resource, lines), ((corner, width), size))) in boxes {
            let link = embedding.and_then(|embedding| (embedding.link)(resource));
            let size = Size { width: *width, height: size.height };
            self.node(&mut out, number, (resource, lines), (*corner, size), link.as_deref());
        }
        if let Some(top) = layout.single {
            let here = if self.left_out > 0 { " here" } else { "" };
            let _ = writeln!(
                out,
                "<text class=\"type\" x=\"0\" y=\"{:.1}\">Without references{here}</text>",
                top - 10.0
            );
        }
        legend.draw(&mut out, layout.size.height);
        out.push_str("</svg>\n");
        out
    }
}

/// Text as XML takes it, which knows no control characters.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            character if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {
                out.push(' ')
            }
            character => out.push(character),
        }
    }
    out
}
