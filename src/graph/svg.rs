//! SVG, which browsers show: without scripts, fonts or anything else from elsewhere.

use std::fmt::Write as _;

use super::layout::{Layout, Point, Size, layout};
use super::text::Face;
use super::{Graph, Group, Mark, Presence, Reference, Resource, STYLE};

const ID: Face = Face { size: 12.5, is_monospaced: true };
const PROSE: Face = Face { size: 11.0, is_monospaced: false };

/// Inside of a box.
const PADDING: Size = Size { width: 12.0, height: 7.0 };
const WIDEST_TEXT: f64 = 200.0;
const NARROWEST_BOX: f64 = 96.0;

/// Around the picture.
const MARGIN: f64 = 16.0;
const LEGEND: f64 = 20.0;

/// The smallest scale at which text can be read.
const SMALLEST: f64 = 0.75;

/// How a picture is part of a page, which has the style sheet [`STYLE`].
pub struct Embedding<'e> {
    /// The identifier of the picture, of letters and digits.
    pub id: &'e str,
    /// Where more is said of a resource: a reference as HTML takes it.
    pub link: &'e dyn Fn(&Resource) -> Option<String>,
}

/// One line of text in a box.
struct Line {
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
        let lines: Vec<Vec<Line>> = self.resources.iter().map(lines).collect();
        let sizes: Vec<Size> = lines.iter().map(|lines| size(lines)).collect();
        let ends: Vec<(usize, usize)> =
            self.references.iter().map(|reference| (reference.from, reference.to)).collect();
        let layout = layout(&sizes, &ends);
        let legend = Legend::new(self);
        let size = Size {
            width: layout.size.width.max(legend.width).max(200.0),
            height: layout.size.height + legend.height,
        };
        let id = embedding.map_or("graph", |embedding| embedding.id);
        let (left, top) = (-MARGIN, -MARGIN);
        let (width, height) = (size.width + 2.0 * MARGIN, size.height + 2.0 * MARGIN);
        // Each node of a picture of its own is only seen; in a page, they lead elsewhere.
        let role = if embedding.is_some() { "group" } else { "img" };
        // In a narrow page it gets smaller, as long as it can be read.
        let style = match embedding {
            Some(_) => format!(" style=\"max-width:100%;min-width:{:.0}px;height:auto\"", width * SMALLEST),
            None => String::new(),
        };
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" class=\"graph\" role=\"{role}\" aria-label=\"{}\" viewBox=\"{left} {top} {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\"{style}>\n<title>{}</title>\n<style>",
            escape(title),
            escape(title)
        );
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
                if (self.is_of_change && reference.presence != Presence::Both) == is_changed {
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
            let _ = writeln!(
                out,
                "<text class=\"type\" x=\"0\" y=\"{:.1}\">Without references</text>",
                top - 10.0
            );
        }
        legend.draw(&mut out, layout.size.height);
        out.push_str("</svg>\n");
        out
    }

    fn arrow(
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
            Presence::New if self.is_of_change => class.push_str(" in-new"),
            Presence::Old if self.is_of_change => class.push_str(" in-old"),
            _ => {}
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
            Presence::New if self.is_of_change => said.push_str(" (new)"),
            Presence::Old if self.is_of_change => said.push_str(" (no longer)"),
            _ => {}
        }
        said
    }

    fn node(
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

fn lines(resource: &Resource) -> Vec<Line> {
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

fn size(lines: &[Line]) -> Size {
    let widest = lines.iter().map(Line::width).fold(0.0, f64::max);
    Size {
        width: (widest + 2.0 * PADDING.width).ceil().max(NARROWEST_BOX),
        height: lines.iter().map(Line::height).sum::<f64>() + 2.0 * PADDING.height,
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

/// What the colours mean, below the picture.
struct Legend {
    groups: Vec<Group>,
    remark: Option<String>,
    width: f64,
    height: f64,
}

impl Legend {
    fn new(graph: &Graph) -> Self {
        let mut groups: Vec<Group> = if graph.is_of_change {
            Vec::new()
        } else {
            graph.resources.iter().map(|resource| Group::of(&resource.resource_type)).collect()
        };
        groups.sort_unstable();
        groups.dedup();
        let remark = match graph.left_out {
            0 if graph.resources.is_empty() => Some("No resources".to_owned()),
            0 => None,
            1 => Some("One more resource does not change".to_owned()),
            more => Some(format!("{more} more resources do not change")),
        };
        let of_groups: f64 = groups.iter().map(|group| group_width(*group)).sum();
        let of_remark = remark.as_ref().map_or(0.0, |remark| PROSE.width(remark));
        let rows = usize::from(!groups.is_empty()) + usize::from(remark.is_some());
        let height = if rows == 0 { 0.0 } else { LEGEND * rows as f64 + 8.0 };
        Self { groups, remark, width: of_groups.max(of_remark), height }
    }

    fn draw(&self, out: &mut String, top: f64) {
        let mut y = top + LEGEND + 4.0;
        let mut x = 0.0;
        for group in &self.groups {
            let _ = writeln!(
                out,
                "<rect class=\"{}\" x=\"{x:.1}\" y=\"{:.1}\" width=\"4\" height=\"12\" rx=\"2\"/><text class=\"type\" x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
                group.as_str(),
                y - 10.0,
                x + 9.0,
                group.as_str()
            );
            x += group_width(*group);
        }
        if !self.groups.is_empty() {
            y += LEGEND;
        }
        if let Some(remark) = &self.remark {
            let _ = writeln!(out, "<text class=\"type\" x=\"0\" y=\"{y:.1}\">{}</text>", escape(remark));
        }
    }
}

fn group_width(group: Group) -> f64 {
    PROSE.width(group.as_str()) + 26.0
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
