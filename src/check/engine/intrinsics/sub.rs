//! `Fn::Sub`: its variables exist, and have text for a value.

use super::super::fault::{Fault, Faults};
use super::super::functions::{Function, only_entry, ref_name};
use super::super::path::Part;
use super::super::schema::Schema;
use super::super::scope::Scope;
use super::base::Spec;
use crate::analysis::sub_variables;
use crate::check::registry;
use crate::model::{Node, Object};

const SPEC: Spec = Spec { function: Function::Sub, kinds: &["string"], resolved: Some("W1031") };

pub(super) fn check(scope: &Scope<'_, '_>, node: &Node, schema: Schema, faults: &mut Faults) {
    if !SPEC.passes(scope, node, schema, faults) {
        return;
    }
    let Some((key, argument)) = only_entry(node) else { return };
    let (text, variables) = match argument.as_list() {
        Some([text, variables]) => (text, variables.as_object()),
        _ => (argument, None),
    };
    let Some(template) = text.as_str() else { return };
    let path = scope.path.with(Part::Key(key));
    let inner = Scope { path: &path, ..*scope };
    let before = faults.len();
    for name in sub_variables(template) {
        check_variable(&inner, name, variables, faults);
    }
    if faults.len() > before {
        return;
    }
    registry::run_function(&inner, Function::Sub, argument, schema, faults);
}

fn check_variable(scope: &Scope<'_, '_>, name: &str, variables: Option<&Object>, faults: &mut Faults) {
    let own_name = |value: &Node| ref_name(value) == Some(name);
    let reference: Node = if name.contains('.') {
        if is_stage_of_sam(scope, name) {
            return;
        }
        [("Fn::GetAtt", name.to_owned())].into_iter().collect::<Object>().into()
    } else {
        if variables.and_then(|variables| variables.get(name)).is_some_and(|value| !own_name(value)) {
            return;
        }
        [("Ref", name.to_owned())].into_iter().collect::<Object>().into()
    };
    let text_only = Scope { strict: true, rules: false, ..*scope };
    for fault in text_only.faults(&reference, Schema::Kinds(&["string"])) {
        let depth = scope.path.steps().len();
        let mut fault = Fault { keyword: Function::Sub.keyword(), ..fault };
        fault.for_each_mut(&mut |fault| {
            // The place is that of the text, as the reference in it has none.
            fault.path.truncate(depth);
            if let Some(rest) = fault.message.strip_prefix(&format!("'{name}' is not the name of")) {
                fault.message = format!("'${{{name}}}' does not name{rest}");
            }
        });
        faults.push(fault);
    }
}

/// The stage that SAM makes for an API is known as `Api.Stage`.
fn is_stage_of_sam(scope: &Scope<'_, '_>, name: &str) -> bool {
    let Some((api, "Stage")) = name.rsplit_once('.') else { return false };
    let is = |name: &str, kinds: [&str; 2]| {
        scope.check.resource(name).is_some_and(|resource| kinds.contains(&resource.kind))
    };
    is(api, ["AWS::Serverless::Api", "AWS::Serverless::HttpApi"])
        && is(&format!("{api}Stage"), ["AWS::ApiGateway::Stage", "AWS::ApiGatewayV2::Stage"])
}
