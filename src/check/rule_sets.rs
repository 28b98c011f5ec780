//! Which rule says what a keyword finds, within the schemas that a rule holds values against.

use super::engine::fault::Fault;

/// Lets a rule that holds values against a schema claim what the keywords of that schema find, itself or for another rule.
/// What functions find is left to the rules about them.
pub(crate) fn claim(rule: &'static str, fault: &mut Fault) {
    fault.for_each_mut(&mut |fault| {
        if fault.rule.is_none() {
            fault.rule = by_keyword(rule, fault.keyword).or_else(|| {
                let is_of_function = fault.keyword.starts_with("fn") || fault.keyword == "ref";
                (!is_of_function).then_some(rule)
            });
        }
    });
}

fn by_keyword(rule: &str, keyword: &str) -> Option<&'static str> {
    Some(match (rule, keyword) {
        ("E1004", "maxLength") => "E1003",
        ("E2001", "maxLength") => "E2011",
        ("E2001", "maxProperties" | "minProperties") => "E2010",
        ("E2001", "pattern") => "E2003",
        ("E2001", "enum") => "E2002",
        ("E3001", "maxProperties") => "E3010",
        ("E3001", "propertyNames") => "E3011",
        ("E3002", "anyOf") => "E3017",
        ("E3002", "cfnLint") => "E1101",
        ("E3002", "dependentExcluded") => "E3020",
        ("E3002", "dependentRequired") => "E3021",
        ("E3002", "enum" | "enumCaseInsensitive") => "E3030",
        ("E3002", "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum") => "E3034",
        ("E3002", "lifecycle") => "E3710",
        ("E3002", "maxItems" | "minItems") => "E3032",
        ("E3002", "maxLength" | "minLength") => "E3033",
        ("E3002", "maxUniqueItems") => "E3065",
        ("E3002", "oneOf") => "E3018",
        ("E3002", "pattern") => "E3031",
        ("E3002", "prefixItems") => "E3008",
        ("E3002", "required") => "E3003",
        ("E3002", "requiredOr") => "E3058",
        ("E3002", "requiredXor") => "E3014",
        ("E3002", "tagging") => "E3024",
        ("E3002", "type") => "E3012",
        ("E3002", "uniqueItems") => "E3037",
        ("E6001", "propertyNames" | "maxLength") => "E6011",
        ("E6001", "pattern") => "E6004",
        ("E6001", "required") => "E6002",
        ("E6001", "type") => "E6003",
        ("E6001", "maxProperties") => "E6010",
        ("E7001", "maxProperties") => "E7010",
        ("E7001", "maxLength") => "E7002",
        _ => return None,
    })
}
