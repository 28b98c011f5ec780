//! The intrinsic functions as Rust functions. `Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::If` and `Fn::FindInMap` are methods of
//! handles, and the macro [`sub!`](crate::sub).

use super::Json;
use super::val::{IntoVal, List, Val};
use crate::diag::Origin;
use crate::model::{
    Base64, Cidr, GetAZs, GetStackOutput, ImportValue, Join, Length, Node, Select, Split, ToJsonString,
    Transform,
};

fn node<T>(value: impl IntoVal<T>) -> Node {
    value.into_val().into_node()
}

/// `Fn::Base64`: the Base64 form of a text, as user data is given.
#[must_use]
#[track_caller]
pub fn base64(text: impl IntoVal<String>) -> Val<String> {
    Val::function(Base64 { value: node(text) }, Origin::caller())
}

/// `Fn::Cidr`: `count` blocks (1 to 256) cut from one, each of `cidr_bits` subnet bits: 32 less the prefix length.
#[must_use]
#[track_caller]
pub fn cidr(
    ip_block: impl IntoVal<String>,
    count: impl IntoVal<i64>,
    cidr_bits: impl IntoVal<i64>,
) -> Val<List<String>> {
    let function = Cidr { ip_block: node(ip_block), count: node(count), cidr_bits: Some(node(cidr_bits)) };
    Val::function(function, Origin::caller())
}

/// `Fn::GetAZs`: the Availability Zones of a Region, `""` for the Region of the stack.
#[must_use]
#[track_caller]
pub fn get_azs(region: impl IntoVal<String>) -> Val<List<String>> {
    Val::function(GetAZs { region: node(region) }, Origin::caller())
}

/// `Fn::GetStackOutput`: the value of an output of another stack in the same account and Region.
#[must_use]
#[track_caller]
pub fn get_stack_output(stack_name: impl IntoVal<String>, output_name: impl IntoVal<String>) -> Val<String> {
    let function = GetStackOutput {
        stack_name: node(stack_name),
        output_name: node(output_name),
        region: None,
        role_arn: None,
    };
    Val::function(function, Origin::caller())
}

/// `Fn::GetStackOutput` from another Region, and with a role from another account.
#[must_use]
#[track_caller]
pub fn get_stack_output_from(
    region: impl IntoVal<String>,
    role_arn: impl IntoVal<String>,
    stack_name: impl IntoVal<String>,
    output_name: impl IntoVal<String>,
) -> Val<String> {
    let function = GetStackOutput {
        stack_name: node(stack_name),
        output_name: node(output_name),
        region: Some(node(region)),
        role_arn: Some(node(role_arn)),
    };
    Val::function(function, Origin::caller())
}

/// `Fn::ImportValue`: the value that another stack exports under that name.
#[must_use]
#[track_caller]
pub fn import_value(name: impl IntoVal<String>) -> Val<String> {
    Val::function(ImportValue { name: node(name) }, Origin::caller())
}

/// `Fn::Join`: the values with the delimiter between them.
#[must_use]
#[track_caller]
pub fn join(delimiter: impl IntoVal<String>, values: impl IntoVal<List<String>>) -> Val<String> {
    Val::function(Join { delimiter: node(delimiter), values: node(values) }, Origin::caller())
}

/// `Fn::Select`: one item of a list, the first is 0.
#[must_use]
#[track_caller]
pub fn select(index: impl IntoVal<i64>, values: impl IntoVal<List<String>>) -> Val<String> {
    Val::function(Select { index: node(index), values: node(values) }, Origin::caller())
}

/// `Fn::Split`: a list of what stands between the delimiters.
#[must_use]
#[track_caller]
pub fn split(delimiter: impl IntoVal<String>, source: impl IntoVal<String>) -> Val<List<String>> {
    Val::function(Split { delimiter: node(delimiter), source: node(source) }, Origin::caller())
}

/// `Fn::Length`: the number of items. Adds the transform `AWS::LanguageExtensions`.
#[must_use]
#[track_caller]
pub fn length(values: impl IntoVal<List<String>>) -> Val<i64> {
    Val::function(Length { values: node(values) }, Origin::caller())
}

/// `Fn::ToJsonString`: a value as JSON text. Adds the transform `AWS::LanguageExtensions`.
#[must_use]
#[track_caller]
pub fn to_json_string(value: impl IntoVal<Json>) -> Val<String> {
    Val::function(ToJsonString { value: node(value) }, Origin::caller())
}

/// `Fn::Transform`: what a macro makes of its parameters, of any type.
#[must_use]
#[track_caller]
pub fn transform<T>(name: impl IntoVal<String>, parameters: impl IntoVal<Json>) -> Val<T> {
    Val::function(Transform { name: node(name), parameters: Some(node(parameters)) }, Origin::caller())
}
