//! "Did you mean": the name that a wrong one was most likely meant to be.

/// The nearest of the names, if it is near enough.
#[must_use]
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const NEAR: f64 = 0.8;
    const TYPED: f64 = 0.6;
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        // Names whose lengths differ much cannot be near, and comparing them is what costs.
        if name.len().abs_diff(wrong.len()) * 3 > name.len().max(wrong.len()) {
            continue;
        }
        let is_same = name.eq_ignore_ascii_case(wrong);
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

/// Adds the name that was meant to a message, if there is one.
pub(crate) fn add<'n>(message: &mut String, wrong: &str, names: impl IntoIterator<Item = &'n str>) {
    if let Some(meant) = nearest(wrong, names) {
        message.push_str(&format!(". Did you mean '{meant}'?"));
    }
}
