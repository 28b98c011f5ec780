//! Which places of a whole something holds for, in words.

use std::collections::BTreeSet;

/// The words for some of `all`: `everywhere`, `only a b`, or `except c`, whichever is shortest.
pub(super) fn in_words(some: &BTreeSet<&str>, all: &BTreeSet<&str>) -> String {
    let join = |names: &[&str]| names.join(" ");
    let missing: Vec<&str> = all.difference(some).copied().collect();
    if missing.is_empty() {
        "everywhere".to_owned()
    } else if some.len() <= missing.len() {
        format!("only {}", join(&some.iter().copied().collect::<Vec<_>>()))
    } else {
        format!("except {}", join(&missing))
    }
}

/// The places that the words name; `None` if they name none of `all`, or are no such words.
pub(super) fn from_words<'t>(words: &'t str, all: &BTreeSet<&'t str>) -> Option<BTreeSet<&'t str>> {
    let (word, rest) = words.split_once(' ').unwrap_or((words, ""));
    let named: BTreeSet<&str> = rest.split(' ').filter(|name| !name.is_empty()).collect();
    if !named.is_subset(all) {
        return None;
    }
    match word {
        "everywhere" if named.is_empty() => Some(all.clone()),
        "only" if !named.is_empty() => Some(named),
        "except" if !named.is_empty() => Some(all.difference(&named).copied().collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_round_trip() {
        let all = BTreeSet::from(["a", "b", "c"]);
        for (some, words) in [
            (BTreeSet::from(["a", "b", "c"]), "everywhere"),
            (BTreeSet::from(["b"]), "only b"),
            (BTreeSet::from(["a", "c"]), "except b"),
        ] {
            assert_eq!(in_words(&some, &all), words);
            assert_eq!(from_words(words, &all), Some(some));
        }
        for wrong in ["", "only", "only d", "everywhere a", "except", "a b"] {
            assert_eq!(from_words(wrong, &all), None, "{wrong}");
        }
    }
}
