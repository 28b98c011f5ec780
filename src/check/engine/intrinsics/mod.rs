//! Holds the functions themselves to their own schemas, and what they yield to the schema of their place.

mod base;
mod conditional;
mod get_att;
mod reference;
mod sub;

use self::base::Spec;
use super::fault::Faults;
use super::functions::Function;
use super::schema::Schema;
use super::scope::Scope;
use crate::check::registry;
use crate::model::Node;

/// What can stand where one value is expected.
const SINGLE: &[&str] = &["boolean", "integer", "number", "string"];
const ANY: &[&str] = super::schema::ALL_KINDS;

/// Adds what is wrong with a function at this place; `schema` is what the place asks of the value.
pub(super) fn check(
    scope: &Scope<'_, '_>,
    function: Function,
    node: &Node,
    schema: Schema,
    faults: &mut Faults,
) {
    let spec = |kinds, resolved| Spec { function, kinds, resolved };
    match function {
        Function::Base64 => spec(&["string"], None).check(scope, node, schema, faults),
        Function::Cidr => spec(&["array"], None).check(scope, node, schema, faults),
        Function::And | Function::Condition | Function::Not | Function::Or => {
            spec(&["boolean"], None).check(scope, node, schema, faults);
        }
        Function::Equals => {
            if spec(&["boolean"], None).passes(scope, node, schema, faults) {
                registry::run_function(scope, function, node, schema, faults);
            }
        }
        Function::FindInMap => {
            const KINDS: &[&str] = &["array", "boolean", "integer", "number", "string"];
            spec(KINDS, Some("W1034")).check(scope, node, schema, faults);
        }
        Function::GetAtt => get_att::check(scope, node, schema, faults),
        Function::GetAzs => spec(&["array"], Some("W1036")).check(scope, node, schema, faults),
        Function::GetStackOutput => spec(SINGLE, None).check(scope, node, schema, faults),
        Function::If => conditional::check(scope, node, schema, faults),
        Function::ImportValue => {
            spec(SINGLE, None).check(scope, node, schema, faults);
            registry::run_function(scope, function, node, schema, faults);
        }
        Function::Join => {
            let strict = Scope { strict: true, ..*scope };
            spec(&["string"], Some("W1032")).check(&strict, node, schema, faults);
            registry::run_function(&strict, function, node, schema, faults);
        }
        Function::Length => spec(&["integer"], None).check_extension("E1030", scope, node, schema, faults),
        Function::Ref => reference::check(scope, node, schema, faults),
        Function::Select => spec(ANY, Some("W1035")).check(scope, node, schema, faults),
        Function::Split => {
            if spec(&["array"], Some("W1033")).passes(scope, node, schema, faults) {
                base::no_dynamic_reference(scope, node, faults);
            }
        }
        Function::Sub => sub::check(scope, node, schema, faults),
        Function::ToJsonString => {
            spec(&["string"], Some("W1040")).check_extension("E1031", scope, node, schema, faults);
        }
        Function::Transform => {
            if scope.undecidable {
                faults.push(scope.open());
            }
        }
        Function::Contains
        | Function::EachMemberEquals
        | Function::EachMemberIn
        | Function::RefAll
        | Function::ValueOf
        | Function::ValueOfAll => {}
    }
}
