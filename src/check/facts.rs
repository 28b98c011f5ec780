//! What is known of AWS besides the schemas: regions, types of parameters, which types are where.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::engine::schema::texts;
use crate::model::Node;
use crate::schema::{Fact, check_table, database};

/// A table of facts. A test sees to it that all tables that are asked for exist.
pub(crate) fn table(name: &str) -> impl Iterator<Item = (&'static str, Fact)> {
    check_table(name).into_iter().flat_map(Fact::entries)
}

/// The texts in a table that is a list, or in one list of a table.
pub(crate) fn list(table: &str, part: Option<&str>) -> impl Iterator<Item = &'static str> {
    let facts = check_table(table);
    let facts = match part {
        Some(part) => facts.and_then(|facts| facts.get(part)),
        None => facts,
    };
    facts.into_iter().flat_map(texts)
}

/// Whether this is a region.
pub(crate) fn is_region(name: &str) -> bool {
    check_table("availability-zones").is_some_and(|zones| zones.get(name).is_some())
}

/// All regions, by name.
pub fn regions() -> impl Iterator<Item = &'static str> {
    table("availability-zones").map(|(region, _)| region)
}

/// The regions whose resource types are known: where there is not even this type, nothing is.
pub(crate) fn regions_with_types() -> impl Iterator<Item = &'static str> {
    regions().filter(|region| resource_type("AWS::CloudFormation::Stack", &[region]).is_some())
}

/// The Availability Zones of a region.
pub(crate) fn zones(region: &str) -> Option<Node> {
    let zones = check_table("availability-zones")?.get(region)?;
    Some(Node::list(texts(zones).map(Node::from)))
}

/// The partition that a region is in.
pub(crate) fn partition(region: &str) -> &'static str {
    if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else if region.starts_with("cn-") {
        "aws-cn"
    } else {
        "aws"
    }
}

/// The domain that the services of a region are under.
pub(crate) fn url_suffix(region: &str) -> &'static str {
    if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" }
}

/// Whether parameters of the type hold lists.
pub(crate) fn is_list_parameter_type(kind: &str) -> bool {
    list("parameter-types", Some("list")).any(|known| known == kind)
}

/// Whether parameters of the type hold one value.
pub(crate) fn is_single_parameter_type(kind: &str) -> bool {
    list("parameter-types", Some("single")).any(|known| known == kind)
}

/// The facts about a resource type, if one of the regions has it.
pub(crate) fn resource_type(kind: &str, regions: &[&str]) -> Option<Fact> {
    let fact = database().get(kind)?;
    is_in(fact, regions).then_some(fact)
}

fn is_in(fact: Fact, regions: &[&str]) -> bool {
    let Some(having) = fact.get("regions") else { return true };
    texts(having).any(|region| regions.contains(&region))
}

/// Whether any property of the type is an attribute too.
pub(crate) fn has_every_property_as_attribute(kind: &str) -> bool {
    list("get-att", Some("every")).any(|known| known == kind)
}

/// The attributes of a type that are properties as well.
pub(crate) fn further_attributes(kind: &str) -> impl Iterator<Item = &'static str> {
    let further = check_table("get-att").and_then(|facts| facts.get("exceptions"));
    further.and_then(|further| further.get(kind)).into_iter().flat_map(texts)
}

/// What is known of the actions of a service, and of the resources they are about, by the prefix of the actions.
pub(crate) fn service(prefix: &str) -> Option<Fact> {
    static SERVICES: OnceLock<HashMap<&'static str, Fact>> = OnceLock::new();
    // There are hundreds, and policies ask for each of their actions.
    SERVICES.get_or_init(|| table("iam").collect()).get(prefix).copied()
}

/// The ids of the rules that the reference, cfn-lint, has.
pub fn reference_rules() -> impl Iterator<Item = &'static str> {
    table("rules").map(|(id, _)| id)
}

/// Whether the reference has a rule whose id begins so.
#[must_use]
pub fn is_reference_rule(beginning: &str) -> bool {
    reference_rules().any(|id| id.starts_with(beginning))
}

/// A limit of a section, such as the number of resources.
pub(crate) fn limit(section: &str, what: &str) -> Option<usize> {
    let limit = check_table("limits")?.get(section)?.get(what)?.as_integer()?;
    usize::try_from(limit).ok()
}

/// A date such as `2027-03-03`, as days since 1970-01-01.
pub(crate) fn day(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    // Years begin in March here, so that the day that only some years have is the last one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn dates_are_days() {
        let days = ["1970-01-01", "2000-02-29", "2000-03-01", "2026-11-22"].map(day);
        assert_eq!(days, [Some(0), Some(11_016), Some(11_017), Some(20_779)]);
        assert_eq!(day("soon"), None);
    }
}
