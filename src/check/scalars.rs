//! What versions of YAML make of a scalar without quotes.

const TEXT: &str = "text";
const NUMBER: &str = "a number";

/// What a plain scalar is in YAML 1.1, as CloudFormation reads that, and in the core schema of 1.2, if these differ. Dates
/// are not among them, although 1.1 has such: CloudFormation takes them for text.
pub(super) fn meanings(text: &str) -> Option<(&'static str, &'static str)> {
    const TRUTHS: [&str; 4] = ["yes", "no", "on", "off"];
    if text.len() <= 3 && TRUTHS.iter().any(|truth| truth.eq_ignore_ascii_case(text)) {
        // Words in mixed case such as `nO` are text to all.
        let rest = text.get(1..).unwrap_or_default();
        let is_word = rest.bytes().all(|byte| byte.is_ascii_lowercase())
            || text.bytes().all(|byte| byte.is_ascii_uppercase());
        return is_word.then_some(("a truth", TEXT));
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let all = |text: &str, fits: fn(u8) -> bool| !text.is_empty() && text.bytes().all(fits);
    if let Some(octal) = text.strip_prefix("0o") {
        return all(octal, |byte| matches!(byte, b'0'..=b'7')).then_some((TEXT, NUMBER));
    }
    if let Some(binary) = digits.strip_prefix("0b") {
        return all(binary, |byte| matches!(byte, b'0' | b'1' | b'_')).then_some((NUMBER, TEXT));
    }
    if digits.contains(':') {
        let mut parts = digits.split(':');
        let is_first = parts
            .next()
            .is_some_and(|first| !first.starts_with('0') && all(first, |byte| byte.is_ascii_digit()));
        let is_sixtieth = |part: &str| {
            all(part, |byte| byte.is_ascii_digit())
                && part.len() <= 2
                && part.parse::<u8>().is_ok_and(|part| part < 60)
        };
        return (is_first && parts.all(is_sixtieth)).then_some((NUMBER, TEXT));
    }
    if all(digits, |byte| byte.is_ascii_digit()) {
        let is_octal = digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
        return match digits.len() > 1 && digits.starts_with('0') {
            true if is_octal => Some(("an octal number", "a decimal one")),
            true => Some((TEXT, NUMBER)),
            false => None,
        };
    }
    if all(digits, |byte| byte.is_ascii_digit() || byte == b'_') {
        let is_number = !digits.starts_with('0') || all(digits, |byte| matches!(byte, b'0'..=b'7' | b'_'));
        return is_number.then_some((NUMBER, TEXT));
    }
    let (whole, exponent) = digits.split_once(['e', 'E'])?;
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let has_exponent =
        all(whole, |byte| byte.is_ascii_digit()) && all(exponent, |byte| byte.is_ascii_digit());
    has_exponent.then_some((TEXT, NUMBER))
}

#[cfg(test)]
mod tests {
    use super::meanings;

    #[test]
    fn what_versions_read_differently() {
        for text in ["yes", "No", "OFF", "012", "08", "0o17", "0b1", "12:30:45", "1_000", "1e3"] {
            assert!(meanings(text).is_some(), "{text}");
        }
        for text in
            ["true", "y", "nO", "norway", "0", "12", "1.5", "2012-10-17", "12:30-14", "01:30", "a:b", "0x1F"]
        {
            assert!(meanings(text).is_none(), "{text}");
        }
    }
}
