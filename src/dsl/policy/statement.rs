use super::operator::Operator;
use super::principal::Principal;
use crate::diag::Origin;
use crate::dsl::val::{IntoVal, OneOrMany, PropertyType};
use crate::model::{Entry, Node, Object, Value};

/// Whether a statement allows or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It allows, unless another statement denies.
    Allow,
    /// It denies, whatever else allows.
    Deny,
}

impl Effect {
    /// The value in the policy.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

/// A statement of a policy. One value stays one value, and a list of one stays a list.
///
/// ```
/// use synth::prelude::*;
///
/// let statement = Statement::allow(["s3:GetObject"])
///     .on("arn:aws:s3:::data/*")
///     .condition(ConditionOperator::StringLike.for_any_value(), "aws:PrincipalTag/Team", ["hpc-*"]);
/// let everything_but = Statement::new(Effect::Deny).not_action("iam:*").on("*");
/// ```
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html>
#[derive(Clone, Debug)]
#[must_use]
pub struct Statement {
    sid: Option<Node>,
    effect: Effect,
    principal: Option<(&'static str, Node)>,
    action: Option<(&'static str, Node)>,
    resource: Option<(&'static str, Node)>,
    condition: Object,
}

impl Statement {
    /// A statement that says nothing but its effect.
    pub const fn new(effect: Effect) -> Self {
        Self { sid: None, effect, principal: None, action: None, resource: None, condition: Object::new() }
    }

    /// Allows the actions, such as `["s3:GetObject", "s3:List*"]`.
    #[track_caller]
    pub fn allow(actions: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::new(Effect::Allow).action(actions)
    }

    /// Denies the actions.
    #[track_caller]
    pub fn deny(actions: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::new(Effect::Deny).action(actions)
    }

    /// `Sid`: the statement's name within the policy; in identity policies letters and digits only.
    #[track_caller]
    pub fn sid(mut self, sid: impl IntoVal<String>) -> Self {
        self.sid = Some(sid.into_val().into_node().at(Origin::caller()));
        self
    }

    /// `Principal`: whom the statement is about, in resource and trust policies.
    #[track_caller]
    pub fn principal(mut self, principal: Principal) -> Self {
        self.principal = Some(("Principal", principal.into_node().at(Origin::caller())));
        self
    }

    /// `NotPrincipal`: everybody but these.
    #[track_caller]
    pub fn not_principal(mut self, principal: Principal) -> Self {
        self.principal = Some(("NotPrincipal", principal.into_node().at(Origin::caller())));
        self
    }

    /// `Action`: what the statement is about.
    #[track_caller]
    pub fn action(mut self, actions: impl IntoVal<OneOrMany<String>>) -> Self {
        self.action = Some(("Action", actions.into_val().into_node().at(Origin::caller())));
        self
    }

    /// `NotAction`: everything but these.
    #[track_caller]
    pub fn not_action(mut self, actions: impl IntoVal<OneOrMany<String>>) -> Self {
        self.action = Some(("NotAction", actions.into_val().into_node().at(Origin::caller())));
        self
    }

    /// `Resource`: the ARNs that the actions are done to, or `"*"`.
    #[track_caller]
    pub fn on(mut self, resources: impl IntoVal<OneOrMany<String>>) -> Self {
        self.resource = Some(("Resource", resources.into_val().into_node().at(Origin::caller())));
        self
    }

    /// `NotResource`: all but these.
    #[track_caller]
    pub fn not_on(mut self, resources: impl IntoVal<OneOrMany<String>>) -> Self {
        self.resource = Some(("NotResource", resources.into_val().into_node().at(Origin::caller())));
        self
    }

    /// `Condition`: the statement applies only where the key compares so with one of the values. All conditions of a
    /// statement must hold; two of the same operator and key cannot be written, and are reported.
    #[track_caller]
    pub fn condition(
        mut self,
        operator: impl Into<Operator>,
        key: impl Into<std::borrow::Cow<'static, str>>,
        values: impl IntoVal<OneOrMany<String>>,
    ) -> Self {
        let origin = Origin::caller();
        let operator = operator.into().to_string();
        let entry =
            Entry { key: key.into(), key_origin: origin, node: values.into_val().into_node().at(origin) };
        match self.condition.get_mut(&operator).map(|node| &mut node.value) {
            Some(Value::Object(keys)) => keys.extend([entry]),
            _ => self.condition.push(operator, Node::from(Object::from_iter([entry])).at(origin)),
        }
        self
    }
}

impl PropertyType for Statement {
    fn into_node(self) -> Node {
        let mut statement = Object::new();
        if let Some(sid) = self.sid {
            statement.push("Sid", sid);
        }
        statement.push("Effect", self.effect.as_str());
        for (name, node) in [self.principal, self.action, self.resource].into_iter().flatten() {
            statement.push(name, node);
        }
        if !self.condition.is_empty() {
            statement.push("Condition", self.condition);
        }
        statement.into()
    }
}
