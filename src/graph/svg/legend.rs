//! What the colours mean, and what is left out, below the picture.

use std::fmt::Write as _;

use super::{PROSE, escape};
use crate::graph::{Graph, Group};

/// The height of a row.
const ROW: f64 = 20.0;

/// Groups and remarks, and the room that they take.
pub(super) struct Legend {
    groups: Vec<Group>,
    remark: Option<String>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Legend {
    pub(super) fn new(graph: &Graph) -> Self {
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
        let height = if rows == 0 { 0.0 } else { ROW * rows as f64 + 8.0 };
        Self { groups, remark, width: of_groups.max(of_remark), height }
    }

    pub(super) fn draw(&self, out: &mut String, top: f64) {
        let mut y = top + ROW + 4.0;
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
            y += ROW;
        }
        if let Some(remark) = &self.remark {
            let _ = writeln!(out, "<text class=\"type\" x=\"0\" y=\"{y:.1}\">{}</text>", escape(remark));
        }
    }
}

fn group_width(group: Group) -> f64 {
    PROSE.width(group.as_str()) + 26.0
}
