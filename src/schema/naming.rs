use super::{Fact, database};

/// The properties by which the author of a template names a resource, where two of the same name cannot be at the same
/// time: what identifies a resource of the type, if all of it can be set, else the create-only property that ends the
/// type's name, such as `GroupName` of a security group. There is none where nothing is known of the type, or where
/// CloudFormation deletes the old resource before it makes the one that replaces it.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html>
///
/// ```
/// use synth::schema::naming_properties;
///
/// assert_eq!(naming_properties("AWS::S3::Bucket"), ["BucketName"]);
/// assert_eq!(naming_properties("AWS::EC2::SecurityGroup"), ["GroupName"]);
/// assert!(naming_properties("AWS::EC2::VPC").is_empty());
/// ```
#[must_use]
pub fn naming_properties(resource_type: &str) -> Vec<&'static str> {
    let Some(fact) = database().get(resource_type) else { return Vec::new() };
    if fact.get("replacementStrategy").and_then(Fact::as_str) == Some("delete_then_create") {
        return Vec::new();
    }
    let listed = |keyword| fact.get(keyword).into_iter().flat_map(Fact::items).filter_map(Fact::as_str);
    let can_be_set =
        |name: &&str| !name.contains('/') && !listed("readOnlyProperties").any(|other| other == *name);
    let identifiers: Vec<&str> = listed("primaryIdentifier").collect();
    if !identifiers.is_empty() && identifiers.iter().all(can_be_set) {
        return identifiers;
    }
    let full = format!("{}Name", resource_type.rsplit("::").next().unwrap_or_default());
    let is_name = |name: &&str| name.ends_with("Name") && full.ends_with(name);
    listed("createOnlyProperties").filter(is_name).take(1).collect()
}
