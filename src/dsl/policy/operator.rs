use std::fmt;

macro_rules! operators {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// How a condition of a statement compares.
        ///
        /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ConditionOperator {
            $($(#[$doc])* $name,)+
        }

        impl ConditionOperator {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The name in the policy.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }
        }
    };
}

operators! {
    /// The text is the value.
    StringEquals,
    /// The text is not the value.
    StringNotEquals,
    /// The text is the value, upper and lower case alike.
    StringEqualsIgnoreCase,
    /// The text is not the value, upper and lower case alike.
    StringNotEqualsIgnoreCase,
    /// The text matches the pattern with `*` and `?`.
    StringLike,
    /// The text does not match the pattern with `*` and `?`.
    StringNotLike,
    /// The number is the value.
    NumericEquals,
    /// The number is not the value.
    NumericNotEquals,
    /// The number is less.
    NumericLessThan,
    /// The number is less or equal.
    NumericLessThanEquals,
    /// The number is greater.
    NumericGreaterThan,
    /// The number is greater or equal.
    NumericGreaterThanEquals,
    /// The date is the value.
    DateEquals,
    /// The date is not the value.
    DateNotEquals,
    /// The date is earlier.
    DateLessThan,
    /// The date is earlier or the value.
    DateLessThanEquals,
    /// The date is later.
    DateGreaterThan,
    /// The date is later or the value.
    DateGreaterThanEquals,
    /// The truth is the value.
    Bool,
    /// The bytes, in Base64, are the value.
    BinaryEquals,
    /// The address is in the range.
    IpAddress,
    /// The address is not in the range.
    NotIpAddress,
    /// The ARN matches the pattern; the same as `ArnLike`.
    ArnEquals,
    /// The ARN matches the pattern with `*` and `?` in each of its parts.
    ArnLike,
    /// The ARN does not match the pattern; the same as `ArnNotLike`.
    ArnNotEquals,
    /// The ARN does not match the pattern.
    ArnNotLike,
    /// The key is absent for `"true"`, and present for `"false"`.
    Null,
}

impl ConditionOperator {
    /// `…IfExists`: holds also where the key is absent.
    #[must_use]
    pub fn if_exists(self) -> Operator {
        Operator::from(self).if_exists()
    }

    /// `ForAllValues:…`: each value of a key that has several; holds also where it has none.
    #[must_use]
    pub fn for_all_values(self) -> Operator {
        Operator::from(self).for_all_values()
    }

    /// `ForAnyValue:…`: at least one value of a key that has several.
    #[must_use]
    pub fn for_any_value(self) -> Operator {
        Operator::from(self).for_any_value()
    }
}

/// A [`ConditionOperator`] and how it treats keys that are absent or have several values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Operator {
    comparison: ConditionOperator,
    values: Option<Values>,
    if_exists: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Values {
    All,
    Any,
}

impl Operator {
    /// `…IfExists`: holds also where the key is absent. `Null` has no such form and stays as it is.
    #[must_use]
    pub fn if_exists(self) -> Self {
        Self { if_exists: self.comparison != ConditionOperator::Null, ..self }
    }

    /// `ForAllValues:…`: each value of a key that has several; holds also where it has none.
    #[must_use]
    pub fn for_all_values(self) -> Self {
        Self { values: Some(Values::All), ..self }
    }

    /// `ForAnyValue:…`: at least one value of a key that has several.
    #[must_use]
    pub fn for_any_value(self) -> Self {
        Self { values: Some(Values::Any), ..self }
    }
}

impl From<ConditionOperator> for Operator {
    fn from(comparison: ConditionOperator) -> Self {
        Self { comparison, values: None, if_exists: false }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.values {
            None => "",
            Some(Values::All) => "ForAllValues:",
            Some(Values::Any) => "ForAnyValue:",
        })?;
        f.write_str(self.comparison.as_str())?;
        f.write_str(if self.if_exists { "IfExists" } else { "" })
    }
}
