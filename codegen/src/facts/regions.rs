//! Which regions have which resource types.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::Error;

/// Region availability of all resource types: the file `schema/regions.txt`.
///
/// One line lists the regions, and each type has a line with the regions that have it, or with those that lack it if
/// they are fewer. A type without a line, such as SAM's, is everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regions {
    names: BTreeSet<String>,
    by_type: BTreeMap<String, BTreeSet<String>>,
}

impl Regions {
    /// From the types of each region.
    pub fn from_types(types: &BTreeMap<String, BTreeSet<String>>) -> Self {
        let mut regions = Self { names: types.keys().cloned().collect(), by_type: BTreeMap::new() };
        for (region, types) in types {
            for name in types {
                regions.by_type.entry(name.clone()).or_default().insert(region.clone());
            }
        }
        regions
    }

    /// All regions.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The types of which something is known.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.by_type.keys().map(String::as_str)
    }

    /// The regions that have a type; all of them if nothing is known about it.
    pub fn of_type(&self, type_name: &str) -> &BTreeSet<String> {
        self.by_type.get(type_name).unwrap_or(&self.names)
    }

    /// Reads what [`to_text`](Self::to_text) writes.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the line's number.
    pub fn from_text(origin: &str, text: &str) -> Result<Self, Error> {
        let mut regions = Self::default();
        for (number, line) in text.lines().enumerate() {
            let invalid = |message: String| Error::Invalid(format!("{origin}:{}: {message}", number + 1));
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (head, rest) = line.split_once(' ').unwrap_or((line, ""));
            if head == "regions" {
                regions.names = rest.split(' ').map(str::to_owned).collect();
                continue;
            }
            let (word, listed) = rest.split_once(' ').unwrap_or((rest, ""));
            let listed: BTreeSet<String> =
                listed.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            if let Some(unknown) = listed.difference(&regions.names).next() {
                return Err(invalid(format!("`{unknown}` is not among the regions of the first line")));
            }
            let here = match word {
                "everywhere" if listed.is_empty() => regions.names.clone(),
                "only" => listed,
                "except" => regions.names.difference(&listed).cloned().collect(),
                _ => {
                    return Err(invalid(
                        "expected `everywhere`, `only …` or `except …` after the type".to_owned(),
                    ));
                }
            };
            if regions.by_type.insert(head.to_owned(), here).is_some() {
                return Err(invalid(format!("{head} is there twice")));
            }
        }
        Ok(regions)
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        let mut out = format!("regions {}\n", join(&self.names));
        for (name, here) in &self.by_type {
            let missing: BTreeSet<String> = self.names.difference(here).cloned().collect();
            let _ = if missing.is_empty() {
                writeln!(out, "{name} everywhere")
            } else if here.len() <= missing.len() {
                writeln!(out, "{name} only {}", join(here))
            } else {
                writeln!(out, "{name} except {}", join(&missing))
            };
        }
        out
    }
}

fn join(names: &BTreeSet<String>) -> String {
    names.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
regions a b c d
AWS::X::Everywhere everywhere
AWS::X::Most except c
AWS::X::Nowhere only\u{20}
AWS::X::One only b
";

    #[test]
    fn round_trips() {
        let regions = Regions::from_text("t", TEXT).unwrap();
        assert_eq!(regions.to_text(), TEXT);
        let most: Vec<&str> = regions.of_type("AWS::X::Most").iter().map(String::as_str).collect();
        assert_eq!(most, ["a", "b", "d"]);
        assert_eq!(regions.of_type("AWS::Serverless::Function").len(), 4);
        assert!(regions.of_type("AWS::X::Nowhere").is_empty());
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        let error = |text: &str| Regions::from_text("regions.txt", text).unwrap_err().to_string();
        assert_eq!(
            error("regions a\nT only b\n"),
            "regions.txt:2: `b` is not among the regions of the first line"
        );
        assert_eq!(error("regions a\nT only a\nT only a\n"), "regions.txt:3: T is there twice");
        assert!(error("regions a\nT\n").contains("expected `everywhere`"));
    }
}
