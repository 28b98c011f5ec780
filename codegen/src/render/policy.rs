//! Which properties that take any JSON hold IAM policies.

use crate::facts::ResourceType;

/// Properties that hold an IAM policy document wherever a schema gives them no shape of their own.
///
/// Those whose name ends in `PolicyDocument` do as well. What a schema types as a string stays one.
const POLICIES: &[&str] = &[
    "AccessPolicies",
    "AccessPolicy",
    "DeliveryDestinationPolicy",
    "FileSystemPolicy",
    "InlinePolicy",
    "KeyPolicy",
    "ModelPackageGroupPolicy",
    "NamespaceResourcePolicy",
    "Policy",
    "PolicyText",
    "RepositoryPolicyText",
    "ResourcePolicy",
    "S3AccessPolicy",
];

/// Properties that hold one under a name that says nothing. An `AWS::Organizations::Policy` is not among them: its `Type` says
/// which language its content is in.
const BY_RESOURCE: &[(&str, &str)] = &[("AWS::Organizations::ResourcePolicy", "Content")];

/// Documents of other languages under such a name.
const OTHER_LANGUAGES: &[(&str, &str)] = &[("AWS::NetworkManager::CoreNetwork", "PolicyDocument")];

/// Whether a property that takes any JSON holds an IAM policy document.
pub(super) fn is_policy(resource: &ResourceType, name: &str) -> bool {
    let property = (resource.type_name.as_str(), name);
    BY_RESOURCE.contains(&property)
        || ((POLICIES.contains(&name) || name.ends_with("PolicyDocument"))
            && !OTHER_LANGUAGES.contains(&property))
}
