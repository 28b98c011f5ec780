//! From a path to the schemas it leads to.

use super::{Additional, PropertyPath, ResourceType, Schema, Segment};

impl ResourceType {
    /// The schemas that a path leads to: none if it leads nowhere, several if branches of a union have the property.
    ///
    /// Lists and maps are entered with or without a `*`, as AWS's schemas write both.
    pub fn trace(&self, path: &PropertyPath) -> Vec<&Schema> {
        let mut places = vec![&self.root];
        for segment in path.segments() {
            let mut next = Vec::new();
            for place in places {
                self.step(place, segment, &mut next, 0);
            }
            places = next;
        }
        places
    }

    fn step<'f>(&'f self, place: &'f Schema, segment: &Segment, found: &mut Vec<&'f Schema>, depth: usize) {
        // Schemas are recursive; no path needs to look through this many layers at once.
        if depth > 16 {
            return;
        }
        if let Some(target) = place.reference.as_ref().and_then(|reference| self.target(reference)) {
            self.step(target, segment, found, depth + 1);
        }
        match segment {
            Segment::Property(name) => {
                if let Some(property) = place.properties.get(name) {
                    push(found, property);
                } else {
                    for inner in inner(place) {
                        self.step(inner, segment, found, depth + 1);
                    }
                }
            }
            Segment::Each => {
                for inner in inner(place) {
                    push(found, inner);
                }
            }
        }
        for branch in place.branches() {
            self.step(branch, segment, found, depth + 1);
        }
    }
}

/// The schemas of a list's elements and a map's entries.
fn inner(schema: &Schema) -> impl Iterator<Item = &Schema> {
    let additional = match &schema.additional_properties {
        Some(Additional::Matching(values)) => Some(values.as_ref()),
        _ => None,
    };
    schema.items.as_deref().into_iter().chain(schema.pattern_properties.values()).chain(additional)
}

fn push<'f>(found: &mut Vec<&'f Schema>, schema: &'f Schema) {
    if !found.iter().any(|known| std::ptr::eq(*known, schema)) {
        found.push(schema);
    }
}
