//! "Did you mean": the name that a wrong one was most likely meant to be.

/// How a message goes on that names what was meant.
pub(crate) const MEANT: &str = ". Did you mean '";

/// The nearest of the names, if it is near enough.
#[must_use]
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const NEAR: f64 = 0.8;
    const TYPED: f64 = 0.6;
    let mut best: Option<(f64, &str)> = None;
    let letters = Letters::of(wrong);
    for name in names {
        // Names whose lengths differ much cannot be near, and comparing them is what costs.
        if name.len().abs_diff(wrong.len()) * 3 > name.len().max(wrong.len()) {
            continue;
        }
        let is_same = name.eq_ignore_ascii_case(wrong);
        // Each letter that is not in common was mistyped.
        let most = letters.as_ref().and_then(|letters| letters.most_in_common(name));
        let is_far = |most: usize| (most as f64) + 0.01 < TYPED * name.len().max(wrong.len()) as f64;
        if !is_same && most.is_some_and(is_far) {
            continue;
        }
        let nearness = if is_same { 1.0 } else { strsim::jaro_winkler(wrong, name) };
        if nearness <= NEAR || best.is_some_and(|(least, _)| nearness <= least) {
            continue;
        }
        // How much was mistyped takes longest to find out, and is asked last.
        if is_same || nearness >= 1.0 || strsim::normalized_damerau_levenshtein(wrong, name) >= TYPED {
            best = Some((nearness, name));
        }
    }
    best.map(|(_, name)| name)
}

/// How often a text of ASCII has each letter.
struct Letters([u32; 128]);

impl Letters {
    fn of(text: &str) -> Option<Self> {
        let mut counts = [0; 128];
        for byte in text.bytes() {
            *counts.get_mut(usize::from(byte))? += 1;
        }
        Some(Self(counts))
    }

    /// How many letters another text of ASCII can have in common with it.
    fn most_in_common(&self, name: &str) -> Option<usize> {
        let mut left = self.0;
        let mut common = 0;
        for byte in name.bytes() {
            let left = left.get_mut(usize::from(byte))?;
            common += usize::from(*left > 0);
            *left = left.saturating_sub(1);
        }
        Some(common)
    }
}

/// Adds the name that was meant to a message, if there is one.
pub(crate) fn add<'n>(message: &mut String, wrong: &str, names: impl IntoIterator<Item = &'n str>) {
    if let Some(meant) = nearest(wrong, names) {
        message.push_str(&format!(". Did you mean '{meant}'?"));
    }
}

/// The first of the names that is much like a wrong one: of their characters more than four in five are in common parts.
pub(crate) fn alike<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wrong: Vec<char> = wrong.chars().collect();
    names.into_iter().find(|name| {
        let longer = name.len().max(wrong.len());
        // Names whose lengths differ much cannot be alike, and comparing them is what costs.
        if name.len().abs_diff(wrong.len()) * 3 > longer {
            return false;
        }
        let name: Vec<char> = name.chars().collect();
        2 * common(&wrong, &name) * 5 > (wrong.len() + name.len()) * 4
    })
}

/// How many characters the longest common part has, with those before and after it that are in common in turn.
fn common(one: &[char], two: &[char]) -> usize {
    let (mut longest, mut at) = (0, (0, 0));
    // The length of the common part that ends at each character of `two`.
    let mut ends = vec![0_usize; two.len()];
    for (row, first) in one.iter().enumerate() {
        let mut before = 0;
        for (column, (second, end)) in two.iter().zip(ends.iter_mut()).enumerate() {
            let here = if first == second { before + 1 } else { 0 };
            before = std::mem::replace(end, here);
            if here > longest {
                (longest, at) = (here, (row + 1 - here, column + 1 - here));
            }
        }
    }
    if longest == 0 {
        return 0;
    }
    let part = |text: &[char], from: usize| -> [Vec<char>; 2] {
        let (before, rest) = text.split_at(from.min(text.len()));
        [before.to_vec(), rest.iter().skip(longest).copied().collect()]
    };
    let ([before_one, after_one], [before_two, after_two]) = (part(one, at.0), part(two, at.1));
    longest + common(&before_one, &before_two) + common(&after_one, &after_two)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn names_are_alike_that_share_most_of_their_parts() {
        assert_eq!(alike("BucketNam", ["Tags", "BucketName"]), Some("BucketName"));
        assert_eq!(alike("Topic", ["Topics"]), Some("Topics"));
        assert_eq!(alike("path", ["Path"]), None);
        assert_eq!(alike("KMSKeyArn", ["KmsKeyArn"]), None);
    }
}
