//! Mermaid, which GitHub and others draw: <https://mermaid.js.org/syntax/flowchart.html>.

use super::{Graph, Mark, Presence};

/// The most references that Mermaid draws, unless the page that it is on allows more.
pub const MOST_REFERENCES: usize = 500;

/// The most characters that Mermaid reads, unless the page that it is on allows more.
pub const MOST_CHARACTERS: usize = 50_000;

/// The colours of changes: dark text on light ground, which stands out on light pages and on dark ones.
const CLASSES: [(Mark, &str); 7] = [
    (Mark::Added, "fill:#dafbe1,stroke:#1a7f37,color:#116329"),
    (Mark::Removed, "fill:#ffebe9,stroke:#cf222e,color:#82071e,stroke-dasharray:6 3"),
    (Mark::Replaced, "fill:#ffcecb,stroke:#a40e26,color:#660018,stroke-width:3px"),
    (Mark::MaybeReplaced, "fill:#ffebe9,stroke:#cf222e,color:#82071e"),
    (Mark::Updated, "fill:#fff8c5,stroke:#9a6700,color:#633c01"),
    (Mark::MaybeUpdated, "fill:#fff8c5,stroke:#bf8700,color:#633c01,stroke-dasharray:3 3"),
    (Mark::Renamed, "fill:#ddf4ff,stroke:#0969da,color:#0550ae"),
];

/// Words that cannot be names of nodes.
const KEYWORDS: [&str; 6] = ["BT", "BR", "LR", "RL", "TB", "TD"];

impl Graph {
    /// The picture as a flowchart of Mermaid.
    #[must_use]
    pub fn mermaid(&self) -> String {
        let mut out = String::from("flowchart LR\n");
        let ids: Vec<String> = self.resources.iter().map(|resource| id(&resource.logical_id)).collect();
        for (resource, id) in self.resources.iter().zip(&ids) {
            let class = match resource.mark {
                Mark::Unchanged => String::new(),
                mark => format!(":::{}", mark.class()),
            };
            let lines: Vec<String> = resource.lines().iter().map(|line| text(line)).collect();
            out.push_str(&format!("  {id}[\"{}\"]{class}\n", lines.join("<br>")));
        }
        let mut colours = Vec::new();
        for (index, reference) in self.references.iter().enumerate() {
            let (Some(from), Some(to)) = (ids.get(reference.from), ids.get(reference.to)) else { continue };
            let arrow = if reference.is_only_order() { "-.->" } else { "-->" };
            let label = reference.label().map(|label| format!("|{}|", text(&label))).unwrap_or_default();
            out.push_str(&format!("  {from} {arrow}{label} {to}\n"));
            colours.push((index, reference.presence));
        }
        for (mark, style) in CLASSES {
            if self.resources.iter().any(|resource| resource.mark == mark) {
                out.push_str(&format!("  classDef {} {style}\n", mark.class()));
            }
        }
        for (presence, style) in [(Presence::New, "stroke:#1a7f37"), (Presence::Old, "stroke:#cf222e")] {
            let of = colours.iter().filter(|(_, found)| *found == presence);
            let indexes: Vec<String> = of.map(|(index, _)| index.to_string()).collect();
            if !indexes.is_empty() {
                out.push_str(&format!("  linkStyle {} {style}\n", indexes.join(",")));
            }
        }
        out
    }

    /// Whether Mermaid draws the picture without being told to draw more than it usually does.
    #[must_use]
    pub fn fits_mermaid(&self) -> bool {
        self.references.len() <= MOST_REFERENCES && self.mermaid().chars().count() <= MOST_CHARACTERS
    }
}

/// The name of a node: the logical ID, unless Mermaid could take that for something else.
fn id(logical_id: &str) -> String {
    let is_plain = logical_id.starts_with(|first: char| first.is_ascii_uppercase())
        && logical_id.chars().all(|character| character.is_ascii_alphanumeric())
        && !KEYWORDS.contains(&logical_id);
    if is_plain {
        return logical_id.to_owned();
    }
    let mut id = String::from("r_");
    for character in logical_id.chars() {
        if character.is_ascii_alphanumeric() {
            id.push(character);
        } else {
            id.push_str(&format!("_{:x}_", u32::from(character)));
        }
    }
    id
}

/// Text between quotes: what Mermaid, Markdown or HTML would take for their own is written by its number.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.replace(" -> ", " → ").chars() {
        match character {
            ' ' | '.' | ',' | ':' | '→' => out.push(character),
            character if character.is_alphanumeric() => out.push(character),
            character if character.is_control() => out.push(' '),
            character => out.push_str(&format!("#{};", u32::from(character))),
        }
    }
    out
}
