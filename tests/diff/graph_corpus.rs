//! Pictures of real templates: each resource is in them once, and they are what their languages take.

use std::collections::BTreeSet;

use synth::graph::{Graph, written_out};

use super::corpus::real_templates;
use crate::support::skip;

#[test]
fn every_real_template_can_be_drawn() {
    let templates = real_templates();
    if templates.is_empty() {
        skip::cannot_run("pictures of real templates", "they do not lie beside the checkout");
        return;
    }
    let (mut wrong, mut resources, mut references) = (Vec::new(), 0, 0);
    for (index, (name, root)) in templates.iter().enumerate() {
        let root = written_out(root);
        let graph = Graph::of(&root);
        resources += graph.resources().len();
        references += graph.references().len();
        let mut graphs = vec![graph];
        // Another template as if it had come of this one: nearly all resources are added or removed.
        if index % 5 == 0 {
            let other = written_out(&templates[(index + 1) % templates.len()].1);
            graphs.push(Graph::between(&root, &other, []));
        }
        for graph in graphs {
            if let Err(why) = check(&graph) {
                wrong.push(format!("{name}: {why}"));
            }
        }
    }
    println!("{} templates, {resources} resources, {references} references", templates.len());
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    assert!(references > templates.len(), "real templates have references");
}

fn check(graph: &Graph) -> Result<(), String> {
    check_mermaid(&graph.mermaid(), graph)?;
    check_dot(&graph.dot(), graph.resources().len(), graph.references().len())?;
    check_svg(&graph.svg("Picture"), graph.resources().len())
}

/// Lines of nodes and of arrows between these nodes.
fn check_mermaid(text: &str, graph: &Graph) -> Result<(), String> {
    let mut ids = Vec::new();
    let mut arrows = 0;
    for line in text.lines().skip(1) {
        let line = line.strip_prefix("  ").ok_or_else(|| format!("no line of Mermaid: {line}"))?;
        if let Some((id, rest)) = line.split_once("[\"") {
            let label = rest.split_once("\"]").ok_or_else(|| format!("no end of the label: {line}"))?.0;
            if label.contains(['"', '[', ']', '`']) || ids.contains(&id) {
                return Err(format!("wrong node: {line}"));
            }
            ids.push(id);
        } else if let Some((from, to)) = line.split_once("-> ").or_else(|| line.rsplit_once("| ")) {
            let from = from.split(' ').next().unwrap_or_default();
            if !ids.contains(&from) || !ids.contains(&to) {
                return Err(format!("an arrow between nothing: {line}"));
            }
            arrows += 1;
        } else if !line.starts_with("classDef ") && !line.starts_with("linkStyle ") {
            return Err(format!("no line of Mermaid: {line}"));
        }
    }
    same("nodes", ids.len(), graph.resources().len())?;
    same("arrows", arrows, graph.references().len())
}

fn same(what: &str, found: usize, wanted: usize) -> Result<(), String> {
    if found == wanted { Ok(()) } else { Err(format!("{found} {what} and not {wanted}")) }
}

/// Statements of DOT as they are written here: a node or an arrow on a line, with attributes.
pub(super) fn check_dot(text: &str, nodes: usize, arrows: usize) -> Result<(), String> {
    let body = text.strip_prefix("digraph {\n").and_then(|text| text.strip_suffix("}\n"));
    let body = body.ok_or("no digraph")?;
    let (mut found_nodes, mut found_arrows) = (BTreeSet::new(), 0);
    for line in body.lines().skip(3) {
        let words = words(line).ok_or_else(|| format!("a quote without an end: {line}"))?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (statement, attributes) = match words.iter().position(|word| *word == "[") {
            Some(at) => (&words[..at], &words[at..]),
            None => (&words[..], &[][..]),
        };
        match statement {
            [node] if node.starts_with('"') && found_nodes.insert((*node).to_owned()) => {}
            [from, "->", to] if from.starts_with('"') && to.starts_with('"') => found_arrows += 1,
            _ => return Err(format!("no statement: {line}")),
        }
        let well_formed = match attributes {
            [] => true,
            ["[", inside @ .., "]"] => {
                inside.chunks(3).all(|attribute| matches!(attribute, [_, "=", value] if *value != "="))
            }
            _ => false,
        };
        if !well_formed {
            return Err(format!("no attributes: {line}"));
        }
    }
    same("nodes", found_nodes.len(), nodes)?;
    same("arrows", found_arrows, arrows)
}

