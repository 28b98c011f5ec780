//! How wide text is, without a font at hand, and where it is broken.

/// Text in a picture: its size in pixels, and whether all its letters have one width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) is_monospaced: bool,
}

/// Widths of the printable ASCII characters in thousandths of the size. Programs show the picture in the font that they
/// have: these are those of a wide one, so that text fits in others, too.
const WIDTHS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, // to /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, // to ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, // to O
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, // to _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, // to o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

impl Face {
    fn character(self, character: char) -> f64 {
        let table = || WIDTHS.get((character as usize).checked_sub(32)?).copied();
        let width = match (character.is_ascii(), self.is_monospaced) {
            (false, _) => 1250.0,
            (true, true) => 605.0,
            (true, false) => table().map_or(636.0, f64::from),
        };
        width * self.size / 1000.0
    }

    pub(super) fn width(self, text: &str) -> f64 {
        text.chars().map(|character| self.character(character)).sum()
    }

    /// Lines no wider than `most`, broken where a word of a name ends if there is such a place. What does not fit in
    /// `lines` of them is cut.
    pub(super) fn wrap(self, text: &str, most: f64, lines: usize) -> Vec<String> {
        let mut wrapped = Vec::new();
        let mut rest: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        while !rest.is_empty() && wrapped.len() < lines {
            let mut width = 0.0;
            let fits = |character: &&char| {
                width += self.character(**character);
                width <= most
            };
            let fitting = rest.iter().take_while(fits).count().max(1);
            let end = if fitting == rest.len() { fitting } else { break_before(&rest, fitting) };
            let after = rest.split_off(end);
            wrapped.push(rest.into_iter().collect::<String>().trim().to_owned());
            rest = after;
        }
        if let Some(last) = wrapped.last_mut().filter(|_| !rest.is_empty()) {
            last.pop();
            last.push('…');
        }
        wrapped
    }
}

/// The end of the last word among the first characters, if one ends there: rather at a space than within a name.
fn break_before(characters: &[char], fitting: usize) -> usize {
    let around = |at: usize| Some((characters.get(at.checked_sub(1)?)?, characters.get(at)?));
    let is_space = |at: &usize| around(*at).is_some_and(|(_, after)| *after == ' ');
    let is_end = |at: &usize| {
        around(*at).is_some_and(|(before, after)| {
            (after.is_uppercase() && !before.is_uppercase())
                || (!before.is_alphanumeric() && after.is_alphanumeric())
        })
    };
    let mut ends = fitting / 2 + 1..=fitting;
    ends.clone().rev().find(is_space).or_else(|| ends.rfind(is_end)).unwrap_or(fitting)
}

#[cfg(test)]
mod tests {
    use super::Face;

    #[test]
    fn names_are_broken_between_their_words() {
        let face = Face { size: 10.0, is_monospaced: true };
        let lines = |text: &str| face.wrap(text, 61.0, 2);
        assert_eq!(lines("Short"), ["Short"]);
        assert_eq!(lines("PublicSubnetTwo"), ["Public", "SubnetTwo"]);
        assert_eq!(lines("S3::BucketPolicy"), ["S3::Bucket", "Policy"]);
        assert_eq!(lines("aaaaaaaaaaaaaaaaaaaaaaaaaaa"), ["aaaaaaaaaa", "aaaaaaaaa…"]);
        assert_eq!(lines(""), Vec::<String>::new());
    }
}
