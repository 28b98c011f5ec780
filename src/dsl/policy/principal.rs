use crate::dsl::val::{IntoVal, OneOrMany};
use crate::model::{Node, Object};

/// Whom a statement of a resource policy or a trust policy is about.
///
/// ```
/// use synth::prelude::*;
///
/// let both = Principal::service("ec2.amazonaws.com").and(Principal::aws(["123456789012"]));
/// ```
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Clone, Debug)]
#[must_use]
pub struct Principal(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Anyone,
    Named(Object),
}

impl Principal {
    /// `"*"`: anyone at all, without credentials even. Narrow it by a condition.
    pub const fn anyone() -> Self {
        Self(Kind::Anyone)
    }

    /// `AWS`: accounts, roles, users or sessions, by account ID or ARN.
    pub fn aws(principals: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::named("AWS", principals)
    }

    /// `Service`: AWS services, such as `ec2.amazonaws.com`.
    pub fn service(services: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::named("Service", services)
    }

    /// `Federated`: identity providers, such as `cognito-identity.amazonaws.com` or the ARN of a SAML provider.
    pub fn federated(providers: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::named("Federated", providers)
    }

    /// `CanonicalUser`: accounts by the ID that Amazon S3 has for them.
    pub fn canonical_user(ids: impl IntoVal<OneOrMany<String>>) -> Self {
        Self::named("CanonicalUser", ids)
    }

    fn named(kind: &'static str, principals: impl IntoVal<OneOrMany<String>>) -> Self {
        Self(Kind::Named(Object::from_iter([(kind, principals.into_val().into_node())])))
    }

    /// These and those. Principals of the same kind are put into one list.
    pub fn and(self, other: Self) -> Self {
        match (self.0, other.0) {
            (Kind::Named(mut all), Kind::Named(more)) => {
                for entry in &more {
                    match all.get_mut(&entry.key) {
                        Some(present) => {
                            *present = Node::list(each(present).into_iter().chain(each(&entry.node)));
                        }
                        None => all.push(entry.key.clone(), entry.node.clone()),
                    }
                }
                Self(Kind::Named(all))
            }
            (Kind::Anyone, _) | (_, Kind::Anyone) => Self::anyone(),
        }
    }

    pub(super) fn into_node(self) -> Node {
        match self.0 {
            Kind::Anyone => "*".into(),
            Kind::Named(named) => named.into(),
        }
    }
}

fn each(node: &Node) -> Vec<Node> {
    node.as_list().map_or_else(|| vec![node.clone()], <[Node]>::to_vec)
}
