//! "Did you mean": the name that a wrong one was most likely meant to be.

/// The nearest of the names, if it is near enough.
#[must_use]
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const NEAR: f64 = 0.8;
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        // Names whose lengths differ much cannot be near, and comparing them is what costs.
        if name.len().abs_diff(wrong.len()) * 3 > name.len().max(wrong.len()) {
            continue;
        }
        let nearness = if name.eq_ignore_ascii_case(wrong) { 1.0 } else { strsim::jaro_winkler(wrong, name) };
        let typed = strsim::normalized_damerau_levenshtein(wrong, name);
        let nearness = if typed < 0.6 && nearness < 1.0 { 0.0 } else { nearness };
        if nearness > NEAR && best.is_none_or(|(least, _)| nearness > least) {
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
