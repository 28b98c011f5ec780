//! Rules, and the functions that only rules have.

use super::condition::ConditionExpression;
use super::parameter::Param;
use super::val::{IntoVal, List, Val};
use crate::diag::Origin;
use crate::model::{
    AwsParameterType, Contains, EachMemberEquals, EachMemberIn, Node, Object, ParameterType, RefAll,
    RuleAttribute, ValueOf, ValueOfAll,
};

/// What parameters must fulfil together before a stack is created or updated.
///
/// ```
/// use synth::prelude::*;
///
/// let mut stack = Stack::new("rules");
/// let env = stack.parameter("Env", Parameter::string());
/// let size = stack.parameter("Size", Parameter::string());
/// stack.rule(
///     "ProdIsLarge",
///     Rule::new().when(env.equals("prod")).assert(rule::contains(["m7i.xlarge", "m7i.2xlarge"], size), "too small"),
/// );
/// ```
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html>
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Rule {
    condition: Option<Node>,
    assertions: Vec<Node>,
}

impl Rule {
    /// A rule that always applies and asserts nothing yet.
    pub const fn new() -> Self {
        Self { condition: None, assertions: Vec::new() }
    }

    /// The rule applies only where this holds.
    pub fn when(mut self, condition: ConditionExpression) -> Self {
        self.condition = Some(condition.into_node());
        self
    }

    /// What must hold, and what is said when it does not.
    #[track_caller]
    pub fn assert(mut self, assertion: ConditionExpression, description: impl Into<String>) -> Self {
        let assertion = Object::from_iter([
            ("Assert", assertion.into_node()),
            ("AssertDescription", Node::from(description.into())),
        ]);
        self.assertions.push(Node::from(assertion).at(Origin::caller()));
        self
    }

    pub(super) fn into_node(self, declared: Origin) -> Node {
        let mut rule = Object::new();
        if let Some(condition) = self.condition {
            rule.push(RuleAttribute::RuleCondition.as_str(), condition);
        }
        rule.push(RuleAttribute::Assertions.as_str(), self.assertions);
        Node::from(rule).at(declared)
    }
}

fn node<T>(value: impl IntoVal<T>) -> Node {
    value.into_val().into_node()
}

/// `Fn::Contains`: whether the value is one of the list.
#[track_caller]
pub fn contains(values: impl IntoVal<List<String>>, value: impl IntoVal<String>) -> ConditionExpression {
    ConditionExpression::function(Contains { values: node(values), value: node(value) }, Origin::caller())
}

/// `Fn::EachMemberEquals`: whether each item of the list is the value.
#[track_caller]
pub fn each_member_equals(
    values: impl IntoVal<List<String>>,
    value: impl IntoVal<String>,
) -> ConditionExpression {
    ConditionExpression::function(
        EachMemberEquals { values: node(values), value: node(value) },
        Origin::caller(),
    )
}

/// `Fn::EachMemberIn`: whether each item of the first list is one of the second.
#[track_caller]
pub fn each_member_in(
    values: impl IntoVal<List<String>>,
    within: impl IntoVal<List<String>>,
) -> ConditionExpression {
    ConditionExpression::function(
        EachMemberIn { values: node(values), within: node(within) },
        Origin::caller(),
    )
}

/// `Fn::RefAll`: the values of all parameters of a type.
#[must_use]
#[track_caller]
pub fn ref_all(parameter_type: AwsParameterType) -> Val<List<String>> {
    let parameter_type = Node::from(ParameterType::Aws(parameter_type).to_string());
    Val::function(RefAll { parameter_type }, Origin::caller())
}

/// `Fn::ValueOf`: an attribute of what the parameter names, such as `VpcId` of a subnet.
#[must_use]
#[track_caller]
pub fn value_of(parameter: Param<String>, attribute: impl IntoVal<String>) -> Val<String> {
    let parameter = super::target::Target::from(parameter).name();
    Val::function(ValueOf { parameter, attribute: node(attribute) }, Origin::caller())
}

/// `Fn::ValueOfAll`: an attribute of what all parameters of a type name.
#[must_use]
#[track_caller]
pub fn value_of_all(parameter_type: AwsParameterType, attribute: impl IntoVal<String>) -> Val<List<String>> {
    let parameter_type = Node::from(ParameterType::Aws(parameter_type).to_string());
    Val::function(ValueOfAll { parameter_type, attribute: node(attribute) }, Origin::caller())
}
