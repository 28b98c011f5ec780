use std::fmt;

/// A parameter that CloudFormation itself provides.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PseudoParameter {
    /// `AWS::AccountId`, twelve digits.
    AccountId,
    /// `AWS::NotificationARNs`, a list of the ARNs that the stack notifies.
    NotificationArns,
    /// `AWS::NoValue`, which removes the property that it is given to.
    NoValue,
    /// `AWS::Partition`, such as `aws` or `aws-cn`.
    Partition,
    /// `AWS::Region`, such as `us-east-1`.
    Region,
    /// `AWS::StackId`, an ARN.
    StackId,
    /// `AWS::StackName`.
    StackName,
    /// `AWS::URLSuffix`, such as `amazonaws.com`.
    UrlSuffix,
}

impl PseudoParameter {
    /// Every pseudo parameter there is.
    pub const ALL: [Self; 8] = [
        Self::AccountId,
        Self::NotificationArns,
        Self::NoValue,
        Self::Partition,
        Self::Region,
        Self::StackId,
        Self::StackName,
        Self::UrlSuffix,
    ];

    /// The name that `Ref` takes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountId => "AWS::AccountId",
            Self::NotificationArns => "AWS::NotificationARNs",
            Self::NoValue => "AWS::NoValue",
            Self::Partition => "AWS::Partition",
            Self::Region => "AWS::Region",
            Self::StackId => "AWS::StackId",
            Self::StackName => "AWS::StackName",
            Self::UrlSuffix => "AWS::URLSuffix",
        }
    }

    /// The pseudo parameter of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pseudo| pseudo.as_str() == name)
    }
}

impl fmt::Display for PseudoParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
