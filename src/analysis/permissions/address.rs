//! Ranges of IP addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The addresses from the first to the last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    pub(super) v6: bool,
    pub(super) first: u128,
    pub(super) last: u128,
}

impl Range {
    /// All addresses.
    pub(super) const fn all(v6: bool) -> Self {
        Self { v6, first: 0, last: if v6 { u128::MAX } else { u32::MAX as u128 } }
    }

    /// Which of the four ways there are for an address to be in the ranges: in neither, only the first one, only the
    /// second one, both.
    pub(super) fn relation(&self, other: &Self) -> [bool; 4] {
        let within = |a: &Self, b: &Self| a.v6 == b.v6 && b.first <= a.first && a.last <= b.last;
        let both = self.v6 == other.v6 && self.first <= other.last && other.first <= self.last;
        [true, !within(self, other), !within(other, self), both]
    }

    /// The blocks that make up the range, largest first where it starts.
    pub(super) fn blocks(self) -> Vec<String> {
        let bits: u32 = if self.v6 { 128 } else { 32 };
        let mut blocks = Vec::new();
        let mut start = self.first;
        loop {
            let aligned = start.trailing_zeros().min(bits);
            let left = self.last - start;
            // The largest size of two to the power of something that fits both.
            let mut size = aligned;
            while size > 0 && (size == 128 && left != u128::MAX || size < 128 && left < (1_u128 << size) - 1)
            {
                size -= 1;
            }
            blocks.push(format!("{}/{}", self.address(start), bits - size));
            let step = if size >= 128 { u128::MAX } else { (1_u128 << size) - 1 };
            match start.checked_add(step).filter(|end| *end < self.last).and_then(|end| end.checked_add(1)) {
                Some(next) => start = next,
                None => return blocks,
            }
        }
    }

    fn address(self, number: u128) -> IpAddr {
        if self.v6 {
            Ipv6Addr::from(number).into()
        } else {
            Ipv4Addr::from(u32::try_from(number).unwrap_or(u32::MAX)).into()
        }
    }
}

/// The range that a CIDR block or a single address is.
pub(super) fn range(text: &str) -> Option<Range> {
    let (address, length) = match text.trim().split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u32>().ok()?)),
        None => (text.trim(), None),
    };
    let (v6, number, bits) = match address.parse().ok()? {
        IpAddr::V4(address) => (false, u128::from(u32::from(address)), 32),
        IpAddr::V6(address) => (true, u128::from(address), 128),
    };
    let free = bits - length.filter(|length| *length <= bits).or(length.is_none().then_some(bits))?;
    let mask = if free >= 128 { u128::MAX } else { (1_u128 << free) - 1 };
    Some(Range { v6, first: number & !mask, last: number | mask })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_ranges_and_ranges_are_blocks() {
        for text in ["0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/32", "::/0", "2001:db8::/32", "::1/128"] {
            assert_eq!(range(text).map(Range::blocks), Some(vec![text.to_owned()]));
        }
        assert_eq!(range("10.0.0.9/24").map(Range::blocks), Some(vec!["10.0.0.0/24".to_owned()]));
        let odd = Range { v6: false, first: 1, last: 6 };
        assert_eq!(odd.blocks(), ["0.0.0.1/32", "0.0.0.2/31", "0.0.0.4/31", "0.0.0.6/32"]);
        assert_eq!((range("10.0.0.0/33"), range("10.0.0")), (None, None));
    }
}
