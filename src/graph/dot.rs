//! DOT, which Graphviz draws: <https://graphviz.org/doc/info/lang.html>.

use super::{Graph, Mark, Presence, Resource};

impl Graph {
    /// The picture as a graph of Graphviz.
    #[must_use]
    pub fn dot(&self) -> String {
        let mut out = String::from(
            "digraph {\n  rankdir=LR\n  node [shape=box style=\"rounded,filled\" fillcolor=\"#ffffff\" fontname=\"sans-serif\" fontsize=11]\n  edge [color=\"#57606a\" fontname=\"sans-serif\" fontsize=9]\n",
        );
        for resource in &self.resources {
            let lines: Vec<String> = resource.lines().iter().map(|line| text(line)).collect();
            out.push_str(&format!(
                "  \"{}\" [label=\"{}\"{}]\n",
                text(&resource.logical_id),
                lines.join("\\n"),
                colours(resource)
            ));
        }
        for reference in &self.references {
            let name = |number: usize| self.resources.get(number).map(|resource| text(&resource.logical_id));
            let (Some(from), Some(to)) = (name(reference.from), name(reference.to)) else { continue };
            let mut attributes = Vec::new();
            if let Some(label) = reference.label() {
                attributes.push(format!("label=\"{}\"", text(&label)));
            }
            if reference.is_only_order() {
                attributes.push("style=dashed".to_owned());
            }
            match reference.presence {
                Presence::New => attributes.push("color=\"#1a7f37\"".to_owned()),
                Presence::Old => attributes.push("color=\"#cf222e\"".to_owned()),
                Presence::Both => {}
            }
            let attributes =
                if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(" ")) };
            out.push_str(&format!("  \"{from}\" -> \"{to}\"{attributes}\n"));
        }
        out.push_str("}\n");
        out
    }
}

fn colours(resource: &Resource) -> &'static str {
    match resource.mark {
        Mark::Unchanged => "",
        Mark::Added => " fillcolor=\"#dafbe1\" color=\"#1a7f37\"",
        Mark::Removed => " fillcolor=\"#ffebe9\" color=\"#cf222e\" style=\"rounded,filled,dashed\"",
        Mark::Replaced => " fillcolor=\"#ffcecb\" color=\"#a40e26\" penwidth=2",
        Mark::MaybeReplaced => " fillcolor=\"#ffebe9\" color=\"#cf222e\"",
        Mark::Updated => " fillcolor=\"#fff8c5\" color=\"#9a6700\"",
        Mark::MaybeUpdated => " fillcolor=\"#fff8c5\" color=\"#bf8700\" style=\"rounded,filled,dashed\"",
        Mark::Renamed => " fillcolor=\"#ddf4ff\" color=\"#0969da\"",
    }
}

/// Text between quotes. In a label, a backslash begins what Graphviz replaces; in a name it would only take away the meaning of
/// a quote that follows, and is written twice all the same.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '"' => out.extend(['\\', character]),
            // Graphviz reads entities of HTML in labels.
            '&' => out.push_str("&amp;"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}
