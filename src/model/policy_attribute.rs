/// What happens to a resource that leaves the stack, or whose stack is deleted.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeletionPolicy {
    /// It is deleted. The default, but for `AWS::RDS::DBCluster` and some `AWS::RDS::DBInstance`.
    Delete,
    /// It stays.
    Retain,
    /// It stays, unless its own creation is what is rolled back.
    RetainExceptOnCreate,
    /// It is deleted after a snapshot. Only for types that have snapshots.
    Snapshot,
}

impl DeletionPolicy {
    /// The value in the template.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::RetainExceptOnCreate => "RetainExceptOnCreate",
            Self::Snapshot => "Snapshot",
        }
    }
}

/// What happens to the old resource when an update replaces it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatereplacepolicy.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UpdateReplacePolicy {
    /// It is deleted. The default.
    Delete,
    /// It stays.
    Retain,
    /// It is deleted after a snapshot. Only for types that have snapshots.
    Snapshot,
}

impl UpdateReplacePolicy {
    /// The value in the template.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "Delete",
            Self::Retain => "Retain",
            Self::Snapshot => "Snapshot",
        }
    }
}
