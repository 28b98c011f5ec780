//! The formats of JSON schema that are texts of a known form. Others have rules of their own.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::check::engine::fault::Faults;
use crate::check::engine::patterns;
use crate::check::engine::scope::Scope;
use crate::check::registry;
use crate::model::Node;

const DATE: &str = r"^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}\z";
const DATE_TIME: &str = concat!(
    r"^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}T",
    r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\z"
);

/// `format`
pub(super) fn check(scope: &Scope<'_, '_>, format: &str, node: &Node, faults: &mut Faults) {
    let Some(text) = node.as_str() else { return };
    let fits = match format {
        "date" => patterns::is_found(DATE, text) && is_day(text),
        "date-time" => patterns::is_found(DATE_TIME, text),
        "email" => text.contains('@'),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv4-network" => is_ipv4_network(text),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "ipv6-network" => is_ipv6_network(text),
        "regex" => patterns::is_expression(text),
        "time" => patterns::is_found(DATE_TIME, &format!("1970-01-01T{text}")),
        _ => return registry::run_format(scope, format, text, faults),
    };
    if !fits {
        faults.push(scope.fault_by(|| format!("'{text}' is not of the format {format}")));
    }
}

/// Whether the month has such a day.
fn is_day(text: &str) -> bool {
    let number = |range| text.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or_default();
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    year >= 1 && (1..=last).contains(&day)
}

/// An address and a length or a mask; without either it is one address. No bit of the host is set.
fn is_ipv4_network(text: &str) -> bool {
    let (address, mask) = match text.split_once('/') {
        Some((address, mask)) => (address, Some(mask)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<Ipv4Addr>() else { return false };
    let length = match mask {
        None => Some(32),
        Some(mask) => length(mask, 32).or_else(|| {
            let bits = u32::from(mask.parse::<Ipv4Addr>().ok()?);
            // A mask of the network's bits, or of the host's.
            [bits, !bits]
                .into_iter()
                .find(|bits| bits.leading_ones() + bits.trailing_zeros() == 32)
                .map(u32::leading_ones)
        }),
    };
    length.is_some_and(|length| u32::from(address).checked_shl(length).unwrap_or(0) == 0)
}

fn is_ipv6_network(text: &str) -> bool {
    let (address, mask) = match text.split_once('/') {
        Some((address, mask)) => (address, length(mask, 128)),
        None => (text, Some(128)),
    };
    let (Ok(address), Some(length)) = (address.parse::<Ipv6Addr>(), mask) else { return false };
    u128::from(address).checked_shl(length).unwrap_or(0) == 0
}

fn length(text: &str, most: u32) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|length| *length <= most)
}

#[cfg(test)]
mod tests {
    use super::{is_day, is_ipv4_network, is_ipv6_network};

    #[test]
    fn networks_have_no_bits_of_a_host() {
        for text in [
            "10.0.0.0/8",
            "10.1.2.3",
            "10.1.2.3/32",
            "0.0.0.0/0",
            "10.0.0.0/255.0.0.0",
            "10.0.0.0/0.255.255.255",
        ] {
            assert!(is_ipv4_network(text), "{text}");
        }
        for text in
            ["10.0.0.1/8", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.0/255.0.255.0"]
        {
            assert!(!is_ipv4_network(text), "{text}");
        }
        assert!(is_ipv6_network("2001:db8::/32") && is_ipv6_network("::/0") && is_ipv6_network("::1"));
        assert!(!is_ipv6_network("2001:db8::1/32") && !is_ipv6_network("2001:db8::/129"));
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        assert!(
            is_day("2024-02-29") && !is_day("2023-02-29") && !is_day("2024-04-31") && !is_day("2024-04-00")
        );
    }
}
