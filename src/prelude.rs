//! What a program that declares stacks uses: `use synth::prelude::*;`.

#[cfg(feature = "cli")]
pub use crate::cli::App;
pub use crate::dsl::function::{
    base64, cidr, get_azs, get_stack_output, get_stack_output_from, import_value, join, length, select,
    split, to_json_string, transform,
};
pub use crate::dsl::policy::{ConditionOperator, Effect, Principal, Statement};
pub use crate::dsl::{
    Condition, CreationPolicy, Handle, Hook, Interface, IntoVal, Json, List, Map, Mapping, OpenEnum, Param,
    Parameter, PolicyDocument, Resource, ResourceAttributes, ResourceSignal, ResourceType, Rule, Stack, Tag,
    Target, UpdatePolicy, Val, dynamic, no_value, pseudo, rule,
};
pub use crate::model::{AwsParameterType, DeletionPolicy, UpdateReplacePolicy};
pub use crate::{list, map, sub, value};
