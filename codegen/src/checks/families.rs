//! Names such as `db.m5.large` and `db.m5.xlarge`, as families and their sizes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The texts of a sorted list without duplicates, if it is one that families can express.
pub(super) fn sorted_names(list: &Value) -> Option<Vec<&str>> {
    let names: Vec<&str> = list.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    let sorted = names.iter().zip(names.iter().skip(1)).all(|(left, right)| left < right);
    let plain = names.iter().all(|name| !name.contains(' ') && !name.ends_with('.') && !name.is_empty());
    (sorted && plain).then_some(names)
}

/// Where the family ends: after the first dot of `m5.large.search`, after the last one of `db.m5.large`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    First,
    Last,
}

impl Cut {
    /// The last, unless all names end alike.
    pub(super) fn best(names: &[&str]) -> Self {
        let ends: BTreeSet<&str> = names.iter().map(|name| Self::Last.split(name).1).collect();
        if ends.len() > 1 { Self::Last } else { Self::First }
    }

    /// The family with its dot, and the size. A name without a dot is a size of the family `` (no text).
    pub(super) fn split(self, name: &str) -> (&str, &str) {
        let dot = match self {
            Self::First => name.find('.'),
            Self::Last => name.rfind('.'),
        };
        name.split_at(dot.map_or(0, |dot| dot + 1))
    }
}

/// A list as families: `{"db.m5.": "large xlarge"}`.
pub(super) fn from_list(names: &[&str]) -> Value {
    let cut = Cut::best(names);
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in names {
        let (family, size) = cut.split(name);
        families.entry(family).or_default().push(size);
    }
    let entry = |(family, sizes): (&str, Vec<&str>)| (family.to_owned(), sizes.join(" ").into());
    Value::Object(families.into_iter().map(entry).collect())
}

/// The sorted list of families; what is wrong if it is none.
pub(super) fn to_list(families: &Value) -> Result<Value, String> {
    let families = families.as_object().ok_or("families are an object")?;
    let mut names = Vec::new();
    for (family, sizes) in families {
        let sizes = sizes.as_str().ok_or_else(|| format!("the sizes of `{family}` are no text"))?;
        names.extend(sizes.split(' ').map(|size| format!("{family}{size}")));
    }
    names.sort();
    Ok(names.into_iter().map(Value::from).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_round_trip() {
        for (list, families) in [
            (
                json!(["db.m5.large", "db.m5.xlarge", "db.t3.micro"]),
                json!({"db.m5.": "large xlarge", "db.t3.": "micro"}),
            ),
            (json!(["m5.large.search", "m5.xlarge.search"]), json!({"m5.": "large.search xlarge.search"})),
            (json!(["m5.large", "plain"]), json!({"": "plain", "m5.": "large"})),
        ] {
            assert_eq!(from_list(&sorted_names(&list).unwrap()), families);
            assert_eq!(to_list(&families), Ok(list));
        }
    }

    #[test]
    fn what_is_no_sorted_list_of_names_has_no_families() {
        for list in
            [json!(["b", "a"]), json!(["a", "a"]), json!(["a", 1]), json!(["a b"]), json!(["a."]), json!({})]
        {
            assert_eq!(sorted_names(&list), None, "{list}");
        }
    }
}