/// The words of a line: texts between quotes, names and numbers, arrows, and single characters.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line.chars().peekable();
    while let Some(first) = rest.next() {
        let mut word = String::from(first);
        match first {
            ' ' => continue,
            '"' => loop {
                let character = rest.next()?;
                word.push(character);
                match character {
                    '\\' => word.push(rest.next()?),
                    '"' => break,
                    _ => {}
                }
            },
            '-' => word.extend(rest.next_if_eq(&'>')),
            first if first.is_ascii_alphanumeric() => {
                while let Some(next) = rest.next_if(char::is_ascii_alphanumeric) {
                    word.push(next);
                }
            }
            _ => {}
        }
        words.push(word);
    }
    Some(words)
}

/// Well-formed XML, with a box for each resource; none of them covers another or leaves the picture.
pub(super) fn check_svg(text: &str, nodes: usize) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut boxes: Vec<[f64; 4]> = Vec::new();
    let mut view = [0.0; 4];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        check_text(before)?;
        let (tag, after) = after.split_once('>').ok_or("a tag without an end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> ends nothing"));
            }
            continue;
        }
        let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let attributes = attributes_of(attributes)?;
        let value = |name: &str| attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let number = |name: &str| value(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(f64::NAN);
        if name == "svg" {
            let numbers = value("viewBox").unwrap_or_default().split(' ');
            for (place, number) in view.iter_mut().zip(numbers) {
                *place = number.parse().map_err(|_| "no number in the view box")?;
            }
        }
        if value("class") == Some("box") {
            let [x, y] = [number("x"), number("y")];
            boxes.push([x, y, x + number("width"), y + number("height")]);
        }
        if !is_empty {
            open.push(name);
        }
    }
    if !open.is_empty() {
        return Err(format!("{open:?} have no end"));
    }
    same("boxes", boxes.len(), nodes)?;
    boxes.sort_by(|one, other| one[0].total_cmp(&other[0]));
    for (index, [left, top, right, bottom]) in boxes.iter().enumerate() {
        let is_inside = *left >= view[0]
            && *top >= view[1]
            && *right <= view[0] + view[2]
            && *bottom <= view[1] + view[3];
        if !is_inside
            || boxes[index + 1..]
                .iter()
                .any(|other| other[0] < *right && other[1] < *bottom && *top < other[3])
        {
            return Err(format!("the box at {left} {top} is covered or outside"));
        }
    }
    Ok(())
}

fn attributes_of(text: &str) -> Result<Vec<(&str, &str)>, String> {
    let mut attributes = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").ok_or_else(|| format!("no attribute: {rest}"))?;
        let (value, after) =
            after.split_once('"').ok_or_else(|| format!("no end of an attribute: {rest}"))?;
        check_text(value)?;
        if attributes.iter().any(|(other, _)| *other == name) {
            return Err(format!("{name} is there twice"));
        }
        attributes.push((name, value));
        rest = after.trim_start();
    }
    Ok(attributes)
}

/// Text in which each `&` begins one of the entities that all XML knows.
fn check_text(text: &str) -> Result<(), String> {
    let is_entity = |after: &str| ["amp;", "lt;", "gt;", "quot;"].iter().any(|name| after.starts_with(name));
    if text.split('&').skip(1).all(is_entity) && !text.contains(|c: char| c.is_control() && c != '\n') {
        Ok(())
    } else {
        Err(format!("no text of XML: {text}"))
    }
}
