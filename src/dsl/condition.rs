use std::ops::Not;

use super::target::Target;
use super::val::{IntoVal, Val};
use crate::diag::Origin;
use crate::model::{
    And, Condition as ConditionFunction, Equals, If, Intrinsic, Node, Not as NotFunction, Or, Ref,
};
use crate::model::{PseudoParameter, Value};

/// The most conditions that one `Fn::And` or `Fn::Or` takes.
const MOST_OPERANDS: usize = 10;

/// A condition of a stack, to be used: by resources, by outputs, in values and in other conditions.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("conditions");
/// let env = stack.parameter("Env", Parameter::string().allowed_values(["dev", "prod"]));
/// let is_prod = stack.condition("IsProd", env.equals("prod"));
/// let is_abroad = stack.condition("IsAbroad", !pseudo::region().equals("us-east-1"));
/// let is_big = stack.condition("IsBig", is_prod.and(is_abroad));
/// stack.output("Size", is_big.if_else("large", "small"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Condition(Target);

/// What a condition says: made by `.equals(…)`, `!`, `.and(…)` and `.or(…)`.
#[derive(Clone, Debug)]
#[must_use]
pub struct ConditionExpression(Node);

impl Condition {
    pub(super) fn new(target: Target) -> Self {
        Self(target)
    }

    pub(super) fn target(self) -> Target {
        self.0
    }

    /// The logical ID.
    #[must_use]
    pub fn logical_id(&self) -> &'static str {
        self.0.logical_id()
    }

    /// One value where the condition holds, and another where it does not.
    #[track_caller]
    pub fn if_else<A, B>(self, then: A, otherwise: B) -> IfElse<A, B> {
        IfElse { condition: self, then, otherwise, origin: Origin::caller() }
    }

    /// Whether both conditions hold.
    #[track_caller]
    pub fn and(self, other: impl Into<ConditionExpression>) -> ConditionExpression {
        ConditionExpression::from(self).and(other)
    }

    /// Whether at least one of the conditions holds.
    #[track_caller]
    pub fn or(self, other: impl Into<ConditionExpression>) -> ConditionExpression {
        ConditionExpression::from(self).or(other)
    }
}

impl ConditionExpression {
    pub(super) fn function(function: impl Into<Intrinsic>, origin: Origin) -> Self {
        Self(Val::<bool>::function(function, origin).into_node())
    }

    pub(super) fn into_node(self) -> Node {
        self.0
    }

    /// Whether both conditions hold.
    #[track_caller]
    pub fn and(self, other: impl Into<Self>) -> Self {
        let (origin, other) = (Origin::caller(), other.into().0);
        let mut conditions = match self.0.value {
            Value::Intrinsic(function) => match *function {
                Intrinsic::And(and) if and.conditions.len() < MOST_OPERANDS => and.conditions,
                single => vec![Node::from(single).at(self.0.origin)],
            },
            value => vec![Node { value, origin: self.0.origin }],
        };
        conditions.push(other);
        Self::function(And { conditions }, origin)
    }

    /// Whether at least one of the conditions holds.
    #[track_caller]
    pub fn or(self, other: impl Into<Self>) -> Self {
        let (origin, other) = (Origin::caller(), other.into().0);
        let mut conditions = match self.0.value {
            Value::Intrinsic(function) => match *function {
                Intrinsic::Or(or) if or.conditions.len() < MOST_OPERANDS => or.conditions,
                single => vec![Node::from(single).at(self.0.origin)],
            },
            value => vec![Node { value, origin: self.0.origin }],
        };
        conditions.push(other);
        Self::function(Or { conditions }, origin)
    }
}

impl From<Condition> for ConditionExpression {
    fn from(condition: Condition) -> Self {
        Self::function(ConditionFunction { name: condition.0.name() }, Origin::Unknown)
    }
}

impl Not for ConditionExpression {
    type Output = Self;

    #[track_caller]
    fn not(self) -> Self {
        Self::function(NotFunction { condition: self.0 }, Origin::caller())
    }
}

impl Not for Condition {
    type Output = ConditionExpression;

    #[track_caller]
    fn not(self) -> ConditionExpression {
        !ConditionExpression::from(self)
    }
}

impl<T> Val<T> {
    /// Whether the value is this one, as a condition.
    #[track_caller]
    pub fn equals(self, other: impl IntoVal<T>) -> ConditionExpression {
        let equals = Equals { left: self.into_node(), right: other.into_val().into_node() };
        ConditionExpression::function(equals, Origin::caller())
    }
}

/// One of two values, made by [`Condition::if_else`].
#[derive(Clone, Debug)]
#[must_use]
pub struct IfElse<A, B> {
    condition: Condition,
    then: A,
    otherwise: B,
    origin: Origin,
}

impl<T, A: IntoVal<T>, B: IntoVal<T>> IntoVal<T> for IfElse<A, B> {
    fn into_val(self) -> Val<T> {
        let function = If {
            condition: self.condition.0.name(),
            then: self.then.into_val().into_node(),
            otherwise: self.otherwise.into_val().into_node(),
        };
        Val::function(function, self.origin)
    }
}

/// No value at all, made by [`no_value`].
#[derive(Clone, Copy, Debug)]
pub struct NoValue(());

/// `AWS::NoValue`: as one side of an [`if_else`](Condition::if_else), it removes the property.
#[must_use]
pub const fn no_value() -> NoValue {
    NoValue(())
}

#[diagnostic::do_not_recommend]
impl<T> IntoVal<T> for NoValue {
    fn into_val(self) -> Val<T> {
        Val::function(Ref { name: PseudoParameter::NoValue.as_str().into() }, Origin::Unknown)
    }
}
