//! Paths into a resource's properties, as `readOnlyProperties` and its like hold them.

use std::fmt;

/// One step of a [`PropertyPath`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// The property with this name.
    Property(String),
    /// `*`: each element of a list or entry of a map.
    Each,
}

/// A path such as `/properties/Endpoint/Address` or `/properties/Rules/*/Arn`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PropertyPath(Vec<Segment>);

impl PropertyPath {
    /// Reads a path. The leading `/properties` is left out; `None` if it is missing or if nothing follows.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("/properties/")?;
        let segments: Vec<Segment> = rest
            .split('/')
            .map(|part| {
                if part == "*" {
                    Segment::Each
                } else {
                    Segment::Property(part.replace("~1", "/").replace("~0", "~"))
                }
            })
            .collect();
        let named = segments.iter().all(|segment| *segment != Segment::Property(String::new()));
        (named && matches!(segments.first(), Some(Segment::Property(_)))).then_some(Self(segments))
    }

    /// The steps; the first is always a property.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The names of the properties on the way, without the `*` steps.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|segment| match segment {
            Segment::Property(name) => Some(name.as_str()),
            Segment::Each => None,
        })
    }

    /// The resource's own property that the path starts at.
    pub fn first(&self) -> &str {
        self.names().next().unwrap_or_default()
    }

    /// Whether the path names one of the resource's own properties and nothing below it.
    pub fn is_top_level(&self) -> bool {
        self.0.len() == 1
    }

    /// Whether the path passes through a list's elements or a map's entries.
    pub fn has_each(&self) -> bool {
        self.0.contains(&Segment::Each)
    }
}

impl fmt::Display for PropertyPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("/properties")?;
        for segment in &self.0 {
            match segment {
                Segment::Property(name) => write!(f, "/{}", name.replace('~', "~0").replace('/', "~1"))?,
                Segment::Each => f.write_str("/*")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips() {
        for text in ["/properties/A", "/properties/A/*/B", "/properties/A/B~1C"] {
            assert_eq!(PropertyPath::parse(text).map(|path| path.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn rejects_what_is_no_property() {
        for text in ["", "/properties", "/properties/", "/definitions/A", "/properties/*", "/properties/A//B"]
        {
            assert_eq!(PropertyPath::parse(text), None, "{text}");
        }
    }
}
