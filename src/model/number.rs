use std::fmt;

/// A number as a template can hold it.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A whole number above `i64::MAX`.
    Unsigned(u64),
    /// A number with a fraction. Not finite only by the author's mistake, which synthesis reports.
    Float(f64),
}

impl Number {
    /// Whether JSON and YAML can both write it.
    #[must_use]
    pub fn is_finite(self) -> bool {
        match self {
            Self::Integer(_) | Self::Unsigned(_) => true,
            Self::Float(number) => number.is_finite(),
        }
    }
}

/// Equal when they are written the same: `20` and `20.0` are, and so are two NaN.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Unsigned(a), Self::Unsigned(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits() || a == b,
            _ => self.to_string() == other.to_string(),
        }
    }
}

/// The decimal form without an exponent, which every reader of YAML 1.1, YAML 1.2 and JSON takes for the same number.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
        }
    }
}

impl From<i64> for Number {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

macro_rules! from_smaller {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Number {
            fn from(number: $integer) -> Self {
                Self::Integer(number.into())
            }
        }
    )+};
}

from_smaller!(i32, u8, u16, u32);

impl From<u64> for Number {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or(Self::Unsigned(number), Self::Integer)
    }
}

impl From<f64> for Number {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}
