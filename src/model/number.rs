use std::borrow::Cow;
use std::fmt;

/// A number as a template can hold it.
#[derive(Clone, Debug)]
pub enum Number {
    /// A whole number.
    Integer(i64),
    /// A whole number above `i64::MAX`.
    Unsigned(u64),
    /// A number with a fraction. Not finite only by the author's mistake, which synthesis reports.
    Float(f64),
    /// A number that a document writes in another way than the others would be: `1.0`, `0755`, `1_000`.
    Written(Box<WrittenNumber>),
}

/// A number, and how a document writes it.
#[derive(Clone, Debug)]
pub struct WrittenNumber {
    text: String,
    value: Number,
}

/// A value that comparisons can rely on.
#[derive(Clone, Copy)]
enum Exact {
    Whole(i128),
    Float(f64),
}

impl Number {
    /// The number `value`, which a document writes as `text`.
    ///
    /// ```
    /// use synth::model::Number;
    ///
    /// let mode = Number::written("0755", Number::Integer(0o755));
    /// assert_eq!((mode.text().as_ref(), mode.to_string().as_str()), ("0755", "493"));
    /// assert_eq!(mode, Number::Integer(493));
    /// ```
    #[must_use]
    pub fn written(text: &str, value: Self) -> Self {
        if value.is_integer() && value.to_string() == text {
            return value;
        }
        Self::Written(Box::new(WrittenNumber { text: text.to_owned(), value }))
    }

    /// The text in the document, or the one that is emitted.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Written(written) => Cow::Borrowed(&written.text),
            number => Cow::Owned(number.to_string()),
        }
    }

    /// The number without how it is written.
    #[must_use]
    pub fn value(&self) -> &Self {
        match self {
            Self::Written(written) => &written.value,
            number => number,
        }
    }

    /// Whether it is a whole number, written as such: `1`, and not `1.0`.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match self {
            Self::Integer(_) | Self::Unsigned(_) => true,
            Self::Float(_) => false,
            // One with more digits than any type has is a float and is written as a whole number.
            Self::Written(written) => {
                written.value.is_integer() || is_digits(written.text.trim_start_matches('-'))
            }
        }
    }

    /// The nearest number with a fraction.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        match self.value() {
            Self::Integer(number) => *number as f64,
            Self::Unsigned(number) => *number as f64,
            Self::Float(number) => *number,
            Self::Written(_) => f64::NAN,
        }
    }

    /// The number, if it is written as a whole one and fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.value() {
            Self::Integer(number) => Some(*number),
            Self::Unsigned(_) | Self::Float(_) | Self::Written(_) => None,
        }
    }

    /// Whether JSON and YAML can both write it.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.as_f64().is_finite() || self.is_integer()
    }

    /// The text that Python gives the number: `10` for `012`, `1.0` for `1.00`, `1e+16`.
    #[must_use]
    pub fn python_text(&self) -> String {
        match self.value() {
            Self::Float(number) if !self.is_integer() => python_float(*number),
            _ => self.to_string(),
        }
    }

    fn exact(&self) -> Exact {
        match self.value() {
            Self::Integer(number) => Exact::Whole((*number).into()),
            Self::Unsigned(number) => Exact::Whole((*number).into()),
            Self::Float(number) => {
                let whole = *number as i128;
                // Below this every float that is whole is exactly that number.
                if number.abs() < 1e30 && whole as f64 == *number {
                    Exact::Whole(whole)
                } else {
                    Exact::Float(*number)
                }
            }
            Self::Written(_) => Exact::Float(f64::NAN),
        }
    }
}

/// Equal when they are the same number: `20` and `20.0` are, and so are two NaN.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (self.exact(), other.exact()) {
            (Exact::Whole(a), Exact::Whole(b)) => a == b,
            (Exact::Float(a), Exact::Float(b)) => a.to_bits() == b.to_bits() || a == b,
            _ => false,
        }
    }
}

/// A form without an exponent, which every reader of YAML 1.1, YAML 1.2 and JSON takes for the same number: the one of
/// the document where that is such a form, else the decimal one.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Unsigned(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Written(written) if is_decimal(&written.text) => f.write_str(&written.text),
            Self::Written(written) => {
                written.value.fmt(f)?;
                match &written.value {
                    // Else it would come back as a whole number.
                    Self::Float(number) if number.is_finite() && number.fract() == 0.0 => f.write_str(".0"),
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Whether all readers take the text for the same number: `-1.50` is such a text, and `01`, `1.`, `1e5` are not.
fn is_decimal(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0')) && text != "-0"
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn python_float(number: f64) -> String {
    let size = number.abs();
    if number.is_nan() {
        "nan".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 { "inf" } else { "-inf" }.to_owned()
    } else if size == 0.0 || (1e-4..1e16).contains(&size) {
        format!("{number:?}")
    } else {
        let text = format!("{number:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |exponent| ('-', exponent));
        format!("{digits}e{sign}{exponent:0>2}")
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
