//! The pseudo parameters.
//!
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>

use super::val::{List, Val};
use crate::diag::Origin;
use crate::model::{PseudoParameter, Ref};

macro_rules! pseudo {
    ($($(#[$doc:meta])* $name:ident: $pseudo:ident -> $type:ty),+ $(,)?) => {$(
        $(#[$doc])*
        #[must_use]
        #[track_caller]
        pub fn $name() -> Val<$type> {
            Val::function(Ref { name: PseudoParameter::$pseudo.as_str().into() }, Origin::caller())
        }
    )+};
}

pseudo! {
    /// `AWS::AccountId`: the twelve digits of the account.
    account_id: AccountId -> String,
    /// `AWS::NotificationARNs`: the topics that the stack notifies.
    notification_arns: NotificationArns -> List<String>,
    /// `AWS::Partition`: such as `aws` or `aws-cn`.
    partition: Partition -> String,
    /// `AWS::Region`: such as `us-east-1`.
    region: Region -> String,
    /// `AWS::StackId`: the ARN of the stack.
    stack_id: StackId -> String,
    /// `AWS::StackName`: the name of the stack.
    stack_name: StackName -> String,
    /// `AWS::URLSuffix`: such as `amazonaws.com`.
    url_suffix: UrlSuffix -> String,
}
