//! What a text without quotes means in YAML 1.1.

use crate::model::{Number, Value};

/// The boolean, the number or the null that a text stands for, if it stands for one. Dates are texts here, and so are
/// the single letters that YAML 1.1 takes for booleans, and no reader of it does.
pub(super) fn resolve(text: &str) -> Option<Value> {
    let first = text.bytes().next().unwrap_or(b'~');
    match first {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text).map(Value::Number),
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~' if text.len() <= 5 => {
            word(text)
        }
        _ => None,
    }
}

fn word(text: &str) -> Option<Value> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        _ => Value::Bool(boolean(text)?),
    })
}

pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

pub(super) fn number(text: &str) -> Option<Number> {
    integer(text).or_else(|| float(text))
}

/// `12`, `-0x1F`, `0b101`, `0755`, `1_000`, `12:30:45`.
pub(super) fn integer(text: &str) -> Option<Number> {
    let negative = text.starts_with('-');
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let digits_of = |digits: &str, radix: u32| {
        let all = !digits.is_empty() && digits.chars().all(|digit| digit == '_' || digit.is_digit(radix));
        all.then(|| digits.replace('_', "")).filter(|digits| !digits.is_empty())
    };
    let (digits, radix) = if body == "0" {
        (body.to_owned(), 10)
    } else if let Some(digits) = body.strip_prefix("0b") {
        (digits_of(digits, 2)?, 2)
    } else if let Some(digits) = body.strip_prefix("0x") {
        (digits_of(digits, 16)?, 16)
    } else if let Some(digits) = body.strip_prefix('0') {
        digits_of(digits, 8)
            .or_else(|| digits.bytes().all(|byte| byte == b'_').then(|| "0".to_owned()))
            .map(|digits| (digits, 8))?
    } else if body.contains(':') {
        let value = sexagesimal(body)?;
        let value = if negative { value.checked_neg()? } else { value };
        return i64::try_from(value).ok().map(|value| Number::written(text, value.into()));
    } else {
        if body.starts_with('_') {
            return None;
        }
        (digits_of(body, 10)?, 10)
    };
    let value = match i128::from_str_radix(&digits, radix) {
        Ok(value) => {
            let value = if negative { -value } else { value };
            match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => Number::Integer(value),
                (_, Ok(value)) => Number::Unsigned(value),
                _ => return large(&digits, radix, negative),
            }
        }
        Err(_) => return large(&digits, radix, negative),
    };
    Some(Number::written(text, value))
}

/// A whole number with more digits than any type has: its digits are kept, without what separates them.
fn large(digits: &str, radix: u32, negative: bool) -> Option<Number> {
    let value = digits
        .chars()
        .filter_map(|digit| digit.to_digit(radix))
        .fold(0.0, |value: f64, digit| value * f64::from(radix) + f64::from(digit));
    let value = if negative { -value } else { value };
    let digits = digits.trim_start_matches('0');
    let sign = if negative { "-" } else { "" };
    Some(Number::written(
        &if radix == 10 { format!("{sign}{digits}") } else { format!("{value}") },
        Number::Float(value),
    ))
}

/// `12:30:45`, in base 60; it does not start with 0.
fn sexagesimal(text: &str) -> Option<i128> {
    let mut parts = text.split(':');
    let first = parts.next()?;
    let starts = first.bytes().next()?.is_ascii_digit();
    if !starts || first.starts_with('0') || !first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') {
        return None;
    }
    let mut value: i128 = first.replace('_', "").parse().ok()?;
    for part in parts {
        value = value.checked_mul(60)?.checked_add(sixtieths(part)?)?;
    }
    Some(value)
}

/// 0 to 59, in one digit or two.
fn sixtieths(part: &str) -> Option<i128> {
    match part.as_bytes() {
        [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'] => part.parse().ok(),
        _ => None,
    }
}

/// `1.5`, `-1.`, `.5`, `1.5e+3`, `1:30.5`, `.inf`, `.nan`.
pub(super) fn float(text: &str) -> Option<Number> {
    let negative = text.starts_with('-');
    let body = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_signed = body.len() < text.len();
    let value = match body {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        ".nan" | ".NaN" | ".NAN" if !is_signed => f64::NAN,
        _ => {
            let (whole, rest) = body.split_once('.')?;
            if whole.contains(':') {
                let fraction = rest.replace('_', "");
                if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                sexagesimal_float(whole)? + format!("0.{fraction}0").parse::<f64>().ok()?
            } else {
                let is_digits =
                    |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
                let (fraction, exponent) = match rest.split_once(['e', 'E']) {
                    None => (rest, None),
                    Some((fraction, exponent)) => (fraction, Some(exponent)),
                };
                let has_whole = whole.starts_with(|digit: char| digit.is_ascii_digit());
                let has_fraction = !is_signed
                    && whole.is_empty()
                    && fraction.starts_with(|digit: char| digit.is_ascii_digit());
                if !(has_whole || has_fraction) || !is_digits(whole) || !is_digits(fraction) {
                    return None;
                }
                if let Some(exponent) = exponent {
                    let digits = exponent.strip_prefix(['+', '-'])?;
                    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                        return None;
                    }
                }
                body.replace('_', "").parse().ok()?
            }
        }
    };
    Some(Number::written(text, Number::Float(if negative { -value } else { value })))
}

fn sexagesimal_float(whole: &str) -> Option<f64> {
    let mut parts = whole.split(':');
    let first = parts.next()?;
    if !first.starts_with(|digit: char| digit.is_ascii_digit()) {
        return None;
    }
    let mut value: f64 = first.replace('_', "").parse().ok()?;
    for part in parts {
        value = value * 60.0 + sixtieths(part)? as f64;
    }
    Some(value)
}
