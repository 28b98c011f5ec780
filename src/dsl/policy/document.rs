use super::{Effect, Principal, Statement};
use crate::diag::Origin;
use crate::dsl::Json;
use crate::dsl::val::{IntoVal, PropertyType, Val};
use crate::model::{Node, Object};

/// The version of the policy language that has policy variables.
const CURRENT_VERSION: &str = "2012-10-17";

/// A policy: of an identity, of a resource, or of who may assume a role.
///
/// ```
/// use synth::prelude::*;
///
/// let trust = PolicyDocument::assume_role("lambda.amazonaws.com");
/// let read = PolicyDocument::new()
///     .statement(Statement::allow(["s3:GetObject"]).on("arn:aws:s3:::data/*").sid("Read"));
/// ```
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>
#[derive(Clone, Debug)]
#[must_use]
pub struct PolicyDocument {
    version: &'static str,
    id: Option<Node>,
    statements: Vec<Node>,
}

impl PolicyDocument {
    /// A policy without statements, of version `2012-10-17`.
    pub const fn new() -> Self {
        Self { version: CURRENT_VERSION, id: None, statements: Vec::new() }
    }

    /// The policy of a role that the service may assume, such as `lambda.amazonaws.com`.
    #[track_caller]
    pub fn assume_role(service: impl IntoVal<String>) -> Self {
        Self::new().statement(
            Statement::new(Effect::Allow)
                .principal(Principal::service(service.into_val()))
                .action("sts:AssumeRole"),
        )
    }

    /// The version `2008-10-17`, without policy variables, for what AWS has made by that version.
    pub fn version_2008(mut self) -> Self {
        self.version = "2008-10-17";
        self
    }

    /// The policy's `Id`, which some services ask for.
    #[track_caller]
    pub fn id(mut self, id: impl IntoVal<String>) -> Self {
        self.id = Some(id.into_val().into_node().at(Origin::caller()));
        self
    }

    /// Adds a statement, which may depend on a condition: `is_prod.if_else(statement, no_value())`.
    #[track_caller]
    pub fn statement(mut self, statement: impl IntoVal<Statement>) -> Self {
        self.statements.push(statement.into_val().into_node().at(Origin::caller()));
        self
    }

    /// Adds statements.
    #[track_caller]
    pub fn statements(self, statements: impl IntoIterator<Item = impl IntoVal<Statement>>) -> Self {
        statements.into_iter().fold(self, Self::statement)
    }
}

impl Default for PolicyDocument {
    fn default() -> Self {
        Self::new()
    }
}

impl PropertyType for PolicyDocument {
    fn into_node(self) -> Node {
        let mut document = Object::new();
        document.push("Version", self.version);
        if let Some(id) = self.id {
            document.push("Id", id);
        }
        document.push("Statement", self.statements);
        document.into()
    }
}

#[diagnostic::do_not_recommend]
impl IntoVal<PolicyDocument> for Json {
    fn into_val(self) -> Val<PolicyDocument> {
        IntoVal::<Self>::into_val(self).cast()
    }
}
