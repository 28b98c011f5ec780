//! The keywords of JSON schema, and those that resource types' schemas add.

mod context;
mod formats;
mod lists;
mod objects;
mod scalars;
mod unions;

use super::fault::Faults;
use super::path::Place;
use super::schema::{FactSchema, Schema, texts};
use super::scope::Scope;
use crate::check::registry;
use crate::model::Node;
use crate::schema::Fact;

pub(super) use scalars::{check_kinds, check_texts};

/// Adds what one keyword of a schema has against a value. Keywords that only describe have nothing.
pub(super) fn check(
    scope: &Scope<'_, '_>,
    keyword: &'static str,
    value: Fact,
    node: &Node,
    schema: FactSchema,
    faults: &mut Faults,
) {
    match keyword {
        "$ref" => {
            let resolved = value.as_str().and_then(|reference| schema.resolve(reference));
            scope.validate(node, resolved.unwrap_or(Schema::Anything), faults);
        }
        "additionalProperties" => objects::additional_properties(scope, value, node, schema, faults),
        "allOf" => unions::all_of(scope, value, node, schema, faults),
        "anyOf" => unions::any_of(scope, value, node, schema, faults),
        "cfnContext" => context::cfn_context(scope, value, node, schema, faults),
        "cfnGather" => context::cfn_gather(scope, value, node, schema, faults),
        "cfnLint" => {
            let scope = Scope { rules: false, ..*scope };
            for place in texts(value) {
                registry::run_at(Place::of(place), &scope, node, faults);
            }
        }
        "const" => scalars::constant(scope, value, node, faults),
        "contains" => lists::contains(scope, value, node, schema, faults),
        "dependencies" => objects::dependencies(scope, value, node, schema, faults),
        "dependentExcluded" => objects::dependent_excluded(scope, value, node, faults),
        "dependentRequired" => objects::dependent_required(scope, value, node, faults),
        "dynamicValidation" => context::dynamic_validation(scope, value, node, faults),
        "enum" => scalars::enumeration(scope, value, node, false, faults),
        "enumCaseInsensitive" => scalars::enumeration(scope, value, node, true, faults),
        "exclusiveMaximum" | "exclusiveMinimum" | "maximum" | "minimum" | "multipleOf" => {
            scalars::bound(scope, keyword, value, node, faults);
        }
        "format" => formats::check(scope, value.as_str().unwrap_or_default(), node, faults),
        "if" => unions::if_then_else(scope, value, node, schema, faults),
        "items" => lists::items(scope, value, node, schema, faults),
        "lifecycle" | "tagging" => {
            registry::run_keyword(scope, keyword, value, node, Schema::Fact(schema), faults)
        }
        "maxItems" | "maxProperties" | "minItems" | "minProperties" => {
            lists::count(scope, keyword, value, node, faults);
        }
        "maxUniqueItems" => lists::unique_count(scope, value, node, faults),
        "maxLength" | "minLength" => scalars::length(scope, keyword, value, node, schema, faults),
        "not" => unions::not(scope, value, node, schema, faults),
        "oneOf" => unions::one_of(scope, value, node, schema, faults),
        "pattern" => scalars::pattern(scope, value, node, faults),
        "patternProperties" => objects::pattern_properties(scope, value, node, schema, faults),
        "prefixItems" => lists::prefix_items(scope, value, node, schema, faults),
        "properties" => objects::properties(scope, value, node, schema, faults),
        "propertyNames" => objects::property_names(scope, value, node, schema, faults),
        "required" => objects::required(scope, value, node, faults),
        "requiredOr" => objects::required_or(scope, value, node, faults),
        "requiredXor" => objects::required_xor(scope, value, node, faults),
        "type" => {
            let kinds: Vec<&'static str> = texts(value).collect();
            check_kinds(scope, &kinds, node, faults);
        }
        "uniqueItems" => lists::unique_items(scope, value, node, faults),
        "uniqueKeys" => lists::unique_keys(scope, value, node, faults),
        _ => {}
    }
}
